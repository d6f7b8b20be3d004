"""Books mandates of one course in whole cents and millionths of a unit, many of them side by side.

Between bookings interest and fees accrue as in the strategy's engine (docs/method.md section 6); they are
booked at the last session of a month. All arithmetic is element by element: a mandate comes out the same
alone and among thousands.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from reporting.clients.demo.course import Course
from reporting.domain.client import FlowKind, Side
from reporting.domain.series import Floats

Whole = NDArray[np.int64]
UNIT = 1_000_000
"""Parts of a unit that are booked."""
TICK = 10_000
"""Parts of a currency unit that demo prices are quoted in."""
CENT = 100
PART = UNIT * TICK // CENT
"""Products of booked units and quoted prices to the cent."""
RATE = 1_000_000


@dataclass(frozen=True, slots=True, eq=False)
class Order:
    """Executed orders of one instrument at one session: `row`, `ticker` as places, the rest (P,); 0 units
    where a mandate did not trade. `units` in millionths, `price` in ten-thousandths, the rest in cents."""

    row: int
    ticker: int
    side: Side
    units: Whole
    price: int
    consideration: Whole
    cost: Whole


@dataclass(frozen=True, slots=True, eq=False)
class Flow:
    """Cash that moved at one session, cents (P,); 0 where a mandate saw none."""

    row: int
    kind: FlowKind
    amount: Whole


@dataclass(frozen=True, slots=True, eq=False)
class Payment:
    """A client's own flow: the day and the share of the first deposit, negative for a withdrawal."""

    day: date
    share: float


@dataclass(slots=True, eq=False)
class Accounts:
    """What P mandates went through. `value` (T, P) in currency units after costs, net of accrued fees,
    accrued interest included; `units` (n, P) at the end, in millionths."""

    course: Course
    orders: list[Order]
    flows: list[Flow]
    value: Floats
    units: Whole


def kept(
    course: Course, deposit: Whole, payments: tuple[Payment, ...] = (), closed: bool = False
) -> Accounts:
    """Keep mandates that begin with a deposit (P,) in cents at the first session of the course.

    Additions come at their day and wait in cash for the next execution; withdrawals are paid at the first
    execution on or after their day, out of what is sold then. A closed mandate sells all and pays out
    everything at the last session.
    """
    return _Keeper(course, deposit, payments, closed).run()


class _Keeper:
    """Where P mandates stand: `cash` in cents, `interest` and `fee` accrued as floats of currency units."""

    def __init__(self, course: Course, deposit: Whole, payments: tuple[Payment, ...], closed: bool) -> None:
        self.course, self.closed = course, closed
        self.prices = np.rint(course.closes * TICK).astype(np.int64)
        sessions, count = len(course.days), len(deposit)
        self.units = np.zeros((len(course.tickers), count), dtype=np.int64)
        self.cash = np.zeros(count, dtype=np.int64)
        self.interest, self.fee = np.zeros((2, count))
        self.value = np.zeros((sessions, count))
        self.incoming = {0: (deposit,)}
        self.outgoing: dict[int, Whole] = {}
        for each in payments:
            amount = np.rint(deposit * abs(each.share) / CENT).astype(np.int64) * CENT
            if each.share < 0:
                self.outgoing[course.execution(each.day)] = amount
            else:
                self.incoming[course.row(each.day)] = (amount,)
        # Interest before the first purchase is booked with it, so that cash has what is spent.
        self.settled = {*np.flatnonzero(course.tape.month_ends).tolist(), min(course.targets)}
        self.settled |= {sessions - 1} if closed else set()
        self.orders: list[Order] = []
        self.flows: list[Flow] = []

    def run(self) -> Accounts:
        last = len(self.course.days) - 1
        for row in range(last + 1):
            if row:
                self._accrue(row)
            for amount in self.incoming.get(row, ()):
                self._flow(row, FlowKind.DEPOSIT, amount)
            if row in self.settled:
                self._settle(row)
            if self.closed and row == last:
                self._trade(row, np.zeros(len(self.course.tickers)))
                self._flow(row, FlowKind.WITHDRAWAL, -self.cash)
            elif row in self.course.targets:
                self._trade(row, self.course.targets[row])
            self.value[row] = self._holdings(row) + self.cash / CENT + self.interest - self.fee
        return Accounts(self.course, self.orders, self.flows, self.value, self.units)

    def _accrue(self, row: int) -> None:
        path, span = self.course, self.course.tape.spans[row]
        lent = self.cash / CENT + self.interest
        self.interest = self.interest + lent * path.tape.rate[row - 1] * span
        self.fee = self.fee + self.value[row - 1] * path.fee[row - 1] * span

    def _settle(self, row: int) -> None:
        """Interest and fee of the month to the cent; what is less than half a cent is forgotten."""
        earned = np.rint(self.interest * CENT).astype(np.int64)
        owed = np.rint(self.fee * CENT).astype(np.int64)
        self._flow(row, FlowKind.INTEREST, earned)
        self._flow(row, FlowKind.SERVICE_FEE, -owed)
        self.interest, self.fee = np.zeros((2, len(earned)))

    def _flow(self, row: int, kind: FlowKind, amount: Whole) -> None:
        self.cash = self.cash + amount
        if amount.any():
            self.flows.append(Flow(row, kind, amount))

    def _holdings(self, row: int) -> Floats:
        """Values of what is held, added up in the order of the tickers."""
        total = np.zeros(self.units.shape[1])
        for place, units in enumerate(self.units):
            total = total + units * self.prices[row, place] / (UNIT * TICK)
        return total

    def _trade(self, row: int, weights: Floats) -> None:
        """Trade to the weights; sales first, so that they pay for the purchases."""
        paid = self.outgoing.get(row, np.zeros_like(self.cash))
        value = self._holdings(row) + (self.cash - paid) / CENT + self.interest - self.fee
        wanted = [self._wanted(row, place, weight * value) for place, weight in enumerate(weights)]
        for side in (Side.SELL, Side.BUY):
            for place, units in enumerate(wanted):
                self._order(row, place, side, units)
        self._flow(row, FlowKind.WITHDRAWAL, -paid)

    def _wanted(self, row: int, place: int, value: Floats) -> Whole:
        """Units whose consideration, rounded to the cent, does not exceed a value."""
        whole = np.maximum(value - 0.5 / CENT, 0.0) * (UNIT * TICK) / self.prices[row, place]
        wanted: Whole = np.floor(whole).astype(np.int64)
        return wanted

    def _order(self, row: int, place: int, side: Side, wanted: Whole) -> None:
        moved = wanted - self.units[place]
        units = np.maximum(moved if side is Side.BUY else -moved, 0)
        price = int(self.prices[row, place])
        consideration = (units * price + PART // 2) // PART
        units = np.where(consideration > 0, units, 0)
        if not units.any():
            return
        rate = int(np.rint(self.course.trading_costs[place] * RATE))
        cost = (consideration * rate + RATE // 2) // RATE
        sign = 1 if side is Side.BUY else -1
        self.units[place] += sign * units
        self.cash = self.cash - sign * consideration - cost
        self.orders.append(Order(row, place, side, units, price, consideration, cost))


def held(accounts: Accounts, rows: list[int]) -> Iterator[tuple[int, int, Whole]]:
    """Units (P,) of each instrument at the end of some sessions, as (row, ticker, units)."""
    for row in rows:
        for place in range(len(accounts.course.tickers)):
            units = np.zeros(accounts.units.shape[1], dtype=np.int64)
            for order in accounts.orders:
                if order.row <= row and order.ticker == place:
                    units = units + (order.units if order.side is Side.BUY else -order.units)
            if units.any():
                yield row, place, units
