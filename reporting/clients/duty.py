"""How often a client is reported to, and whether a statement is due for a quarter (Art 60(3))."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from reporting.clients.period import Cycle, Period, period_of
from reporting.domain.client import ClientRecord, ConsentKind


class Ground(StrEnum):
    """Why a statement is due or not; each has a sentence in the message catalogue.

    QUARTER is the rule. LEVERAGE asks for one each month. YEAR: the client is told of each transaction, and
    the twelve months are over. EACH_TRANSACTION: they are not over yet. ONLINE: the client looked at an
    online valuation in the quarter. NO_ACCOUNT: nothing was managed in it.
    """

    QUARTER = "quarter"
    LEVERAGE = "leverage"
    YEAR = "year"
    EACH_TRANSACTION = "each_transaction"
    ONLINE = "online"
    NO_ACCOUNT = "no_account"

    @property
    def due(self) -> bool:
        """Whether a statement is issued."""
        return self in (Ground.QUARTER, Ground.LEVERAGE, Ground.YEAR)


@dataclass(frozen=True, slots=True)
class Duty:
    """Whether a statement is due at the end of a quarter, for which period, on which ground. `seen` is the
    day of the last access to an online valuation in the quarter, None without one."""

    period: Period
    ground: Ground
    seen: date | None = None

    @property
    def due(self) -> bool:
        """Whether a statement is issued."""
        return self.ground.due


def cycle_of(record: ClientRecord, leverage: bool, day: date) -> Cycle:
    """How often the client is reported to, as it stands on a day: each month with leverage, each year for one
    who is told of each transaction, else each quarter. A valuation online changes no period."""
    if leverage:
        return Cycle.MONTHLY
    return Cycle.YEARLY if _agreed(record, ConsentKind.EACH_TRANSACTION, day) else Cycle.QUARTERLY


def statement_duty(record: ClientRecord, leverage: bool, quarter: Period) -> Duty:
    """What is due at the end of a quarter; `leverage` says whether the mandate may borrow."""
    account, last = record.mandate, quarter.last
    if account is None or account.opened > last or (account.closed and account.closed < quarter.first):
        return Duty(quarter, Ground.NO_ACCOUNT)
    period = period_of(cycle_of(record, leverage, last), last)
    if period.cycle is Cycle.MONTHLY:
        return Duty(period, Ground.LEVERAGE)
    if period.cycle is Cycle.YEARLY:
        return Duty(period, Ground.YEAR if period.last == last else Ground.EACH_TRANSACTION)
    seen = max((day for day in _accesses(record) if quarter.first <= day <= last), default=None)
    if seen is not None and _agreed(record, ConsentKind.ONLINE_VALUATION, last):
        return Duty(quarter, Ground.ONLINE, seen)
    return Duty(quarter, Ground.QUARTER)


def _agreed(record: ClientRecord, kind: ConsentKind, day: date) -> bool:
    return any(each.kind is kind and each.holds(day) for each in record.consents)


def _accesses(record: ClientRecord) -> list[date]:
    return [each.given_on for each in record.consents if each.kind is ConsentKind.VALUATION_ACCESS]
