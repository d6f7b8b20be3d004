"""Reporting periods of a client (Art 60(3)): quarters, months or years of the calendar."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Cycle(StrEnum):
    """How often a client is reported to."""

    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    YEARLY = "yearly"

    @property
    def months(self) -> int:
        """Months in a period."""
        return {"monthly": 1, "quarterly": 3, "yearly": 12}[self.value]


@dataclass(frozen=True, slots=True)
class Period:
    """A reporting period, first and last day included."""

    cycle: Cycle
    first: date
    last: date

    @property
    def start(self) -> date:
        """The day at whose end it begins: the value then is the value at its start."""
        return self.first - timedelta(days=1)

    @property
    def label(self) -> str:
        """Its name: `2026Q3`, `2026-09` or `2026`."""
        year = f"{self.first.year}"
        if self.cycle is Cycle.YEARLY:
            return year
        if self.cycle is Cycle.MONTHLY:
            return f"{year}-{self.first.month:02d}"
        return f"{year}Q{self.last.month // 3}"


def period_of(cycle: Cycle, day: date) -> Period:
    """The period in which a day lies."""
    month = day.month - (day.month - 1) % cycle.months
    last = month + cycle.months - 1
    return Period(
        cycle, date(day.year, month, 1), date(day.year, last, calendar.monthrange(day.year, last)[1])
    )
