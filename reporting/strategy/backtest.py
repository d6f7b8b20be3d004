"""The backtest: the profile's own rules on past prices. Its result is simulated past performance."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from reporting.domain.calendar import Integers, points
from reporting.domain.errors import refuse
from reporting.domain.market import Market
from reporting.domain.series import Dates, Floats, NavPath, SimulatedPast
from reporting.strategy.decide import Decisions, Rules, decide_market, spread_of, terms_of
from reporting.strategy.draw import draws, targets
from reporting.strategy.execution import Record, Tape, run
from reporting.strategy.solver import solve
from reporting.strategy.windows import availability


@dataclass(frozen=True, slots=True, eq=False)
class Backtest:
    """A finished backtest over sessions (T,) from the first execution on.

    `decisions` holds every decision from the first, executed or pending; `executions` (m,) the row of
    `sessions` at which each was executed, -1 while it is pending. `record` has P = 1.
    """

    rules: Rules
    sessions: Dates
    closes: Floats
    decisions: Decisions
    executions: Integers
    record: Record
    past: SimulatedPast

    @property
    def nav(self) -> NavPath:
        """The simulated NAV, 100 at the first execution."""
        return self.past.nav

    @property
    def fees(self) -> dict[str, Floats]:
        """What the service charged in each session (T,): its yearly fee, and what else the price list has."""
        schedule, record = self.rules.schedule, self.record
        listed = {"custody": (schedule.custody, record.custody)}
        listed["performance_fee"] = (schedule.performance.share, record.performance)
        others = {name: flow[:, 0] for name, (rate, flow) in listed.items() if rate}
        return {"service_fee": record.fees[:, 0], **others}

    def current(self, day: np.datetime64) -> int:
        """Index of the last decision traded on or before `day` (none skipped); refuses if there is none."""
        executed = np.flatnonzero(self.executions >= 0)
        executed = executed[~self.record.skipped[self.executions[executed], 0]]
        done = executed[self.sessions[self.executions[executed]] <= day]
        if len(done) == 0:
            raise refuse(
                self.rules.profile.id, f"no decision had been executed by {day}; choose a later date"
            )
        return int(done[-1])


@dataclass(frozen=True, slots=True, eq=False)
class Schedule:
    """When the profile decides and trades: `decisions` (m,) rows of the market, `executions` (m,) rows
    or -1 where the session does not exist yet."""

    decisions: Integers
    executions: Integers


def schedule(rules: Rules, market: Market, start: date | None = None) -> Schedule:
    """Decision rows from the first one with two available ETFs (and on or after `start`)."""
    rows = points(market.sessions, rules.profile.schedule, market.known)
    if start is not None:
        rows = rows[market.sessions[rows] >= np.datetime64(start)]
    rows = rows[first_ready(market, rows) :]
    later = rows + rules.profile.lag
    return Schedule(rows, np.where(later < len(market.sessions), later, -1))


def first_ready(market: Market, rows: Integers) -> int:
    """Position in `rows` of the first decision date at which two ETFs are available."""
    ready = availability(market.sessions, market.closes, rows).sum(axis=0) >= 2
    return int(np.argmax(ready)) if ready.any() else len(rows)


def backtest(rules: Rules, market: Market, start: date | None = None) -> Backtest:
    """Run the profile's rules over the market; refuses when no decision can be executed."""
    plan = schedule(rules, market, start)
    executed = plan.executions >= 0
    if not executed.any():
        message = "no decision can be executed: two ETFs need 252 sessions and 53 completed weeks of prices"
        raise refuse(rules.profile.id, message)
    decisions = decide_market(rules, market, plan.decisions)
    first = int(plan.executions[executed][0])
    tape = tape_of(market, rules, first)
    rows = plan.executions[executed] - first
    chosen = targets_of(tape, market.closes[first:], decisions.weights[:, executed], rows)
    record = run(tape, chosen, terms_of(rules), portfolios=1, keep_holdings=True)
    shifted = np.where(executed, plan.executions - first, -1)
    past = SimulatedPast(NavPath(tape.days, record.nav[:, 0]))
    return Backtest(rules, tape.days, market.closes[first:], decisions, shifted, record, past)


def over_seeds(rules: Rules, market: Market, base: Backtest, seeds: tuple[str, ...]) -> Record:
    """The same backtest under other seeds, one portfolio a seed, and last under the fixed middle of the band.

    Signals do not depend on the seed; only the draw and the programme are repeated.
    """
    known, profile = base.decisions, rules.profile
    executed = base.executions >= 0
    band = profile.total_weight
    middle = replace(profile, total_weight=replace(band, fixed=(band.low + band.high) / 2))
    drawn = [draws(profile, known.days, seed) for seed in seeds] + [draws(middle, known.days)]
    count, n = len(drawn), len(profile.tickers)
    scores, upper, volatility = (
        np.tile(x, (1, count)) for x in (known.scores, known.upper, known.volatility)
    )
    solved = solve(rules.constraints, scores, upper, volatility, targets(profile, np.concatenate(drawn)))
    weights = solved.reshape(n, count, len(known.days)).transpose(0, 2, 1)[:, executed]
    first = market.index_of(base.sessions[0])
    tape = tape_of(market, rules, first)
    chosen = targets_of(tape, base.closes, weights, base.executions[executed])
    return run(tape, chosen, terms_of(rules), portfolios=count)


def tape_of(market: Market, rules: Rules, first: int) -> Tape:
    """The sessions of a market from row `first` on, as the profile's portfolio lives through them."""
    sessions, rate = market.sessions[first:], market.cash_rate[first:]
    return closes_tape(sessions, market.closes[first:], rate, spread_of(rules))


def closes_tape(sessions: Dates, closes: Floats, rate: Floats, spread: float = 0.0) -> Tape:
    """A tape from closes (T, n): growth is 1 where an ETF has no price, cash without a rate earns 0."""
    growth = np.ones((len(closes), closes.shape[1], 1))
    growth[1:, :, 0] = closes[1:] / closes[:-1]
    growth = np.where(np.isfinite(growth), growth, 1.0)
    listed = np.isfinite(closes)
    last = np.zeros_like(listed)
    last[:-1] = listed[:-1] & ~listed[1:]
    return Tape(sessions, growth, np.nan_to_num(rate), last if last.any() else None, spread)


def targets_of(tape: Tape, closes: Floats, weights: Floats, rows: Integers) -> dict[int, Floats]:
    """Target weights (n, P) by row of the tape; nothing is bought of an ETF that is not (any more) listed."""
    listed = np.isfinite(closes[rows])
    if tape.last is not None:
        listed &= ~tape.last[rows]
    wide = weights if weights.ndim == 3 else weights[:, :, None]
    return {int(row): np.where(listed[k][:, None], wide[:, k], 0.0) for k, row in enumerate(rows)}
