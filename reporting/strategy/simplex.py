"""The decision by HiGHS, for sizes beyond enumeration and as a cross-check."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np

from reporting.domain.series import Floats

SLACK = 1e-9
"""A level reached in one step is held by the next to this, not exactly: the solver's tolerance is coarser."""


def solve(scores: Floats, upper: Floats, matrix: Floats, limits: Floats) -> Floats:
    """Weights (n,) that maximise the sum, then the score, then each weight in order; as `vertices.solve`.

    Raises ArithmeticError when the solver reports anything but an optimum.
    """
    n = len(scores)
    weights = _maximise(np.ones(n), upper, matrix, limits)
    if weights is None:
        raise ArithmeticError("the linear programme has no optimum, although zero weights are feasible")
    for objective, following in pairwise((np.ones(n), scores, *np.eye(n))):
        matrix = np.vstack([matrix, -objective])
        limits = np.append(limits, SLACK - float(objective @ weights))
        better = _maximise(following, upper, matrix, limits)
        if better is None:
            break  # rounding of the levels reached leaves the solver no room: they stand
        weights = better
    return _cleaned(weights, upper)


def _maximise(objective: Floats, upper: Floats, matrix: Floats, limits: Floats) -> Floats | None:
    from scipy.optimize import linprog

    tight: Any = {"primal_feasibility_tolerance": 1e-10, "dual_feasibility_tolerance": 1e-10}
    bounds = [(0.0, float(bound)) for bound in upper]
    result = linprog(-objective, A_ub=matrix, b_ub=limits, bounds=bounds, method="highs", options=tight)
    if result.status != 0:
        return None
    return np.asarray(result.x, dtype=np.float64)


def _cleaned(weights: Floats, upper: Floats) -> Floats:
    """Weights within the solver's tolerance of a bound are put on it."""
    weights = np.where(weights < 10 * SLACK, 0.0, weights)
    return np.where(upper - weights < 10 * SLACK, upper, weights)
