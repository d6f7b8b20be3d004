"""Business days of TARGET against dates as published and a second way to Easter."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from dateutil.easter import easter as peer_easter
from hypothesis import given
from hypothesis import strategies as st

from reporting.domain.business_days import BusinessCalendar, easter

TARGET = BusinessCalendar.TARGET


@pytest.mark.parametrize("year", range(1900, 2200))
def test_easter_is_that_of_a_peer_library(year: int) -> None:
    assert easter(year) == peer_easter(year)


def test_the_closing_days_of_2026_are_those_that_the_ecb_lists() -> None:
    closed = {date(2026, 1, 1) + timedelta(days=k) for k in range(365)}
    closed = {day for day in closed if day.weekday() < 5 and not TARGET.open(day)}
    assert closed == {
        date(2026, 1, 1),
        date(2026, 4, 3),
        date(2026, 4, 6),
        date(2026, 5, 1),
        date(2026, 12, 25),
    }


def test_a_notice_of_good_friday_is_due_after_easter_monday() -> None:
    assert TARGET.on_or_after(date(2026, 4, 3)) == date(2026, 4, 7)


@given(st.dates(date(2002, 1, 1), date(2199, 12, 1)))
def test_the_next_business_day_is_the_first_open_one(day: date) -> None:
    found = TARGET.on_or_after(day)
    skipped = [day + timedelta(days=k) for k in range((found - day).days)]
    assert TARGET.open(found) and not any(TARGET.open(each) for each in skipped)
    assert BusinessCalendar.WEEKDAYS.on_or_after(day) <= found
