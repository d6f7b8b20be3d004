"""The exact decision for many dates or paths at once: caps, total weight, one risk row.

Without the risk row the answer is a greedy fill by score. With it the answer is a mix of two greedy
fills at a critical multiplier: two ETFs are free, both rows are tight, every other ETF is at a bound
that its reduced score s_k - s_j - lambda (v_k - v_j) decides. Where another vertex comes so close
that the tie rules decide, enumeration decides (docs/method.md section 5).

Arrays have the ETFs on the first axis and the programmes on the last: scores, upper, volatility,
weights (n, m); target (m,). Programmes are independent: no answer depends on its neighbours.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

import numpy as np

from reporting.domain.calendar import Integers
from reporting.domain.series import Floats
from reporting.strategy import grouped, simplex, vertices
from reporting.strategy.program import SCORE_TIE, Constraints, room
from reporting.strategy.signals import Booleans

CERTAIN = 10 * SCORE_TIE
"""A neighbouring vertex that loses less than this is left to enumeration."""
ROUNDING = 1e-12
"""Remainders below this are rounding of sums of caps."""
CLEAR = 1e-6
"""Volatilities, weights and risk slacks that differ by more decide the largest sum without any doubt."""


def solve(rules: Constraints, scores: Floats, upper: Floats, volatility: Floats, target: Floats) -> Floats:
    """Weights (n, m) of m programmes; `volatility` may be NaN where `upper` is 0."""
    upper = room(rules, upper)
    volatility = np.where(upper > 0, volatility, 0.0)
    if rules.groups:
        weights, certain = _grouped(rules, scores, upper, volatility, target)
        doubtful = np.flatnonzero(~certain)
        return _one_by_one(rules, scores, upper, volatility, target, doubtful, weights)
    weights = fill(scores, upper, target)
    certain = _fill_is_certain(scores, upper, weights)
    if np.isfinite(rules.budget):
        slack = rules.budget - (volatility * weights).sum(axis=0)
        certain &= np.minimum(_smallest_gap(scores, upper), 1.0) * slack > CERTAIN
        over = np.flatnonzero(slack < ROUNDING)
        part = (scores[:, over], upper[:, over], volatility[:, over], target[over])
        weights[:, over], certain[over] = _within_budget(*part, rules.budget)
    doubtful = np.flatnonzero(~certain)
    return _one_by_one(rules, scores, upper, volatility, target, doubtful, weights)


def _grouped(
    rules: Constraints, scores: Floats, upper: Floats, volatility: Floats, target: Floats
) -> tuple[Floats, Booleans]:
    """Weights and their certainty where asset classes are capped as well."""
    groups = grouped.classes(rules.groups, len(scores))
    weights = grouped.fill(scores, upper, target, groups)
    gap = np.minimum(_smallest_gap(scores, upper), 1.0)
    certain = gap * grouped.shortest_edge(upper, weights, groups) > CERTAIN
    if not np.isfinite(rules.budget):
        return weights, certain
    slack = rules.budget - (volatility * weights).sum(axis=0)
    certain &= gap * slack > CERTAIN
    over = np.flatnonzero(slack < ROUNDING)
    if len(over):
        s, u, v, t = scores[:, over], upper[:, over], volatility[:, over], target[over]
        calm_slack = rules.budget - (v * grouped.fill(-v, u, t, groups)).sum(axis=0)
        limited = grouped.fill(-v, u, t, groups, risk=v, budget=rules.budget)
        clear = (_smallest_gap(v, u) > CLEAR) & (grouped.shortest_edge(u, limited, groups) > CLEAR)
        mixed, sure = grouped.mix(s, u, v, t, rules.budget, groups)
        weights[:, over] = np.where(calm_slack > 0, mixed, limited)
        certain[over] = np.where(calm_slack > 0, sure, clear) & (np.abs(calm_slack) > CLEAR)
    return weights, certain


def fill(preference: Floats, upper: Floats, target: Floats) -> Floats:
    """Fill up to the target in order of preference, ties in order of the ETFs."""
    return _snapped(target - _taken_ahead(preference, upper), upper)


def _snapped(rest: Floats, upper: Floats) -> Floats:
    """What is left for an ETF, between 0 and its bound; remainders of rounding are put on the bounds."""
    return np.where(rest < ROUNDING, 0.0, np.where(rest > upper - ROUNDING, upper, rest))


def _taken_ahead(preference: Floats, amount: Floats) -> Floats:
    """For each ETF the sum of the amounts of those preferred to it."""
    ahead = np.zeros_like(amount)
    for i, j in combinations(range(len(preference)), 2):
        first = preference[i] >= preference[j]
        ahead[j] += np.where(first, amount[i], 0.0)
        ahead[i] += np.where(first, 0.0, amount[j])
    return ahead


def _fill_is_certain(scores: Floats, upper: Floats, weights: Floats) -> Booleans:
    """Whether every neighbour of a greedy fill is worse by a clear margin: smallest gap x shortest edge."""
    return _smallest_gap(scores, upper) * _shortest_edge(upper, weights) > CERTAIN


def _smallest_gap(values: Floats, upper: Floats) -> Floats:
    """The smallest distance between the values of two ETFs that may be held, (m,)."""
    gap = np.full(values.shape[1], np.inf)
    for i, j in combinations(range(len(values)), 2):
        both = (upper[i] > 0) & (upper[j] > 0)
        gap = np.minimum(gap, np.where(both, np.abs(values[i] - values[j]), np.inf))
    return gap


def _shortest_edge(upper: Floats, weights: Floats) -> Floats:
    """The smallest amount by which a weight could move to a bound where it is not yet, (m,)."""
    down = np.where(weights > 0, weights, np.inf)
    room = upper - weights
    up = np.where(room > 0, room, np.inf)
    shortest: Floats = np.minimum(down, up).min(axis=0)
    return np.where(np.isfinite(shortest), shortest, 1.0)


def _within_budget(
    scores: Floats, upper: Floats, volatility: Floats, target: Floats, budget: float
) -> tuple[Floats, Booleans]:
    """Weights and their certainty where the greedy fill meets or breaks the risk row."""
    slack = budget - (volatility * fill(-volatility, upper, target)).sum(axis=0)
    weights = _fill_budget(upper, volatility, budget)
    gap, edge = _smallest_gap(volatility, upper), _shortest_edge(upper, weights)
    certain = (gap > CLEAR) & (edge > CLEAR) & (np.abs(slack) > CLEAR)
    mixed = np.flatnonzero(slack > ROUNDING)
    part = (scores[:, mixed], upper[:, mixed], volatility[:, mixed], target[mixed])
    weights[:, mixed], certain[mixed] = _mix(*part, budget)
    return weights, certain


def _fill_budget(upper: Floats, volatility: Floats, budget: float) -> Floats:
    """The most that can be invested when risk, not the target, is the limit: the calmest first."""
    spent_ahead = _taken_ahead(-volatility, volatility * upper)
    safe = np.where(volatility > 0, volatility, 1.0)
    rest = np.where(volatility > 0, (budget - spent_ahead) / safe, np.inf)
    return _snapped(rest, upper)


def _mix(
    scores: Floats, upper: Floats, volatility: Floats, target: Floats, budget: float
) -> tuple[Floats, Booleans]:
    """Both rows tight: the pair of free ETFs whose multiplier prices all others consistently."""
    n, m = scores.shape
    weights, certain = np.zeros((n, m)), np.zeros(m, dtype=bool)
    left = np.arange(m)
    for pair in combinations(range(n), 2):
        part = (scores[:, left], upper[:, left], volatility[:, left], target[left])
        found, candidate, margin = _pair(pair, *part, budget)
        weights[:, left[found]] = candidate
        certain[left[found]] = margin > CERTAIN
        left = np.delete(left, found)
    return weights, certain


def _pair(
    pair: tuple[int, int], scores: Floats, upper: Floats, volatility: Floats, target: Floats, budget: float
) -> tuple[Integers, Floats, Floats]:
    """The programmes whose best vertex has this pair free; their weights, what their next best loses."""
    i, j = pair
    spread = volatility[i] - volatility[j]
    usable = (upper[i] > 0) & (upper[j] > 0) & (np.abs(spread) > ROUNDING)
    spread = np.where(usable, spread, 1.0)
    price = (scores[i] - scores[j]) / spread
    others = [k for k in range(len(scores)) if k not in pair]
    reduced = scores[others] - scores[j] - price * (volatility[others] - volatility[j])
    weights = np.zeros_like(scores)
    weights[others] = np.where(reduced > 0, upper[others], 0.0)
    total = target - weights.sum(axis=0)
    risk = budget - (volatility * weights).sum(axis=0)
    weights[i] = (risk - volatility[j] * total) / spread
    weights[j] = total - weights[i]
    inside = (weights[[i, j]] >= -ROUNDING).all(axis=0) & (weights[[i, j]] <= upper[[i, j]] + ROUNDING).all(
        axis=0
    )
    weights[[i, j]] = np.clip(weights[[i, j]], 0.0, upper[[i, j]])
    found = np.flatnonzero(usable & inside & (price >= 0))
    at = (x[..., found] for x in (weights, upper, volatility, spread, reduced, price))
    return found, weights[:, found], _pair_margin(pair, others, *at)


def _pair_margin(
    pair: tuple[int, int],
    others: list[int],
    weights: Floats,
    upper: Floats,
    volatility: Floats,
    spread: Floats,
    reduced: Floats,
    price: Floats,
) -> Floats:
    """The least that any edge out of the vertex loses in score: reduced score x length of the edge."""
    i, j = pair
    loss = np.abs(price * spread) * np.minimum(
        _room(weights, upper, i, -spread), _room(weights, upper, j, spread)
    )
    for row, k in enumerate(others):
        direction = np.where(reduced[row] > 0, -1.0, 1.0)
        slope_i = -direction * (volatility[k] - volatility[j]) / spread
        slope_j = -direction - slope_i
        length = np.minimum(_length(weights, upper, i, slope_i), _length(weights, upper, j, slope_j))
        length = np.minimum(length, upper[k])
        loss = np.minimum(loss, np.where(upper[k] > 0, np.abs(reduced[row]) * length, np.inf))
    return loss


def _room(weights: Floats, upper: Floats, k: int, direction: Floats) -> Floats:
    """How far weight k can move up (direction > 0) or down."""
    room: Floats = np.where(direction > 0, upper[k] - weights[k], weights[k])
    return room


def _length(weights: Floats, upper: Floats, k: int, slope: Floats) -> Floats:
    """How far an edge can be followed until weight k, moving at this slope, meets a bound."""
    moving = np.abs(slope) > ROUNDING
    return np.where(moving, _room(weights, upper, k, slope) / np.where(moving, np.abs(slope), 1.0), np.inf)


def _one_by_one(
    rules: Constraints,
    scores: Floats,
    upper: Floats,
    volatility: Floats,
    target: Floats,
    columns: Iterable[int],
    weights: Floats,
) -> Floats:
    """Programmes beyond the common rows, or so close to a tie that only enumeration can tell."""
    for column in columns:
        matrix, limits = rows(rules, volatility[:, column], target[column])
        count = int((upper[:, column] > 0).sum())
        method = vertices if vertices.candidates(count, len(limits)) <= vertices.LARGEST else simplex
        weights[:, column] = method.solve(scores[:, column], upper[:, column], matrix, limits)
    return weights


def rows(rules: Constraints, volatility: Floats, target: float) -> tuple[Floats, Floats]:
    """The rows of one programme beyond the bounds: total, risk, groups, as matrix (k, n) and limits (k,)."""
    n = len(volatility)
    lines, limits = [np.ones(n)], [float(target)]
    if np.isfinite(rules.budget):
        lines.append(volatility)
        limits.append(rules.budget)
    for group in rules.groups:
        lines.append(np.isin(np.arange(n), group.members).astype(np.float64))
        limits.append(group.cap)
    return np.array(lines), np.array(limits)
