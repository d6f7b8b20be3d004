"""The linear programme of one or many decisions (docs/method.md section 5) as plain arrays."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from reporting.domain.profile import Profile
from reporting.domain.series import Floats
from reporting.law.parameters import srri_upper_edge
from reporting.strategy.signals import Booleans

SUM_TIE = 1e-12
"""Two sums of weights closer than this are equal (method.md section 5)."""
SCORE_TIE = 1e-10
"""Two total scores closer than this are equal (method.md section 5)."""
EDGE_MARGIN = 1e-6
"""How far the risk row stays below the upper edge of the highest class, so that the edge is never met."""


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """Indices of the ETFs of an asset class and the most they may hold together."""

    name: str
    members: tuple[int, ...]
    cap: float


@dataclass(frozen=True, slots=True)
class Constraints:
    """What is the same at every decision of a profile.

    `budget` is V of the risk row, infinite when the band reaches class 7. `groups` are rows of several
    ETFs that can bind; `alone` are groups with one ETF in the universe, which the solver takes as a bound.
    """

    cap: float
    downtrend_cap: float
    groups: tuple[Group, ...]
    alone: tuple[Group, ...]
    budget: float
    skip_negative: bool


def constraints(profile: Profile, asset_classes: tuple[str, ...], budget: float) -> Constraints:
    """Constraints of a profile whose ETFs have these asset classes, in profile order."""
    limits = profile.limits
    downtrend = min(limits.cap, limits.downtrend_cap)
    shared, alone = [], []
    for name, cap in limits.group_caps:
        members = tuple(i for i, asset_class in enumerate(asset_classes) if asset_class == name)
        if len(members) == 1:
            alone.append(Group(name, members, cap))
        elif members and len(members) * limits.cap > cap:
            shared.append(Group(name, members, cap))
    return Constraints(limits.cap, downtrend, tuple(shared), tuple(alone), budget, limits.skip_negative)


def risk_budget(profile: Profile, day: np.datetime64) -> float:
    """V: the upper edge of the band's highest SRRI class, in force on `day`, less a margin; none for 7."""
    if profile.risk_band.highest >= 7:
        return np.inf
    return srri_upper_edge(profile.risk_band.highest, day) - EDGE_MARGIN


def upper_bounds(rules: Constraints, trend: Floats, scores: Floats, available: Booleans) -> Floats:
    """u (n, m): the cap, the downtrend cap where the trend signal is negative, 0 where nothing may stand."""
    bounds = np.where(trend < 0, rules.downtrend_cap, rules.cap)
    held = available & (scores >= 0) if rules.skip_negative else available
    return np.where(held, bounds, 0.0)


def room(rules: Constraints, upper: Floats) -> Floats:
    """The most that each ETF can hold (n, m): its upper bound, and the cap of a group that it is alone in."""
    most = upper.copy()
    for group in rules.alone:
        most[group.members[0]] = np.minimum(most[group.members[0]], group.cap)
    return most
