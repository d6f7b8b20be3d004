"""A managed account as a ledger: what each event did to cash and units, exact to the cent."""

from __future__ import annotations

from datetime import date

from reporting.clients.bookings import Booking, Ledger, Trade
from reporting.clients.soundness import below_zero, differences, strays, unsound
from reporting.domain.client import CashFlow, ClientRecord, Side, Transaction
from reporting.domain.errors import Unusable


def ledger(record: ClientRecord) -> Ledger | None:
    """The ledger of the managed account, None for a client without one.

    Raises Unusable with every fault of the account: rows of unknown accounts, another currency, fractions of
    a cent, amounts beyond 10**12, events outside its life, units or cash below zero at the end of a day,
    units that differ from the custodian's.
    """
    account = record.mandate
    if account is None:
        return None
    trades = [_traded(each) for each in record.transactions if each.account == account.id]
    flows = [_flowed(each) for each in record.cash_flows if each.account == account.id]
    bookings = tuple(sorted([*flows, *trades], key=_order))
    faults = [*strays(record), *(fault for each in bookings for fault in unsound(account, each))]
    found = Ledger(account, bookings)
    if not faults:
        faults = [*below_zero(found), *differences(found, record.positions)]
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
