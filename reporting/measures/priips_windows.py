"""Scenarios of products by rolling windows, the rule since 2023 (docs/method.md section 9).

Delegated Regulation (EU) 2017/653, Annex IV, points 5 to 7, as amended by (EU) 2021/2268.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from reporting.domain.calendar import points
from reporting.domain.series import Dates, Floats, NavPath
from reporting.domain.units import Frequency
from reporting.law.parameters import parameter
from reporting.measures.periods import STALEST
from reporting.measures.sample import NotAvailable

YEAR = 12
"""Months; shorter windows than this count nowhere."""


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of the record from month end to month end, and the final value of 1 over it."""

    start: date
    end: date
    growth: float


@dataclass(frozen=True, slots=True, eq=False)
class MonthEnds:
    """The evaluation period: month ends (k,) with the record's values (k,) there."""

    dates: Dates
    values: Floats

    def window(self, first: int, last: int) -> Window:
        """The stretch between two month ends."""
        start, end = (self.dates[row].astype("datetime64[D]").item() for row in (first, last))
        return Window(start, end, float(self.values[last] / self.values[first]))


def evaluation_period(nav: NavPath, recommended: int, day: date) -> MonthEnds | NotAvailable:
    """Month ends of the last 10 years, or of the holding period plus 5 where that is longer than 5.

    Ends with the last completed month; each value is the record's last in its month, at most a week
    old at the month's end. Not available for a shorter record or one with a hole.
    """
    whole, more = (int(number) for number in parameter("priips_period_years", day).values)
    count = YEAR * (whole if recommended <= more else recommended + more) + 1
    rows = points(nav.dates, Frequency.MONTHLY)[-count:]
    if len(rows) < count:
        return NotAvailable("priips_record_short")
    dates = nav.dates[rows]
    months = dates.astype("datetime64[M]")
    ends = (months + 1).astype("datetime64[D]") - 1
    gap = (np.diff(months) != np.timedelta64(1, "M")).any() or (ends - dates).max() > np.timedelta64(STALEST)
    return NotAvailable("priips_record_hole") if gap else MonthEnds(dates, nav.values[rows])


def full_windows(period: MonthEnds, years: int) -> tuple[Window, ...]:
    """Every window of `years` that begins and ends on a month end, the oldest first."""
    length = YEAR * years
    return tuple(period.window(last - length, last) for last in range(length, len(period.dates)))


def short_windows(period: MonthEnds, years: int) -> tuple[Window, ...]:
    """Windows from one year up to, but not of, `years` that end with the period, the shortest first.

    Their total result stands for the whole holding period (the linear transformation).
    """
    last = len(period.dates) - 1
    return tuple(period.window(last - length, last) for length in range(YEAR, YEAR * years))


def window_scenarios(period: MonthEnds, years: int) -> dict[str, Window]:
    """The windows of the unfavourable, moderate and favourable scenario over a holding period.

    Favourable is the best full window, moderate the middle one, unfavourable the worst, short windows
    included; of equal ones the oldest. A period of whole years has an odd number of full windows, so
    the middle one exists.
    """
    full = sorted(full_windows(period, years), key=lambda window: window.growth)
    worst = min((*full, *short_windows(period, years)), key=lambda window: window.growth)
    return {"unfavourable": worst, "moderate": full[len(full) // 2], "favourable": full[-1]}
