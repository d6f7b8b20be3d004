"""The refusal: recommends nothing, says why in words, reason by reason, and what can be done."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from reporting.clients.assessment import rules
from reporting.clients.assessment.types import Outcome
from reporting.disclosures.clients.suitability import suitability_update
from reporting.domain.client import Holder
from reporting.domain.disclosure import DocumentKind, Paragraph
from reporting.rendering.words import shipped_words
from tests.clients.assessment.cases import DAY, SWITCHED, WISHES, profiles, questionnaire, record
from tests.clients.assessment.test_client_rules import CONTRADICTIONS
from tests.disclosures.clients.advised import context, marks, say, told

CASES: dict[str, tuple[Mapping[str, str | None], dict[str, Any], str]] = {
    "complete": ({"income": None}, {}, "What is your regular income a year, after taxes? [F2]"),
    "zero": ({"amount": "0", "tolerable_loss": "0"}, {}, "The amount to be managed is EUR\xa00 [F17]."),
    "contradiction": (
        {"reaction": "sell_all"},
        {},
        "“I sell everything” [F23]; fall accepted for a time: “Up to 35%” [F25]",
    ),
    "liquidity": (
        {"liquidity_need": "31000"},
        {},
        "You may need EUR\xa031,000 [F20] at short notice in the next twelve months, "
        "but keep only EUR\xa030,000 [F21]",
    ),
    "age": (
        {},
        {"given": date(2025, 6, 2)},
        "Your oldest answer [F1] is of 2\xa0June 2025; answers may be 12 months",
    ),
    "persons": ({}, {"holder": Holder.JOINT}, "The account has several holders together [B2]"),
    "relationship": ({}, {"ended": date(2026, 8, 28)}, "The relationship ended on 28\xa0August 2026 [B5]."),
    "loss": (
        {"tolerable_loss": "3000"},
        {},
        "which is EUR\xa06,000 of your EUR\xa050,000 [F17]; you can bear EUR\xa03,000 [F22].",
    ),
    "horizon": ({"holding_years": "1"}, {}, "It needs at least 2\xa0years; you plan 1\xa0year [F18]."),
    "knowledge": (
        {"test_rates": "rises", "knows_bonds": "informed", "test_equity": "five", "knows_equity": "informed"},
        {},
        "you did not answer the test about them rightly: “It rises” [F40].",
    ),
    "sustainable": ({**WISHES, "sfdr_share": "80 %"}, {}, "you want 80.0% [F48]."),
    "switch": (
        {**SWITCHED, "switch_exit_cost": "39000"},
        {},
        "Leaving what you hold would cost more than it brings",
    ),
}
"""Answers, particulars, and the sentence that must stand."""


@pytest.mark.parametrize("name", CASES)
def test_each_reason_stands_in_words_with_the_clients_own_facts(name: str) -> None:
    changes, particulars, sentence = CASES[name]
    found = told(changes, **particulars)
    assert found.chapter.kind is DocumentKind.REFUSAL
    assert sentence in found.words


@pytest.mark.parametrize("name", CONTRADICTIONS)
def test_every_contradiction_is_told_as_the_questionnaire_words_it(name: str) -> None:
    found = told(CONTRADICTIONS[name])
    (wording,) = (each.text for each in questionnaire().contradictions if each.id == name)
    reasons = [words for (section, *_), words in found.sentences.items() if section == "reasons"]
    assert any(say(wording) in words and marks(words) for words in reasons)


@pytest.mark.parametrize("name", CASES)
def test_it_recommends_nothing(name: str) -> None:
    """Without a mandate it names only profiles that do not suit, none of the chapters praises one."""
    changes, particulars, _ = CASES[name]
    found = told(changes, **particulars)
    suitable = {each.profile for each in found.assessment.candidates}
    names = {say(profiles()[id].name) for id in suitable} - {
        say(profiles()[each.profile].name) for each in found.assessment.rejected
    }
    assert not [each for each in names if each in found.words]
    sections = {place[0] for place in found.sentences}
    assert not sections & {"suits", "alternatives", "advised_costs", "stakes"}
    ((question, answer),) = found.chapter.answers
    assert question == "recommended" and say(answer).startswith("We recommend nothing")


def test_a_mandate_that_does_not_suit_is_named_with_its_reasons() -> None:
    found = told(mandate="aggressive-ucits")
    assert found.assessment.outcome is Outcome.UNSUITABLE
    assert (
        "The profile Aggressive UCITS, by which we manage your account, does not suit you any more."
        in found.words
    )
    assert "It is in risk class 6; your answers permit no more than class 5 [R5]." in found.words
    assert "Conservative UCITS" not in found.words


def test_a_mandate_of_a_client_who_cannot_be_assessed_is_not_confirmed() -> None:
    found = told({"income": None}, mandate="balanced-ucits")
    assert "We cannot confirm at present that the profile Balanced UCITS" in found.words


def test_a_client_whose_account_is_closed_does_not_read_that_it_is_managed_on() -> None:
    ongoing, closed = (told(mandate="balanced-ucits", closed=day, ended=DAY).words for day in (None, DAY))
    assert "Your account goes on being valued" in ongoing and "we manage your account" in ongoing
    assert "Your account goes on being valued" not in closed and "we manage your account" not in closed
    assert "The relationship ended on" in closed


def test_who_has_left_is_not_told_of_a_new_assessment() -> None:
    left, stays = told(ended=DAY), told({"income": None})
    assert "Then we assess anew, free of charge." in stays.words
    assert "assess anew" not in left.words
    assert "Nothing need be done as long as there is no relationship." in left.words


@pytest.mark.parametrize("ended", [None, DAY])
def test_a_statement_does_not_ask_whether_a_closed_account_still_suits(ended: date | None) -> None:
    particulars: dict[str, Any] = {"mandate": "balanced-ucits", "closed": DAY, "ended": ended}
    found = told(**particulars).assessment
    (section,) = suitability_update(context(record(**particulars)), found, questionnaire())
    assert say(section.title) == "Suitability after the account was closed"
    (only,) = section.blocks
    assert isinstance(only, Paragraph)
    assert say(only.text).startswith("Your account was closed on 30\xa0October 2026.")


def test_there_is_a_way_to_mend_each_kind_of_reason() -> None:
    catalogue = shipped_words("en").catalogue
    stopping = [
        each
        for each in vars(rules).values()
        if isinstance(each, type(rules.AGE))
        and each
        not in (rules.SCORE, rules.PERMITTED, rules.BAND_ABOVE, rules.RECOMMENDED_PERIOD, rules.CURRENCY)
        and each not in (rules.KEY_INFORMATION, rules.TARGET_RISK, rules.TARGET_PERIOD)
        and each not in (rules.VERSION_OF_ANSWERS, rules.SUSTAINABILITY_ASKED)
    ]
    assert len(stopping) >= 18
    assert [each.id for each in stopping if f"refusal.mend_{each.id}" not in catalogue] == []


def test_answers_in_doubt_are_not_held_against_profiles() -> None:
    found = told({"reaction": "sell_all"})
    assert "profiles" not in {place[0] for place in found.sentences}
    both = told({"liquidity_need": "31000", "tolerable_loss": "0"})
    assert "profiles" in {place[0] for place in both.sentences}


def test_gaps_are_listed_and_facts_kept_with_their_days() -> None:
    found = told({"income": None, "goal": None})
    gaps = [words for (_, _, about, _), words in found.sentences.items() if about == "advice.gap"]
    assert len(gaps) == 2 and marks(" ".join(gaps)) == {"F2", "F16"}
    assert "[F17] | How much shall be managed? | EUR\xa050,000 | 2\xa0March 2026" in found.words


def test_the_periodic_statement_says_whether_the_management_still_suits() -> None:
    suited = told(mandate="balanced-ucits")
    (section,) = suitability_update(
        context(record(mandate="balanced-ucits")), suited.assessment, questionnaire()
    )
    assert section.id == "update" and len(section.blocks) == 3
    assert say(section.title) == "Does the management still suit you?"
    assert isinstance(last := section.blocks[-1], Paragraph)
    assert "All answers stand at the end of your suitability report." in say(last.text)
    refused = told({"income": None}, mandate="balanced-ucits")
    (section,) = suitability_update(
        context(record(mandate="balanced-ucits")), refused.assessment, questionnaire()
    )
    assert len(section.blocks) == 1
