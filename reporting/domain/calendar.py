"""Weeks, months and weekdays (method.md section 1): pure functions of dates, never of a clock.

Dates are `datetime64[D]`; 1970-01-01 was a Thursday, so Monday is weekday 0 of (days + 3) mod 7.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from reporting.domain.series import Dates
from reporting.domain.units import Frequency

Integers = NDArray[np.int64]


def weekday(days: Dates) -> Integers:
    """0 for Monday to 6 for Sunday, same shape."""
    return (days.astype("datetime64[D]").astype(np.int64) + 3) % 7


def monday(days: Dates) -> Dates:
    """The Monday of each date's ISO week, same shape."""
    days = days.astype("datetime64[D]")
    mondays: Dates = days - weekday(days).astype("timedelta64[D]")
    return mondays


def last_weekday_of_month(days: Dates) -> Dates:
    """The last weekday of each date's month, same shape."""
    following = (days.astype("datetime64[M]") + 1).astype("datetime64[D]")
    return np.busday_offset(following, -1, roll="forward")


def _period_ends(sessions: Dates, keys: Dates) -> Integers:
    """Rows of the last session of each run of equal keys."""
    if len(sessions) == 0:
        return np.empty(0, dtype=np.int64)
    changes = np.flatnonzero(keys[1:] != keys[:-1])
    return np.append(changes, len(sessions) - 1).astype(np.int64)


def points(sessions: Dates, frequency: Frequency, known: np.datetime64 | None = None) -> Integers:
    """Rows of the weekly or monthly points that are complete as seen from `known`, shape (k,).

    `known` is the day up to which the sessions are all there are, the last session if None. A week is
    complete from its Friday on, a month from its last weekday on, or once it is over. The last row is
    not by itself an end of anything.
    """
    if len(sessions) == 0:
        return np.empty(0, dtype=np.int64)
    if frequency is Frequency.DAILY:
        return np.arange(len(sessions), dtype=np.int64)
    day = np.array([sessions[-1] if known is None else known], dtype="datetime64[D]")
    if frequency is Frequency.WEEKLY:
        ends = _period_ends(sessions, monday(sessions))
        over = monday(sessions[-1:])[0] < monday(day)[0]
        complete = bool(over or weekday(day)[0] >= 4)
    else:
        ends = _period_ends(sessions, sessions.astype("datetime64[M]"))
        complete = bool(day[0] >= last_weekday_of_month(sessions[-1:])[0])
    return ends if complete else ends[:-1]


def completed_weeks(sessions: Dates, ends: Integers, rows: Integers) -> Integers:
    """How many weekly points (rows `ends`, ascending) are complete as seen from each row in `rows`.

    The week of the row itself counts only when the row is its Friday (or later in it).
    """
    before = np.searchsorted(monday(sessions[ends]), monday(sessions[rows]), side="left")
    own_week_over = weekday(sessions[rows]) >= 4
    return before + own_week_over
