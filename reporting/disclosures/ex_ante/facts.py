"""Everything the ex-ante document says in numbers, computed once (docs/method.md sections 8 to 10).

The wall: nothing here knows a backtest. Inputs are actual instrument prices, the rules, the house's
assumptions, and today's allocation.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from reporting.disclosures.context import Context
from reporting.disclosures.risk import risk_class_of, sri_of
from reporting.domain.decision import Allocation
from reporting.domain.series import Dates, Floats
from reporting.measures.risk_class import RiskClass
from reporting.measures.sample import NotAvailable, Result
from reporting.measures.scenarios.bootstrap import instrument_returns
from reporting.measures.scenarios.outcomes import QUANTILES, Outcomes, printed_horizons, standard_error
from reporting.measures.scenarios.paths import past_of
from reporting.measures.scenarios.simulation import Setting, scenario_text, simulate
from reporting.measures.shocks import ShockEffect, shock_effects
from reporting.measures.sri import Sri
from reporting.measures.stress import constant_mix_log_returns, stress_factor
from reporting.strategy.decide import terms_of

AMOUNT = 10_000.0
FALLS = (0.10, 0.20, 0.30)
FAN = (0.05, 0.25, 0.50, 0.75, 0.95)
TAIL = 0.025
"""Share of the outcomes at the end of the holding period that are worse than `tail`."""
STRESS = "stress"
SCENARIOS = (STRESS, *QUANTILES)


@dataclass(frozen=True, slots=True)
class Scenario:
    """Final wealth of 1 invested, its average annual return, and the standard error of the wealth."""

    wealth: Result
    annual: Result
    error: Result


@dataclass(frozen=True, slots=True, eq=False)
class ExAnteFacts:
    """`scenarios` by (name, years); `loss` the probability of less than the amount by years; `falls` that
    of a drawdown beyond each of FALLS; `tail` the wealth that 97.5 % of the outcomes exceed; `fan` (k, 5)
    wealth quantiles on `fan_days`; `assumed` annual return of each ETF after product costs; `weeks` of common
    history from `first_week`; `key` the published text from which the weeks are drawn; `amount` what is
    invested; the rest by name."""

    risk: RiskClass | NotAvailable
    sri: Sri | NotAvailable
    horizons: tuple[int, ...]
    scenarios: dict[tuple[str, int], Scenario]
    loss: dict[int, float]
    falls: dict[float, float]
    median_fall: float
    worst_fall: float
    tail: float
    notice: float
    notice_quarter: float
    fan_days: Dates
    fan: Floats
    shocks: tuple[ShockEffect, ...]
    assumed: tuple[float, ...]
    weeks: int
    first_week: np.datetime64
    paths: int
    key: str
    trading_cost: float
    turnover: float
    entry_cost: float
    allocation: Allocation
    amount: float = AMOUNT


def gather(context: Context, allocation: Allocation, paths: int) -> ExAnteFacts:
    """Compute the facts of one profile and period; refuses when there is too little history."""
    setting = setting_of(context, allocation)
    rules, profile = context.rules, context.profile
    outcomes = simulate(rules, setting, terms_of(rules), paths)
    horizons = printed_horizons(profile.horizon)
    quarterly = outcomes.notices.mean(axis=1)
    instruments = context.house.instruments
    weights = dict(zip(profile.tickers, allocation.weights, strict=True))
    trading_cost, entry = float(outcomes.trading_cost.mean()), float(setting.start @ rules.trading_costs)
    return ExAnteFacts(
        risk=risk_class_of(context, setting.start),
        sri=sri_of(context, setting.start),
        horizons=horizons,
        scenarios=_scenarios(context, setting, outcomes, horizons, entry, trading_cost),
        loss={years: float((outcomes.yearly[years] < 1).mean()) for years in horizons},
        falls={fall: float((outcomes.drawdown <= -fall).mean()) for fall in FALLS},
        median_fall=float(np.quantile(outcomes.drawdown, 0.5)),
        worst_fall=float(np.quantile(outcomes.drawdown, 0.05)),
        tail=float(np.quantile(outcomes.yearly[profile.horizon], TAIL)),
        notice=float(outcomes.notices.any(axis=0).mean()),
        notice_quarter=float(quarterly.mean()),
        fan_days=outcomes.days,
        fan=np.quantile(outcomes.wealth, FAN, axis=1).T,
        shocks=shock_effects(weights, instruments, context.house.assumptions.shocks, profile.base_currency),
        assumed=tuple(float(value) for value in setting.assumptions),
        weeks=len(setting.returns.weeks),
        first_week=setting.returns.weeks[0],
        paths=paths,
        key=scenario_text(rules, setting.as_of),
        trading_cost=trading_cost,
        turnover=float(outcomes.turnover.mean()),
        entry_cost=entry,
        allocation=allocation,
    )


def setting_of(context: Context, allocation: Allocation) -> Setting:
    """What the simulation starts from: actual history, assumptions, the current target."""
    profile, market, house = context.profile, context.market, context.house
    as_of = market.sessions[-1]
    free = house.assumptions.risk_free[profile.base_currency].value
    held = [house.instruments[ticker] for ticker in profile.tickers]
    assumed = [
        free + house.assumptions.premium[etf.asset_class.value].value - etf.product_cost for etf in held
    ]
    return Setting(
        as_of=as_of,
        past=past_of(market.sessions, market.closes),
        returns=instrument_returns(market, as_of, profile.id),
        assumptions=np.array(assumed),
        risk_free=free,
        start=np.array([etf.weight for etf in allocation.decision.etfs]),
        years=profile.horizon,
    )


def _scenarios(
    context: Context,
    setting: Setting,
    outcomes: Outcomes,
    horizons: tuple[int, ...],
    entry: float,
    trading_cost: float,
) -> dict[tuple[str, int], Scenario]:
    """The quantiles of simulated wealth, and the stress formula, which is never better than unfavourable."""
    found = {}
    logs = _daily_log_returns(context, setting)
    for years in horizons:
        wealth = outcomes.yearly[years]
        for name, quantile in QUANTILES.items():
            value = float(np.quantile(wealth, quantile))
            error = standard_error(wealth, quantile)
            found[name, years] = Scenario(value, value ** (1 / years) - 1, error)
        worst = found["unfavourable", years].wealth
        terms = terms_of(context.rules)
        yearly = (terms.fee + terms.custody + trading_cost,) * years
        stressed = [
            each
            if isinstance(each, NotAvailable)
            else stress_factor(each, years, context.as_of, entry=entry, yearly_costs=yearly)
            for each in logs
        ]
        found[STRESS, years] = _stress(stressed, worst, years)
    return found


def _daily_log_returns(context: Context, setting: Setting) -> list[Floats | NotAvailable]:
    """Five years of the strategic mix and of the current target: a calm target must not make stress mild."""
    market = context.market
    mix = np.array([holding.strategic_weight for holding in context.profile.universe])
    return [
        constant_mix_log_returns(market.sessions, market.closes, weights, market.cash_rate)
        for weights in (mix, setting.start)
    ]


def _stress(stressed: Sequence[Result], worst: Result, years: int) -> Scenario:
    """The lowest of what could be computed, never better than unfavourable."""
    known = [each for each in stressed if not isinstance(each, NotAvailable)]
    if not known:
        missing = stressed[-1]
        return Scenario(missing, missing, missing)
    assert isinstance(worst, float)
    value = min(*known, worst)
    return Scenario(value, value ** (1 / years) - 1, NotAvailable("by_formula"))
