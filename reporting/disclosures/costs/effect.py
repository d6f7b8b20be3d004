"""The cumulative effect of all costs on the return, year by year (Art 50(10))."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date
from itertools import pairwise

import numpy as np

from reporting.disclosures.blocks import columns
from reporting.disclosures.context import Context
from reporting.disclosures.costs.estimate import Projected
from reporting.disclosures.costs.rates import RATE, simulation_sources
from reporting.disclosures.figures import derived, money, number, percent
from reporting.disclosures.words import text
from reporting.domain.disclosure import (
    Block,
    Bullets,
    Chart,
    ChartKind,
    ChartSpec,
    Paragraph,
    Row,
    Series,
    Table,
    Verbatim,
)
from reporting.domain.figure import Figure
from reporting.domain.lineage import Rule
from reporting.domain.rounding import units
from reporting.domain.units import Nature, Unit
from reporting.measures.costs.categories import Category, total
from reporting.measures.costs.projection import Projection
from reporting.measures.scenarios.bootstrap import anniversary

CASES = ("flat", "moderate")


def effect_blocks(context: Context, found: Projected) -> tuple[Block, ...]:
    """What the illustration shows, its two tables and its two charts."""
    return (
        Paragraph(text("cost.effect_lead", amount=amount(context, found))),
        _table(context, found, "flat"),
        _table(context, found, "moderate"),
        _values_chart(context, found),
        _paid_chart(context, found),
        Bullets((text("cost.effect_once"), text("cost.effect_performance"), text("cost.effect_growth"))),
        *_beyond_the_scenario(context, found),
    )


def _beyond_the_scenario(context: Context, found: Projected) -> tuple[Paragraph, ...]:
    """The scenarios deduct what a portfolio of any size is charged; a price list with more is named."""
    charged = found.charges
    once = charged.entry[Category.S1] + charged.exit[Category.S1]
    same = math.isclose(charged.yearly[Category.S2], context.profile.fees.service_with_vat)
    return () if same and not (once or charged.minimum) else (Paragraph(text("cost.effect_beyond")),)


def amount(context: Context, found: Projected) -> Figure:
    """The amount that the cost tables speak of."""
    currency = context.profile.base_currency
    return money("cost.amount", found.estimate.amount, Nature.ASSUMPTION, "amount", currency)


def path_of(found: Projected, case: str) -> Projection:
    """The projection of a case."""
    return found.flat if case == "flat" else found.moderate


def reduction(context: Context, found: Projected, case: str, year: int) -> Figure:
    """Reduction in yield after some years, percentage points a year."""
    figure = percent(
        f"cost.{case}.{year}y.reduction",
        path_of(found, case).reduction(year),
        Nature.FORWARD,
        "reduction_in_yield",
        decimals=2,
        sources=simulation_sources(context),
    )
    parts = (f"cost.{case}.growth", f"cost.{case}.{year}y.net", "cost.amount", f"years.{year}")
    return derived(figure, *parts, rule=Rule.LOST_YIELD)


def _money(context: Context, id: str, value: float, definition: str) -> Figure:
    currency, sources = context.profile.base_currency, simulation_sources(context)
    return money(f"cost.{id}", value, Nature.FORWARD, definition, currency, sources=sources)


def growth(context: Context, found: Projected, case: str) -> Figure:
    """The growth a year before all costs."""
    figure = percent(
        f"cost.{case}.growth",
        path_of(found, case).growth,
        Nature.ASSUMPTION if case == "flat" else Nature.FORWARD,
        "cost_growth",
        decimals=2,
        sources=() if case == "flat" else simulation_sources(context),
    )
    met = f"scenario.moderate.{path_of(found, case).years}y.money"
    return figure if case == "flat" else derived(figure, "cost.amount", met)


def _year(count: int) -> Figure:
    return number(f"years.{count}", count, Unit.COUNT, Nature.CURRENT, "horizon", sources=("profile",))


def _table(context: Context, found: Projected, case: str) -> Table:
    path, rows = path_of(found, case), []
    for year in range(1, path.years + 1):
        gross, net = _gross(context, found, case, year), _net(context, found, case, year)
        effect = derived(
            _money(context, f"{case}.{year}y.effect", path.effect(year), "cost_effect"),
            gross.id,
            net.id,
            rule=Rule.DIFFERENCE,
        )
        lost = units(path.gross[year], 0) - units(path.net[year], 0)
        paid = _paid(context, found, case, year)
        last = reduction(context, found, case, year)
        rows.append(Row((_year(year), gross, net, paid, replace(effect, printed_units=lost), last)))
    heads = ("year", "without_costs", "with_costs", "paid", "lost", "reduction")
    return Table(
        f"cost_effect_{case}",
        text(f"cost.effect_{case}", growth=growth(context, found, case), amount=amount(context, found)),
        columns(*(f"cost.{head}" for head in heads), widths=(0.1, 0.18, 0.18, 0.18, 0.18, 0.18)),
        tuple(rows),
        notes=(text("cost.effect_note"),) if case == "moderate" else (),
    )


def _gross(context: Context, found: Projected, case: str, year: int) -> Figure:
    value = _money(context, f"{case}.{year}y.gross", path_of(found, case).gross[year], "cost_value")
    return derived(value, "cost.amount", f"cost.{case}.growth", f"years.{year}", rule=Rule.GROWN)


def _net(context: Context, found: Projected, case: str, year: int) -> Figure:
    """The value before, grown, less what is paid; without growth the one less the other."""
    value = _money(context, f"{case}.{year}y.net", path_of(found, case).net[year], "cost_value")
    before, paid = _before(case, year), f"cost.{case}.{year}y.paid"
    if case == "flat":
        return derived(value, before, paid, rule=Rule.DIFFERENCE)
    return derived(value, before, f"cost.{case}.growth", paid)


def _before(case: str, year: int) -> str:
    return "cost.amount" if year == 1 else f"cost.{case}.{year - 1}y.net"


def _paid(context: Context, found: Projected, case: str, year: int) -> Figure:
    """What all rates take in a year; what is due once is in the first or the last one."""
    value = _money(context, f"{case}.{year}y.paid", total(path_of(found, case).paid[year - 1]), "cost")
    rates = (f"{RATE}{category}" for category in Category)
    value = derived(value, _before(case, year), f"cost.{case}.growth", *rates)
    if case == "moderate":
        return value
    # without growth what is lost is what was paid, so the column adds up to it
    return replace(value, printed_units=_printed_losses(found)[year - 1])


def _printed_losses(found: Projected) -> tuple[int, ...]:
    """What the printed value loses in each year without growth, in units of money."""
    values = [units(value, 0) for value in found.flat.net]
    values[0] = units(found.estimate.amount, 0)
    return tuple(before - after for before, after in pairwise(values))


def _values_chart(context: Context, found: Projected) -> Chart:
    """The value with and without costs in both cases."""
    horizon = found.flat.years
    series = tuple(
        Series(text(f"cost.series_{case}_{kind}"), getattr(path_of(found, case), kind))
        for case in reversed(CASES)
        for kind in ("gross", "net")
    )
    currency, start = context.profile.base_currency, np.datetime64(context.as_of, "D")
    days: tuple[date, ...] = tuple(
        anniversary(start, year).astype(object) if year else context.as_of for year in range(horizon + 1)
    )
    spec = ChartSpec("cost_values", ChartKind.LINES, series, currency, days, height=0.4)
    alternative = text(
        "cost.values_alternative",
        years=_year(horizon),
        flat=reduction(context, found, "flat", horizon),
        moderate=reduction(context, found, "moderate", horizon),
    )
    return Chart(spec, text("cost.values_title", amount=amount(context, found)), alternative)


def _paid_chart(context: Context, found: Projected) -> Chart:
    """What is paid in each year: the start, the end and a performance fee stand out."""
    horizon = found.flat.years
    steps = _printed_losses(found)
    series = (
        Series(text("cost.series_flat"), tuple(float(step) for step in steps)),
        Series(text("cost.series_moderate"), tuple(total(paid) for paid in found.moderate.paid)),
    )
    labels = tuple(Verbatim(str(year)) for year in range(1, horizon + 1))
    spec = ChartSpec(
        "cost_paid", ChartKind.BARS, series, context.profile.base_currency, labels=labels, height=0.32
    )
    most = max(range(horizon), key=lambda year: steps[year])
    highest = _paid(context, found, "flat", most + 1)
    alternative = text("cost.paid_alternative", year=_year(most + 1), highest=highest)
    return Chart(spec, text("cost.paid_title"), alternative)
