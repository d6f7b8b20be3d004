"""Window statistics of real price history at chosen dates, straight from the windows themselves.

Each number depends on the prices inside its window alone, so a longer history before it or a later
row cannot move a single bit of it.
"""

from __future__ import annotations

import numpy as np

from reporting.domain.calendar import Integers, completed_weeks, points
from reporting.domain.profile import SignalWindows
from reporting.domain.series import Dates, Floats
from reporting.domain.units import Frequency
from reporting.strategy.signals import Booleans, Statistics

MIN_SESSIONS = 252
MIN_WEEKLY_RETURNS = 52
MAX_WEEKLY_RETURNS = 260
WEEKS_PER_YEAR = 52


def statistics(sessions: Dates, closes: Floats, rows: Integers, windows: SignalWindows) -> Statistics:
    """Statistics (n, m) at the session rows (m,) of closes (S, n), NaN where an ETF is not listed."""
    volatility, weekly_returns = weekly_volatility(sessions, closes, rows)
    step, long = windows.reversal_step, windows.trend_long
    with np.errstate(invalid="ignore", divide="ignore"):
        logs = np.log(closes[1:] / closes[:-1])
        reversals = closes[step:] / closes[:-step] - 1.0
    # log return t stands at row t - 1, reversal t at row t - step
    x = _last(reversals, rows - step, windows.reversal_window)
    return Statistics(
        momentum=_momentum(closes, rows, windows.relative_strength),
        short_mean=_last(closes, rows, windows.trend_short).mean(axis=1).T,
        long_mean=_last(closes, rows, long).mean(axis=1).T,
        daily_deviation=_last(logs, rows - 1, long).std(axis=1, ddof=1).T,
        reversal=x[:, -1].T,
        reversal_mean=x.mean(axis=1).T,
        reversal_deviation=x.std(axis=1, ddof=1).T,
        volatility=volatility,
        available=_available(closes, rows, weekly_returns),
    )


def _last(values: Floats, rows: Integers, length: int) -> Floats:
    """The last `length` values up to and including each row: (m, length, n), NaN where there are too few."""
    wanted = rows[:, None] + np.arange(1 - length, 1)
    taken = values[np.maximum(wanted, 0)]
    return np.where((wanted >= 0)[:, :, None], taken, np.nan)


def _momentum(closes: Floats, rows: Integers, length: int) -> Floats:
    start = np.where((rows >= length)[:, None], closes[np.maximum(rows - length, 0)], np.nan)
    return (closes[rows] / start - 1.0).T


def weekly_volatility(sessions: Dates, closes: Floats, rows: Integers) -> tuple[Floats, Integers]:
    """Annualised volatility (n, m) of up to 260 weekly returns known at each row, and their count.

    NaN where fewer than two weekly returns are known.
    """
    ends = points(sessions, Frequency.WEEKLY)
    with np.errstate(invalid="ignore", divide="ignore"):
        returns = closes[ends][1:] / closes[ends][:-1] - 1.0
    known = completed_weeks(sessions, ends, rows) - 1
    window = _last(returns, known - 1, MAX_WEEKLY_RETURNS)
    finite = np.isfinite(window)
    count = finite.sum(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = np.where(finite, window, 0.0).sum(axis=1) / count
        squares = np.where(finite, (window - mean[:, None]) ** 2, 0.0).sum(axis=1)
        deviation = np.sqrt(squares / (count - 1))
    return deviation.T * np.sqrt(WEEKS_PER_YEAR), count.T


def availability(sessions: Dates, closes: Floats, rows: Integers) -> Booleans:
    """Which ETFs have 252 sessions, 52 weekly returns and a price at each row: (n, m)."""
    return _available(closes, rows, weekly_volatility(sessions, closes, rows)[1])


def _available(closes: Floats, rows: Integers, weekly_returns: Integers) -> Booleans:
    listed = np.cumsum(np.isfinite(closes), axis=0)[rows].T
    return (listed >= MIN_SESSIONS) & (weekly_returns >= MIN_WEEKLY_RETURNS) & np.isfinite(closes[rows].T)
