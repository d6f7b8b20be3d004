"""What the costs of an account did to its return, and when they fell (Art 50(10))."""

from __future__ import annotations

from dataclasses import replace

from reporting.clients.incurred import ClientCosts, Month
from reporting.disclosures.blocks import columns, warning
from reporting.disclosures.clients.account import AccountFacts, amount, currency, origin, past
from reporting.disclosures.figures import derived
from reporting.disclosures.words import text
from reporting.domain.disclosure import (
    Block,
    Chart,
    ChartKind,
    ChartSpec,
    Paragraph,
    Row,
    Section,
    Series,
    Table,
    Verbatim,
)
from reporting.domain.figure import Figure
from reporting.domain.lineage import Rule
from reporting.domain.rounding import units
from reporting.domain.units import Nature


def effect_section(facts: AccountFacts, found: ClientCosts) -> Section:
    """The value with and without costs; returns before and after them where a whole year is there; months."""
    blocks: tuple[Block, ...] = (
        warning("past_performance"),
        Paragraph(text("annual_costs.effect_lead")),
        _money_table(facts, found),
        *_returns(facts, found),
        _months_table(facts, found),
    )
    return Section("annual_costs_effect", text("annual_costs.effect"), blocks, new_page=True)


def _money_table(facts: AccountFacts, found: ClientCosts) -> Table:
    """What the account would hold without costs, what it holds, and the difference."""
    without = _past(facts, "costs.without", found.without, "cost_value")
    closing = _past(facts, "costs.closing", float(found.closing), "cost_value")
    effect = derived(
        _past(facts, "costs.effect", found.effect, "cost_effect"),
        without.id,
        closing.id,
        rule=Rule.DIFFERENCE,
    )
    lost = units(found.without, 2) - units(float(found.closing), 2)
    rows = (
        Row((text("annual_costs.without", day=found.last), without)),
        Row((text("annual_costs.with", day=found.last), closing)),
        Row((text("annual_costs.lost"), replace(effect, printed_units=lost)), total=True),
    )
    return Table(
        "annual_costs_value",
        text("annual_costs.value_caption", currency=currency(facts)),
        columns("statement.item", "statement.amount", widths=(0.7, 0.3)),
        rows,
        origin(facts),
        (text("annual_costs.value_note"),),
        whole=True,
    )


def _returns(facts: AccountFacts, found: ClientCosts) -> tuple[Block, ...]:
    """Returns of twelve complete months; of less only what the costs took from them (Art 44(4)(b))."""
    gross = past(facts, "costs.gross", found.incurred.gross, "gross_return")
    net = past(facts, "costs.net", found.incurred.net, "time_weighted_return")
    effect = replace(past(facts, "costs.reduction", found.incurred.effect, "cost_effect"), signed=False)
    if not facts.complete_year:
        return (Paragraph(text("annual_costs.short_effect", effect=effect)),)
    effect = derived(effect, gross.id, net.id, rule=Rule.DIFFERENCE)
    points = units(found.incurred.gross, 2, 2) - units(found.incurred.net, 2, 2)
    rows = (
        Row((text("cost.gross_return"), gross)),
        Row((text("cost.net_return"), net)),
        Row((text("cost.return_effect"), replace(effect, printed_units=points)), total=True),
    )
    table = Table(
        "annual_costs_returns",
        text("annual_costs.returns_caption", start=found.first, end=found.last),
        columns("cost.return_kind", "statement.return", widths=(0.7, 0.3)),
        rows,
        origin(facts),
        (
            text(
                "clause.reference_period",
                start=found.first,
                end=found.last,
                source=text("statement.reference"),
            ),
            text("annual_costs.returns_note"),
        ),
        whole=True,
    )
    return (table,)


def months_chart(facts: AccountFacts, found: ClientCosts) -> Chart:
    """Bars by month: where the service charged more, they stand out."""
    series = (
        Series(text("cost.line_service"), tuple(month.service for month in found.months)),
        Series(text("cost.line_instruments"), tuple(month.instruments for month in found.months)),
    )
    labels = tuple(_label(month) for month in found.months)
    spec = ChartSpec(
        "annual_costs_months", ChartKind.BARS, series, facts.currency, labels=labels, height=0.26
    )
    most = max(found.months, key=lambda month: month.service + month.instruments)
    alternative = text(
        "annual_costs.months_alternative", month=_label(most), highest=_month(facts, most, "all")
    )
    return Chart(spec, text("annual_costs.months_title"), alternative)


def _months_table(facts: AccountFacts, found: ClientCosts) -> Table:
    rows = tuple(
        Row((_label(month), *(_month(facts, month, what) for what in ("service", "instruments", "all"))))
        for month in found.months
    )
    return Table(
        "annual_costs_months",
        text("annual_costs.months_caption", currency=currency(facts)),
        columns(
            *(f"annual_costs.{head}" for head in ("month", "service", "instruments", "all")),
            widths=(0.25, 0.25, 0.25, 0.25),
        ),
        rows,
        origin(facts),
        (text("annual_costs.months_note"),),
        whole=True,
    )


def _month(facts: AccountFacts, month: Month, what: str) -> Figure:
    """Costs of a month; the parts add up to the sum as printed."""
    stem = f"costs.{month.first:%Y-%m}"
    whole = month.service + month.instruments
    if what == "all":
        figure = amount(facts, f"{stem}.all", whole, "cost", sources=facts.charged)
        return derived(figure, f"{stem}.service", f"{stem}.instruments", rule=Rule.SUM)
    if what == "service":
        return amount(facts, f"{stem}.service", month.service, "cost", sources=facts.booked)
    figure = amount(facts, f"{stem}.instruments", month.instruments, "cost", sources=facts.charged)
    return replace(figure, printed_units=units(whole, 2) - units(month.service, 2))


def _past(facts: AccountFacts, id: str, value: float, definition: str) -> Figure:
    return amount(facts, id, value, definition, Nature.ACTUAL_PAST, sources=facts.charged)


def _label(month: Month) -> Verbatim:
    return Verbatim(f"{month.first:%Y-%m}")
