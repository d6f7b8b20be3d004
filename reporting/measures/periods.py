"""Quarters and complete 12-month periods of a NAV path (docs/method.md section 7; Art 44(4)(b))."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from reporting.domain.errors import unusable
from reporting.domain.series import NavPath
from reporting.measures.sample import NotAvailable, Result

STALEST = 7
"""Calendar days by which the last point may lie before a boundary without leaving a gap."""


@dataclass(frozen=True, slots=True)
class PeriodReturn:
    """Return from the close of `start` to the close of `end`, both calendar dates; decimal."""

    start: date
    end: date
    value: float


def quarter(period: str) -> tuple[date, date]:
    """A quarter such as `2021Q4`: the last day before it and its last day. Raises Unusable."""
    match = re.fullmatch(r"(\d{4})Q([1-4])", period, re.ASCII)
    if match is None or int(match[1]) < 2:
        raise unusable("--period", f"{period!r} is no quarter; write it as 2021Q4")
    end = _month_end(int(match[1]), 3 * int(match[2]))
    return months_before(end, 3), end


def months_before(day: date, months: int) -> date:
    """The same day `months` months earlier; the last day of a month leads to the last day of a month."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    last = _month_end(year, month + 1)
    if day == _month_end(day.year, day.month):
        return last
    return date(year, month + 1, min(day.day, last.day))


def return_between(nav: NavPath, start: date, end: date) -> Result:
    """Return between the last points on or before two dates.

    Not available where the path begins after `start`, or has no point within a week before a boundary.
    """
    first, last = _value_at(nav, start), _value_at(nav, end)
    if isinstance(first, NotAvailable):
        return first
    if isinstance(last, NotAvailable):
        return last
    return last / first - 1


def twelve_month_returns(nav: NavPath, end: date, most: int) -> tuple[PeriodReturn, ...]:
    """Complete, consecutive 12-month periods that end at `end`, newest first, at most `most`.

    Empty for a path shorter than a year: such a return is never shown. `most` is the law's parameter
    `past_performance_years`.
    """
    rows = []
    for year in range(most):
        first, last = months_before(end, 12 * (year + 1)), months_before(end, 12 * year)
        value = return_between(nav, first, last)
        if isinstance(value, NotAvailable):
            break
        rows.append(PeriodReturn(first, last, value))
    return tuple(rows)


def whole_years(nav: NavPath, end: date) -> NavPath | NotAvailable:
    """The longest part of the path that ends at `end` and spans whole 12-month periods, for charts."""
    years = (np.datetime64(end, "Y") - nav.dates[0].astype("datetime64[Y]")).astype(int)
    for count in range(int(years), 0, -1):
        start = months_before(end, 12 * count)
        if not isinstance(return_between(nav, start, end), NotAvailable):
            return nav.between(np.datetime64(start), np.datetime64(end))
    return NotAvailable("under_one_year")


def _value_at(nav: NavPath, day: date) -> float | NotAvailable:
    row = int(np.searchsorted(nav.dates, np.datetime64(day), side="right")) - 1
    if row < 0:
        return NotAvailable("starts_later")
    if nav.dates[row] < np.datetime64(day - timedelta(days=STALEST)):
        return NotAvailable("no_recent_value")
    return float(nav.values[row])


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])
