"""Random programmes of one decision: plain ones, ties, near-ties and infeasible corners."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import numpy as np

from reporting.domain.series import Floats
from reporting.strategy import solver
from reporting.strategy.program import Constraints, Group
from tests.strategy import reference

Generator = np.random.Generator


@dataclass(frozen=True)
class Case:
    """One programme: scores, bounds, volatilities (n,), total, risk budget (inf for none), groups."""

    scores: Floats
    upper: Floats
    volatility: Floats
    target: float
    budget: float = np.inf
    groups: tuple[tuple[tuple[int, ...], float], ...] = ()

    @property
    def constraints(self) -> Constraints:
        groups = tuple(Group(f"g{k}", members, cap) for k, (members, cap) in enumerate(self.groups))
        return Constraints(1.0, 1.0, groups, (), self.budget, skip_negative=False)

    @property
    def problem(self) -> reference.Problem:
        n = len(self.scores)
        rows = [([1.0] * n, float(self.target))]
        if np.isfinite(self.budget):
            rows.append(([float(v) for v in self.volatility], self.budget))
        rows += [([float(i in members) for i in range(n)], cap) for members, cap in self.groups]
        return reference.Problem([float(s) for s in self.scores], [float(u) for u in self.upper], rows)

    @property
    def matrix(self) -> tuple[Floats, Floats]:
        rows = self.problem.rows
        return np.array([a for a, _ in rows]), np.array([b for _, b in rows])


def solved(case: Case) -> Floats:
    """What the package's solver says, alone."""
    columns = (part[:, None] for part in (case.scores, case.upper, case.volatility))
    return solver.solve(case.constraints, *columns, np.array([case.target]))[:, 0]


def plain(noise: Generator, n: int) -> Case:
    """Scores to 9 decimals, caps as profiles have them, sometimes one ETF that may not be held."""
    upper = np.where(noise.random(n) < 0.3, 0.25, 0.5)
    upper = np.where(noise.random(n) < 0.1, 0.0, upper)
    budget = noise.choice([np.inf, 0.02, 0.05, 0.10, 0.15]) - 1e-6
    return Case(
        np.round(noise.uniform(-1, 1, n), 9),
        upper,
        noise.uniform(0.002, 0.4, n),
        noise.uniform(0.85, 1.0),
        budget,
    )


def irregular(noise: Generator, n: int) -> Case:
    """Bounds, totals and budgets of any size."""
    upper, volatility = noise.uniform(0, 0.8, n), noise.uniform(0, 0.6, n)
    target = noise.uniform(0, 1.2) * min(float(upper.sum()), 1.2)
    budget = noise.uniform(0, 1.1) * float(upper @ volatility)
    return Case(noise.normal(0, 0.5, n), upper, volatility, target, budget)


def ties(noise: Generator, n: int) -> Case:
    """Few different scores, bounds and volatilities; totals and budgets that bounds meet exactly."""
    upper = noise.choice([0.0, 0.1, 0.25, 0.25, 0.5], n)
    volatility = noise.choice([0.05, 0.1, 0.1, 0.2], n)
    full = noise.random(n) < 0.5
    target = float(upper[full].sum()) if noise.random() < 0.5 else float(noise.choice([0.5, 0.9, 1.0]))
    budget = float(upper[full] @ volatility[full]) if noise.random() < 0.5 else 0.1
    if noise.random() < 0.3:
        budget = np.inf
    return Case(noise.choice([-0.5, 0.0, 0.25, 0.25, 0.5], n), upper, volatility, target, budget)


def near_ties(noise: Generator, n: int) -> Case:
    """As ties, with scores and volatilities moved by a little more or less than the tolerances."""
    case = ties(noise, n)
    size = 10.0 ** noise.uniform(-11.5, -8.5, n) * noise.choice([-1, 0, 1], n)
    still = noise.random() < 0.5
    moved = case.volatility if still else case.volatility + 10.0 ** noise.uniform(-9, -6, n)
    return Case(case.scores + size, case.upper, moved, case.target, case.budget)


def corners(noise: Generator, n: int) -> Case:
    """Nothing available, no budget, tiny budgets, no total, a total above all caps, equal volatilities."""
    case = plain(noise, n)
    upper = case.upper if noise.random() < 0.7 else np.zeros(n)
    volatility = np.full(n, 0.1) if noise.random() < 0.4 else case.volatility
    target = float(noise.choice([0.0, 1e-9, 0.3, 1.0, n * 1.0]))
    budget = float(noise.choice([0.0, 1e-9, 1e-4, 0.1, np.inf]))
    return Case(case.scores, upper, volatility, target, budget)


def grouped(noise: Generator, n: int) -> Case:
    """One or two group rows with several members beside the common rows."""
    case = (plain, irregular, ties, near_ties)[noise.integers(4)](noise, n)
    order = [int(i) for i in noise.permutation(n)]
    cut = int(noise.integers(0, n + 1))
    members = [tuple(sorted(part)) for part in (order[:cut], order[cut:]) if part]
    caps = [float(noise.choice([0.0, 0.2, 0.25, 0.6])) for _ in members]
    return replace(case, groups=tuple(zip(members, caps, strict=True)))


def tight(noise: Generator, n: int) -> Case:
    """Two asset classes capped, and a risk budget between what the calmest and the best fill would take."""
    upper, volatility = noise.uniform(0.3, 0.6, n), noise.uniform(0.02, 0.4, n)
    halves = tuple(part for part in (tuple(range(n // 2)), tuple(range(n // 2, n))) if part)
    groups = tuple((part, float(noise.uniform(0.35, 0.7))) for part in halves)
    scores, target = noise.normal(0, 0.5, n), float(noise.uniform(0.6, 0.95))
    case = Case(scores, upper, volatility, target, groups=groups)
    best, calm = (float(solved(c) @ volatility) for c in (case, replace(case, scores=-volatility)))
    return replace(case, budget=calm + float(noise.uniform(0.2, 0.8)) * (best - calm))


FLAVOURS: dict[str, Callable[[Generator, int], Case]] = {
    "plain": plain,
    "irregular": irregular,
    "ties": ties,
    "near-ties": near_ties,
    "corners": corners,
    "grouped": grouped,
    "tight": tight,
}


def cases(flavour: str, n: int, count: int) -> Iterator[Case]:
    noise = np.random.Generator(np.random.Philox(key=1000 * n + list(FLAVOURS).index(flavour)))
    return (FLAVOURS[flavour](noise, n) for _ in range(count))
