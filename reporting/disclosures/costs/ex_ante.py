"""The cost block before the investment (Art 50(2), (8), (10); docs/method.md section 11)."""

from __future__ import annotations

from datetime import date

import numpy as np

from reporting.disclosures.blocks import warning
from reporting.disclosures.context import Context
from reporting.disclosures.costs.breakdown import ALL, LINES, Basis, apart, breakdown, negative_note, row
from reporting.disclosures.costs.effect import amount, effect_blocks, reduction
from reporting.disclosures.costs.estimate import Estimate, Projected, projected, schedule_of
from reporting.disclosures.costs.itemised import itemised_section
from reporting.disclosures.costs.rates import RATE, basis_table, listed, simulation_sources, weighted
from reporting.disclosures.figures import derived, number
from reporting.disclosures.words import text
from reporting.domain.disclosure import (
    Align,
    Block,
    Column,
    Paragraph,
    Row,
    Section,
    Table,
    Text,
    Verbatim,
)
from reporting.domain.figure import Figure
from reporting.domain.market import RateTable
from reporting.domain.units import Nature, Unit
from reporting.inputs.conversion import exchange_rate
from reporting.measures.costs.categories import Category, Costs
from reporting.measures.sample import NotAvailable

PAIRS = ("first", "average")


def ex_ante_costs(context: Context, estimate: Estimate) -> tuple[Section, ...]:
    """The section of costs, and the itemised breakdown for the end of the document.

    Raises `Refused` naming ISIN and field of every product cost that is missing.
    """
    found = projected(context, estimate)
    return _costs(context, found), itemised_section(context, found)


def _costs(context: Context, found: Projected) -> Section:
    blocks: list[Block] = [
        _answer(context, found),
        _table(context, found),
        Paragraph(text("cost.breakdown_offer")),
        *_currencies(context),
        Paragraph(text("cost.estimates")),
        basis_table(context, found),
        *effect_blocks(context, found),
    ]
    head = warning("future_performance")
    return Section("costs", text("cost.title"), tuple(blocks), warning=head)


def _basis(context: Context, found: Projected, id: str) -> Basis:
    years = (f"years.{found.flat.years}",) if id == "average" else ()
    once = {
        Category.S1: ("cost.list.entry_rate", "cost.list.entry_amount", "cost.list.vat"),
        Category.S3: ("cost.entry.S3",),
        Category.P1: weighted(context, "entry"),
    }

    def explained(money: Figure, line: str) -> Figure:
        category = Category(line)
        return derived(money, "cost.amount", *years, f"{RATE}{category}", *once.get(category, ()))

    base, sources = amount(context, found), simulation_sources(context)
    return Basis(f"cost.{id}", base, Nature.FORWARD, sources, explained)


def _columns(context: Context, found: Projected) -> list[tuple[Basis, Costs]]:
    values = (found.first, found.average)
    return [(_basis(context, found, id), value) for id, value in zip(PAIRS, values, strict=True)]


def _answer(context: Context, found: Projected) -> Paragraph:
    """The two totals and the reduction in yield in one sentence each."""
    years = context.profile.horizon
    first, average = (breakdown(basis, value)[0][ALL] for basis, value in _columns(context, found))
    return Paragraph(
        text(
            "cost.answer",
            amount=amount(context, found),
            first=first,
            average=average,
            years=number(
                f"years.{years}", years, Unit.COUNT, Nature.CURRENT, "horizon", sources=("profile",)
            ),
            flat=reduction(context, found, "flat", years),
            moderate=reduction(context, found, "moderate", years),
        )
    )


def _table(context: Context, found: Projected) -> Table:
    """All nine categories, the totals, and apart from them the payments of third parties."""
    given = _columns(context, found)
    pairs = [breakdown(basis, value) for basis, value in given]
    rows = [row(line, pairs) for line in LINES]
    fees = schedule_of(context)
    paid = (("received", fees.received), ("passed_on", fees.passed_on))
    for id, rate in paid:
        cells = [figure for basis, _ in given for figure in apart(basis, id, rate)]
        rows.append(Row((text(f"cost.line_{id}"), *cells)))
    currency = Verbatim(context.profile.base_currency)
    heads = (
        Column(text("cost.category"), Align.START, 0.44),
        *(
            Column(
                text(f"cost.{id}_{kind}", **({"currency": currency} if kind == "money" else {})), width=0.14
            )
            for id in PAIRS
            for kind in ("money", "share")
        ),
    )
    notes = [text("cost.base_note", amount=amount(context, found)), text("cost.rounding_note")]
    if fees.performance.share:
        notes.append(text("cost.performance_note"))
    notes += negative_note(found.average)
    caption = text("cost.caption", amount=amount(context, found))
    return Table("costs", caption, heads, tuple(rows), notes=tuple(notes))


def _currencies(context: Context) -> tuple[Paragraph, ...]:
    """Which ETFs are in another currency, and what their conversion costs (Art 50(3))."""
    base, instruments = context.profile.base_currency, context.house.instruments
    foreign = sorted({instruments[t].currency.value for t in context.profile.tickers} - {base})
    if not foreign:
        return ()
    margin = listed("fx_margin", schedule_of(context).fx_margin)
    names = Verbatim(", ".join(foreign))
    lead = Paragraph(text("cost.currencies", currencies=names, base=Verbatim(base), margin=margin))
    rates = (exchange(context.fx, currency, base, context.as_of) for currency in foreign)
    return (lead, *(Paragraph(rate) for rate in rates))


def exchange(fx: RateTable | None, currency: str, base: str, day: date, id: str = "fx") -> Text:
    """What one unit of a currency cost on a day."""
    rate = exchange_rate(fx, currency, base, np.datetime64(day, "D"))
    figure = number(
        f"{id}.{currency}",
        NotAvailable("no_exchange_rate") if rate is None else rate,
        Unit.RATIO,
        Nature.CURRENT,
        "exchange_rate",
        decimals=4,
        sources=() if rate is None else ("fx",),
    )
    return text("cost.exchange", currency=Verbatim(currency), base=Verbatim(base), rate=figure, date=day)
