"""A managed account as a ledger: what each event did to cash and units, exact to the cent.

Double entry: each booking names for every amount what it was for, and the cash moves by their sum. So the
cash at the end of a period is that at its beginning and every post between.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from reporting.domain.client import Account, CashFlow, ClientRecord, FlowKind, Position, Side, Transaction
from reporting.domain.errors import Fault, Unusable

ZERO = Decimal(0)
CENT = Decimal("0.01")
LARGEST = Decimal(10) ** 12
"""No account of a client holds more; what lies beyond is a slip of the book."""


class Trade(StrEnum):
    """Posts of executed orders; those of cash flows are `FlowKind`s."""

    PURCHASE = "purchase"
    SALE = "sale"
    EXECUTION_COST = "execution_cost"


Post = Trade | FlowKind

CHARGES = frozenset({Trade.EXECUTION_COST, *FlowKind}) - {FlowKind.DEPOSIT, FlowKind.WITHDRAWAL}
"""Posts that may take cash below zero."""
RECENT = 92
"""Days, a quarter at most, whose charges may be owed until the next rebalance makes up for them."""


@dataclass(frozen=True, slots=True)
class Booking:
    """One event: amounts by post in the account's currency, and the `units` of a ticker that came (positive)
    or went."""

    event: Transaction | CashFlow
    amounts: tuple[tuple[Post, Decimal], ...]
    units: Decimal = ZERO

    @property
    def day(self) -> date:
        """The day of the event."""
        return self.event.day

    @property
    def ticker(self) -> str:
        """The instrument that it belongs to, empty for none."""
        return self.event.ticker

    @property
    def cash(self) -> Decimal:
        """By how much the cash moved."""
        return sum((amount for _, amount in self.amounts), ZERO)


@dataclass(frozen=True, slots=True)
class Movement:
    """Cash over some days: at the beginning, every post, at the end; they add up to the cent."""

    opening: Decimal
    posts: Mapping[Post, Decimal]
    closing: Decimal

    def of(self, *posts: Post) -> Decimal:
        """What some posts come to."""
        return sum((self.posts.get(post, ZERO) for post in posts), ZERO)


@dataclass(frozen=True)
class Ledger:
    """The bookings of one account in the order of days."""

    account: Account
    bookings: tuple[Booking, ...]

    @property
    def first(self) -> date:
        """The day of the first booking, that of the opening without one."""
        return self.bookings[0].day if self.bookings else self.account.opened

    @cached_property
    def tickers(self) -> tuple[str, ...]:
        """Every instrument ever held, in the order of the first booking."""
        return tuple(dict.fromkeys(each.ticker for each in self.bookings if each.units))

    def cash(self, day: date) -> Decimal:
        """Cash at the end of a day."""
        return sum((each.cash for each in self.bookings if each.day <= day), ZERO)

    def units(self, day: date) -> dict[str, Decimal]:
        """Units of what is held at the end of a day, in the order of `tickers`."""
        held = dict.fromkeys(self.tickers, ZERO)
        for each in self.bookings:
            if each.day <= day and each.units:
                held[each.ticker] += each.units
        return {ticker: units for ticker, units in held.items() if units}

    def between(self, first: date, last: date) -> tuple[Booking, ...]:
        """The bookings from one day to another, both included."""
        return tuple(each for each in self.bookings if first <= each.day <= last)

    def trades(self, first: date, last: date) -> tuple[Transaction, ...]:
        """The orders executed from one day to another, both included."""
        events = (each.event for each in self.between(first, last))
        return tuple(event for event in events if isinstance(event, Transaction))

    def flows(self, first: date, last: date, *kinds: FlowKind) -> tuple[CashFlow, ...]:
        """The cash flows of some kinds from one day to another, both included."""
        events = (each.event for each in self.between(first, last))
        return tuple(event for event in events if isinstance(event, CashFlow) and event.kind in kinds)

    def movement(self, first: date, last: date) -> Movement:
        """The cash from the beginning of one day to the end of another."""
        posts: defaultdict[Post, Decimal] = defaultdict(Decimal)
        for each in self.between(first, last):
            for post, amount in each.amounts:
                posts[post] += amount
        closing = self.cash(last)
        return Movement(closing - sum(posts.values(), ZERO), dict(posts), closing)


def ledger(record: ClientRecord) -> Ledger | None:
    """The ledger of the managed account, None for a client without one.

    Raises Unusable with every fault of the account: another currency, fractions of a cent, amounts beyond
    10**12, events outside its life, units or cash below zero at the end of a day, units that differ from
    the custodian's. Messages name days and tickers, never an amount.
    """
    account = record.mandate
    if account is None:
        return None
    trades = [_traded(each) for each in record.transactions if each.account == account.id]
    flows = [_flowed(each) for each in record.cash_flows if each.account == account.id]
    bookings = tuple(sorted([*flows, *trades], key=_order))
    faults = [fault for each in bookings for fault in _unsound(account, each)]
    found = Ledger(account, bookings)
    if not faults:
        faults = [*_below_zero(found), *_differences(found, record.positions)]
    if faults:
        raise Unusable(faults)
    return found


def _traded(event: Transaction) -> Booking:
    """A purchase costs the consideration, a sale brings it; the execution cost goes off beside it."""
    cost = (Trade.EXECUTION_COST, -event.cost)
    if event.side is Side.BUY:
        return Booking(event, ((Trade.PURCHASE, -event.consideration), cost), event.units)
    return Booking(event, ((Trade.SALE, event.consideration), cost), -event.units)


def _flowed(event: CashFlow) -> Booking:
    return Booking(event, ((event.kind, event.amount),))


def _order(booking: Booking) -> tuple[date, bool, str]:
    """By day; cash flows come before the trades that they may pay for."""
    return booking.day, isinstance(booking.event, Transaction), booking.event.id


def _unsound(account: Account, booking: Booking) -> Iterable[Fault]:
    """What is wrong with one booking by itself."""
    event = booking.event
    table = "transactions" if isinstance(event, Transaction) else "cash_flows"

    def fault(message: str) -> Fault:
        return Fault(table, f"{booking.day}: {message}", event.id)

    figures = [amount for _, amount in booking.amounts] + [booking.units]
    if not all(figure.is_finite() and abs(figure) <= LARGEST for figure in figures):
        yield fault("an amount is no number that an account can hold; correct it")
        return
    if isinstance(event, CashFlow) and event.currency != account.currency:
        yield fault("the flow is in another currency than its account; book it in the account's")
    if any(amount != amount.quantize(CENT) for _, amount in booking.amounts):
        yield fault("an amount has fractions of a cent; give what was booked")
    if isinstance(event, CashFlow) and _wrong_way(event):
        yield fault("a deposit goes out or a withdrawal comes in; correct its sign or its kind")
    if booking.day < account.opened or (account.closed is not None and account.closed < booking.day):
        yield fault("the account was not open on this day; correct the day")
    if isinstance(event, Transaction) and (event.units <= 0 or event.consideration < 0 or event.cost < 0):
        yield fault("units must be above zero, consideration and cost not below; the side says which way")


def _wrong_way(flow: CashFlow) -> bool:
    """Fees and taxes may be paid back; the client's own flows have one direction."""
    return (flow.kind is FlowKind.DEPOSIT and flow.amount < 0) or (
        flow.kind is FlowKind.WITHDRAWAL and flow.amount > 0
    )


def _below_zero(found: Ledger) -> Iterable[Fault]:
    """Cash or units below zero at the end of a day; each is named on the first such day.

    Costs, fees and interest may take cash below zero, as they do in the strategy (docs/method.md section 6);
    purchases and withdrawals may not. What counts is what was charged in the last `RECENT` days.
    """
    cash, held = ZERO, dict.fromkeys(found.tickers, ZERO)
    named: set[str] = set()
    for place, each in enumerate(found.bookings):
        cash += each.cash
        if each.units:
            held[each.ticker] += each.units
        if place + 1 < len(found.bookings) and found.bookings[place + 1].day == each.day:
            continue
        if cash < 0 and "" not in named and cash + _charged(found.bookings[: place + 1], each.day) < 0:
            named.add("")
            yield Fault("cash_flows", f"{each.day}: more cash goes out than the account holds; correct it")
        for ticker, units in held.items():
            if units < 0 and ticker not in named:
                named.add(ticker)
                message = f"{each.day}: more units of {ticker} are sold than the account holds; correct it"
                yield Fault("transactions", message)


def _charged(bookings: tuple[Booking, ...], day: date) -> Decimal:
    """What costs, fees and interest took in the days up to `day`."""
    recent = (each for each in bookings if (day - each.day).days < RECENT)
    taken = (amount for each in recent for post, amount in each.amounts if post in CHARGES and amount < 0)
    return -sum(taken, ZERO)


def _differences(found: Ledger, positions: Iterable[Position]) -> Iterable[Fault]:
    """Units by the custodian's statement against those of the ledger, on every day that it states."""
    stated: defaultdict[date, dict[str, Decimal]] = defaultdict(dict)
    for each in positions:
        if each.account == found.account.id:
            stated[each.day][each.ticker] = each.units
    for day, theirs in sorted(stated.items()):
        ours = found.units(day)
        for ticker in sorted(set(ours) | set(theirs)):
            if ours.get(ticker, ZERO) != theirs.get(ticker, ZERO):
                message = f"{day}: the units of {ticker} differ from those that the transactions leave"
                yield Fault("positions", f"{message}; find the missing one")
