"""What no account can have seen: faults of single bookings, balances below zero, units that differ.

Messages name days and tickers, never an amount.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from reporting.clients.bookings import CENT, ZERO, Booking, Ledger, Trade
from reporting.domain.client import Account, CashFlow, ClientRecord, FlowKind, Position, Transaction
from reporting.domain.errors import Fault

LARGEST = Decimal(10) ** 12
"""No account of a client holds more; what lies beyond is a slip of the book."""
CHARGES = frozenset({Trade.EXECUTION_COST, *FlowKind}) - {FlowKind.DEPOSIT, FlowKind.WITHDRAWAL}
"""Posts that may take cash below zero."""
RECENT = 92
"""Days, a quarter at most, whose charges may be owed until the next rebalance makes up for them."""


def strays(record: ClientRecord) -> Iterable[Fault]:
    """Events on an account that the client does not have."""
    known = {each.id for each in record.accounts}
    tables: dict[str, tuple[Transaction | CashFlow | Position, ...]] = {
        "transactions": record.transactions,
        "cash_flows": record.cash_flows,
        "positions": record.positions,
    }
    for table, events in tables.items():
        days = sorted({each.day for each in events if each.account not in known})
        if days:
            message = f"{days[0]}: a row names an account that the client does not have; correct it"
            yield Fault(table, message)


def unsound(account: Account, booking: Booking) -> Iterable[Fault]:
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


def below_zero(found: Ledger) -> Iterable[Fault]:
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


def differences(found: Ledger, positions: Iterable[Position]) -> Iterable[Fault]:
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
