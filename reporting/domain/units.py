"""Frequencies and the units in which figures are stated."""

from __future__ import annotations

from enum import StrEnum


class Frequency(StrEnum):
    """How often a series has a point; there is no default anywhere."""

    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"

    @property
    def periods_per_year(self) -> int:
        """Periods a year used for annualising (method.md section 7)."""
        return {"daily": 252, "weekly": 52, "monthly": 12}[self.value]


class Unit(StrEnum):
    """What a figure's value counts; percentages are stored as decimals (0.05 is 5 %)."""

    PERCENT = "percent"
    PERCENT_PER_YEAR = "percent_per_year"
    MONEY = "money"
    RATIO = "ratio"
    COUNT = "count"
    RISK_CLASS = "risk_class"
    YEARS = "years"
    DAYS = "days"
    INDEX = "index"


class Nature(StrEnum):
    """What kind of statement a figure is; the wall of Art 44(4)-(6) stands between the first three."""

    ACTUAL_PAST = "actual_past"
    SIMULATED_PAST = "simulated_past"
    FORWARD = "forward"
    CURRENT = "current"
    ASSUMPTION = "assumption"
