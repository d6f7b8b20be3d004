"""What stops every recommendation, each caught alone; nothing that a profile offers can outweigh it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporting.clients.assessment.types import Outcome, ProfileOutcome, Verdict
from reporting.domain.client import Category, Holder
from tests.clients.assessment.cases import (
    ASKED,
    DAY,
    SUITED,
    SWITCHED,
    WISHES,
    assessed,
    findings,
    outcomes,
    questionnaire,
    verdicts,
)

CONTRADICTIONS: dict[str, Mapping[str, str]] = {
    "sells_early_but_bears_falls": {"reaction": "sell_all"},
    "buys_more_but_bears_little": {"reaction": "buy_more", "largest_fall": "under_10"},
    "sold_before_but_would_buy": {"past_falls": "sold", "reaction": "buy_more"},
    "growth_without_risk": {"certainty": "certain"},
    "preserve_but_bears_falls": {"goal": "preserve", "largest_fall": "over_35"},
    "loss_above_amount": {"tolerable_loss": "50000.01"},
    "loss_above_assets": {"debts": "420000"},
    "amount_above_means": {"amount": "140001"},
    "reserve_above_money": {"kept_outside": "80001"},
    "needed_before_the_end": {"needed_from": "2036-03-01"},
    "trades_without_experience": {"experience_years": "none", "knows_equity": "informed"},
    "experience_without_years": {"experience_years": "none", "experience_trades": "none"},
    "equity_experience_without_knowledge": {"test_equity": "twenty"},
    "bond_experience_without_knowledge": {"test_rates": "rises"},
    "switch_above_investments": {**SWITCHED, "switch_amount": "60001"},
    "sustainability_without_content": {**WISHES, "sfdr_share": "0 %"},
}
"""What to change of the suited client so that this contradiction stands, and no other."""

STOPS: dict[str, dict[str, Any]] = {
    "complete": {"changes": {"income": None}},
    "age": {"given": date(2025, 10, 29)},
    "contradiction": {"changes": {"reaction": "sell_all"}},
    "liquidity": {"changes": {"liquidity_need": "30000.01"}},
    "persons": {"holder": Holder.JOINT},
    "relationship": {"ended": DAY},
}


def test_every_contradiction_of_the_questionnaire_has_its_case() -> None:
    assert list(CONTRADICTIONS) == [each.id for each in questionnaire().contradictions]


@pytest.mark.parametrize("name", CONTRADICTIONS)
def test_a_contradiction_is_found_alone_and_stops(name: str) -> None:
    found = assessed(CONTRADICTIONS[name])
    assert [each.subject for each in findings(found, "contradiction") if each.stops] == [name]
    assert found.outcome is Outcome.REFUSED and found.chosen is None
    assert name in {each.subject for each in found.reasons}


@pytest.mark.parametrize("name", CONTRADICTIONS)
def test_a_contradiction_names_the_answers_that_are_compared(name: str) -> None:
    (finding,) = findings(assessed(CONTRADICTIONS[name]), "contradiction", name)
    changed = set(CONTRADICTIONS[name])
    assert changed & {fact.id for fact in finding.facts}
    assert all(fact.given_on == ASKED for fact in finding.facts)


def test_the_suited_client_contradicts_itself_nowhere() -> None:
    (finding,) = findings(assessed(), "contradiction")
    assert finding.verdict is Verdict.PASSED
    assert finding.measure("checked") == len(CONTRADICTIONS)


@pytest.mark.parametrize(
    ("changes", "stands"),
    [
        ({"needed_from": "2036-03-02"}, False),  # to the day ten years after the answer
        ({"tolerable_loss": "50000"}, False),
        ({"amount": "140000", "tolerable_loss": "30000"}, False),
        ({"kept_outside": "80000"}, False),
        ({**SWITCHED, "switch_amount": "60000"}, False),
        ({**WISHES, "sfdr_share": "0 %", "pai": "wanted", "pai_topics": "climate"}, False),
        ({"kept_outside": "80000.01"}, True),
    ],
)
def test_contradictions_begin_beyond_the_edge(changes: dict[str, str], stands: bool) -> None:
    found = findings(assessed(changes), "contradiction")
    assert any(each.stops for each in found) is stands


@pytest.mark.parametrize("id", [id for id in SUITED if id not in ("liquidity_need",)])
def test_any_answer_that_is_missing_stops(id: str) -> None:
    found = assessed({id: None})
    assert found.outcome is Outcome.REFUSED and found.permitted is None
    assert [each.subject for each in findings(found, "complete") if each.stops][0] == id
    assert found.gaps == (id,) or id in ("existing_portfolio", "sustainability")


def test_an_amount_of_nothing_stops() -> None:
    found = assessed({"amount": "0", "tolerable_loss": "0"})
    assert [each.reason for each in findings(found, "complete")] == ["zero"]
    assert found.outcome is Outcome.REFUSED


@pytest.mark.parametrize(
    ("given_on", "stands"),
    [(date(2025, 10, 29), True), (date(2025, 10, 30), False), (date(2026, 10, 30), False)],
)
def test_answers_hold_for_twelve_months_to_the_day(given_on: date, stands: bool) -> None:
    found = assessed(given=given_on)
    assert verdicts(found, "age") == [Verdict.STOP if stands else Verdict.PASSED]
    assert (found.outcome is Outcome.REFUSED) is stands


def test_the_oldest_answer_decides_and_says_until_when() -> None:
    found = assessed(given=date(2026, 1, 31))
    assert found.valid_until == date(2027, 1, 31)
    (finding,) = findings(found, "age")
    assert finding.facts[0].given_on == date(2026, 1, 31)


def test_answers_to_an_earlier_version_count_and_it_is_said() -> None:
    found = assessed(version="2025-04")
    (finding,) = findings(found, "version")
    assert finding.verdict is Verdict.CAUTION and len(finding.facts) == len(SUITED)
    assert found.outcome is Outcome.RECOMMENDED


@pytest.mark.parametrize(("need", "stands"), [("30000", False), ("30000.01", True)])
def test_a_liquidity_need_is_covered_by_what_is_kept_outside(need: str, stands: bool) -> None:
    found = assessed({"liquidity_need": need})
    assert (verdicts(found, "liquidity") == [Verdict.STOP]) is stands
    assert (found.outcome is Outcome.REFUSED) is stands


@pytest.mark.parametrize("holder", [Holder.JOINT, Holder.ENTITY])
def test_several_holders_and_entities_name_whose_answers_count(holder: Holder) -> None:
    assert assessed(holder=holder).outcome is Outcome.REFUSED
    named = assessed(holder=holder, persons=("Persona 01", "Persona 02"))
    assert named.outcome is Outcome.RECOMMENDED


def test_a_relationship_that_ended_or_has_not_begun_gets_nothing() -> None:
    assert assessed(ended=DAY).outcome is Outcome.REFUSED
    assert assessed(ended=date(2026, 10, 31)).outcome is Outcome.RECOMMENDED
    assert assessed(since=date(2026, 10, 31)).outcome is Outcome.REFUSED


@pytest.mark.parametrize("rule", STOPS)
def test_each_hard_stop_is_caught_alone(rule: str) -> None:
    case = dict(STOPS[rule])
    found = assessed(case.pop("changes", None), **case)
    assert {each.rule.id for each in found.reasons} == {rule}


harmless = st.fixed_dictionaries(
    {
        "risk_class": st.integers(1, 7),
        "stress_loss": st.floats(0, 1),
        "tail_loss": st.floats(0, 1),
        "yearly_cost": st.floats(0, 0.05),
        "expected_return": st.floats(-0.05, 0.2),
    }
)


@given(st.sampled_from(sorted(STOPS)), harmless, st.sampled_from(["", "balanced-ucits"]))
def test_hard_stops_dominate_whatever_profiles_offer(rule: str, offer: dict[str, Any], mandate: str) -> None:
    case = dict(STOPS[rule])
    offered: dict[str, ProfileOutcome] = {id: replace(each, **offer) for id, each in outcomes().items()}
    found = assessed(case.pop("changes", None), given_outcomes=offered, mandate=mandate, **case)
    assert found.outcome is Outcome.REFUSED and found.chosen is None
    assert {each.rule.id for each in found.reasons} == {rule}


@given(st.permutations(list(SUITED)))
def test_the_order_of_answers_is_irrelevant(order: list[str]) -> None:
    turned = {id: SUITED[id] for id in order}
    assert {**turned} == dict(SUITED)
    assert assessed() == assessed(turned)


def test_professional_clients_are_not_stopped_for_knowledge_that_the_law_presumes() -> None:
    bare: dict[str, str | None] = {id: None for id in SUITED if id.startswith(("knows_", "test_"))}
    assert assessed(bare).outcome is Outcome.REFUSED
    assert assessed(bare, category=Category.PROFESSIONAL).outcome is Outcome.RECOMMENDED
