"""The costs that the model incurred, and how well they had been estimated (Art 50(8) to (10))."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

from reporting.disclosures.blocks import columns
from reporting.disclosures.context import Context
from reporting.disclosures.costs.breakdown import Basis, apart, breakdown, cost_rows, negative_note
from reporting.disclosures.costs.estimate import schedule_of
from reporting.disclosures.costs.rates import Estimated, performance_basis
from reporting.disclosures.costs.reconciled import reconciliation
from reporting.disclosures.figures import derived, money, percent, settings
from reporting.disclosures.words import text
from reporting.domain.disclosure import Align, Block, Column, Paragraph, Row, Section, Table, Text, Verbatim
from reporting.domain.figure import Figure
from reporting.domain.house import Instrument, Sourced
from reporting.domain.lineage import Rule
from reporting.domain.rounding import units
from reporting.domain.units import Nature
from reporting.measures.costs.categories import Category, scaled
from reporting.measures.costs.charges import refuse_missing
from reporting.measures.costs.incurred import DAYS_PER_YEAR, Incurred, incurred, ledger, product_rates_on
from reporting.measures.periods import months_before
from reporting.measures.sample import NotAvailable
from reporting.strategy.backtest import Backtest

AMOUNT = 10_000.0
"""The average value for which money is printed: a model has no client's amount."""
PERIODS = ("quarter", "year")
BOOKED = {"service_fee": Category.S2, "custody": Category.S4, "performance_fee": Category.S5}
"""Fees of the service, as a backtest names them, by category."""
RATE_OF: Mapping[Category, Callable[[Instrument], Sourced[float]]] = {
    Category.P2: lambda each: each.ongoing_cost,
    Category.P3: lambda each: each.transaction_cost,
    Category.P4: lambda each: each.incidental_cost,
}
"""Rates of the products by category."""


def ex_post_costs(
    context: Context, backtest: Backtest, estimated: Estimated | None = None
) -> tuple[Section, ...]:
    """The section of costs incurred in the quarter and in the twelve months to its end.

    `estimated` are the yearly rates of the last ex-ante document, None without one. Raises
    `Refused` naming ISIN and field of every product cost that is missing.
    """
    instruments = context.house.instruments
    refuse_missing({ticker: instruments[ticker] for ticker in context.profile.tickers})
    found = {id: _incurred(context, backtest, span) for id, span in _spans(context).items()}
    blocks: list[Block] = [
        Paragraph(text("cost.incurred_lead", amount=_base(context))),
        _table(context, found),
        *_returns(context, found["year"]),
        *_compared(context, found, estimated),
        Paragraph(text("cost.breakdown_offer_past")),
    ]
    return (Section("costs", text("cost.incurred_title"), tuple(blocks)),)


def _spans(context: Context) -> dict[str, tuple[date, date]]:
    """First and last day of the quarter, and of the twelve months that end with it."""
    first, last = context.quarter
    return {"quarter": (first, last), "year": (months_before(last, 12) + timedelta(days=1), last)}


def _incurred(
    context: Context, backtest: Backtest, span: tuple[date, date]
) -> tuple[Incurred, tuple[str, ...]] | NotAvailable:
    """Costs of a span, and the tickers whose product costs are estimates."""
    record = backtest.record
    assert record.holdings is not None
    trading = record.costs[:, 0].copy()
    if len(trading) > 1:  # the first point of a record is before its costs; they show in the next one
        trading[1], trading[0] = trading[0] + trading[1], 0.0
    booked = {BOOKED[name]: flow for name, flow in backtest.fees.items()} | {Category.S3: trading}
    book = ledger(backtest.sessions, record.nav[:, 0], record.holdings[:, :, 0], booked, span)
    if isinstance(book, NotAvailable):
        return book
    tickers = context.profile.tickers
    rates = product_rates_on([context.house.instruments[ticker] for ticker in tickers], book.days)
    doubtful = tuple(ticker for ticker, is_so in zip(tickers, rates.estimated, strict=True) if is_so)
    return incurred(book, rates), doubtful


Found = dict[str, tuple[Incurred, tuple[str, ...]] | NotAvailable]


def _sources(context: Context) -> tuple[str, ...]:
    return (*context.market_inputs, "profile", *context.cost_inputs, "firm")


def _base(context: Context) -> Figure:
    return money("cost.base", AMOUNT, Nature.CURRENT, "cost_base", context.profile.base_currency)


def _table(context: Context, found: Found) -> Table:
    """All nine categories in both spans, for an average value of the amount."""
    pairs = []
    for id in PERIODS:
        sources, explained = _sources(context), partial(_explained, context, id)
        basis = Basis(f"cost.{id}", _base(context), Nature.SIMULATED_PAST, sources, explained)
        result = found[id]
        known = result if isinstance(result, NotAvailable) else scaled(result[0].shares, AMOUNT)
        pairs.append(breakdown(basis, known))
    currency = Verbatim(context.profile.base_currency)
    heads = [Column(text("cost.category"), Align.START, 0.44)]
    for id in PERIODS:
        heads += [
            Column(text(f"cost.{id}_money", currency=currency), width=0.14),
            Column(text(f"cost.{id}_share"), width=0.14),
        ]
    rows = (*cost_rows(pairs), *_third_party(context))
    notes = [text("cost.incurred_base", amount=_base(context)), text("cost.rounding_note")]
    notes += [text("cost.incurred_method"), *_doubts(found)]
    notes += negative_note(*(each[0].costs for each in found.values() if not isinstance(each, NotAvailable)))
    if schedule_of(context).performance.share:
        notes.append(text("cost.incurred_performance", basis=performance_basis(context)))
    caption = text("cost.incurred_caption", amount=_base(context), last=context.quarter[1])
    return Table("costs_incurred", caption, tuple(heads), rows, notes=tuple(notes))


def _explained(context: Context, id: str, money: Figure, line: str) -> Figure:
    """The days of a span; for the products the rates that stand in where no period covers a day."""
    first, last = _spans(context)[id]
    instruments, category = context.house.instruments, Category(line)
    rates = {
        ticker: RATE_OF[category](instruments[ticker]).value
        for ticker in context.profile.tickers
        if category in RATE_OF
    }
    return settings(derived(money, "cost.base", first=first.isoformat(), last=last.isoformat()), rates)


def _third_party(context: Context) -> tuple[Row, ...]:
    """Payments of third parties at the rates of the price list, itemised apart from the totals."""
    fees = schedule_of(context)
    shares = {id: ((last - first).days + 1) / DAYS_PER_YEAR for id, (first, last) in _spans(context).items()}
    bases = {id: Basis(f"cost.{id}", _base(context), Nature.SIMULATED_PAST, ("firm",)) for id in PERIODS}
    return tuple(
        Row(
            (
                text(f"cost.line_{name}"),
                *(figure for id in PERIODS for figure in apart(bases[id], name, rate * shares[id])),
            )
        )
        for name, rate in (("received", fees.received), ("passed_on", fees.passed_on))
    )


def _doubts(found: Found) -> list[Text]:
    tickers = {
        t: None for result in found.values() if not isinstance(result, NotAvailable) for t in result[1]
    }
    return [text("cost.incurred_estimated", tickers=Verbatim(", ".join(tickers)))] if tickers else []


def _returns(context: Context, year: tuple[Incurred, tuple[str, ...]] | NotAvailable) -> tuple[Block, ...]:
    """Return of the twelve months before and after costs; nothing for less (Art 44(4)(b))."""
    if isinstance(year, NotAvailable):
        return (Paragraph(text("cost.no_year")),)
    found, _ = year

    first, last = _spans(context)["year"]

    def share(id: str, value: float, definition: str) -> Figure:
        figure = percent(
            f"cost.year.{id}", value, Nature.SIMULATED_PAST, definition, decimals=2, sources=_sources(context)
        )
        return derived(figure, first=first.isoformat(), last=last.isoformat())

    gross, net = share("gross", found.gross, "gross_return"), share("net", found.net, "total_return")
    effect = derived(share("effect", found.effect, "cost_effect"), gross.id, net.id, rule=Rule.DIFFERENCE)
    effect = replace(effect, printed_units=units(found.gross, 2, 2) - units(found.net, 2, 2))
    rows = (
        Row((text("cost.gross_return"), gross)),
        Row((text("cost.net_return"), net)),
        Row((text("cost.return_effect"), effect), total=True),
    )
    table = Table(
        "cost_returns",
        text("cost.returns_caption", last=context.quarter[1]),
        columns("cost.return_kind", "cost.return_value", widths=(0.75, 0.25)),
        rows,
    )
    return table, Paragraph(text("cost.returns_note"))


def _compared(context: Context, found: Found, estimated: Estimated | None) -> tuple[Block, ...]:
    """Estimates beside what was incurred in the longer of the spans that is known."""
    id = next((id for id in reversed(PERIODS) if not isinstance(found[id], NotAvailable)), None)
    if estimated is None or id is None:
        return (Paragraph(text("cost.no_estimate")),)
    result = found[id]
    assert not isinstance(result, NotAvailable)
    start, _ = _spans(context)[id]
    return reconciliation(context, id, estimated, result[0], start, _sources(context))
