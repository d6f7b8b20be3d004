"""One decision in full: who bound whom, and at what price (docs/method.md section 5)."""

from __future__ import annotations

from datetime import date

import numpy as np

from reporting.domain.decision import Binding, Decision, EtfDecision, Reason, Signals, TotalWeightDraw
from reporting.domain.series import Floats
from reporting.strategy.decide import Decisions, Rules
from reporting.strategy.program import room

TIGHT = 1e-9
"""A rule with less slack than this binds: weights are exact to about 1e-12."""


def explain(rules: Rules, decisions: Decisions, k: int, executed: date | None) -> Decision:
    """Decision `k` of a table as a domain object; `executed` is its execution date, None while pending."""
    weights, upper = decisions.weights[:, k], decisions.upper[:, k]
    volatility = np.where(upper > 0, decisions.volatility[:, k], 0.0)
    target = float(decisions.target[k])
    binding = _binding(rules, decisions, k, weights, volatility, target)
    tight = {rule for rule, _ in binding}
    etfs = tuple(_etf(rules, decisions, k, i, tight) for i in range(len(weights)))
    invested = float(weights.sum())
    return Decision(
        profile=rules.profile.id,
        as_of=decisions.days[k].astype(object),
        execution_date=executed,
        total_weight=TotalWeightDraw(float(decisions.draw[k]), target, invested),
        cash=1.0 - invested,
        etfs=etfs,
        binding=tuple(Binding(rule, price) for rule, price in binding),
    )


def _etf(rules: Rules, decisions: Decisions, k: int, i: int, tight: set[str]) -> EtfDecision:
    volatility = float(decisions.volatility[i, k])
    return EtfDecision(
        ticker=rules.profile.tickers[i],
        signals=Signals(*(float(value) for value in decisions.signals[:, i, k])),
        score=float(decisions.scores[i, k]),
        volatility=volatility if decisions.available[i, k] and np.isfinite(volatility) else None,
        upper_bound=float(decisions.upper[i, k]),
        weight=float(decisions.weights[i, k]),
        reason=_reason(rules, decisions, k, i, tight),
    )


def _reason(rules: Rules, decisions: Decisions, k: int, i: int, tight: set[str]) -> Reason:
    """Why ETF i has its weight: the nearest rule that keeps it from being larger."""
    if not decisions.available[i, k]:
        return Reason.UNAVAILABLE
    weight = decisions.weights[i, k]
    if rules.constraints.skip_negative and decisions.scores[i, k] < 0:
        return Reason.NEGATIVE
    if room(rules.constraints, decisions.upper[:, k])[i] - weight <= TIGHT:
        return Reason(_cap_rule(rules, decisions, k, i))
    group = any(f"group:{g.name}" in tight and i in g.members for g in rules.constraints.groups)
    if group:
        return Reason.GROUP
    if weight <= TIGHT:
        return Reason.SCORE
    return Reason.RISK if "risk" in tight else Reason.TOTAL


def _cap_rule(rules: Rules, decisions: Decisions, k: int, i: int) -> str:
    """Which rule bounds the ETF: cap, downtrend cap, or the cap of a group that it is alone in."""
    constraints, upper = rules.constraints, decisions.upper[i, k]
    if any(i in group.members and group.cap < upper for group in constraints.alone):
        return "group"
    return "downtrend_cap" if upper < constraints.cap else "cap"


def _binding(
    rules: Rules, decisions: Decisions, k: int, weights: Floats, volatility: Floats, target: float
) -> list[tuple[str, float | None]]:
    """The rules without slack, with the price of one more unit of each in the second step."""
    constraints, scores = rules.constraints, decisions.scores[:, k]
    upper = room(constraints, decisions.upper[:, k])
    full = target - weights.sum() <= TIGHT
    risky = np.isfinite(constraints.budget) and constraints.budget - volatility @ weights <= TIGHT
    prices = (
        _prices(weights, upper, scores, volatility, bool(risky)) if full and not constraints.groups else None
    )
    found: list[tuple[str, float | None]] = []
    if full:
        found.append(("total", prices[0] if prices else None))
    if risky:
        found.append(("risk", prices[1] if prices else None))
    for group in constraints.groups:
        if group.cap - weights[list(group.members)].sum() <= TIGHT:
            found.append((f"group:{group.name}", None))
    for i in np.flatnonzero((upper > 0) & (upper - weights <= TIGHT)):
        rule, ticker = _cap_rule(rules, decisions, k, int(i)), rules.profile.tickers[i]
        name = f"group:{_group_alone(rules, int(i))}" if rule == "group" else f"{rule}:{ticker}"
        price = _cap_price(int(i), weights, scores, volatility, prices) if prices else None
        found.append((name, price))
    return found


def _group_alone(rules: Rules, i: int) -> str:
    return next(group.name for group in rules.constraints.alone if i in group.members)


def _cap_price(
    i: int, weights: Floats, scores: Floats, volatility: Floats, prices: tuple[float, float, bool]
) -> float:
    """The gain in score of one more unit of room for ETF i, taken from where it is worth least."""
    total, risk, free = prices
    if free:
        return float(scores[i]) - total - risk * float(volatility[i])
    others = np.flatnonzero(weights > TIGHT)
    others = others[others != i]
    return max(float(scores[i] - scores[others].min()), 0.0) if len(others) else 0.0


def _prices(
    weights: Floats, upper: Floats, scores: Floats, volatility: Floats, risky: bool
) -> tuple[float, float, bool] | None:
    """Shadow prices of the total and the risk row, and whether a weight is free between its bounds.

    None where the vertex is degenerate in a way that leaves them undetermined.
    """
    free = np.flatnonzero((weights > TIGHT) & (upper - weights > TIGHT))
    if risky and len(free) == 2:
        i, j = free
        risk = float((scores[i] - scores[j]) / (volatility[i] - volatility[j]))
        return float(scores[j]) - risk * float(volatility[j]), risk, True
    if not risky and len(free) == 1:
        return float(scores[free[0]]), 0.0, True
    spare = np.flatnonzero(upper - weights > TIGHT)
    if not risky and len(free) == 0 and len(spare):
        return float(scores[spare].max()), 0.0, False
    return None
