"""What is doubtful about prices (docs/method.md section 1): findings, never repairs.

Each check is a pure function of prices in their own currencies; a row of `CHECKS` is one rule.
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
LONGEST_GAP = np.timedelta64(7, "D")

SENTENCES = {
    "duplicated_date": "the date stands more than once; keep one row for it",
    "unsorted": "the date is earlier than that of the row before; sort the rows by date",
    "weekend": "prices on a weekend; take the row out or correct its date",
    "non_positive": "the price is not positive ({detail}); correct it or leave the cell empty",
    "move": "the price moved by {detail} % from one session to the next; is it an unadjusted split?",
    "stale": "the same price on {detail} sessions in a row while others moved; is it a dead feed?",
    "gap": "no session for {detail} days before this one; are rows missing?",
    "missing": "no price on {detail} sessions from here on; complete the series, give the ETF a last_date "
    "or let the profile hold prices (at most 5 sessions)",
    "held": "no price on {detail} sessions from here on; the last price was held",
    "source_change": "the source changes ({detail})",
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
    """The finding in words, for a refusal."""
    words = SENTENCES[finding.code].format(detail=finding.detail)
    place = " ".join(str(part) for part in (finding.ticker, finding.day) if part)
    return f"{place}: {words}" if place else words


def table_findings(matrix: Matrix) -> tuple[Finding, ...]:
    """Dates that repeat or step back: they concern every series of the table."""
    steps = np.diff(matrix.dates)
    repeated = [_finding("duplicated_date", Severity.BLOCK, day) for day in _at(matrix, steps == 0)]
    disordered = [_finding("unsorted", Severity.BLOCK, day) for day in _at(matrix, steps < 0)]
    for code, pairs in (("duplicated_date", matrix.repeated), ("unsorted", matrix.disordered)):
        repeated += [_finding(code, Severity.BLOCK, day, name) for day, name in pairs]
    return tuple(repeated + disordered)


def _at(matrix: Matrix, steps: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> Dates:
    return matrix.dates[1:][steps]


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


def weekend(prices: Prices) -> Iterable[Finding]:
    """Saturdays and Sundays on which anything has a price."""
    priced = ~np.isnan(prices.closes).all(axis=1)
    for day in prices.dates[priced & (weekday(prices.dates) >= 5)]:
        yield _finding("weekend", Severity.BLOCK, day)


def move(prices: Prices) -> Iterable[Finding]:
    """Moves beyond 40 % from one session to the next."""
    with np.errstate(divide="ignore", invalid="ignore"):
        moves = prices.closes[1:] / prices.closes[:-1] - 1
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


CHECKS: tuple[Callable[[Prices], Iterable[Finding]], ...] = (non_positive, weekend, move, stale, gap)


def series_findings(prices: Prices) -> tuple[Finding, ...]:
    """All checks of series, in the order of `CHECKS`, each by date."""
    return tuple(finding for check in CHECKS for finding in check(prices))


def runs(flags: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> list[tuple[int, int]]:
    """First row and length of every unbroken run of True."""
    edges = np.flatnonzero(np.diff(flags, prepend=False, append=False))
    return [(int(start), int(end - start)) for start, end in edges.reshape(-1, 2)]


def _finding(
    code: str, severity: Severity, day: np.datetime64, ticker: str = "", detail: str = ""
) -> Finding:
    return Finding(code, severity, ticker, day.astype("datetime64[D]").item(), detail)
