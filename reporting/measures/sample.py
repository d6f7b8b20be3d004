"""What a measure is computed from, and how it says that there is nothing to compute."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from reporting.domain.series import Floats, ReturnSeries
from reporting.domain.units import Frequency

CONSTANT = 1e-12
"""Returns that differ by no more than this are equal: rounding of prices alone leaves about 1e-16."""


@dataclass(frozen=True, slots=True)
class NotAvailable:
    """Why a figure has no value: a message key, and the name it is about where there is one."""

    reason: str
    about: str = ""


Result = float | NotAvailable


@dataclass(frozen=True, slots=True, eq=False)
class Sample:
    """One series of returns with what it is compared to, all on the same n periods.

    `benchmark` is a series or the reason why there is none. `risk_free` holds the risk-free return
    of each period, never an annual rate; None takes it as zero. `days` is the span of a NAV path in
    calendar days; None for a series of returns, which spans n/m years (docs/method.md section 7).
    Raises ValueError for series of another length or frequency, and for a return of -1 or less.
    """

    returns: ReturnSeries
    benchmark: ReturnSeries | NotAvailable = field(default=NotAvailable("needs_benchmark"))
    risk_free: ReturnSeries | NotAvailable | None = None
    days: int | None = None

    def __post_init__(self) -> None:
        for other in (self.returns, self.benchmark, self.risk_free):
            if not isinstance(other, ReturnSeries):
                continue
            if len(other.values) != len(self.returns.values) or other.frequency is not self.frequency:
                raise ValueError("benchmark and risk-free returns stand on the same periods as the series")
            if (other.values <= -1).any():
                raise ValueError("a return of -100 % or less leaves nothing to measure")

    @property
    def frequency(self) -> Frequency:
        """The declared frequency of the returns."""
        return self.returns.frequency

    @property
    def periods_per_year(self) -> int:
        """Periods a year used for annualising."""
        return self.frequency.periods_per_year

    @property
    def years(self) -> float:
        """Span in years: n/m of a return series, days/365.25 of a NAV path."""
        if self.days is None:
            return len(self.returns.values) / self.periods_per_year
        return self.days / 365.25

    @property
    def spans_a_year(self) -> bool:
        """From 365 days, or twelve months of periods, figures are annualised."""
        return self.years >= 1 if self.days is None else self.days >= 365

    @property
    def wealth(self) -> Floats:
        """Value of 1 invested at the start, shape (n+1,), the starting value included."""
        return np.concatenate(([1.0], np.cumprod(1 + self.returns.values)))

    @property
    def excess(self) -> Floats | NotAvailable:
        """Returns less the risk-free return of the same period, shape (n,)."""
        if isinstance(self.risk_free, NotAvailable):
            return self.risk_free
        if self.risk_free is None:
            return self.returns.values
        return self.returns.values - self.risk_free.values


def is_constant(values: Floats) -> bool:
    """Whether all values are the same but for rounding."""
    return bool(np.ptp(values) <= CONSTANT)
