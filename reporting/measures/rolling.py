"""Figures of a NAV path that move with time, for charts (docs/method.md section 7)."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

from numpy.lib.stride_tricks import sliding_window_view

from reporting.domain.calendar import points
from reporting.domain.series import Dates, Floats, NavPath
from reporting.domain.units import Frequency
from reporting.measures.drawdown import drawdowns

WEEKS = 52


@dataclass(frozen=True, slots=True, eq=False)
class Dated:
    """Values with their dates: both (k,), decimals, no NaN; k may be 0."""

    dates: Dates
    values: Floats


def rolling_volatility(nav: NavPath, weeks: int = WEEKS) -> Dated:
    """Volatility a year over the last `weeks` weekly returns, at each weekly point that has so many."""
    ends = points(nav.dates, Frequency.WEEKLY)
    closes = nav.values[ends]
    returns = closes[1:] / closes[:-1] - 1
    if len(returns) < weeks:
        return Dated(nav.dates[:0], nav.values[:0])
    windows = sliding_window_view(returns, weeks)
    return Dated(nav.dates[ends[weeks:]], windows.std(axis=1, ddof=1) * sqrt(52))


def drawdown_series(nav: NavPath) -> Dated:
    """Drawdown at each point of the path, the starting value included."""
    return Dated(nav.dates, drawdowns(nav.values))
