"""What follows from it all: order of candidates, confirmation of a mandate, refusal, versions."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporting.clients.assessment.ordering import order_key, why_behind
from reporting.clients.assessment.types import Candidate, Outcome, ProfileOutcome, Verdict
from reporting.domain.questionnaire import GoalOrder
from tests.clients.assessment.cases import (
    ASKED,
    DAY,
    SUITED,
    assessed,
    findings,
    outcomes,
    profiles,
    questionnaire,
)

WIDE = {
    "preferred_range": "very_wide",
    "largest_fall": "over_35",
    "certainty": "chance",
    "experience_years": "over_10",
    "tolerable_loss": "40000",
}
"""Answers that permit class 7."""


@pytest.mark.parametrize(
    ("goal", "order"),
    [
        ("growth", ["aggressive-ucits", "balanced-ucits", "conservative-ucits", "balanced"]),
        ("preserve", ["conservative-ucits", "balanced-ucits", "aggressive-ucits", "balanced"]),
        ("steady", ["balanced-ucits", "conservative-ucits", "aggressive-ucits", "balanced"]),
    ],
)
def test_the_goal_orders_the_profiles_that_suit(goal: str, order: list[str]) -> None:
    fall = {"largest_fall": "under_35"} if goal == "preserve" else {}
    found = assessed({**WIDE, **fall, "goal": goal})
    expected = [id for id in order if id != "aggressive-ucits"] if fall else order
    assert [each.profile for each in found.candidates] == expected
    assert found.chosen is not None and found.chosen.profile == expected[0]


def candidate(risk_class: int, cost: float = 0.01, id: str = "x") -> Candidate:
    return Candidate(id, "1", ProfileOutcome(id, risk_class, 0, 0, 1, cost, 0.05), ())


def test_of_two_equally_far_from_the_middle_the_lower_class_comes_first() -> None:
    keys = [order_key(candidate(each), GoalOrder.MIDDLE, 5) for each in (2, 4)]
    assert keys[0] < keys[1]


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        (candidate(3, id="y"), "goal"),
        (candidate(4, 0.02, id="y"), "costs"),
        (candidate(4, id="y"), "equal"),
        (candidate(5, id="y"), "kept"),
        (candidate(4, 0.005, id="y"), "kept"),
    ],
)
def test_why_a_suitable_profile_stands_behind(other: Candidate, reason: str) -> None:
    assert why_behind(other, candidate(4), GoalOrder.HIGHEST, 5) == reason


def test_profiles_in_another_currency_or_without_key_information_stand_behind() -> None:
    found = assessed()
    us = found.judged("balanced")
    assert us is not None and found.chosen is not None
    assert why_behind(us, found.chosen, GoalOrder.HIGHEST, 5) == "set_back"


def test_a_mandate_that_suits_is_confirmed_even_if_another_comes_first() -> None:
    found = assessed(mandate="conservative-ucits")
    assert found.outcome is Outcome.CONFIRMED and not found.refused
    assert found.chosen is not None and found.chosen.profile == "conservative-ucits"
    assert found.candidates[0].profile == "balanced-ucits"
    assert why_behind(found.candidates[0], found.chosen, GoalOrder.HIGHEST, 5) == "kept"


def test_a_mandate_that_does_not_suit_is_said_so_and_nothing_is_recommended() -> None:
    found = assessed(mandate="aggressive-ucits")
    assert found.outcome is Outcome.UNSUITABLE and found.refused and found.chosen is None
    assert {each.rule.id for each in found.reasons} == {"risk_class", "loss"}


@pytest.mark.parametrize(("closed", "mandate"), [(DAY, ""), (DAY + timedelta(days=1), "aggressive-ucits")])
def test_a_mandate_counts_until_its_account_is_closed(closed: date, mandate: str) -> None:
    assert assessed(mandate="aggressive-ucits", closed=closed).mandate == mandate


def test_a_mandate_by_a_profile_that_cannot_be_judged_is_not_confirmed() -> None:
    found = assessed(mandate="gone")
    assert found.outcome is Outcome.REFUSED
    assert [each.subject for each in found.reasons] == ["gone"]


def test_without_a_suitable_profile_every_profile_says_why() -> None:
    found = assessed({"tolerable_loss": "3000"})
    assert found.outcome is Outcome.REFUSED and found.candidates == ()
    assert all(each.stops for each in found.rejected)
    assert len(found.reasons) == sum(len(each.stops) for each in found.rejected)


def test_a_profile_without_outcome_is_left_out() -> None:
    one = {"balanced-ucits": outcomes()["balanced-ucits"]}
    assert [each.profile for each in assessed(given_outcomes=one).candidates] == ["balanced-ucits"]


def test_every_decision_keeps_facts_with_dates_rule_and_versions() -> None:
    found = assessed()
    assert found.versions.questionnaire == "2026-10"
    assert found.versions.questionnaire_sha256 == questionnaire().sha256
    assert found.versions.profiles == tuple((id, profiles()[id].version) for id in sorted(profiles()))
    every = [*found.findings, *(each for c in found.candidates for each in c.findings)]
    assert all(each.rule.reference and each.rule.version for each in every)
    for finding in every:
        for fact in finding.facts:
            if "." not in fact.id:  # what the book itself states has no day
                assert (fact.given_on, fact.version) == (ASKED, "2026-10")
                assert fact in found.facts


def test_each_rule_of_the_scores_and_of_the_profile_is_recorded_where_it_passed_too() -> None:
    found = assessed()
    assert len(findings(found, "score")) == 4
    (permitted,) = findings(found, "permitted")
    assert permitted.reason == "risk_tolerance" and permitted.measure("permitted") == 5
    assert found.chosen is not None
    passed = {each.rule.id for each in found.chosen.passed}
    assert {"risk_class", "own_band", "loss", "horizon", "knowledge", "currency"} <= passed
    assert {"target_client", "target_knowledge", "target_loss"} <= passed | {"target_loss"}


answers = st.fixed_dictionaries(
    {
        q.id: st.sampled_from([*(option.id for option in q.options), None])
        for q in questionnaire().questions
        if q.options and q.id in SUITED and q.kind == "choice"
    }
    | {
        id: st.integers(0, 200_000).map(str)
        for id in ("amount", "tolerable_loss", "kept_outside", "liquidity_need", "income", "debts")
    }
    | {"holding_years": st.integers(0, 30).map(str)}
)


@given(answers, st.sampled_from(["", "balanced-ucits", "aggressive-ucits"]))
def test_whatever_is_answered_nothing_that_stops_is_ever_recommended(
    changes: dict[str, str | None], mandate: str
) -> None:
    found = assessed(changes, mandate=mandate)
    assert found.refused is (found.chosen is None) is bool(found.reasons)
    if found.chosen is not None:
        assert not any(each.stops for each in (*found.findings, *found.chosen.findings))
        assert found.permitted is not None and found.chosen.outcome.risk_class is not None
        assert found.chosen.outcome.risk_class <= found.permitted == min(s.highest for s in found.scores)
        loss = found.chosen.outcome.worst_loss * float(changes["amount"] or 0)
        assert loss <= float(changes["tolerable_loss"] or 0)
    assert assessed(changes, mandate=mandate) == found


@given(st.permutations(sorted(outcomes())))
def test_the_order_of_profiles_is_irrelevant(order: list[str]) -> None:
    turned = {id: outcomes()[id] for id in order}
    assert assessed(given_outcomes=turned) == assessed()


def test_later_answers_do_not_count_before_their_day() -> None:
    assert assessed(day=date(2026, 3, 1)).gaps
    assert replace(assessed(), day=date(2026, 3, 2)) == replace(assessed(day=ASKED), day=ASKED)
    assert {each.verdict for each in assessed().findings} == {Verdict.PASSED}
