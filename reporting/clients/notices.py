"""The notice of a loss of 10 % and each further 10 % (Art 62(1); docs/method.md section 12).

Every calendar day is looked at: prices move on sessions alone, but a fee may be booked on any day. Within a
day the order is: valuation, the client's deposits, its withdrawals, investment. Money is invested on a day
with a purchase.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import numpy as np

from reporting.clients.period import Cycle, Period, period_of
from reporting.clients.valuation import Valuation, day_of, money
from reporting.domain.business_days import BusinessCalendar
from reporting.domain.client import Side
from reporting.law.parameters import parameter

EXACT = 12
"""Decimals of a loss that count: 90,000 of 100,000 is a loss of 10 %, whatever a double makes of it."""


@dataclass(frozen=True, slots=True)
class Notice:
    """A due notice: `threshold` 1 is the first 10 %, 2 the second; crossed on `day`, due by the end of `due`.

    Money at the end of `day`, before that day's flows: `base` is the value at the start of the period
    (`start_value`), moved by invested `additions` and by `withdrawals`; `value` leaves out the `uninvested`
    additions. `loss` is 1 - value / base, decimal.
    """

    period: Period
    threshold: int
    day: date
    due: date
    start_value: Decimal
    additions: Decimal
    withdrawals: Decimal
    uninvested: Decimal
    base: float
    value: float
    loss: float

    @property
    def amount(self) -> float:
        """The loss in money."""
        return self.base - self.value


@dataclass(frozen=True, slots=True)
class Day:
    """One day of an account, money: value before flows, deposits, withdrawals (positive), money invested?"""

    value: float
    additions: float = 0.0
    withdrawals: float = 0.0
    invested: bool = False


@dataclass(frozen=True, slots=True)
class Loss:
    """Where an account stands against its base, before the flows of a day, money."""

    base: float
    value: float
    uninvested: float

    @property
    def share(self) -> float:
        """The loss as a share of the base, to 12 decimals; 0 without a base."""
        return round(1 - self.value / self.base, EXACT) if self.base > 0 else 0.0

    def threshold(self, step: float) -> int:
        """The highest multiple of the step that is lost, 0 for none; exactly the step counts."""
        whole: int = 10**EXACT
        lost, one = round(self.share * whole), round(step * whole)
        return max(lost // one, 0)


def losses(start_value: float, days: Iterator[Day] | list[Day]) -> Iterator[Loss]:
    """The loss on each day of a period that began with `start_value`."""
    base, uninvested = start_value, 0.0
    for day in days:
        value = day.value - uninvested
        yield Loss(base, value, uninvested)
        uninvested += day.additions
        drawn = min(day.withdrawals, uninvested)
        uninvested -= drawn
        rest = day.withdrawals - drawn
        if rest > 0:
            base *= max(1 - rest / value, 0.0) if value > 0 else 0.0
        if day.invested:
            base, uninvested = base + uninvested, 0.0


def notices(account: Valuation, cycle: Cycle, last: date, calendar: BusinessCalendar) -> tuple[Notice, ...]:
    """Every notice from the account's opening to `last`, in the order of time.

    Each threshold counts once in a period; two on one day make one notice of the higher.
    """
    found: list[Notice] = []
    period = period_of(cycle, day_of(account.days[0]))
    while period.first <= last:
        found += _of_period(account, period, min(period.last, last), calendar)
        period = period_of(cycle, day_of(np.datetime64(period.last) + 1))
    return tuple(found)


def _of_period(
    account: Valuation, period: Period, last: date, calendar: BusinessCalendar
) -> Iterator[Notice]:
    first = account.row(period.start)
    rows = range(first + 1, account.row(last) + 1)
    step = parameter("depreciation_step", period.first).value
    start, highest = money(account.values[first]), 0
    for row, loss in zip(rows, losses(float(start), _days(account, rows)), strict=True):
        threshold = loss.threshold(step)
        if threshold <= highest:
            continue
        highest, day = threshold, day_of(account.days[row])
        moved = slice(first + 1, row)
        yield Notice(
            period=period,
            threshold=threshold,
            day=day,
            due=calendar.on_or_after(day),
            start_value=start,
            additions=money(account.additions[moved].sum()),
            withdrawals=money((account.additions - account.flows)[moved].sum()),
            uninvested=Decimal(str(round(loss.uninvested, 2))),
            base=loss.base,
            value=loss.value,
            loss=loss.share,
        )


def _days(account: Valuation, rows: range) -> list[Day]:
    """The days of some rows."""
    purchases = {trade.day for trade in account.ledger.trades(date.min, date.max) if trade.side is Side.BUY}
    before = (account.values - account.flows) / 100
    gone = (account.additions - account.flows) / 100
    return [
        Day(
            float(before[row]),
            float(account.additions[row] / 100),
            float(gone[row]),
            day_of(account.days[row]) in purchases,
        )
        for row in rows
    ]
