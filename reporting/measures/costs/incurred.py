"""Costs incurred, from a daily ledger (docs/method.md section 11): what the service booked, what the
products took day by day, and the return with these costs added back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from reporting.domain.house import Instrument
from reporting.domain.series import Dates, Floats
from reporting.measures.costs.categories import Category, Costs, costs, scaled
from reporting.measures.sample import NotAvailable

DAYS_PER_YEAR = 365
PRODUCT = (Category.P2, Category.P3, Category.P4)


@dataclass(frozen=True, slots=True, eq=False)
class Ledger:
    """A portfolio on calendar days: `days` (D + 1,), the day before the period first.

    `values` (D + 1,) and `holdings` (D + 1, n) are those of the last session; `booked` (D + 1,) by service
    category, 0 on a day without booking and on the first.
    """

    days: Dates
    values: Floats
    holdings: Floats
    booked: dict[Category, Floats]


def ledger(
    sessions: Dates,
    values: Floats,
    holdings: Floats,
    booked: dict[Category, Floats],
    period: tuple[date, date],
) -> Ledger | NotAvailable:
    """The ledger of a period, first and last day included, from rows on sessions (T,), (T, n), (T,).

    Not available where the record begins within the period or ends more than 7 days before its end.
    """
    first, last = np.datetime64(period[0], "D"), np.datetime64(period[1], "D")
    if first - 1 < sessions[0] or sessions[-1] < last - 7:
        return NotAvailable("uncovered_period")
    days = np.arange(first - 1, last + 1)
    rows = np.searchsorted(sessions, days, side="right") - 1
    fresh = sessions[rows] == days
    fresh[0] = False
    flows = {category: np.where(fresh, flow[rows], 0.0) for category, flow in booked.items()}
    return Ledger(days, values[rows], holdings[rows], flows)


@dataclass(frozen=True, slots=True, eq=False)
class ProductRates:
    """P2, P3, P4 of each instrument on each day (D + 1, n, 3), a year; `estimated` (n,) True where a day
    lies in no reference period, so that the latest published rate stands in."""

    values: Floats
    estimated: tuple[bool, ...]


def product_rates_on(instruments: Sequence[Instrument], days: Dates) -> ProductRates:
    """The rate whose reference period covers each day, else the latest published."""
    values = np.empty((len(days), len(instruments), len(PRODUCT)))
    estimated = []
    for i, each in enumerate(instruments):
        values[:, i] = each.ongoing_cost.value, each.transaction_cost.value, each.incidental_cost.value
        covered = np.zeros(len(days), dtype=bool)
        for period in each.cost_periods:
            inside = (days >= np.datetime64(period.start)) & (days <= np.datetime64(period.end))
            values[inside, i] = period.ongoing, period.transaction, period.incidental
            covered |= inside
        estimated.append(not covered[1:].all())
    return ProductRates(values, tuple(estimated))


@dataclass(frozen=True, slots=True)
class Incurred:
    """Costs of a period in the ledger's money, their base, the return after and before them.

    `base` is the calendar-day average value; `net` and `gross` are returns of the period, decimals.
    """

    costs: Costs
    base: float
    days: int
    net: float
    gross: float

    @property
    def effect(self) -> float:
        """What the costs took from the return, decimals."""
        return self.gross - self.net

    @property
    def shares(self) -> Costs:
        """Each cost as a share of the base."""
        return scaled(self.costs, 1 / self.base)

    @property
    def yearly(self) -> Costs:
        """Each cost as a share of the base, per 365 days."""
        return scaled(self.shares, DAYS_PER_YEAR / self.days)


def incurred(book: Ledger, rates: ProductRates) -> Incurred:
    """Service costs as booked; instrument costs V(i, d) x rate / 365 over the calendar days;
    1 + gross = prod(1 + r(d) + c(d) / V(d-1))."""
    daily = (book.holdings[1:, :, None] * rates.values[1:]).sum(axis=1) / DAYS_PER_YEAR
    found = {category: float(flow.sum()) for category, flow in book.booked.items()}
    found |= {category: float(daily[:, k].sum()) for k, category in enumerate(PRODUCT)}
    charged = daily.sum(axis=1) + sum(flow[1:] for flow in book.booked.values())
    before = book.values[:-1]
    growth = book.values[1:] / before
    return Incurred(
        costs=costs(found),
        base=float(book.values[1:].mean()),
        days=len(daily),
        net=float(book.values[-1] / book.values[0] - 1),
        gross=float(np.prod(growth + charged / before) - 1),
    )
