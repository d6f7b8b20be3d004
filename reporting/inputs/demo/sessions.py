"""Trading days of the demo market: weekdays without the usual holidays of a US exchange."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np

from reporting.domain.series import Dates

JUNETEENTH_SINCE = 2022


def sessions(start: date, end: date) -> Dates:
    """Every session from `start` to `end`, both included, shape (S,)."""
    days = np.arange(np.datetime64(start, "D"), np.datetime64(end, "D") + 1)
    closed = [day for year in range(start.year, end.year + 1) for day in holidays(year)]
    return days[np.is_busday(days, holidays=np.array(closed, dtype="datetime64[D]"))]


def holidays(year: int) -> list[date]:
    """The days on which the demo exchange is closed, weekends apart."""
    days = [
        _nth_weekday(year, 1, 0, 3),
        _nth_weekday(year, 2, 0, 3),
        good_friday(year),
        _nth_weekday(year, 6, 0, 1) - timedelta(days=7),  # the last Monday of May
        _observed(date(year, 7, 4)),
        _nth_weekday(year, 9, 0, 1),
        _nth_weekday(year, 11, 3, 4),
        _observed(date(year, 12, 25)),
    ]
    if year >= JUNETEENTH_SINCE:
        days.append(_observed(date(year, 6, 19)))
    new_year = date(year, 1, 1)
    if new_year.weekday() != 5:  # one on a Saturday is not made up for on the last day of the year
        days.append(_observed(new_year))
    return sorted(days)


def good_friday(year: int) -> date:
    """Two days before Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher)."""
    golden, century, rest = year % 19, year // 100, year % 100
    leap_centuries, century_rest = divmod(century, 4)
    moon = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap_centuries - moon + 15) % 30
    sunday = (32 + 2 * century_rest + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * sunday) // 451
    month, day = divmod(epact + sunday - 7 * late + 114, 31)
    return date(year, month, day + 1) - timedelta(days=2)


def _nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """The `nth` given weekday (0 is Monday) of a month."""
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))


def _observed(day: date) -> date:
    """A holiday on a Saturday is kept on Friday, one on a Sunday on Monday."""
    return day + timedelta(days={5: -1, 6: 1}.get(day.weekday(), 0))
