"""In which order suitable profiles answer the client's goal, and how they differ."""

from __future__ import annotations

from reporting.clients.assessment import rules
from reporting.clients.assessment.types import Candidate
from reporting.domain.questionnaire import GoalOrder

FIRST = (rules.CURRENCY.id, rules.KEY_INFORMATION.id)
"""Cautions that set a profile back behind all others without them."""

Key = tuple[int, float, float, str]


def order_key(candidate: Candidate, goal: GoalOrder, permitted: int) -> Key:
    """Profiles in the client's currency and with key information come first; then the goal decides by risk
    class, then costs a year, then the id.

    The middle is half-way between class 1 and what is permitted; of two equally far the lower comes first.
    """
    set_back = any(each.rule.id in FIRST for each in candidate.against)
    found = candidate.outcome.risk_class or 0
    distance = {
        GoalOrder.LOWEST: float(found),
        GoalOrder.MIDDLE: abs(found - (1 + permitted) / 2) + found / 100,
        GoalOrder.HIGHEST: float(-found),
    }[goal]
    return int(set_back), distance, candidate.outcome.yearly_cost, candidate.profile


def why_behind(candidate: Candidate, chosen: Candidate, goal: GoalOrder, permitted: int) -> str:
    """Why a suitable profile was not chosen: `set_back`, `goal`, `costs` or `equal`; `kept` where it would
    stand before the chosen one, which the mandate follows already."""
    mine, other = order_key(candidate, goal, permitted), order_key(chosen, goal, permitted)
    if mine < other:
        return "kept"
    names = ("set_back", "goal", "costs", "equal")
    return next(name for name, a, b in zip(names, mine, other, strict=True) if a != b)
