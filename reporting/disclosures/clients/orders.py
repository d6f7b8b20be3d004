"""Every order executed in the period with the ten fields of Article 59(4)(c) to (l) (Art 60(2)(h))."""

from __future__ import annotations

from collections.abc import Mapping

from reporting.clients.duty import Ground
from reporting.disclosures.blocks import columns
from reporting.disclosures.clients.account import AccountFacts, amount, currency, origin
from reporting.disclosures.clients.holdings import decimals_of, price_figure, units_figure
from reporting.disclosures.figures import derived
from reporting.disclosures.words import text
from reporting.domain.client import Transaction
from reporting.domain.disclosure import Bullets, Paragraph, Quoted, Row, Section, Table, Value, Verbatim

FIELDS = (
    "day",
    "time",
    "order",
    "venue",
    "ticker",
    "side",
    "nature",
    "units",
    "price",
    "consideration",
)
LONGEST = 24
"""Signs of a nature that stand in its column; a longer one stands once above the table."""


def orders_section(facts: AccountFacts) -> Section:
    """The orders in the order of time, the codes explained; one sentence where there was none, and for a
    client who was told of each by itself."""
    done = facts.ledger.trades(facts.period.first, facts.period.last)
    title = text("statement.orders_title")
    told = facts.duty.ground is Ground.YEAR
    if told or not done:
        words = text("statement.orders_told" if told else "statement.no_orders")
        return Section("statement_orders", title, (Paragraph(words),))
    decimals = max(decimals_of(each.units) for each in done)
    notes = _notes(done)
    table = Table(
        "statement_orders",
        text("statement.orders_caption", currency=currency(facts)),
        columns(
            *(f"statement.{field}" for field in FIELDS),
            widths=(0.115, 0.06, 0.085, 0.075, 0.08, 0.095, 0.1, 0.12, 0.11, 0.16),
            start=(0, 1, 2, 3, 4, 5, 6),
        ),
        tuple(_row(facts, place, each, decimals, notes) for place, each in enumerate(done, 1)),
        origin(facts),
        (text("statement.orders_note"),),
        dense=True,
    )
    return Section("statement_orders", title, (_codes(facts, done, notes), table))


def _notes(done: tuple[Transaction, ...]) -> dict[str, str]:
    """The mark of each nature that is too long for its column, in the order of time: N1, N2, ..."""
    long = dict.fromkeys(each.nature for each in done if len(each.nature) > LONGEST)
    return {nature: f"N{number}" for number, nature in enumerate(long, 1)}


def _nature(each: Transaction, notes: Mapping[str, str]) -> Value:
    if each.nature in notes:
        return text("statement.nature_noted", note=Verbatim(notes[each.nature]))
    return Quoted(each.nature) if each.nature else text("statement.plain")


def _row(facts: AccountFacts, place: int, each: Transaction, decimals: int, notes: Mapping[str, str]) -> Row:
    stem = f"order.{place}"
    units = units_figure(facts, f"{stem}.units", each.units, decimals)
    price = price_figure(facts, f"{stem}.price", float(each.price), facts.booked)
    paid = amount(facts, f"{stem}.consideration", each.consideration, "consideration", sources=facts.booked)
    return Row(
        (
            each.day,
            Verbatim(f"{each.time:%H:%M}"),
            Quoted(each.order),
            Quoted(each.venue),
            Verbatim(each.ticker),
            text(f"statement.side_{each.side.value}"),
            _nature(each, notes),
            units,
            price,
            derived(paid, units.id, price.id),
        )
    )


def _codes(facts: AccountFacts, done: tuple[Transaction, ...], notes: Mapping[str, str]) -> Bullets:
    """What the codes and marks of the table stand for."""
    tickers = sorted({each.ticker for each in done})
    funds = (
        text(
            "statement.code_fund",
            ticker=Verbatim(ticker),
            name=Verbatim(facts.fund(ticker).name.value),
            isin=Verbatim(facts.fund(ticker).isin.value or "–"),
        )
        for ticker in tickers
    )
    noted = (
        text("statement.nature_note", note=Verbatim(note), nature=Quoted(nature))
        for nature, note in notes.items()
    )
    return Bullets((text("statement.codes_venue"), text("statement.codes_order"), *funds, *noted))
