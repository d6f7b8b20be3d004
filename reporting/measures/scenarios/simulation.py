"""The profile's own rules on every simulated path (docs/method.md section 9 item 4)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from reporting.domain.calendar import Integers
from reporting.domain.series import Dates, Floats, InstrumentReturns
from reporting.measures.scenarios import bootstrap, paths
from reporting.measures.scenarios.outcomes import Outcomes, collect, joined
from reporting.strategy import draw, signals
from reporting.strategy.decide import Rules, decide, spread_of
from reporting.strategy.execution import Tape, Terms, run

PATHS = 10_000
BLOCK = 250
"""Paths computed together: fixed, so that no result depends on memory or workers."""


@dataclass(frozen=True, slots=True, eq=False)
class Setting:
    """What a simulation starts from. There is no backtest in it, and no place for one.

    `past` is actual history up to `as_of`; `returns` its weekly blocks; `assumptions` the annual return
    of each ETF after product costs (n,); `risk_free` the annual rate on cash; `start` the current target
    weights (n,); `years` the recommended holding period. Decimals throughout.
    """

    as_of: np.datetime64
    past: paths.Past
    returns: InstrumentReturns
    assumptions: Floats
    risk_free: float
    start: Floats
    years: int


@dataclass(frozen=True, slots=True, eq=False)
class _Calendar:
    """What all blocks share: dates, decision and execution rows, seasons and draws of the simulated dates."""

    horizon: bootstrap.Horizon
    plan: paths.Plan
    days: Dates
    executions: Integers
    seasons: Floats
    drawn: Floats


def simulate(rules: Rules, setting: Setting, terms: Terms, count: int = PATHS) -> Outcomes:
    """Outcomes of `count` paths; path k is the same whatever the number of paths or workers."""
    calendar = _calendar(rules, setting)
    table = bootstrap.calibrated(setting.returns, setting.assumptions)
    key = scenario_key(rules, setting.as_of)
    blocks = []
    for first in range(0, count, BLOCK):
        numbers = range(first, min(first + BLOCK, count))
        sources = bootstrap.source_weeks(key, numbers, calendar.horizon.weeks, len(table))
        blocks.append(_block(rules, setting, terms, calendar, table, sources))
    return joined(blocks)


def scenario_text(rules: Rules, as_of: np.datetime64) -> str:
    """What the scenario streams are drawn from, published: `{id}|{version}|{as-of}|{seed}|scenario`."""
    profile = rules.profile
    return f"{profile.id}|{profile.version}|{as_of}|{profile.total_weight.seed}|scenario"


def scenario_key(rules: Rules, as_of: np.datetime64) -> int:
    """K of the scenario streams: the hash of the published text."""
    return draw.key_of(scenario_text(rules, as_of))


def _calendar(rules: Rules, setting: Setting) -> _Calendar:
    horizon = bootstrap.horizon(setting.as_of, setting.years)
    plan = paths.plan(setting.past, horizon.days, rules.profile.schedule)
    days = plan.joined[plan.rows]
    # row 0 of the tape is the as-of date, the last row of the past
    executions = plan.rows + rules.profile.lag - (len(setting.past.sessions) - 1)
    return _Calendar(
        horizon,
        plan,
        days,
        executions,
        signals.season(days, rules.profile.lag),
        draw.draws(rules.profile, days),
    )


def _block(
    rules: Rules, setting: Setting, terms: Terms, calendar: _Calendar, table: Floats, sources: Integers
) -> Outcomes:
    """One block of paths from its source weeks (weeks, P) to its outcomes."""
    horizon, count = calendar.horizon, sources.shape[1]
    growth = paths.growth_paths(table, horizon.place, horizon.week, sources)
    closes = paths.price_paths(setting.past, growth)
    statistics = paths.statistics(closes, calendar.plan, rules.profile.windows, len(setting.start))
    days, seasons = np.repeat(calendar.days, count), np.repeat(calendar.seasons, count)
    drawn = np.repeat(calendar.drawn, count)
    weights = decide(rules, statistics, days, seasons, drawn).weights.reshape(len(setting.start), -1, count)
    days = np.concatenate([[setting.as_of], horizon.days])
    targets = {0: np.broadcast_to(setting.start[:, None], (len(setting.start), count))}
    within = calendar.executions < len(days)
    targets |= {int(row): weights[:, k] for k, row in enumerate(calendar.executions) if within[k]}
    start = np.ones_like(growth[:1])
    rate = np.full(len(days), setting.risk_free)
    tape = Tape(days, np.concatenate([start, growth]), rate, spread=spread_of(rules))
    return collect(days, run(tape, targets, terms, count), setting.years)
