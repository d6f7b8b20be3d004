"""The summary risk indicator step by step: value at risk, volatility, market class, credit class."""

from __future__ import annotations

from reporting.disclosures.blocks import columns
from reporting.disclosures.context import Context
from reporting.disclosures.figures import derived, percent
from reporting.disclosures.risk_figures import (
    class_figure,
    count_figure,
    inputs,
    sri_figures,
    volatility_figure,
)
from reporting.disclosures.words import text, years
from reporting.domain.disclosure import Block, Paragraph, Row, Table, Value
from reporting.domain.figure import Figure
from reporting.domain.units import Nature
from reporting.law.parameters import parameter
from reporting.measures.moments import SAMPLE_YEARS
from reporting.measures.sample import NotAvailable
from reporting.measures.sri import Sri


def summary_blocks(context: Context, sri: Sri | NotAvailable) -> tuple[Block, ...]:
    """What the indicator is, and the table of its steps; the reason alone where there is none."""
    lead = Paragraph(text("rc.summary_lead"))
    own, _ = sri_figures(context, sri)
    if isinstance(sri, NotAvailable):
        return lead, Paragraph(text("rc.summary_missing", sri=own))
    volatilities = {
        basis: derived(
            volatility_figure(context, f"risk.sri.vev.{basis.value}", value, "vev"),
            "profile.horizon",
            sample_years=SAMPLE_YEARS,
        )
        for basis, value in sri.candidates.items()
    }
    rows: list[tuple[Value, Value]] = [
        (text("rc.horizon"), years("profile.horizon", context.profile.horizon)),
        (text("rc.sample"), count_figure(context, "risk.sri.count", sri.count, "vev")),
        (text("rc.periods"), count_figure(context, "risk.sri.periods", sri.periods, "vev")),
    ]
    rows += [
        (text("rc.vev_of", basis=text(f"shared.basis_{basis.value}")), figure)
        for basis, figure in volatilities.items()
    ]
    market = class_figure(context, "risk.sri.market", sri.market, "market_risk_class")
    rows += [
        (text("rc.var"), _value_at_risk(context, sri)),
        (text("rc.market_class"), derived(market, *(figure.id for figure in volatilities.values()))),
        (text("rc.credit_class"), class_figure(context, "risk.sri.credit", sri.credit, "credit_risk_class")),
    ]
    table = Table(
        "risk_summary",
        text("rc.summary_caption"),
        columns("rc.step", "rc.value", widths=(0.7, 0.3)),
        (*(Row(cells) for cells in rows), Row((text("rc.name_sri"), own), total=True)),
        notes=(text("rc.summary_note", since=parameter("sri_matrix", context.as_of).valid_from),),
    )
    return lead, table


def _value_at_risk(context: Context, sri: Sri) -> Figure:
    figure = percent("risk.sri.var", sri.var, Nature.CURRENT, "vev", decimals=2, sources=inputs(context))
    return derived(figure, "risk.sri.count", "risk.sri.periods", level="97.5 %")
