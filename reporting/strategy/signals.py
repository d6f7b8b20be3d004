"""The four signals (docs/method.md section 2) from window statistics.

All arrays have the ETFs on the first axis and dates or paths on the last: shape (n, m). Every
signal lies in [-1, 1]. An ETF that is not available gets 0.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reporting.domain.calendar import last_weekday_of_month
from reporting.domain.series import Dates, Floats

FLAT = 1e-10
"""A standard deviation below this is rounding noise of a constant series and counts as 0."""

Booleans = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Statistics:
    """What the signals need to know of the prices up to the decision date, each of shape (n, m).

    `momentum` r over the relative-strength window; `short_mean`, `long_mean` of closes; `daily_deviation`
    of log returns over the long window (not annualised); `reversal`, `reversal_mean`,
    `reversal_deviation` of the short-term returns x; `volatility` annualised weekly (decimal);
    `available` by section 1. NaN is allowed where an ETF is not available.
    """

    momentum: Floats
    short_mean: Floats
    long_mean: Floats
    daily_deviation: Floats
    reversal: Floats
    reversal_mean: Floats
    reversal_deviation: Floats
    volatility: Floats
    available: Booleans


def _clip(values: Floats) -> Floats:
    return np.clip(values, -1.0, 1.0)


def deviation(total: Floats, squares: Floats, count: int | Floats) -> Floats:
    """Sample standard deviation (ddof 1) from the sum and the sum of squares of `count` values."""
    variance = (squares - total * total / count) / (count - 1)
    return np.sqrt(np.maximum(variance, 0.0))


def relative_strength(momentum: Floats, available: Booleans) -> Floats:
    """Half the cross-sectional z-score (population deviation over the available ETFs), clipped."""
    count = available.sum(axis=0)
    known = np.where(available, momentum, 0.0)
    safe = np.maximum(count, 1)
    mean = known.sum(axis=0) / safe
    distance = np.where(available, momentum - mean, 0.0)
    spread = np.sqrt((distance * distance).sum(axis=0) / safe)
    meaningful = (spread > FLAT) & (count >= 2)
    return _clip(distance / np.where(meaningful, 2 * spread, np.inf))


def trend(statistics: Statistics) -> Floats:
    """Distance of the short mean from the long one in half annual deviations, clipped."""
    distance = statistics.short_mean / statistics.long_mean - 1.0
    annual = statistics.daily_deviation * np.sqrt(252.0)
    flat = annual <= FLAT
    scaled = distance / np.where(flat, 1.0, 0.5 * annual)
    settled = np.where(np.abs(distance) <= FLAT, 0.0, np.sign(distance))
    return _known(np.where(flat, settled, scaled), statistics.available)


def mean_reversion(statistics: Statistics) -> Floats:
    """Minus half the z-score of the latest short-term return, clipped: oversold scores high."""
    flat = statistics.reversal_deviation <= FLAT
    distance = statistics.reversal - statistics.reversal_mean
    scaled = -distance / np.where(flat, np.inf, 2.0 * statistics.reversal_deviation)
    return _known(scaled, statistics.available)


def _known(values: Floats, available: Booleans) -> Floats:
    return _clip(np.where(available, values, 0.0))


def season(days: Dates, lag: int) -> Floats:
    """0.5 TOM + 0.5 H of each decision date, shape of `days`, on the weekday calendar.

    The date that counts is the `lag`-th weekday after the decision; TOM is 1 on the last and the
    first three weekdays of its month; H is 1 from November to April, else -1.
    """
    trade = np.busday_offset(days.astype("datetime64[D]"), lag, roll="backward")
    months = trade.astype("datetime64[M]")
    first = months.astype("datetime64[D]")
    turn = (trade == last_weekday_of_month(trade)) | (np.busday_count(first, trade + 1) <= 3)
    month = months.astype(np.int64) % 12 + 1
    half = np.where((month >= 11) | (month <= 4), 1.0, -1.0)
    seasons: Floats = 0.5 * turn + 0.5 * half
    return seasons


def calendar(exposures: Floats, seasons: Floats, available: Booleans) -> Floats:
    """The calendar signal: exposures k (n,), seasons (m,), available (n, m)."""
    return _known(np.multiply.outer(exposures, seasons), available)
