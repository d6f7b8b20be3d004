"""Decisions of many dates at once: statistics -> signals -> scores -> programme -> weights."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from reporting.domain.calendar import Integers
from reporting.domain.fees import FeeSchedule
from reporting.domain.house import Instrument
from reporting.domain.market import Market
from reporting.domain.profile import Profile
from reporting.domain.series import Dates, Floats
from reporting.strategy import blend, draw, signals, solver, windows
from reporting.strategy.execution import Terms
from reporting.strategy.program import Constraints, constraints, risk_budget, upper_bounds
from reporting.strategy.signals import Booleans, Statistics


@dataclass(frozen=True, slots=True, eq=False)
class Rules:
    """What a profile's decisions and their execution need besides prices: its own YAML, its instruments'
    data, the firm's price list.

    `exposures` are the k_i of the calendar signal (n,), `trading_costs` decimals of traded value (n,), the
    margin on conversions included, `costs` the same by ticker for every instrument of the house (benchmarks
    trade too).
    """

    profile: Profile
    constraints: Constraints
    exposures: Floats
    trading_costs: Floats
    costs: Mapping[str, float]
    schedule: FeeSchedule


def rules_of(
    profile: Profile, instruments: dict[str, Instrument], schedule: FeeSchedule, day: np.datetime64
) -> Rules:
    """The rules of a profile under the firm's price list and the risk classes in force on `day`."""
    held = [instruments[ticker] for ticker in profile.tickers]
    classes = tuple(instrument.asset_class.value for instrument in held)
    costs = {ticker: _trading_cost(profile, each, schedule) for ticker, each in instruments.items()}
    return Rules(
        profile,
        constraints(profile, classes, risk_budget(profile, day)),
        np.array([instrument.seasonality.value for instrument in held]),
        np.array([costs[ticker] for ticker in profile.tickers]),
        costs,
        schedule,
    )


def _trading_cost(profile: Profile, instrument: Instrument, schedule: FeeSchedule) -> float:
    """Of the value traded: the profile's own rate or the instrument's, and the margin on a conversion."""
    own = profile.fees.trading_cost
    cost = instrument.trading_cost.value if own is None else own
    return cost if instrument.currency.value == profile.base_currency else cost + schedule.fx_margin


def terms_of(rules: Rules) -> Terms:
    """What trading, the service and custody cost, with VAT, and the minimum turnover of a profile."""
    profile, schedule = rules.profile, rules.schedule
    return Terms(
        rules.trading_costs,
        profile.fees.service_with_vat,
        profile.limits.min_turnover,
        schedule.custody_with_vat,
        schedule.performance_with_vat,
    )


def spread_of(rules: Rules) -> float:
    """What borrowed cash costs above the cash rate, a year; 0 where leverage is forbidden."""
    return rules.profile.leverage_spread if rules.profile.leverage_allowed else 0.0


@dataclass(frozen=True, slots=True, eq=False)
class Decisions:
    """Decisions of m dates or paths: `days` (m,), `signals` (4, n, m) in the order RS, TF, MR, SE,
    `scores`, `volatility`, `upper`, `weights` (n, m), `available` (n, m), `draw`, `target` (m,)."""

    days: Dates
    signals: Floats
    scores: Floats
    volatility: Floats
    available: Booleans
    upper: Floats
    draw: Floats
    target: Floats
    weights: Floats


def decide(rules: Rules, statistics: Statistics, days: Dates, seasons: Floats, drawn: Floats) -> Decisions:
    """Decide from statistics (n, m) with the seasons (m,) and drawn total weights (m,) of the dates."""
    four = np.stack(
        [
            signals.relative_strength(statistics.momentum, statistics.available),
            signals.trend(statistics),
            signals.mean_reversion(statistics),
            signals.calendar(rules.exposures, seasons, statistics.available),
        ]
    )
    scores = blend.scores(rules.profile, four)
    upper = upper_bounds(rules.constraints, four[1], scores, statistics.available)
    target = draw.targets(rules.profile, drawn)
    weights = solver.solve(rules.constraints, scores, upper, statistics.volatility, target)
    return Decisions(
        days, four, scores, statistics.volatility, statistics.available, upper, drawn, target, weights
    )


def decide_market(rules: Rules, market: Market, rows: Integers, seed: str | None = None) -> Decisions:
    """The decisions at session rows (m,) of a market; `seed` replaces the profile's own."""
    days = market.sessions[rows]
    statistics = windows.statistics(market.sessions, market.closes, rows, rules.profile.windows)
    seasons = signals.season(days, rules.profile.lag)
    return decide(rules, statistics, days, seasons, draw.draws(rules.profile, days, seed))
