"""Quarters: the period of a report, named as `2021Q4`; taken from the data, never from a clock."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from reporting.domain.errors import unusable

SHAPE = re.compile(r"([1-9]\d{3})Q([1-4])", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """A calendar quarter."""

    year: int
    number: int

    def __str__(self) -> str:
        return f"{self.year}Q{self.number}"

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        month = 3 * self.number
        return date(self.year, month, monthrange(self.year, month)[1])

    @property
    def last_weekday(self) -> date:
        """Its last day from Monday to Friday."""
        return self.last - timedelta(days=max(self.last.weekday() - 4, 0))

    @property
    def before(self) -> Quarter:
        """The quarter before."""
        return Quarter(self.year, self.number - 1) if self.number > 1 else Quarter(self.year - 1, 4)


def parse_quarter(text: str) -> Quarter:
    """`2021Q4`. Raises Unusable for anything else."""
    found = SHAPE.fullmatch(text)
    if not found:
        raise unusable("--period", f"{text[:20]!r} is no quarter; write it as 2021Q4")
    return Quarter(int(found[1]), int(found[2]))


def last_complete(last_day: date) -> Quarter:
    """The last quarter whose last weekday the data reach."""
    current = Quarter(last_day.year, (last_day.month + 2) // 3)
    return current if last_day >= current.last_weekday else current.before


def choose_quarter(text: str | None, last_day: date, source: str) -> Quarter:
    """The quarter asked for, or the last complete one in data that end on `last_day`.

    Raises Unusable for a quarter that the data do not reach the end of.
    """
    if text is None:
        return last_complete(last_day)
    quarter = parse_quarter(text)
    if last_day < quarter.last_weekday:
        known = last_complete(last_day)
        raise unusable(
            source, f"ends on {last_day}, before the end of {quarter}; the last complete quarter is {known}"
        )
    return quarter
