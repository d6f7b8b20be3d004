"""The rules of a profile as bounds and rows (docs/method.md section 5)."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from reporting.domain.profile import Limits, RiskBand
from reporting.strategy.program import Constraints, Group, constraints, risk_budget, room, upper_bounds
from tests.strategy import builders

DAY = np.datetime64("2024-06-28")
RULES = Constraints(0.4, 0.15, (), (), np.inf, skip_negative=False)


def limited(groups: tuple[tuple[str, float], ...]) -> Constraints:
    """Three ETFs, each with at most 40 %: two of shares, one of bonds."""
    limits = Limits(cap=0.4, downtrend_cap=0.15, skip_negative=False, group_caps=groups)
    return constraints(replace(builders.profile(3), limits=limits), ("shares", "bonds", "shares"), np.inf)


def test_a_group_of_several_is_a_row_and_a_group_of_one_a_bound() -> None:
    found = limited((("shares", 0.6), ("bonds", 0.3), ("gold", 0.1)))
    assert [(g.name, g.members, g.cap) for g in found.groups] == [("shares", (0, 2), 0.6)]
    assert [(g.name, g.members, g.cap) for g in found.alone] == [("bonds", (1,), 0.3)]


@pytest.mark.parametrize(("cap", "binds"), [(0.79, True), (0.8, False), (0.81, False)])
def test_a_group_whose_members_cannot_exceed_its_cap_is_no_row(cap: float, binds: bool) -> None:
    assert bool(limited((("shares", cap),)).groups) == binds


@pytest.mark.parametrize(("highest", "edge"), [(1, 0.005), (3, 0.05), (5, 0.15), (6, 0.25)])
def test_the_budget_lies_a_millionth_below_the_upper_edge_of_the_class(highest: int, edge: float) -> None:
    # CESR/10-673: class 1 below 0.5 %, 3 below 5 %, 5 below 15 %, 6 below 25 % a year
    profile = replace(builders.profile(3), risk_band=RiskBand(1, highest))
    assert risk_budget(profile, DAY) == pytest.approx(edge - 1e-6, abs=1e-15)


def test_the_highest_class_of_all_has_no_budget() -> None:
    assert risk_budget(replace(builders.profile(3), risk_band=RiskBand(1, 7)), DAY) == np.inf


def test_a_falling_etf_has_the_downtrend_cap_and_a_level_one_the_whole() -> None:
    trend = np.array([[-0.1], [0.0], [0.1]])
    bounds = upper_bounds(RULES, trend, np.ones((3, 1)), np.ones((3, 1), dtype=bool))
    assert bounds.ravel().tolist() == [0.15, 0.4, 0.4]


def test_an_etf_that_is_not_available_has_no_room() -> None:
    bounds = upper_bounds(RULES, np.ones((2, 1)), np.ones((2, 1)), np.array([[True], [False]]))
    assert bounds.ravel().tolist() == [0.4, 0.0]


@pytest.mark.parametrize(("skips", "expected"), [(True, [0.0, 0.4, 0.0]), (False, [0.4, 0.4, 0.0])])
def test_a_negative_score_has_no_room_where_it_is_skipped_and_zero_is_not_negative(
    skips: bool, expected: list[float]
) -> None:
    rules, available = replace(RULES, skip_negative=skips), np.array([[True], [True], [False]])
    bounds = upper_bounds(rules, np.ones((3, 1)), np.array([[-0.1], [0.0], [0.5]]), available)
    assert bounds.ravel().tolist() == expected


def test_the_cap_of_a_group_of_one_tightens_its_bound_alone_and_never_widens_it() -> None:
    rules = replace(RULES, alone=(Group("bonds", (1,), 0.3),))
    upper = np.array([[0.4, 0.4], [0.4, 0.15]])
    assert room(rules, upper).tolist() == [[0.4, 0.4], [0.3, 0.15]]
    assert upper.tolist() == [[0.4, 0.4], [0.4, 0.15]], "the bounds themselves stay"
