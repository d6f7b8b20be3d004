"""Weeks and months: what is complete, seen from which day."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from reporting.domain.calendar import last_weekday_of_month, monday, points, weekday
from reporting.domain.series import Dates
from reporting.domain.units import Frequency


def days(*texts: str) -> Dates:
    return np.array(texts, dtype="datetime64[D]")


EASTER = days("2018-03-26", "2018-03-27", "2018-03-28", "2018-03-29")
"""The last sessions of March 2018: the Friday that ended month and quarter was Good Friday."""


def test_weekdays_and_mondays_agree_with_the_standard_library() -> None:
    some = np.arange("1999-12-20", "2001-03-10", dtype="datetime64[D]")
    plain: list[date] = some.astype(object).tolist()
    assert weekday(some).tolist() == [day.weekday() for day in plain]
    assert monday(some).astype(object).tolist() == [
        date.fromisocalendar(*day.isocalendar()[:2], 1) for day in plain
    ]


@pytest.mark.parametrize(
    ("known", "weekly", "monthly"),
    [(None, 0, 0), ("2018-03-29", 0, 0), ("2018-03-30", 1, 1), ("2018-03-31", 1, 1), ("2018-04-02", 1, 1)],
)
def test_a_month_that_ends_on_a_holiday_is_complete_once_the_holiday_is_known(
    known: str | None, weekly: int, monthly: int
) -> None:
    seen = None if known is None else np.datetime64(known)
    assert len(points(EASTER, Frequency.WEEKLY, seen)) == weekly
    assert len(points(EASTER, Frequency.MONTHLY, seen)) == monthly


def test_the_last_row_is_no_end_by_itself() -> None:
    running = days("2021-12-27", "2021-12-28")
    assert points(running, Frequency.WEEKLY).tolist() == []
    assert points(days("2021-12-30", "2021-12-31"), Frequency.MONTHLY).tolist() == [1]
    assert points(days("2021-12-31", "2022-01-03"), Frequency.MONTHLY).tolist() == [0]


def test_last_weekdays_of_months() -> None:
    ends = last_weekday_of_month(days("2026-05-01", "2026-10-30", "2024-02-10"))
    assert ends.tolist() == [date(2026, 5, 29), date(2026, 10, 30), date(2024, 2, 29)]
