"""Simulated prices and what the signals need to know of them, one block of paths at a time.

The same statistics as `strategy.windows` takes from single windows, here from shared block sums.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from reporting.domain.calendar import Integers, completed_weeks, points
from reporting.domain.profile import SignalWindows
from reporting.domain.series import Dates, Floats
from reporting.domain.units import Frequency
from reporting.strategy.signals import Statistics, deviation
from reporting.strategy.windows import MAX_WEEKLY_RETURNS, WEEKS_PER_YEAR

HISTORY_WEEKS = 261


@dataclass(frozen=True, slots=True, eq=False)
class Past:
    """The actual history that precedes every path: `sessions` (h,) up to the as-of date, `closes` (h, n)."""

    sessions: Dates
    closes: Floats


def past_of(sessions: Dates, closes: Floats) -> Past:
    """The last 261 completed weeks with all their sessions, up to the last row given."""
    ends = points(sessions, Frequency.WEEKLY)
    before = ends[-HISTORY_WEEKS - 1] + 1 if len(ends) > HISTORY_WEEKS else 0
    return Past(sessions[before:], closes[before:])


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """Where a path is looked at: `rows` (m,) of the joined calendar (past, then simulated days) at which
    decisions fall, `week_rows` of its weekly points, `known_weeks` (m,) how many are complete at each."""

    joined: Dates
    rows: Integers
    week_rows: Integers
    known_weeks: Integers


def plan(past: Past, days: Dates, schedule: Frequency) -> Plan:
    """The decisions of the simulated days: weekly or monthly points after the as-of date."""
    joined = np.concatenate([past.sessions, days])
    rows = points(joined, schedule)
    rows = rows[rows >= len(past.sessions)]
    week_rows = points(joined, Frequency.WEEKLY)
    return Plan(joined, rows, week_rows, completed_weeks(joined, week_rows, rows))


def growth_paths(table: Floats, place: Integers, week: Integers, sources: Integers) -> Floats:
    """Gross returns (T, n, P): day t of a path repeats weekday place[t] of its source week.

    table (W, 5, n) calibrated gross returns; sources (weeks, P).
    """
    flat = sources[week] * table.shape[1] + place[:, None]
    growth = np.empty((len(week), table.shape[2], sources.shape[1]))
    for i in range(table.shape[2]):
        np.take(np.ascontiguousarray(table[:, :, i]).ravel(), flat, out=growth[:, i])
    return growth


def price_paths(past: Past, growth: Floats) -> Floats:
    """Closes (h + T, n * P): the actual history, then each path's own prices."""
    n, count = growth.shape[1:]
    flat = growth.reshape(len(growth), n * count)
    closes = np.empty((len(past.closes) + len(flat), n * count))
    closes[: len(past.closes)] = np.repeat(past.closes, count, axis=1)
    for row, factor in enumerate(flat, start=len(past.closes)):
        np.multiply(closes[row - 1], factor, out=closes[row])
    return closes


def statistics(closes: Floats, plan: Plan, windows: SignalWindows, n: int) -> Statistics:
    """Statistics (n, m * P) of m decision dates and P paths, dates varying slowest."""
    volatility = _weekly_volatility(closes[plan.week_rows], plan.known_weeks)
    long, step, span = windows.trend_long, windows.reversal_step, windows.reversal_window
    first = max(int(plan.rows[0]) - max(long, span + step, windows.relative_strength), 0)
    closes, rows = closes[first:], plan.rows - first
    logs = np.log(closes[1:] / closes[:-1])
    log_sums, log_squares = _sums(logs, rows - 1, long), _sums(logs * logs, rows - 1, long)
    reversals = closes[step:] / closes[:-step] - 1.0
    x_sums, x_squares = _sums(reversals, rows - step, span), _sums(reversals * reversals, rows - step, span)
    momentum = closes[rows] / closes[rows - windows.relative_strength] - 1.0
    return Statistics(
        momentum=_by_etf(momentum, n),
        short_mean=_by_etf(_sums(closes, rows, windows.trend_short) / windows.trend_short, n),
        long_mean=_by_etf(_sums(closes, rows, long) / long, n),
        daily_deviation=_by_etf(deviation(log_sums, log_squares, long), n),
        reversal=_by_etf(reversals[rows - step], n),
        reversal_mean=_by_etf(x_sums / span, n),
        reversal_deviation=_by_etf(deviation(x_sums, x_squares, span), n),
        volatility=_by_etf(volatility, n),
        available=_by_etf(np.ones_like(volatility), n).astype(bool),
    )


def _by_etf(values: Floats, n: int) -> Floats:
    """From (m, n * P) to (n, m * P)."""
    return values.reshape(len(values), n, -1).transpose(1, 0, 2).reshape(n, -1)


def _sums(values: Floats, rows: Integers, length: int) -> Floats:
    """Sums of the last `length` values up to and including each row, (m, columns).

    Rows at a constant distance (weekly decisions on weekdays) share blocks of that size; others
    (monthly ones, few) are summed window by window.
    """
    steps = np.unique(np.diff(rows))
    if len(steps) != 1 or length < steps[0]:
        return np.array([values[row + 1 - length : row + 1].sum(axis=0) for row in rows])
    step = int(steps[0])
    whole, rest = divmod(length, step)
    start = int(rows[0]) + 1 - whole * step
    blocks = values[start : int(rows[-1]) + 1].reshape(-1, step, values.shape[1]).sum(axis=1)
    running = _running(blocks)
    sums: Floats = running[whole:] - running[:-whole]
    for extra in range(rest):
        sums += values[rows - whole * step - extra]
    return sums


def _running(values: Floats) -> Floats:
    """Sums of all values before each row, and of all: (rows + 1, columns)."""
    sums = np.zeros((len(values) + 1, values.shape[1]))
    for row, value in enumerate(values):
        np.add(sums[row], value, out=sums[row + 1])
    return sums


def _weekly_volatility(closes: Floats, known: Integers) -> Floats:
    """Annualised volatility of up to 260 weekly returns, (m, columns); `known` (m,) weeks are complete."""
    returns = closes[1:] / closes[:-1] - 1.0
    sums, squares = _running(returns), _running(returns * returns)
    end = known - 1
    start = np.maximum(end - MAX_WEEKLY_RETURNS, 0)
    count = (end - start)[:, None].astype(np.float64)
    weekly = deviation(sums[end] - sums[start], squares[end] - squares[start], count)
    annual: Floats = weekly * np.sqrt(WEEKS_PER_YEAR)
    return annual
