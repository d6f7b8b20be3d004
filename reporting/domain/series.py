"""Series of returns and values, and the wall between past, simulated past and future.

Dates are `datetime64[D]`: never time stamps, so no zone can move a day.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reporting.domain.units import Frequency

Dates = NDArray[np.datetime64]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class ReturnSeries:
    """Simple returns per period, shape (n,), decimals, no NaN, at a declared frequency."""

    values: Floats
    frequency: Frequency

    def __post_init__(self) -> None:
        if self.values.ndim != 1 or not np.isfinite(self.values).all():
            raise ValueError("a return series is one-dimensional and has no holes")


@dataclass(frozen=True, slots=True, eq=False)
class NavPath:
    """Values of a portfolio, the starting value included: dates (n+1,), values (n+1,), all positive."""

    dates: Dates
    values: Floats

    def __post_init__(self) -> None:
        if self.dates.shape != self.values.shape or len(self.values) < 1:
            raise ValueError("a NAV path has one value for each date, the starting point included")
        if not (np.isfinite(self.values).all() and (self.values > 0).all()):
            raise ValueError("a NAV path holds positive numbers only")

    @property
    def years(self) -> float:
        """Span in years of 365.25 days (method.md section 7)."""
        return self.days / 365.25

    @property
    def days(self) -> int:
        """Calendar days from the first point to the last."""
        return int((self.dates[-1] - self.dates[0]).astype(int))

    def between(self, start: np.datetime64, end: np.datetime64) -> NavPath:
        """The part from the last point on or before `start` to the last on or before `end`."""
        first = max(int(np.searchsorted(self.dates, start, side="right")) - 1, 0)
        last = int(np.searchsorted(self.dates, end, side="right"))
        return NavPath(self.dates[first:last], self.values[first:last])


@dataclass(frozen=True, slots=True, eq=False)
class ActualPast:
    """A live record: what a real portfolio earned (Art 44(4))."""

    nav: NavPath


@dataclass(frozen=True, slots=True, eq=False)
class SimulatedPast:
    """What rules would have earned on past prices (Art 44(5)); never an input to a scenario."""

    nav: NavPath


@dataclass(frozen=True, slots=True, eq=False)
class InstrumentReturns:
    """Actual weekly blocks of instrument returns, the only past a scenario may see (Art 44(6)(a)).

    `gross` holds gross daily returns in the base currency, shape (weeks, 5, n), 1.0 on a weekday
    without session; `weeks` the Mondays, shape (weeks,); the order is time's.
    """

    weeks: Dates
    gross: Floats
