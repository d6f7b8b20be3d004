"""The exact decision for many programmes whose asset classes are capped as well.

Asset classes do not overlap, so a greedy fill that also respects the caps of groups is optimal without
the risk row. With it, the fill by reduced score s - lambda v is taken just below and just above the
critical multiplier, where two ETFs change places; the mix of both that uses up the risk is the vertex.
Arrays as in `strategy.solver`: ETFs first, programmes last.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np

from reporting.domain.calendar import Integers
from reporting.domain.series import Floats
from reporting.strategy.program import Group
from reporting.strategy.signals import Booleans

ROUNDING = 1e-12
CLEAR = 1e-7
"""Multipliers, mixes and amounts that differ by less leave a programme to enumeration."""


@dataclass(frozen=True, slots=True, eq=False)
class Classes:
    """Which group each ETF belongs to (n,), the last number for none, and the cap of each (G + 1,)."""

    of: Integers
    caps: Floats


def classes(groups: tuple[Group, ...], n: int) -> Classes:
    """Groups as arrays; ETFs outside all of them share one without a cap."""
    of = np.full(n, len(groups), dtype=np.int64)
    for number, group in enumerate(groups):
        of[list(group.members)] = number
    return Classes(of, np.array([*(group.cap for group in groups), np.inf]))


def fill(
    preference: Floats,
    upper: Floats,
    target: Floats,
    groups: Classes,
    risk: Floats | None = None,
    budget: float = 0.0,
) -> Floats:
    """Fill in order of preference up to the target and the caps, and to a risk budget if `risk` is given."""
    n, m = preference.shape
    order = np.argsort(-preference, axis=0, kind="stable")
    weights, columns = np.zeros((n, m)), np.arange(m)
    total, spare = target.copy(), np.repeat(groups.caps[:, None], m, axis=1)
    left = np.full(m, budget)
    for chosen in order:
        group = groups.of[chosen]
        bound = np.minimum(upper[chosen, columns], spare[group, columns])
        amount = np.minimum(bound, total)
        if risk is not None:
            each = risk[chosen, columns]
            amount = np.where(each > 0, np.minimum(amount, left / np.where(each > 0, each, 1.0)), amount)
            left = np.maximum(left - amount * each, 0.0)
        amount = np.where(amount < ROUNDING, 0.0, np.where(amount > bound - ROUNDING, bound, amount))
        weights[chosen, columns] = amount
        total = np.maximum(total - amount, 0.0)
        spare[group, columns] -= amount
    return weights


def shortest_edge(upper: Floats, weights: Floats, groups: Classes) -> Floats:
    """The smallest amount by which a weight or a group's sum can move to a bound that it is not at, (m,)."""
    sums = np.array([weights[groups.of == number].sum(axis=0) for number in range(len(groups.caps) - 1)])
    slack = groups.caps[:-1, None] - sums
    moves = np.concatenate([weights, upper - weights, slack, sums])
    shortest: Floats = np.where(moves > ROUNDING, moves, np.inf).min(axis=0)
    return np.where(np.isfinite(shortest), shortest, 1.0)


def mix(
    scores: Floats, upper: Floats, volatility: Floats, target: Floats, budget: float, groups: Classes
) -> tuple[Floats, Booleans]:
    """Both rows tight: the mix of the fills on both sides of the critical multiplier, and its certainty."""
    m = scores.shape[1]
    breaks = _breakpoints(scores, upper, volatility)
    low, high = np.zeros(m, dtype=np.int64), np.full(m, len(breaks), dtype=np.int64)
    columns = np.arange(m)

    def at(place: Integers) -> Floats:
        between = _between(breaks, place, columns)
        return fill(scores - between * volatility, upper, target, groups)

    # risk(k), after the first k breakpoints, falls with k: too much at `low`, within the budget at `high`
    while (high - low > 1).any():
        middle = (low + high) // 2
        within = (volatility * at(middle)).sum(axis=0) <= budget
        low, high = np.where(within, low, middle), np.where(within, middle, high)
    rich, calm = at(low), at(high)
    more, less = (volatility * rich).sum(axis=0), (volatility * calm).sum(axis=0)
    share = np.clip((budget - less) / np.where(more > less, more - less, 1.0), 0.0, 1.0)
    weights = np.clip(calm + share * (rich - calm), 0.0, upper)
    critical = breaks[high - 1, columns]
    price = np.where(np.isfinite(critical), critical, 0.0)
    reduced = np.where(upper > 0, scores - price * volatility, np.nan)
    gap = _second_gap(reduced)
    edge = shortest_edge(upper, weights, groups)
    certain = (more > budget) & (less <= budget) & (share > CLEAR) & (share < 1 - CLEAR)
    certain &= (edge > CLEAR) & (gap > CLEAR) & (critical > CLEAR) & np.isfinite(critical)
    return weights, certain


def _breakpoints(scores: Floats, upper: Floats, volatility: Floats) -> Floats:
    """Positive multipliers at which two ETFs score the same, ascending, padded with infinity: (K, m)."""
    found = [np.full(scores.shape[1], np.inf)]
    for i, j in combinations(range(len(scores)), 2):
        spread = volatility[i] - volatility[j]
        usable = (upper[i] > 0) & (upper[j] > 0) & (np.abs(spread) > ROUNDING)
        price = (scores[i] - scores[j]) / np.where(usable, spread, 1.0)
        found.append(np.where(usable & (price > 0), price, np.inf))
    return np.sort(np.array(found), axis=0)


def _between(breaks: Floats, place: Integers, columns: Integers) -> Floats:
    """A multiplier after `place` breakpoints and before the next one; 0 before the first."""
    padded = np.concatenate([np.zeros((1, breaks.shape[1])), breaks])
    before = padded[place, columns]
    after = padded[np.minimum(place + 1, len(breaks)), columns]
    before = np.where(np.isfinite(before), before, 1e12)
    middle = np.where(np.isfinite(after) & (place < len(breaks)), (before + after) / 2, before + 1.0)
    return np.where(place == 0, np.where(np.isfinite(after), after / 2, 0.0), middle)


def _second_gap(reduced: Floats) -> Floats:
    """The smallest distance between reduced scores beside that of the pair that ties, (m,)."""
    gaps = np.sort(np.diff(np.sort(reduced, axis=0), axis=0), axis=0)
    if len(gaps) < 2:
        return np.full(reduced.shape[1], np.inf)
    return np.where(np.isnan(gaps[1]), np.inf, gaps[1])
