"""The risk class on its scale, what it means, and from which volatilities it was found."""

from __future__ import annotations

from reporting.disclosures.blocks import columns
from reporting.disclosures.citation import citation
from reporting.disclosures.context import Context
from reporting.disclosures.figures import derived, number, percent
from reporting.disclosures.mandate import band
from reporting.disclosures.words import text
from reporting.domain.disclosure import Block, Callout, Emphasis, Paragraph, RiskScale, Row, Table
from reporting.domain.figure import Figure
from reporting.domain.units import Nature, Unit
from reporting.law.parameters import parameter
from reporting.measures.risk_class import RiskClass
from reporting.measures.sample import NotAvailable


def risk_scale(context: Context, risk: RiskClass | NotAvailable) -> tuple[Block, ...]:
    """The risk class on its scale, what it means, and whether the profile allows it."""
    permitted = context.profile.risk_band
    scale = RiskScale(risk_class(context, risk), permitted.lowest, permitted.highest)
    if isinstance(risk, NotAvailable):
        return (scale,)
    meaning = text(f"shared.risk_meaning_{risk.value}")
    if risk.inside(permitted):
        verdict = text("shared.risk_inside", meaning=meaning, band=band(context.profile))
        return scale, Paragraph(verdict)
    outside = text("shared.risk_outside", band=band(context.profile))
    return scale, Paragraph(meaning), Callout(outside, Emphasis.WARNING, "risk_band")


def risk_class(context: Context, risk: RiskClass | NotAvailable) -> Figure:
    """The class with the volatilities that decide it: the highest one places it, after migration."""
    known = risk if isinstance(risk, NotAvailable) else risk.value
    bases = () if isinstance(risk, NotAvailable) else tuple(basis.value for basis in risk.candidates)
    figure = number(
        "risk.class", known, Unit.RISK_CLASS, Nature.CURRENT, "risk_class", sources=context.risk_inputs
    )
    table = parameter("srri_edges", context.as_of).valid_from.isoformat()
    return derived(figure, *(f"risk.volatility.{basis}" for basis in bases), class_table=table)


def risk_method(context: Context, risk: RiskClass | NotAvailable) -> tuple[Block, ...]:
    """How the risk class was found, from which volatilities, by which version of the class table."""
    if isinstance(risk, NotAvailable):
        return ()
    found = [
        derived(
            percent(
                f"risk.volatility.{basis.value}",
                value,
                Nature.CURRENT,
                "volatility",
                decimals=2,
                per_year=True,
                sources=context.risk_inputs,
            ),
            "fees.service",
            frequency="weekly",
            years=5,
        )
        for basis, value in risk.candidates.items()
    ]
    rows = tuple(
        Row((text(f"shared.basis_{basis.value}"), figure))
        for basis, figure in zip(risk.candidates, found, strict=True)
    )
    edges = parameter("srri_edges", context.as_of)
    note = text("shared.risk_table", valid_from=edges.valid_from, reference=citation(edges.reference))
    table = Table(
        "risk_volatility",
        text("shared.risk_caption"),
        columns("shared.basis", "shared.volatility", widths=(0.6, 0.4)),
        rows,
        notes=(note,),
    )
    return Paragraph(text("shared.risk_method")), table
