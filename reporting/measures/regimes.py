"""How a NAV path behaved while its benchmark was calm or restless, rising or falling (method section 10).

Each daily return belongs to the regime that was known at the close before it, so a regime never
contains the move that made it. The median is that of the days described: the regimes are named after
the fact, and describe, and promise nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import sqrt

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from reporting.domain.series import Floats, NavPath, ReturnSeries
from reporting.domain.units import Frequency
from reporting.measures import drawdown, returns, risk
from reporting.measures.sample import NotAvailable, Result, Sample

VOLATILITY_WINDOW = 63
TREND_WINDOW = 252


class Regime(StrEnum):
    """Two pairs: volatility above or up to its median, 12-month trend up or not."""

    HIGH_VOLATILITY = "high_volatility"
    LOW_VOLATILITY = "low_volatility"
    UP_TREND = "up_trend"
    DOWN_TREND = "down_trend"


@dataclass(frozen=True, slots=True)
class RegimeFigures:
    """The path on the days of one regime, from daily returns.

    `share` of the days that have a regime. The returns of the regime's days are chained as if they
    followed each other: `annualised_return` from 252 of them upward, `max_drawdown` of that chain,
    so a fall that a change of regime interrupts counts in the part that lay inside.
    """

    regime: Regime
    days: int
    share: float
    total_return: Result
    annualised_return: Result
    volatility: Result
    max_drawdown: Result


def regimes(nav: NavPath, benchmark: NavPath) -> tuple[RegimeFigures, ...]:
    """Figures by regime. `benchmark` has closes on all sessions of `nav` and should begin a year earlier.

    Days for which the benchmark's history is too short enter nothing. Raises ValueError where the
    benchmark has no close on a session of the path.
    """
    rows = np.searchsorted(benchmark.dates, nav.dates)
    if rows[-1] >= len(benchmark.dates) or (benchmark.dates[rows] != nav.dates).any():
        raise ValueError("the benchmark has a close on every session of the path")
    before = rows[:-1]
    daily = nav.values[1:] / nav.values[:-1] - 1
    volatility = _volatility(benchmark.values)[before]
    trend = _trend(benchmark.values)[before]
    measured, trending = np.isfinite(volatility), np.isfinite(trend)
    median = np.median(volatility[measured]) if measured.any() else np.nan
    return (
        _figures(Regime.HIGH_VOLATILITY, daily, measured & (volatility > median), measured),
        _figures(Regime.LOW_VOLATILITY, daily, measured & (volatility <= median), measured),
        _figures(Regime.UP_TREND, daily, trending & (trend > 0), trending),
        _figures(Regime.DOWN_TREND, daily, trending & (trend <= 0), trending),
    )


def _volatility(closes: Floats) -> Floats:
    """Annual volatility of the last 63 daily returns at each close, NaN before there are so many."""
    result = np.full(len(closes), np.nan)
    changes = closes[1:] / closes[:-1] - 1
    if len(changes) >= VOLATILITY_WINDOW:
        windows = sliding_window_view(changes, VOLATILITY_WINDOW)
        result[VOLATILITY_WINDOW:] = windows.std(axis=1, ddof=1) * sqrt(252)
    return result


def _trend(closes: Floats) -> Floats:
    """Return over the last 252 sessions at each close, NaN before there are so many."""
    result = np.full(len(closes), np.nan)
    result[TREND_WINDOW:] = closes[TREND_WINDOW:] / closes[:-TREND_WINDOW] - 1
    return result


def _figures(
    regime: Regime, daily: Floats, inside: NDArray[np.bool_], known: NDArray[np.bool_]
) -> RegimeFigures:
    days = int(inside.sum())
    sample = Sample(ReturnSeries(daily[inside], Frequency.DAILY))
    none = NotAvailable("too_short")
    return RegimeFigures(
        regime=regime,
        days=days,
        share=days / max(int(known.sum()), 1),
        total_return=returns.total_return(sample) if days else none,
        annualised_return=returns.annualised_return(sample) if days else none,
        volatility=risk.volatility(sample) if days > 1 else none,
        max_drawdown=drawdown.max_drawdown(sample) if days else none,
    )
