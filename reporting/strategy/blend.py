"""From four signals to one score (docs/method.md section 3)."""

from __future__ import annotations

import numpy as np

from reporting.domain.profile import BlendMode, Profile
from reporting.domain.series import Floats

SCORE_DECIMALS = 9


def coefficients(profile: Profile) -> tuple[Floats, float]:
    """The coefficient of each signal (4,) in the order RS, TF, MR, SE, and the constant."""
    w = profile.weights
    weights = np.array([w.relative_strength, w.trend, w.mean_reversion, w.calendar])
    if profile.blend is BlendMode.LINEAR:
        return weights, 0.0
    c1, c2, c3, c4 = profile.blend_coefficients
    factors = np.array([c1, c2, c3 * (1 - c1), c4])
    blended: Floats = weights * factors + np.array([0.0, 1 - c2, 0.0, 0.0])
    return blended, 3 * c2


def effective_shares(profile: Profile) -> Floats:
    """The coefficients normalised to a sum of 1 (4,): what documents print."""
    weights, _ = coefficients(profile)
    shares: Floats = weights / weights.sum()
    return shares


def scores(profile: Profile, signals: Floats) -> Floats:
    """Scores (n, m) of signals (4, n, m), rounded to 9 decimals before anyone uses them."""
    (rs, tf, mr, se), constant = coefficients(profile)
    blended = rs * signals[0] + tf * signals[1] + mr * signals[2] + se * signals[3] + constant
    rounded: Floats = np.round(blended, SCORE_DECIMALS)
    return rounded
