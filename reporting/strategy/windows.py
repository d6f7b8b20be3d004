"""Window statistics of real price history at chosen dates, straight from the windows themselves.

Each number depends on the prices inside its window alone, so a longer history before it or a later
row cannot move a single bit of it.
"""

from __future__ import annotations

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

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
    lines = np.ascontiguousarray(closes.T)
    step, long = windows.reversal_step, windows.trend_long
    with np.errstate(invalid="ignore", divide="ignore"):
        logs = np.log(lines[:, 1:] / lines[:, :-1])
        reversals = lines[:, step:] / lines[:, :-step] - 1.0
    # log return t stands at place t - 1, reversal t at place t - step
    x = _last(reversals, rows - step, windows.reversal_window)
    return Statistics(
        momentum=_momentum(lines, rows, windows.relative_strength),
        short_mean=_last(lines, rows, windows.trend_short).mean(axis=-1),
        long_mean=_last(lines, rows, long).mean(axis=-1),
        daily_deviation=_deviation(_last(logs, rows - 1, long)),
        reversal=x[:, :, -1],
        reversal_mean=x.mean(axis=-1),
        reversal_deviation=_deviation(x),
        volatility=weekly_volatility(sessions, closes, rows),
        available=availability(sessions, closes, rows),
    )


def _last(lines: Floats, places: Integers, length: int) -> Floats:
    """The last `length` values of lines (n, S) up to each place: (n, m, length), NaN before the first."""
    padded = np.concatenate([np.full((len(lines), length), np.nan), lines], axis=1)
    starts = np.maximum(places + 1, 0)
    windows: Floats = sliding_window_view(padded, length, axis=1)[:, starts]
    return windows


def _deviation(windows: Floats) -> Floats:
    """Sample standard deviation (ddof 1) over the last axis."""
    distance = windows - windows.mean(axis=-1, keepdims=True)
    squares = np.einsum("...i,...i->...", distance, distance)
    deviation: Floats = np.sqrt(squares / (windows.shape[-1] - 1))
    return deviation


def _momentum(lines: Floats, rows: Integers, length: int) -> Floats:
    start = np.where(rows >= length, lines[:, np.maximum(rows - length, 0)], np.nan)
    momentum: Floats = lines[:, rows] / start - 1.0
    return momentum


def weekly_volatility(sessions: Dates, closes: Floats, rows: Integers) -> Floats:
    """Annualised volatility (n, m) of up to 260 weekly returns known at each row.

    NaN where fewer than two weekly returns are known.
    """
    returns, known = _weekly(sessions, closes, rows)
    window = _last(returns, known - 1, MAX_WEEKLY_RETURNS)
    missing = np.isnan(window)
    count = MAX_WEEKLY_RETURNS - missing.sum(axis=-1)
    window[missing] = 0.0
    with np.errstate(invalid="ignore", divide="ignore"):
        distance = window - (window.sum(axis=-1) / count)[:, :, None]
        distance[missing] = 0.0
        squares = np.einsum("...i,...i->...", distance, distance)
        volatility: Floats = np.sqrt(squares / (count - 1)) * np.sqrt(WEEKS_PER_YEAR)
    return np.where(count >= 2, volatility, np.nan)


def _weekly(sessions: Dates, closes: Floats, rows: Integers) -> tuple[Floats, Integers]:
    """Weekly returns (n, weeks) and how many of them are known at each row (m,)."""
    ends = points(sessions, Frequency.WEEKLY)
    weekly = np.ascontiguousarray(closes[ends].T)
    with np.errstate(invalid="ignore", divide="ignore"):
        returns: Floats = weekly[:, 1:] / weekly[:, :-1] - 1.0
    return returns, completed_weeks(sessions, ends, rows) - 1


def availability(sessions: Dates, closes: Floats, rows: Integers) -> Booleans:
    """Which ETFs have 252 sessions, 52 weekly returns and a price at each row: (n, m)."""
    returns, known = _weekly(sessions, closes, rows)
    weeks = np.cumsum(np.isfinite(returns), axis=1)
    enough = np.where(known > 0, weeks[:, np.maximum(known, 1) - 1], 0) >= MIN_WEEKLY_RETURNS
    priced = np.isfinite(closes)
    available: Booleans = (np.cumsum(priced, axis=0)[rows].T >= MIN_SESSIONS) & enough & priced[rows].T
    return available
