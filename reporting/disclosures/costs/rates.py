"""From which rate each category comes, and on what the estimate of it rests (Art 50(8), recital 79)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from reporting.disclosures.blocks import columns
from reporting.disclosures.context import Context
from reporting.disclosures.costs.estimate import Projected, schedule_of
from reporting.disclosures.figures import derived, money, number, percent, settings
from reporting.disclosures.mandate import service_fee
from reporting.disclosures.words import text
from reporting.domain.disclosure import Row, Table, Text
from reporting.domain.figure import Figure
from reporting.domain.lineage import Rule
from reporting.domain.units import Nature, Unit
from reporting.measures.costs.categories import Category, Costs, costs

RATE = "cost.rate."
"""Opens the ids of the yearly rates; a later document finds them by it."""


@dataclass(frozen=True, slots=True)
class Estimated:
    """The yearly `rates` that an ex-ante document stated, its id and date.

    `sources` is the manifest key of the file that they were read from, empty for a document of this run.
    """

    rates: Costs
    document_id: str
    as_of: date
    sources: tuple[str, ...] = ()


def estimated_rates(figures: Iterable[Figure]) -> Costs | None:
    """The yearly rates that a document states for all categories (decimals), None where it states none."""
    return rates_among({figure.id: figure.value for figure in figures})


def rates_among(stated: Mapping[str, float | None]) -> Costs | None:
    """The same from the values of figures by id."""
    found = {each: stated.get(f"{RATE}{each}") for each in Category}
    known = {each: value for each, value in found.items() if value is not None}
    return costs(known) if len(known) == len(found) else None


def basis_table(context: Context, found: Projected) -> Table:
    """One row a category: the rate a year, and how it was found."""
    rows = [
        Row((text(f"cost.line_{each}"), _rate(context, each, found), _basis(context, each, found)))
        for each in Category
    ]
    return Table(
        "cost_basis",
        text("cost.basis_caption"),
        columns("cost.category", "cost.rate_a_year", "cost.basis", widths=(0.29, 0.13, 0.58), start=(0, 2)),
        tuple(rows),
        notes=(text("cost.basis_note"),),
    )


ITEMS = {Category.P2: "ongoing", Category.P3: "transaction", Category.P4: "incidental"}
"""What the itemised breakdown calls the rate of an ETF."""
LISTED = {Category.S4: ("custody", "vat"), Category.S5: ("share", "hurdle", "vat")}
"""Items of the price list behind a rate."""


def _rate(context: Context, category: Category, found: Projected) -> Figure:
    figure = percent(
        f"{RATE}{category}",
        yearly_rate(found, category),
        Nature.FORWARD,
        "cost_rate",
        decimals=2,
        sources=sources_of(context, category),
    )
    if category in ITEMS:
        return derived(figure, *weighted(context, ITEMS[category]), rule=Rule.WEIGHTED_SUM)
    if category in LISTED:
        return derived(figure, *(f"cost.list.{item}" for item in LISTED[category]))
    if category is Category.S2:
        return _fee_rate(context, found, figure)
    return derived(figure, "cost.paths", statistic="mean") if category is Category.S3 else figure


def _fee_rate(context: Context, found: Projected, figure: Figure) -> Figure:
    if schedule_of(context).tier_rate(found.estimate.amount) is None:
        return derived(figure, "fees.service", rule=Rule.SUM)
    return derived(figure, "cost.list.tier", "cost.list.vat")


def weighted(context: Context, item: str) -> tuple[str, ...]:
    """The ids of all weights, then those of the rates by which they are multiplied."""
    tickers = context.profile.tickers
    return (*(f"cost.item.{t}.weight" for t in tickers), *(f"cost.item.{t}.{item}" for t in tickers))


def yearly_rate(found: Projected, category: Category) -> float:
    """What is charged a year of the value; of a performance fee what the moderate scenario leads to."""
    if category is Category.S5:
        return sum(paid[category] for paid in found.moderate.paid) / sum(found.moderate.net[1:])
    return found.charges.yearly[category]


def sources_of(context: Context, category: Category) -> tuple[str, ...]:
    """Manifest keys of what a category is computed from."""
    if category is Category.S3:
        return simulation_sources(context)
    service = {Category.S2: ("profile", "firm")}.get(category, ("firm",))
    products = (*context.price_inputs, "profile", *context.cost_inputs)
    return service if category.value.startswith("S") else products


def simulation_sources(context: Context) -> tuple[str, ...]:
    """Manifest keys of what the simulated paths, and so all projections, are computed from."""
    return (*context.market_inputs, "profile", *context.cost_inputs, "assumptions", "firm")


def _basis(context: Context, category: Category, found: Projected) -> Text:
    words = _BASES.get(category)
    return text(f"cost.basis_{category}") if words is None else words(context, found)


def _one_off(context: Context, found: Projected) -> Text:
    fees = schedule_of(context)
    if not (fees.entry_rate or fees.entry_amount or fees.exit_rate):
        return text("cost.basis_S1_none")
    values = {
        "rate": listed("entry_rate", fees.entry_rate),
        "amount": listed_money(context, "entry_amount", fees.entry_amount),
        "exit": listed("exit_rate", fees.exit_rate),
    }
    return text("cost.basis_S1", **values)


def _ongoing(context: Context, found: Projected) -> Text:
    fees = schedule_of(context)
    least = listed_money(context, "minimum", fees.minimum)
    minimum = text("cost.minimum", amount=least) if fees.minimum else text("cost.minimum_none")
    tier = fees.tier_rate(found.estimate.amount)
    if tier is None:
        return text("cost.basis_S2", fee=service_fee(context), minimum=minimum)
    return text("cost.basis_S2_tier", fee=listed("tier", tier), minimum=minimum, charged=service_fee(context))


def _transactions(context: Context, found: Projected) -> Text:
    trading, sources = found.estimate.trading, simulation_sources(context)
    entry = percent(
        "cost.entry.S3", found.charges.entry[Category.S3], Nature.FORWARD, "cost_rate", decimals=2,
        sources=sources_of(context, Category.P2),
    )  # fmt: skip
    tickers, costs_of = context.profile.tickers, context.rules.costs
    weights = (f"cost.item.{ticker}.weight" for ticker in tickers)
    entry = settings(derived(entry, *weights), {ticker: costs_of[ticker] for ticker in tickers})
    turnover = percent(
        "cost.turnover", trading.turnover, Nature.FORWARD, "turnover", decimals=0, sources=sources
    )
    turnover = derived(turnover, "cost.paths", statistic="mean")
    paths = number("cost.paths", found.estimate.paths, Unit.COUNT, Nature.ASSUMPTION, "paths")
    return text("cost.basis_S3", entry=entry, turnover=turnover, paths=paths)


def _ancillary(context: Context, found: Projected) -> Text:
    custody = schedule_of(context).custody
    return (
        text("cost.basis_S4", custody=listed("custody", custody)) if custody else text("cost.basis_S4_none")
    )


def _incidental(context: Context, found: Projected) -> Text:
    if not schedule_of(context).performance.share:
        return text("cost.basis_S5_none")
    return text("cost.basis_S5_estimate", basis=performance_basis(context))


def performance_basis(context: Context) -> Text:
    """What the performance fee is a share of."""
    fee = schedule_of(context).performance
    key = "cost.basis_S5_mark" if fee.high_water_mark else "cost.basis_S5"
    return text(key, share=listed("share", fee.share), hurdle=listed("hurdle", fee.hurdle))


_BASES = {
    Category.S1: _one_off,
    Category.S2: _ongoing,
    Category.S3: _transactions,
    Category.S4: _ancillary,
    Category.S5: _incidental,
}


def listed(id: str, rate: float) -> Figure:
    """A rate of the firm's price list, before VAT."""
    return percent(f"cost.list.{id}", rate, Nature.CURRENT, "price_list", decimals=2, sources=("firm",))


def listed_money(context: Context, id: str, amount: float) -> Figure:
    """An amount of the firm's price list, before VAT."""
    currency = context.profile.base_currency
    return money(f"cost.list.{id}", amount, Nature.CURRENT, "price_list", currency, sources=("firm",))
