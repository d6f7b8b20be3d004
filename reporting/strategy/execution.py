"""Trading decisions: units and cash, interest, fees, costs (docs/method.md section 6).

One engine serves the backtest, its comparators, other seeds and the simulated paths: P portfolios are
carried through T sessions side by side. Arrays have ETFs first and portfolios last: (n, P).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from reporting.domain.calendar import last_weekday_of_month
from reporting.domain.series import Dates, Floats
from reporting.strategy.signals import Booleans

DAYS_PER_YEAR = 365.0


@dataclass(frozen=True, slots=True, eq=False)
class Terms:
    """What trading and holding costs: `trading_costs` (n,) of traded value, `fee` a year (VAT included),
    `min_turnover` below which a rebalance is skipped; decimals."""

    trading_costs: Floats
    fee: float = 0.0
    min_turnover: float = 0.0


@dataclass(frozen=True, slots=True, eq=False)
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

    @property
    def spans(self) -> Floats:
        """Calendar days since the session before, as shares of a 365-day year (T,), 0 for the first."""
        days = np.diff(self.days).astype(np.float64)
        return np.concatenate([[0.0], days]) / DAYS_PER_YEAR

    @property
    def month_ends(self) -> Booleans:
        """True on the last session of each completed month (T,)."""
        months = self.days.astype("datetime64[M]")
        ends = np.append(months[1:] != months[:-1], False)
        ends[-1] = self.days[-1] >= last_weekday_of_month(self.days[-1])
        return ends


@dataclass(frozen=True, slots=True, eq=False)
class Record:
    """What happened, in units of the start value's currency.

    `nav` (T, P) after costs and net of accrued fees, but the first row before costs. Of each session:
    `costs`, `interest`, `fees` accrued, `turnover` (T, P), 0 where nothing traded; `skipped` (T, P) True
    where a rebalance stayed below the minimum turnover; `cash` (T, P) net of accrued fees; `holdings`
    (T, n, P) values after trades, only where they were asked for.
    """

    nav: Floats
    costs: Floats
    interest: Floats
    fees: Floats
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
    """Carry P portfolios from cash of `start` through the tape; `targets` gives weights (n, P) by row."""
    sessions, n = tape.growth.shape[0], tape.growth.shape[1]
    nav, costs, interest, fees, turnover, cash_path = np.zeros((6, sessions, portfolios))
    skipped = np.zeros((sessions, portfolios), dtype=bool)
    kept = np.zeros((sessions, n, portfolios)) if keep_holdings else None
    rates = terms.trading_costs[:, None]
    holdings, cash = np.zeros((n, portfolios)), np.full(portfolios, start)
    accrued = np.zeros(portfolios)
    spans, month_ends = tape.spans, tape.month_ends
    for row in range(sessions):
        if row:
            interest[row] = cash * (tape.rate[row - 1] * spans[row])
            if tape.spread:
                interest[row] += np.minimum(cash, 0.0) * (tape.spread * spans[row])
            cash = cash + interest[row]
            fees[row] = nav[row - 1] * (terms.fee * spans[row])
            accrued = accrued + fees[row]
            holdings = holdings * tape.growth[row]
        if tape.last is not None and tape.last[row].any():
            ended = tape.last[row]
            cash = cash + holdings[ended].sum(axis=0)
            holdings[ended] = 0.0
        if month_ends[row]:
            cash, accrued = cash - accrued, np.zeros(portfolios)
        value = holdings.sum(axis=0) + cash - accrued
        if row in targets:
            traded = targets[row] * value - holdings
            moved = np.abs(traded)
            turnover[row] = 0.5 * moved.sum(axis=0) / value
            if terms.min_turnover > 0:
                skipped[row] = turnover[row] < terms.min_turnover
                traded, moved = np.where(skipped[row], 0.0, traded), np.where(skipped[row], 0.0, moved)
                turnover[row][skipped[row]] = 0.0
            costs[row] = (moved * rates).sum(axis=0)
            holdings = holdings + traded
            cash = cash - traded.sum(axis=0) - costs[row]
        nav[row] = value - costs[row] if row else value
        cash_path[row] = cash - accrued
        if kept is not None:
            kept[row] = holdings
    return Record(nav, costs, interest, fees, turnover, skipped, cash_path, kept)
