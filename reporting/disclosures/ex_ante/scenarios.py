"""Scenario table, fan chart, and how deep the falls on the way may be (Art 44(6))."""

from __future__ import annotations

from datetime import date

from reporting.disclosures.blocks import columns, warning
from reporting.disclosures.context import Context
from reporting.disclosures.ex_ante import printed
from reporting.disclosures.ex_ante.facts import FALLS, SCENARIOS, ExAnteFacts
from reporting.disclosures.words import text
from reporting.domain.disclosure import (
    Bullets,
    Chart,
    ChartKind,
    ChartSpec,
    Column,
    Paragraph,
    Row,
    Section,
    Series,
    Table,
    Value,
)

BANDS = ("p05", "p25", "p50", "p75", "p95")


def scenarios_section(context: Context, facts: ExAnteFacts) -> Section:
    """What the amount may become, after all costs."""
    return Section(
        "scenarios",
        text("ea.scenarios"),
        (
            Paragraph(
                text("ea.scenarios_lead", amount=printed.amount(context, facts), paths=printed.paths(facts))
            ),
            _table(context, facts),
            _fan(context, facts),
        ),
        warning=warning("future_performance"),
    )


def _table(context: Context, facts: ExAnteFacts) -> Table:
    heads = [Column(text("ea.scenario"), columns("ea.scenario")[0].align, 0.34)]
    for years in facts.horizons:
        word = text("shared.years_one" if years == 1 else "shared.years", years=printed.years(years))
        heads += [Column(text("ea.worth_after", years=word)), Column(text("ea.annual_after"))]
    rows = []
    for name in SCENARIOS:
        cells: list[Value] = [text(f"ea.scenario_{name}")]
        for years in facts.horizons:
            cells += [
                printed.wealth(context, facts, name, years),
                printed.annual(context, facts, name, years),
            ]
        rows.append(Row(tuple(cells)))
    horizon = context.profile.horizon
    notes = (
        text("clause.not_priips"),
        text("ea.scenarios_net"),
        text(
            "ea.scenarios_error",
            low=printed.error(context, facts, "unfavourable", horizon),
            middle=printed.error(context, facts, "moderate", horizon),
            high=printed.error(context, facts, "favourable", horizon),
        ),
    )
    caption = text("ea.scenarios_caption", amount=printed.amount(context, facts))
    source = text("ea.scenarios_source", as_of=context.as_of)
    return Table("scenarios", caption, tuple(heads), tuple(rows), source, notes)


def _fan(context: Context, facts: ExAnteFacts) -> Chart:
    """Wealth of the amount over the holding period."""
    dates: tuple[date, ...] = tuple(day.astype(object) for day in facts.fan_days)
    bands = tuple(
        Series(text(f"ea.fan_{band}"), tuple(float(value) * facts.amount for value in facts.fan[:, k]))
        for k, band in enumerate(BANDS)
    )
    spec = ChartSpec(
        "fan", ChartKind.FAN, bands, context.profile.base_currency, dates, reference=facts.amount, height=0.44
    )
    horizon = context.profile.horizon
    alternative = text(
        "ea.fan_alternative",
        amount=printed.amount(context, facts),
        years=printed.years(horizon),
        low=printed.wealth(context, facts, "unfavourable", horizon),
        middle=printed.wealth(context, facts, "moderate", horizon),
        high=printed.wealth(context, facts, "favourable", horizon),
    )
    return Chart(
        spec,
        text("ea.fan_title", amount=printed.amount(context, facts)),
        alternative,
        text("ea.scenarios_source", as_of=context.as_of),
    )


def falls_section(context: Context, facts: ExAnteFacts) -> Section:
    """Chance of a loss at the end, of falls on the way, and of a notice."""
    rows = [
        Row((text("ea.loss_after", years=_years(years)), printed.loss(context, facts, years)))
        for years in facts.horizons
    ]
    rows += [
        Row((text("ea.fall_beyond", size=printed.fall_size(size)), printed.fall(context, facts, size)))
        for size in FALLS
    ]
    rows += [
        Row((text("ea.notice_any"), printed.notice(context, facts))),
        Row((text("ea.notice_quarter"), printed.notice_quarter(context, facts))),
    ]
    table = Table(
        "falls",
        text("ea.falls_caption", years=_years(context.profile.horizon)),
        columns("ea.event", "ea.share", widths=(0.75, 0.25)),
        tuple(rows),
        text("ea.scenarios_source", as_of=context.as_of),
        (text("ea.falls_note"),),
    )
    words = Bullets(
        (
            text("ea.fall_median", fall=printed.median_fall(context, facts)),
            text("ea.fall_worst", fall=printed.worst_fall(context, facts)),
        )
    )
    return Section("falls", text("ea.falls"), (table, words), warning=warning("future_performance"))


def _years(count: int) -> Value:
    return text("shared.years_one" if count == 1 else "shared.years", years=printed.years(count))
