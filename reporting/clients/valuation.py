"""What an account was worth, each calendar day: cash, units at the last close, the client's own flows.

Every amount is a whole number of cents: units times price, rounded half-up once for each position. So
contents add up to the value, and values, flows and results to each other, without a remainder.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from reporting.clients.bookings import CENT, Booking, Ledger
from reporting.clients.quotes import Quotes
from reporting.domain.client import FlowKind
from reporting.domain.errors import Fault, Refused
from reporting.domain.series import Dates, Floats

Cents = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Holding:
    """A position at the end of a day: `price` in the account's currency, `weight` a share of the account."""

    ticker: str
    units: Decimal
    price: float
    value: Decimal
    weight: float


@dataclass(frozen=True, slots=True)
class Contents:
    """An account at the end of a day; `total` is the sum of the holdings' values and the cash."""

    day: date
    holdings: tuple[Holding, ...]
    cash: Decimal
    total: Decimal


@dataclass(frozen=True, eq=False)
class Valuation:
    """An account on calendar days `days` (D,), the first one before its first booking.

    In cents of the account's currency at the end of each day: `cash` (D,), `positions` (D, n) by the
    ledger's tickers. `flows` (D,) is what the client moved on the day, `additions` the part that came in.
    `prices` (D, n) are the closes used, NaN where nothing was listed.
    """

    ledger: Ledger
    days: Dates
    cash: Cents
    positions: Cents
    flows: Cents
    additions: Cents
    prices: Floats

    @cached_property
    def values(self) -> Cents:
        """The whole account (D,)."""
        total: Cents = self.cash + self.positions.sum(axis=1)
        return total

    @cached_property
    def first(self) -> date:
        """The first day valued."""
        return day_of(self.days[0])

    @property
    def last(self) -> date:
        """The last day valued."""
        return day_of(self.days[-1])

    def row(self, day: date) -> int:
        """The row of a day, the first row for one before it. Raises Refused for a day after the last."""
        row = (day - self.first).days
        if row >= len(self.days):
            raise Refused([Fault("prices", f"nothing is valued after {self.days[-1]}; give newer prices")])
        return max(row, 0)

    def row_of(self, day: date) -> int | None:
        """The row of a day on which something was booked, None for one after the last."""
        row = (day - self.first).days
        return row if row < len(self.days) else None

    def value(self, day: date) -> Decimal:
        """The whole account at the end of a day."""
        return money(self.values[self.row(day)])

    def contents(self, day: date) -> Contents:
        """What is held at the end of a day, in the order of the ledger's tickers."""
        row = self.row(day)
        total = self.values[row]
        holdings = tuple(
            Holding(
                ticker,
                units,
                float(self.prices[row, column]),
                money(self.positions[row, column]),
                float(self.positions[row, column] / total) if total else 0.0,
            )
            for ticker, units in self.ledger.units(day).items()
            for column in (self.ledger.tickers.index(ticker),)
        )
        return Contents(day, holdings, money(self.cash[row]), money(total))


def valuation(ledger: Ledger, quotes: Quotes, end: date) -> Valuation:
    """The account on every calendar day from the day before its first booking to `end`.

    A day without session counts at the last close. Raises Refused where a held instrument has no price.
    """
    last = np.datetime64(end, "D")
    days = np.arange(min(np.datetime64(ledger.first, "D"), last) - 1, last + 1)
    width = len(ledger.tickers)
    prices = np.full((len(days), width), np.nan)
    positions = np.zeros((len(days), width), dtype=np.int64)
    for column, ticker in enumerate(ledger.tickers):
        units = _units(ledger, ticker, days)
        held = units > 0
        if not held.any():
            continue
        prices[:, column] = quotes.on(ticker, days)
        positions[held, column] = _worth(ticker, days[held], units[held], prices[held, column])
    cash = _daily((each.day, each.cash) for each in ledger.bookings)
    return Valuation(
        ledger=ledger,
        days=days,
        cash=np.cumsum(_cents(days, cash)),
        positions=positions,
        flows=_cents(days, _daily(_external(ledger.bookings, FlowKind.DEPOSIT, FlowKind.WITHDRAWAL))),
        additions=_cents(days, _daily(_external(ledger.bookings, FlowKind.DEPOSIT))),
        prices=prices,
    )


def money(cents: np.int64 | int) -> Decimal:
    """Cents as an amount."""
    return Decimal(int(cents)) * CENT


def day_of(day: np.datetime64) -> date:
    """A day of an array as a date."""
    return date.fromisoformat(str(day))


def _external(bookings: Iterable[Booking], *kinds: FlowKind) -> Iterable[tuple[date, Decimal]]:
    return ((each.day, amount) for each in bookings for post, amount in each.amounts if post in kinds)


def _daily(amounts: Iterable[tuple[date, Decimal]]) -> dict[date, Decimal]:
    found: dict[date, Decimal] = {}
    for day, amount in amounts:
        found[day] = found.get(day, Decimal(0)) + amount
    return found


def _cents(days: Dates, amounts: dict[date, Decimal]) -> Cents:
    """Amounts of days as cents (D,); those after the last day do not count."""
    cents, first = np.zeros(len(days), dtype=np.int64), day_of(days[0])
    for day, amount in amounts.items():
        if (row := (day - first).days) < len(days):
            cents[row] = int(amount / CENT)
    return cents


def _units(ledger: Ledger, ticker: str, days: Dates) -> Floats:
    """Units of a ticker at the end of each day (D,)."""
    total, changes = Decimal(0), [0.0]
    moved = []
    for each in ledger.bookings:
        if each.units and each.ticker == ticker:
            total += each.units
            moved.append(each.day)
            changes.append(float(total))
    rows = np.searchsorted(np.array(moved, dtype="datetime64[D]"), days, side="right")
    return np.array(changes)[rows]


def _worth(ticker: str, days: Dates, units: Floats, prices: Floats) -> Cents:
    """Units times price in cents, half-up."""
    if np.isnan(prices).any():
        lost = days[int(np.argmax(np.isnan(prices)))]
        message = f"{ticker} is held on {lost} and has no price; give its prices or book its sale"
        raise Refused([Fault("prices", message)])
    return np.floor(units * prices * 100 + 0.5).astype(np.int64)
