"""The exact decision by enumeration of all vertices: slow, and the authority on ties.

Every vertex has some free weights, as many tight rows, and all other weights at a bound.
"""

from __future__ import annotations

from itertools import combinations, product
from math import comb

import numpy as np

from reporting.domain.series import Floats
from reporting.strategy.program import SCORE_TIE, SUM_TIE

FEASIBLE = 1e-12
"""Slack allowed to a row or bound: rounding of a small linear system, far below any printed digit."""
SINGULAR = 1e-13
"""Rows whose determinant, scaled by their lengths, is below this are parallel."""
LARGEST = 200_000
"""More candidates than this are left to the simplex (about half a second)."""


def candidates(n: int, rows: int) -> int:
    """How many candidate vertices n weights and this many rows beyond the bounds have."""
    return sum(comb(n, f) * comb(rows, f) * 2 ** (n - f) for f in range(min(n, rows) + 1))


def solve(scores: Floats, upper: Floats, matrix: Floats, limits: Floats) -> Floats:
    """The lexicographically greatest vertex in (sum w, s.w, w_1, w_2, ...).

    scores, upper (n,); matrix (k, n) and limits (k,) are the rows `matrix @ w <= limits` beyond
    0 <= w <= upper. Returns weights (n,). Zero is always feasible, so there is always an answer.
    """
    held = np.flatnonzero(upper > 0)
    weights = np.zeros(len(scores))
    if len(held):
        found = _vertices(upper[held], matrix[:, held], limits)
        weights[held] = _best(found, scores[held])
    return weights


def _vertices(upper: Floats, matrix: Floats, limits: Floats) -> Floats:
    """All feasible vertices, shape (count, n)."""
    n, k = len(upper), len(limits)
    found = []
    for free_count in range(min(n, k) + 1):
        corners = np.array(list(product((0.0, 1.0), repeat=n - free_count)), dtype=np.float64)
        for free in combinations(range(n), free_count):
            fixed = [i for i in range(n) if i not in free]
            base = np.zeros((len(corners), n))
            base[:, fixed] = corners * upper[fixed]
            for tight in combinations(range(k), free_count):
                solved = _with_free(base, list(free), list(tight), matrix, limits)
                if solved is not None:
                    found.append(_feasible(solved, upper, matrix, limits))
    return np.concatenate(found)


def _with_free(
    base: Floats, free: list[int], tight: list[int], matrix: Floats, limits: Floats
) -> Floats | None:
    """The candidates with the free weights solved from the tight rows; None for parallel rows."""
    if not free:
        return base
    system = matrix[np.ix_(tight, free)]
    scale = np.prod(np.linalg.norm(system, axis=1))
    if abs(np.linalg.det(system)) <= SINGULAR * max(scale, 1e-300):
        return None
    solved = base.copy()
    solved[:, free] = np.linalg.solve(system, (limits[tight] - base @ matrix[tight].T).T).T
    return solved


def _feasible(points: Floats, upper: Floats, matrix: Floats, limits: Floats) -> Floats:
    inside = (points >= -FEASIBLE).all(axis=1) & (points <= upper + FEASIBLE).all(axis=1)
    inside &= (points @ matrix.T <= limits + FEASIBLE).all(axis=1)
    return np.clip(points[inside], 0.0, upper)


def _best(points: Floats, scores: Floats) -> Floats:
    """The lexicographic maximum, with the tolerances of the method."""
    sums = points.sum(axis=1)
    points = points[sums >= sums.max() - SUM_TIE]
    values = points @ scores
    points = points[values >= values.max() - SCORE_TIE]
    order = np.lexsort(np.round(points, 12).T[::-1])
    best: Floats = points[order[-1]]
    return best
