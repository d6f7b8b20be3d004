"""What the strategy is measured against (docs/method.md section 6): strategic mix, benchmark, cash.

All start at 100 on the first execution date, in the same currency, with the same trading costs and
without a service fee. They are simulated past performance too.
"""

from __future__ import annotations

import numpy as np

from reporting.domain.calendar import Integers, points
from reporting.domain.errors import refuse
from reporting.domain.market import Market
from reporting.domain.profile import Profile
from reporting.domain.series import Floats, NavPath
from reporting.domain.units import Frequency
from reporting.strategy.backtest import Backtest, closes_tape, tape_of
from reporting.strategy.execution import Tape, Terms, run


def strategic_mix(backtest: Backtest, market: Market) -> NavPath:
    """The strategic weights, rebalanced on the strategy's own execution dates.

    The share of an ETF that is not listed on such a date goes pro rata to those that are.
    """
    rules = backtest.rules
    shares = np.array([holding.strategic_weight for holding in rules.profile.universe])
    tape = tape_of(market, rules, market.index_of(backtest.sessions[0]))
    rows = backtest.executions[backtest.executions >= 0]
    targets = _listed_targets(rules.profile.id, rules.profile.tickers, tape, backtest.closes, shares, rows)
    return _carried(tape, targets, rules.trading_costs)


def benchmark(backtest: Backtest, market: Market) -> NavPath:
    """The profile's benchmark: its strategic mix, or its own mix bought once and rebalanced at month ends."""
    profile = backtest.rules.profile
    if not profile.benchmark.weights:
        return strategic_mix(backtest, market)
    return mix(backtest, market, profile.benchmark.weights)


def mix(backtest: Backtest, market: Market, weights: tuple[tuple[str, float], ...]) -> NavPath:
    """Any fixed mix of tickers of the market, rebalanced monthly (a single one is bought and held)."""
    first = market.index_of(backtest.sessions[0])
    tickers = tuple(ticker for ticker, _ in weights)
    columns = np.column_stack([series(market, ticker)[first:] for ticker in tickers])
    tape = closes_tape(backtest.sessions, columns, market.cash_rate[first:])
    shares = np.array([share for _, share in weights])
    rows = np.array([0])
    if len(weights) > 1:
        rows = np.union1d(rows, points(backtest.sessions, Frequency.MONTHLY))
    costs = np.array([backtest.rules.costs[ticker] for ticker in tickers])
    targets = _listed_targets(backtest.rules.profile.id, tickers, tape, columns, shares, rows)
    return _carried(tape, targets, costs)


def cash(backtest: Backtest, market: Market) -> NavPath | None:
    """100 on deposit at the market's cash rate; None where no rates were given."""
    first = market.index_of(backtest.sessions[0])
    rate = market.cash_rate[first:]
    if not np.isfinite(rate).all():
        return None
    spans = np.diff(backtest.sessions).astype(np.float64) / 365.0
    values = 100.0 * np.concatenate([[1.0], np.cumprod(1.0 + rate[:-1] * spans)])
    return NavPath(backtest.sessions, values)


def series(market: Market, ticker: str) -> Floats:
    """The closes (S,) of a ticker of the profile or of the further series of its market."""
    if ticker in market.tickers:
        return market.closes[:, market.tickers.index(ticker)]
    return market.others[ticker]


def benchmark_tickers(profile: Profile) -> tuple[str, ...]:
    """Tickers beyond the profile's own that its comparators need."""
    wanted = [ticker for ticker, _ in profile.benchmark.weights] + [profile.benchmark.orientation]
    return tuple(dict.fromkeys(t for t in wanted if t and t not in profile.tickers))


def _listed_targets(
    subject: str, tickers: tuple[str, ...], tape: Tape, closes: Floats, shares: Floats, rows: Integers
) -> dict[int, Floats]:
    """Targets (n, 1) by row; the share of an ETF that is not (any more) listed goes pro rata to the others.

    Refuses when none of them is listed on a row.
    """
    listed = np.isfinite(closes[rows])
    if tape.last is not None:
        listed &= ~tape.last[rows]
    weights = np.where(listed, shares, 0.0)
    total = weights.sum(axis=1, keepdims=True)
    if (total == 0).any():
        day = tape.days[rows[int(np.argmin(total))]]
        names = ", ".join(tickers)
        message = f"of {names}, a benchmark or mix of the profile, nothing has a price on {day}"
        raise refuse(subject, f"{message}; give its prices from then on")
    return {int(row): target[:, None] for row, target in zip(rows, weights / total, strict=True)}


def _carried(tape: Tape, targets: dict[int, Floats], costs: Floats) -> NavPath:
    record = run(tape, targets, Terms(costs), portfolios=1)
    return NavPath(tape.days, record.nav[:, 0])
