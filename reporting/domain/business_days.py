"""Business days: the calendar by which duties to clients fall due, computed for any year."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from enum import StrEnum


class BusinessCalendar(StrEnum):
    """TARGET: the days on which the euro's payment system is open. WEEKDAYS: Monday to Friday."""

    TARGET = "TARGET"
    WEEKDAYS = "weekdays"

    def open(self, day: date) -> bool:
        """Whether a day is a business day."""
        return day.weekday() < 5 and not _HOLIDAYS[self](day)

    def on_or_after(self, day: date) -> date:
        """The day itself where it is a business day, else the next one."""
        while not self.open(day):
            day += timedelta(days=1)
        return day


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (the anonymous algorithm, as Meeus prints it)."""
    golden, (century, rest) = year % 19, divmod(year, 100)
    leaps, skipped = divmod(century, 4)
    moon = (19 * golden + century - leaps - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * skipped + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def _target(day: date) -> bool:
    """The closing days of TARGET since 2002: New Year, Good Friday, Easter Monday, 1 May, Christmas (two)."""
    if (day.month, day.day) in ((1, 1), (5, 1), (12, 25), (12, 26)):
        return True
    return day - easter(day.year) in (timedelta(days=-2), timedelta(days=1))


def _none(day: date) -> bool:
    return False


_HOLIDAYS: dict[BusinessCalendar, Callable[[date], bool]] = {
    BusinessCalendar.TARGET: _target,
    BusinessCalendar.WEEKDAYS: _none,
}
