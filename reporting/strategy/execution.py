"""Trading decisions: units and cash, interest, fees, costs (docs/method.md section 6).

One engine serves the backtest, its comparators, other seeds and the simulated paths: P portfolios are
carried through T sessions side by side. Arrays have ETFs first and portfolios last: (n, P).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np

from reporting.domain.calendar import last_weekday_of_month
from reporting.domain.fees import NO_PERFORMANCE_FEE, PerformanceFee
from reporting.domain.series import Dates, Floats
from reporting.strategy.signals import Booleans

DAYS_PER_YEAR = 365.0


@dataclass(frozen=True, slots=True, eq=False)
class Terms:
    """What trading and holding costs: `trading_costs` (n,) of traded value, `fee` and `custody` a year and
    the `performance` fee (VAT included), `min_turnover` below which a rebalance is skipped; decimals."""

    trading_costs: Floats
    fee: float = 0.0
    min_turnover: float = 0.0
    custody: float = 0.0
    performance: PerformanceFee = NO_PERFORMANCE_FEE


@dataclass(frozen=True, eq=False)
class Tape:
    """The sessions: `days` (T,), `growth` (T, n, P or 1) gross returns since the session before (row 0
    unused, 1.0 where an ETF has no price), `rate` (T,) annual cash rate known at each session,
    `last` (T, n) True on the last session of a delisted ETF; `spread` a year is added
    to the rate of borrowed cash (research profiles only)."""

    days: Dates
    growth: Floats
    rate: Floats
    last: Booleans | None = None
    spread: float = 0.0

    @cached_property
    def spans(self) -> Floats:
        """Calendar days since the session before, as shares of a 365-day year (T,), 0 for the first."""
        days = np.diff(self.days).astype(np.float64)
        return np.concatenate([[0.0], days]) / DAYS_PER_YEAR

    def interest(self, spread: float) -> Floats:
        """Simple interest of each session on the cash of the session before (T,), 0 for the first."""
        earlier = np.concatenate([[0.0], self.rate[:-1] + spread])
        return earlier * self.spans

    @cached_property
    def month_ends(self) -> Booleans:
        """True on the last session of each completed month (T,)."""
        months = self.days.astype("datetime64[M]")
        ends = np.append(months[1:] != months[:-1], False)
        ends[-1] = self.days[-1] >= last_weekday_of_month(self.days[-1:])[0]
        return ends

    @cached_property
    def year_ends(self) -> Booleans:
        """True on the last session of each completed calendar year (T,)."""
        december = self.days.astype("datetime64[M]").astype(np.int64) % 12 == 11
        ends: Booleans = self.month_ends & december
        return ends


@dataclass(frozen=True, slots=True, eq=False)
class Record:
    """What happened, in units of the start value's currency.

    `nav` (T, P) after costs and net of accrued fees, but the first row before costs. Of each session:
    `costs`, `interest`, `turnover` (T, P), 0 where nothing traded; `fees`, `custody` and `performance`
    fees accrued (T, P), the last one negative where a fall takes back what was accrued; `skipped` (T, P)
    True where a rebalance stayed below the minimum turnover; `cash` (T, P) net of accrued fees;
    `holdings` (T, n, P) values after trades, only where they were asked for.
    """

    nav: Floats
    costs: Floats
    interest: Floats
    fees: Floats
    custody: Floats
    performance: Floats
    turnover: Floats
    skipped: Booleans
    cash: Floats
    holdings: Floats | None


def run(
    tape: Tape,
    targets: Mapping[int, Floats],
    terms: Terms,
    portfolios: int,
    start: float = 100.0,
    keep_holdings: bool = False,
) -> Record:
    """Carry P portfolios from cash of `start` through the tape; `targets` gives weights (n, P) by row.

    Between two events (a trade, a fee payment, a delisting) nothing but prices, interest and fee
    accrual moves a portfolio, so the sessions from one event to the next are computed together.
    """
    book = _Book(tape, terms, portfolios, start, keep_holdings)
    events = _events(tape, targets)
    book.settle(0, targets.get(0))
    for before, event in pairwise(events):
        book.carry(before, event)
        book.settle(event, targets.get(event))
    return book.record()


def _events(tape: Tape, targets: Mapping[int, Floats]) -> list[int]:
    """Rows at which something happens besides prices, interest and accrual; the first and last row too."""
    rows = set(targets) | set(np.flatnonzero(tape.month_ends).tolist()) | {0, len(tape.days) - 1}
    if tape.last is not None:
        rows |= set(np.flatnonzero(tape.last.any(axis=1)).tolist())
    return sorted(rows)


class _Book:
    """Where P portfolios stand, and what they have been through, all arrays by session first.

    `cash` and what is `accrued` and `owed` (the performance fee) are (T, P) after the events of each
    session; `holdings` (n, P), the `mark` (P,) of the performance fee and the day on which it was `settled`
    stand at the session reached.
    """

    def __init__(self, tape: Tape, terms: Terms, portfolios: int, start: float, keep_holdings: bool) -> None:
        sessions, n = tape.growth.shape[:2]
        self.tape, self.terms = tape, terms
        self.holdings = np.zeros((n, portfolios))
        self.nav, self.cash, self.accrued, self.costs, self.turnover = np.zeros((5, sessions, portfolios))
        self.owed, self.performance = np.zeros((2, sessions, portfolios))
        self.skipped = np.zeros((sessions, portfolios), dtype=bool)
        self.kept = np.zeros((sessions, n, portfolios)) if keep_holdings else None
        self.nav[0] = self.cash[0] = start
        self.mark, self.settled = self.nav[0].copy(), tape.days[0]
        self.fee = (terms.fee + terms.custody) * tape.spans[:, None]
        self.unpaid = np.cumprod(1.0 - self.fee, axis=0)
        self.lent = np.cumprod(1.0 + tape.interest(0.0))[:, None]
        self.borrowed = np.cumprod(1.0 + tape.interest(tape.spread))[:, None]

    def carry(self, before: int, event: int) -> None:
        """The sessions after one event up to the close of the next, at which nothing is traded yet."""
        days = slice(before + 1, event + 1)
        held = self.holdings * np.cumprod(self.tape.growth[days], axis=0)
        start = self.cash[before]
        self.cash[days] = start * (self.lent[days] / self.lent[before])
        if self.tape.spread:
            owed = start * (self.borrowed[days] / self.borrowed[before])
            self.cash[days] = np.where(start < 0, owed, self.cash[days])
        gross = np.empty((event + 1 - before, self.cash.shape[1]))
        gross[0] = self.nav[before] + self.accrued[before]
        np.add(held.sum(axis=1), self.cash[days], out=gross[1:])
        if self.terms.performance.share:
            self._accrue_both(before, gross[1:])
        else:
            self._accrue(before, event, gross)
        if self.kept is not None:
            self.kept[days] = held
        self.holdings = held[-1]

    def _accrue(self, before: int, event: int, gross: Floats) -> None:
        """The yearly fees on the printed NAV of the session before: A_t = A_(t-1) (1 - f_t) + f_t G_(t-1)."""
        days = slice(before + 1, event + 1)
        share = self.unpaid[before : event + 1] / self.unpaid[before]
        grown = np.cumsum(self.fee[days] * gross[:-1] / share[1:], axis=0)
        self.accrued[days] = share[1:] * (self.accrued[before] + grown)
        self.nav[days] = gross[1:] - self.accrued[days]

    def _accrue_both(self, before: int, gross: Floats) -> None:
        """Both fees, one session after another: each accrues on a value that the other has lowered."""
        for row, whole in enumerate(gross, start=before + 1):
            self.accrued[row] = self.accrued[row - 1] + self.fee[row] * self.nav[row - 1]
            value = whole - self.accrued[row]
            years = float((self.tape.days[row] - self.settled).astype(int)) / DAYS_PER_YEAR
            self.owed[row] = self.terms.performance.due(value, self.mark, years)
            self.performance[row] = self.owed[row] - self.owed[row - 1]
            self.nav[row] = value - self.owed[row]

    def settle(self, row: int, target: Floats | None) -> None:
        """What happens at the close of an event's session: delisting, fee payment, trades and their costs."""
        tape = self.tape
        if tape.last is not None and tape.last[row].any():
            ended = tape.last[row]
            self.cash[row] += self.holdings[ended].sum(axis=0)
            self.holdings = np.where(ended[:, None], 0.0, self.holdings)
        if tape.month_ends[row]:
            self.cash[row] -= self.accrued[row]
            self.accrued[row] = 0.0
        if tape.year_ends[row]:
            self.cash[row] -= self.owed[row]
            self.owed[row] = 0.0
            self.mark = self.terms.performance.mark_after(self.mark, self.nav[row].copy())
            self.settled = tape.days[row]
        if target is not None:
            self._trade(row, target)
        if self.kept is not None:
            self.kept[row] = self.holdings

    def _trade(self, row: int, target: Floats) -> None:
        value = self.nav[row].copy()
        traded = target * value - self.holdings
        moved = np.abs(traded)
        turnover = 0.5 * moved.sum(axis=0) / value
        if self.terms.min_turnover > 0:
            self.skipped[row] = turnover < self.terms.min_turnover
            traded, moved = (np.where(self.skipped[row], 0.0, part) for part in (traded, moved))
            turnover = np.where(self.skipped[row], 0.0, turnover)
        self.turnover[row] = turnover
        self.costs[row] = (moved * self.terms.trading_costs[:, None]).sum(axis=0)
        self.holdings = self.holdings + traded
        self.cash[row] -= traded.sum(axis=0) + self.costs[row]
        if row:
            self.nav[row] = value - self.costs[row]

    def record(self) -> Record:
        """What happened; interest and fees follow from the cash and the NAV of the session before."""
        interest = np.zeros_like(self.cash)
        rate = self.tape.interest(0.0)[1:, None]
        borrowed = self.tape.interest(self.tape.spread)[1:, None]
        interest[1:] = self.cash[:-1] * np.where(self.cash[:-1] < 0, borrowed, rate)
        return Record(
            self.nav,
            self.costs,
            interest,
            self._daily(self.terms.fee),
            self._daily(self.terms.custody),
            self.performance,
            self.turnover,
            self.skipped,
            self.cash - self.accrued - self.owed,
            self.kept,
        )

    def _daily(self, rate: float) -> Floats:
        """What a yearly rate takes of the NAV of the session before (T, P)."""
        flow = np.zeros_like(self.nav)
        flow[1:] = self.nav[:-1] * (rate * self.tape.spans[1:, None])
        return flow
