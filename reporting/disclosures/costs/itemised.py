"""The itemised breakdown: costs by instrument, with the source and date of each (Art 50(2))."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from reporting.disclosures.blocks import columns
from reporting.disclosures.context import Context
from reporting.disclosures.costs.effect import amount
from reporting.disclosures.costs.estimate import Projected, positions, schedule_of
from reporting.disclosures.costs.rates import listed, listed_money, sources_of
from reporting.disclosures.figures import derived, money, percent
from reporting.disclosures.words import text
from reporting.domain.disclosure import Align, Block, Column, Paragraph, Row, Section, Table, Value, Verbatim
from reporting.domain.figure import Figure
from reporting.domain.house import Instrument, Sourced
from reporting.domain.lineage import Rule
from reporting.domain.rounding import apportioned, units
from reporting.domain.units import Nature
from reporting.law.parameters import parameter
from reporting.measures.costs.categories import Category
from reporting.measures.costs.charges import Position

RATES: tuple[tuple[str, Callable[[Instrument], Sourced[float]]], ...] = (
    ("entry", lambda each: each.entry_cost),
    ("ongoing", lambda each: each.ongoing_cost),
    ("transaction", lambda each: each.transaction_cost),
    ("incidental", lambda each: each.incidental_cost),
)


def itemised_section(context: Context, found: Projected) -> Section:
    """The annex that the cost section refers to."""
    blocks: tuple[Block, ...] = (
        Paragraph(text("cost.itemised_lead", amount=amount(context, found))),
        _products(context, found),
        _origins(context, found),
        _price_list(context),
    )
    return Section("costs_itemised", text("cost.itemised"), blocks)


def _products(context: Context, found: Projected) -> Table:
    """Rates of each product, and what they come to on the amount in a year without growth."""
    held, base = positions(context, found.estimate.weights), found.estimate.amount
    yearly = [each.weight * each.instrument.product_cost * base for each in held]
    whole = units(sum(yearly), 2)
    shown = apportioned(yearly, whole, 2)
    rows, parts = [], []
    for position, value, part in zip(held, yearly, shown, strict=True):
        figure = replace(_product(context, position.instrument.ticker, value), printed_units=part)
        parts.append(figure.id)
        rows.append(Row((Verbatim(position.instrument.ticker), *_rates(context, position), figure)))
    together = derived(_money(context, "all", sum(yearly)), *parts, rule=Rule.SUM)
    blank = Verbatim("")
    last = Row((text("cost.items_total"), *(blank for _ in range(5)), together), total=True)
    names = ("weight", *(name for name, _ in RATES), "in_money")
    heads = (
        Column(text("cost.etf"), Align.START, 0.22),
        *(Column(text(f"cost.item_{name}"), width=0.13) for name in names),
    )
    return Table(
        "cost_items",
        text("cost.items_caption"),
        heads,
        (*rows, last),
        notes=(text("cost.items_note", amount=amount(context, found)),),
    )


def _rates(context: Context, position: Position) -> tuple[Figure, ...]:
    ticker, sources = position.instrument.ticker, sources_of(context, Category.P2)
    weight = percent(
        f"cost.item.{ticker}.weight",
        position.weight,
        Nature.CURRENT,
        "target_weight",
        decimals=2,
        sources=sources,
    )
    weight = derived(weight, f"allocation.target.{ticker}", rule=Rule.SUM)
    rates = (
        percent(
            f"cost.item.{ticker}.{name}",
            rate(position.instrument).value,
            Nature.CURRENT,
            "cost_rate",
            decimals=4,
            sources=context.cost_inputs,
        )
        for name, rate in RATES
    )
    return (weight, *rates)


def _product(context: Context, ticker: str, value: float) -> Figure:
    """The weight times all rates of a year times the amount."""
    running = (f"cost.item.{ticker}.{name}" for name, _ in RATES if name != "entry")
    return derived(_money(context, ticker, value), "cost.amount", f"cost.item.{ticker}.weight", *running)


def _money(context: Context, id: str, value: float) -> Figure:
    return money(
        f"cost.item.{id}.money",
        value,
        Nature.FORWARD,
        "cost",
        context.profile.base_currency,
        decimals=2,
        sources=sources_of(context, Category.P2),
    )


def _origins(context: Context, found: Projected) -> Table:
    """Where the costs of each product were read, and whether that was long ago."""
    instruments = context.house.instruments
    rows = []
    for ticker in context.profile.tickers:
        cost = instruments[ticker].ongoing_cost
        source = text("cost.illustrative") if cost.illustrative else Verbatim(cost.source)
        dated: Value = cost.as_of or text("cost.undated")
        rows.append(
            Row(
                (
                    Verbatim(ticker),
                    Verbatim(instruments[ticker].isin.value),
                    source,
                    dated,
                    _age(context, cost),
                )
            )
        )
    return Table(
        "cost_sources",
        text("cost.sources_caption"),
        columns(
            "cost.etf",
            "cost.isin",
            "cost.source",
            "cost.dated",
            "cost.remark",
            widths=(0.12, 0.2, 0.33, 0.15, 0.2),
            start=(0, 1, 2, 3, 4),
        ),
        tuple(rows),
    )


def _age(context: Context, cost: Sourced[float]) -> Value:
    months = int(parameter("cost_data_months", context.as_of).value)
    old = cost.as_of is not None and _later(cost.as_of, months) < context.as_of
    return text("cost.stale") if old else Verbatim("–")


def _later(day: date, months: int) -> date:
    """The first day of the month after the one `months` later: a review is due by the end of that month."""
    count = day.year * 12 + day.month - 1 + months + 1
    return date(count // 12, count % 12 + 1, 1)


def _price_list(context: Context) -> Table:
    """What the firm charges, before and with VAT."""
    fees, profile = schedule_of(context), context.profile.fees
    entries: list[tuple[str, Figure]] = [
        ("fee", listed("fee", profile.service)),
        ("fee_vat", listed("fee_vat", profile.vat)),
        ("vat", listed("vat", fees.vat)),
        ("minimum", listed_money(context, "minimum", fees.minimum)),
        ("entry_rate", listed("entry_rate", fees.entry_rate)),
        ("entry_amount", listed_money(context, "entry_amount", fees.entry_amount)),
        ("exit_rate", listed("exit_rate", fees.exit_rate)),
        ("custody", listed("custody", fees.custody)),
        ("share", listed("share", fees.performance.share)),
        ("hurdle", listed("hurdle", fees.performance.hurdle)),
        ("fx_margin", listed("fx_margin", fees.fx_margin)),
    ]
    rows = [Row((text(f"cost.list_{id}"), figure)) for id, figure in entries]
    for i, tier in enumerate(fees.tiers, start=1):
        bound = listed_money(context, f"tier.{i}.lower", tier.lower)
        rows.append(Row((text("cost.list_tier", lower=bound), listed(f"tier.{i}", tier.rate))))
    return Table(
        "cost_list",
        text("cost.list_caption"),
        columns("cost.list_item", "cost.list_charge", widths=(0.75, 0.25)),
        tuple(rows),
        notes=(text("cost.list_note"),),
    )
