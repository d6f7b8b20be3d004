"""What must hold between an account and what was booked on it: days, currencies, signs, units, sums."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from reporting.domain.client import AccountKind, FlowKind, Side
from reporting.domain.errors import Fault
from reporting.inputs.clients.entries import Entries, Entry
from reporting.inputs.clients.models import AccountRow, CashFlowRow, PositionRow, TransactionRow
from reporting.inputs.clients.rules import needs, repeated

HALF_CENT = Decimal("0.005")
DIFFERS = "differs from what the transactions leave on this day; find the order that is missing"
ABSENT = "on this day an instrument is missing that the transactions leave; add it"
INCOMING = frozenset({FlowKind.DEPOSIT, FlowKind.DISTRIBUTION, FlowKind.THIRD_PARTY})
OUTGOING = frozenset(
    {
        FlowKind.WITHDRAWAL,
        FlowKind.SERVICE_FEE,
        FlowKind.CUSTODY_FEE,
        FlowKind.ENTRY_FEE,
        FlowKind.EXIT_FEE,
        FlowKind.PERFORMANCE_FEE,
    }
)
OF_AN_INSTRUMENT = frozenset({FlowKind.DISTRIBUTION, FlowKind.THIRD_PARTY, FlowKind.TAX})

Booked = Entry[PositionRow] | Entry[TransactionRow] | Entry[CashFlowRow]


def _owned(entries: Entries) -> Iterator[tuple[AccountRow, Booked]]:
    """Everything that was booked, with its account."""
    accounts = {entry.row.id: entry.row for entry in entries.accounts}
    booked: list[Booked] = [*entries.positions, *entries.transactions, *entries.cash_flows]
    return ((accounts[entry.row.account], entry) for entry in booked if entry.row.account in accounts)


@needs("accounts")
def _within_the_account(entries: Entries) -> Iterator[Fault]:
    for account, entry in _owned(entries):
        if entry.row.day < account.opened:
            yield entry.place.fault("day", "lies before the account was opened; correct one of the days")
        elif account.closed is not None and entry.row.day > account.closed:
            yield entry.place.fault("day", "lies after the account was closed; correct one of the days")


@needs("accounts")
def _currency_of_the_account(entries: Entries) -> Iterator[Fault]:
    for account, entry in _owned(entries):
        if not isinstance(entry.row, PositionRow) and entry.row.currency != account.currency:
            yield entry.place.fault("currency", "is not the account's; book everything in its currency")


@needs("transactions")
def _considerations(entries: Entries) -> Iterator[Fault]:
    for entry in entries.transactions:
        row = entry.row
        if abs(row.units * row.price - row.consideration) > HALF_CENT:
            message = "is not units times price to the cent; correct one of the three"
            yield entry.place.fault("consideration", message)


@needs("transactions")
def _transactions_once(entries: Entries) -> Iterator[Fault]:
    for entry, first in repeated(entries.transactions, lambda row: row.id):
        yield entry.place.fault("id", f"the id stands in row {first} too; was the order booked twice?")


@needs("cash_flows")
def _flows_once(entries: Entries) -> Iterator[Fault]:
    for entry, first in repeated(entries.cash_flows, lambda row: row.id):
        yield entry.place.fault("id", f"the id stands in row {first} too; was the flow booked twice?")


@needs("cash_flows")
def _signs(entries: Entries) -> Iterator[Fault]:
    for entry in entries.cash_flows:
        kind, amount = entry.row.kind, entry.row.amount
        if not amount:
            yield entry.place.fault("amount", "is zero; remove the row or give the amount")
        elif kind in INCOMING and amount < 0:
            yield entry.place.fault(
                "amount", f"is negative, but a {kind.value} comes in; correct sign or kind"
            )
        elif kind in OUTGOING and amount > 0:
            yield entry.place.fault(
                "amount", f"is positive, but a {kind.value} goes out; correct sign or kind"
            )


@needs("cash_flows")
def _instruments(entries: Entries) -> Iterator[Fault]:
    for entry in entries.cash_flows:
        kind, ticker = entry.row.kind, entry.row.ticker
        if kind is FlowKind.DISTRIBUTION and not ticker:
            yield entry.place.fault("ticker", "a distribution is one of an instrument; name it")
        elif ticker and kind not in OF_AN_INSTRUMENT:
            yield entry.place.fault(
                "ticker", f"a {kind.value} belongs to no instrument; leave the cell empty"
            )


@needs("accounts", "transactions")
def _no_sale_beyond_holdings(entries: Entries) -> Iterator[Fault]:
    for entry in _first_beyond(entries).values():
        message = "sells more than the account holds then; correct it, or add what was bought before"
        yield entry.place.fault("units", message)


def _first_beyond(entries: Entries) -> dict[tuple[str, str], Entry[TransactionRow]]:
    """By account and instrument the first sale of more than is held then; later ones may follow from it."""
    held: defaultdict[tuple[str, str], Decimal] = defaultdict(Decimal)
    beyond: dict[tuple[str, str], Entry[TransactionRow]] = {}
    for entry in _orders(entries):
        key = entry.row.account, entry.row.ticker
        held[key] += _moved(entry.row)
        if held[key] < 0:
            beyond.setdefault(key, entry)
    return beyond


def _orders(entries: Entries) -> list[Entry[TransactionRow]]:
    """Orders of mandates in the order of time; a row that stands a second time moves nothing."""
    again = {entry.place.number for entry, _ in repeated(entries.transactions, repr)}
    mandates = _mandates(entries)
    booked = (entry for entry in entries.transactions if entry.place.number not in again)
    return sorted((entry for entry in booked if entry.row.account in mandates), key=_moment)


def _moved(row: TransactionRow) -> Decimal:
    return row.units if row.side is Side.BUY else -row.units


def _moment(entry: Entry[TransactionRow]) -> tuple[object, ...]:
    """At one moment purchases come before sales."""
    row = entry.row
    return row.day, row.time, row.side is Side.SELL, row.id


def _mandates(entries: Entries) -> set[str]:
    return {entry.row.id for entry in entries.accounts if entry.row.kind is AccountKind.MANDATE}


@needs("positions")
def _positions_once(entries: Entries) -> Iterator[Fault]:
    for entry, first in repeated(entries.positions, lambda row: (row.account, row.day, row.ticker)):
        message = f"row {first} states the same instrument on the same day; keep one"
        yield entry.place.fault("ticker", message)


@needs("accounts", "positions", "transactions")
def _positions_agree(entries: Entries) -> Iterator[Fault]:
    """The custodian's units on each day that it states, against those that the orders leave; of one
    instrument the first day that differs, since the days after it differ for the same reason."""
    orders, beyond = _orders(entries), _first_beyond(entries)
    for account in sorted(_mandates(entries)):
        told = {ticker for owner, ticker in beyond if owner == account}
        stated: dict[date, dict[str, Entry[PositionRow]]] = {}
        for entry in entries.positions:
            if entry.row.account == account:
                stated.setdefault(entry.row.day, {})[entry.row.ticker] = entry
        for day, theirs in sorted(stated.items()):
            ours = _left(orders, account, day)
            differing = {name for name in {*theirs, *ours} if _units(theirs, name) != ours.get(name, 0)}
            for ticker in sorted((differing - told) & set(theirs)):
                yield theirs[ticker].place.fault("units", DIFFERS)
            if differing - told - set(theirs):
                yield next(iter(theirs.values())).place.fault("day", ABSENT)
            told |= differing


def _units(stated: Mapping[str, Entry[PositionRow]], ticker: str) -> Decimal:
    return stated[ticker].row.units if ticker in stated else Decimal()


def _left(orders: list[Entry[TransactionRow]], account: str, day: date) -> dict[str, Decimal]:
    """Units by instrument at the end of a day."""
    held: defaultdict[str, Decimal] = defaultdict(Decimal)
    for entry in orders:
        if entry.row.account == account and entry.row.day <= day:
            held[entry.row.ticker] += _moved(entry.row)
    return dict(held)


RULES = (
    _within_the_account,
    _currency_of_the_account,
    _considerations,
    _transactions_once,
    _flows_once,
    _signs,
    _instruments,
    _no_sale_beyond_holdings,
    _positions_once,
    _positions_agree,
)
