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

    `budget` is V of the risk row, infinite when the band reaches class 7. A group with one ETF in the
    universe is folded into that ETF's cap; `groups` holds the others.
    """

    caps: tuple[float, ...]
    downtrend_caps: tuple[float, ...]
    groups: tuple[Group, ...]
    folded: tuple[Group, ...]
    budget: float
    skip_negative: bool


def constraints(profile: Profile, asset_classes: tuple[str, ...], budget: float) -> Constraints:
    """Constraints of a profile whose ETFs have these asset classes, in profile order."""
    limits = profile.limits
    caps = [limits.cap] * len(asset_classes)
    downtrend = [min(limits.cap, limits.downtrend_cap)] * len(asset_classes)
    shared, folded = [], []
    for name, cap in limits.group_caps:
        members = tuple(i for i, asset_class in enumerate(asset_classes) if asset_class == name)
        group = Group(name, members, cap)
        if len(members) == 1:
            caps[members[0]] = min(caps[members[0]], cap)
            downtrend[members[0]] = min(downtrend[members[0]], cap)
            folded.append(group)
        elif members and sum(caps[i] for i in members) > cap:
            shared.append(group)
    return Constraints(
        tuple(caps), tuple(downtrend), tuple(shared), tuple(folded), budget, limits.skip_negative
    )


def risk_budget(profile: Profile, day: np.datetime64) -> float:
    """V: the upper edge of the band's highest SRRI class, in force on `day`, less a margin; none for 7."""
    if profile.risk_band.highest >= 7:
        return np.inf
    return srri_upper_edge(profile.risk_band.highest, day) - EDGE_MARGIN


def upper_bounds(rules: Constraints, trend: Floats, scores: Floats, available: Booleans) -> Floats:
    """u (n, m): the cap, the downtrend cap where the trend signal is negative, 0 where nothing may stand."""
    caps = np.array(rules.caps)[:, None]
    downtrend = np.array(rules.downtrend_caps)[:, None]
    bounds = np.where(trend < 0, downtrend, caps)
    held = available & (scores >= 0) if rules.skip_negative else available
    return np.where(held, bounds, 0.0)
