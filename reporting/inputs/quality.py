"""What is doubtful about prices (docs/method.md section 1): findings, never repairs.

Each check is a pure function of prices in their own currencies; one function is one rule.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np

from reporting.domain.calendar import weekday
from reporting.domain.market import Finding, Severity
from reporting.domain.series import Dates, Floats
from reporting.inputs.shapes import Matrix

STALE_SESSIONS = 5
LARGEST_MOVE = 0.40
SMALLEST_PRICE, LARGEST_PRICE = 1e-6, 1e9
LONGEST_GAP = np.timedelta64(7, "D")

SENTENCES = {
    "duplicated_date": "the date stands more than once; keep one row for it",
    "unsorted": "the date is earlier than that of the row before; sort the rows by date",
    "weekend": "prices on a weekend; take the row out or correct its date",
    "non_positive": "the price is not positive ({detail}); correct it or leave the cell empty",
    "implausible": "the price is {detail}, beyond anything a fund costs; correct it",
    "move": "the price moved by {detail} % from one session to the next; is it an unadjusted split?",
    "stale": "the price stays the same while others move (sessions: {detail}); is it a dead feed?",
    "gap": "no session before this one for a while (days: {detail}); are rows missing?",
    "missing": "no price from here on (sessions: {detail}); complete the series, give the ETF a last_date, "
    "or let the profile hold the last price for at most 5 sessions",
    "held": "no price from here on, the last one was held (sessions: {detail})",
    "unlisted": "no price in the whole table; the ETF is treated as not listed",
    "source_change": "the source changes ({detail})",
    "high_rate": "a cash rate of {detail} % a year; is the file in percent? Decimals are meant",
}
"""What a finding says, by its code; `{detail}` is the finding's own detail."""


@dataclass(frozen=True, slots=True, eq=False)
class Prices:
    """Prices of some tickers on sessions: dates (S,), closes (S, n), NaN where there is none."""

    dates: Dates
    tickers: tuple[str, ...]
    closes: Floats
    cash_like: frozenset[str] = frozenset()


def sentence(finding: Finding) -> str:
    """The finding in words with its day, for a refusal that names the ticker itself."""
    words = SENTENCES[finding.code].format(detail=finding.detail)
    return f"{finding.day}: {words}" if finding.day else words


def date_findings(dates: Dates) -> tuple[Finding, ...]:
    """Dates (S,) that repeat or step back: they concern every series of the table."""
    steps = np.diff(dates).astype(np.int64)
    repeated = [_finding("duplicated_date", Severity.BLOCK, day) for day in dates[1:][steps == 0]]
    disordered = [_finding("unsorted", Severity.BLOCK, day) for day in dates[1:][steps < 0]]
    return tuple(repeated + disordered)


def table_findings(matrix: Matrix) -> tuple[Finding, ...]:
    """The same of a table as read; in a long one dates repeat or step back within a ticker."""
    named = (("duplicated_date", matrix.repeated), ("unsorted", matrix.disordered))
    within = tuple(_finding(code, Severity.BLOCK, day, name) for code, pairs in named for day, name in pairs)
    return date_findings(matrix.dates) + within


def non_positive(prices: Prices) -> Iterable[Finding]:
    """Prices of zero or less."""
    for row, column in np.argwhere(prices.closes <= 0):
        yield _finding(
            "non_positive",
            Severity.BLOCK,
            prices.dates[row],
            prices.tickers[column],
            f"{prices.closes[row, column]:g}",
        )


def implausible(prices: Prices) -> Iterable[Finding]:
    """Prices so small or so large that only a slip of the file explains them."""
    closes = prices.closes
    for row, column in np.argwhere((closes > LARGEST_PRICE) | ((closes > 0) & (closes < SMALLEST_PRICE))):
        name, shown = prices.tickers[column], f"{closes[row, column]:g}"
        yield _finding("implausible", Severity.BLOCK, prices.dates[row], name, shown)


def weekend(prices: Prices) -> Iterable[Finding]:
    """Saturdays and Sundays on which anything has a price."""
    priced = ~np.isnan(prices.closes).all(axis=1)
    for day in prices.dates[priced & (weekday(prices.dates) >= 5)]:
        yield _finding("weekend", Severity.BLOCK, day)


def move(prices: Prices) -> Iterable[Finding]:
    """Moves beyond 40 % from the last known price to that of a session."""
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        moves = prices.closes[1:] / last_known(prices.closes)[:-1] - 1
    for row, column in np.argwhere(np.abs(moves) > LARGEST_MOVE):
        yield _finding(
            "move",
            Severity.WARN,
            prices.dates[row + 1],
            prices.tickers[column],
            f"{100 * moves[row, column]:+.1f}",
        )


def stale(prices: Prices) -> Iterable[Finding]:
    """Runs of more than 5 sessions with one price while at least one other fund moved on each of them."""
    changes = np.diff(prices.closes, axis=0)
    unchanged = changes == 0
    moved = (changes != 0) & ~np.isnan(changes)
    others_moved = moved.sum(axis=1)[:, None] - moved > 0
    for column, ticker in enumerate(prices.tickers):
        severity = Severity.NOTE if ticker in prices.cash_like else Severity.WARN
        for start, length in runs(unchanged[:, column] & others_moved[:, column]):
            if length + 1 > STALE_SESSIONS:
                yield _finding("stale", severity, prices.dates[start], ticker, str(length + 1))


def gap(prices: Prices) -> Iterable[Finding]:
    """More than 7 calendar days between two sessions."""
    steps = np.diff(prices.dates)
    for row in np.flatnonzero(steps > LONGEST_GAP):
        yield _finding("gap", Severity.WARN, prices.dates[row + 1], detail=str(steps[row].astype(int)))


Check = Callable[[Prices], Iterable[Finding]]

ROW_CHECKS: tuple[Check, ...] = (non_positive, implausible, weekend)
"""Each row for itself: for tables in any order."""

PATH_CHECKS: tuple[Check, ...] = (move, stale, gap)
"""From one session to the next."""


def findings_of(prices: Prices, checks: tuple[Check, ...]) -> list[Finding]:
    """What the checks notice, check by check, by date."""
    return [finding for check in checks for finding in check(prices)]


def last_known(values: Floats) -> Floats:
    """Values (S, n) with each NaN replaced by the last number above it; NaN before the first."""
    rows = np.where(np.isnan(values), 0, np.arange(len(values))[:, None])
    return np.take_along_axis(values, np.maximum.accumulate(rows, axis=0), axis=0)


def runs(flags: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> list[tuple[int, int]]:
    """First row and length of every unbroken run of True."""
    edges = np.flatnonzero(np.diff(flags, prepend=False, append=False))
    return [(int(start), int(end - start)) for start, end in edges.reshape(-1, 2)]


def _finding(
    code: str, severity: Severity, day: np.datetime64, ticker: str = "", detail: str = ""
) -> Finding:
    return Finding(code, severity, ticker, day.astype("datetime64[D]").item(), detail)
