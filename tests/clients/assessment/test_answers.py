"""Which answers count, and what they say."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporting.clients.assessment.answers import read, sheet_of
from reporting.clients.assessment.quantities import value_of, years_between
from reporting.domain.client import Answer, Holder
from tests.clients.assessment.cases import ASKED, DAY, SUITED, WISHES, questionnaire, record


def told(id: str, text: str) -> object:
    question = questionnaire().question(id)
    assert question is not None
    return read(question, text)


@pytest.mark.parametrize(
    ("id", "text", "value"),
    [
        ("goal", "growth", "growth"),
        ("goal", " growth ", "growth"),
        ("goal", "Growth", None),
        ("goal", "", None),
        ("goal", "preserve;growth", None),
        ("services_known", "advice; own_orders", ("own_orders", "advice")),
        ("services_known", "advice;advice", ("advice",)),
        ("services_known", "advice;magic", None),
        ("services_known", ";", None),
        ("amount", "25000.50", Decimal("25000.50")),
        ("amount", "-1", None),
        ("amount", "1e5", None),
        ("amount", "1e308", None),
        ("amount", "9999999999999", None),
        ("amount", "25,000", None),
        ("amount", "NaN", None),
        ("amount", "٢٥", None),
        ("sfdr_share", "20 %", Decimal("0.2")),
        ("sfdr_share", "20%", Decimal("0.2")),
        ("sfdr_share", "0.2", Decimal("0.2")),
        ("sfdr_share", "101 %", None),
        ("sfdr_share", "20", None),
        ("holding_years", "7", Decimal(7)),
        ("holding_years", "101", None),
        ("needed_from", "2031-02-28", date(2031, 2, 28)),
        ("needed_from", "2031-02-30", None),
        ("needed_from", "28.02.2031", None),
    ],
)
def test_an_answer_is_read_as_its_question_asks_or_not_at_all(id: str, text: str, value: object) -> None:
    assert told(id, text) == value


@given(st.text(max_size=40), st.sampled_from(list(questionnaire().questions)))
def test_no_text_breaks_the_reading(text: str, question: object) -> None:
    told(question.id, text)  # type: ignore[attr-defined]


def test_the_last_answer_up_to_the_day_counts() -> None:
    later = Answer("goal", "preserve", date(2026, 8, 1), "2026-10")
    future = Answer("goal", "steady", date(2026, 12, 1), "2026-10")
    changed = replace(record(), answers=(future, *record().answers, later))
    sheet = sheet_of(changed, questionnaire(), DAY)
    assert sheet.chosen("goal") == ("preserve",)
    assert sheet.facts["goal"].given_on == date(2026, 8, 1)
    assert sheet_of(changed, questionnaire(), date(2026, 7, 31)).chosen("goal") == ("growth",)
    assert sheet.facts["purpose"].given_on == ASKED


def test_questions_that_are_not_put_are_no_gaps_and_their_answers_do_not_count() -> None:
    sheet = sheet_of(record({"sfdr_share": "90 %", "switch_amount": "1"}), questionnaire(), DAY)
    assert sheet.gaps == ()
    assert "sfdr_share" not in sheet.facts and "switch_amount" not in sheet.facts
    assert list(sheet.facts) == list(SUITED)


def test_a_wish_asks_for_what_it_means() -> None:
    bare = sheet_of(record({"sustainability": "wanted"}), questionnaire(), DAY)
    assert bare.gaps == ("taxonomy_share", "sfdr_share", "pai", "if_unmet")
    topics = sheet_of(record({**WISHES, "pai": "wanted", "if_unmet": "give_up"}), questionnaire(), DAY)
    assert topics.gaps == ("pai_topics", "give_up_reason")


def test_an_entity_is_not_asked_for_its_occupation() -> None:
    bare = record({"occupation": None, "education": None}, holder=Holder.ENTITY, persons=("Persona 01",))
    assert sheet_of(bare, questionnaire(), DAY).gaps == ()
    person = record({"occupation": None, "education": None})
    assert sheet_of(person, questionnaire(), DAY).gaps == ("occupation", "education")


def test_an_unreadable_answer_is_a_gap_even_where_the_question_is_optional() -> None:
    assert sheet_of(record({"needed_from": "soon"}), questionnaire(), DAY).gaps == ("needed_from",)
    assert sheet_of(record({"amount": "plenty"}), questionnaire(), DAY).gaps == ("amount",)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("surplus_share", 0.5),
        ("reserve_months", 12.0),
        ("net_assets", 400_000.0),
        ("financial_assets", 140_000.0),
        ("mandate_share", 0.125),
        ("bearable_share", 0.6),
        ("years_to_need", None),
        ("amount", 50_000.0),
    ],
)
def test_quantities_of_the_suited_client_by_hand(name: str, value: float | None) -> None:
    assert value_of(sheet_of(record(), questionnaire(), DAY), name) == value


@pytest.mark.parametrize(
    ("start", "end", "years"),
    [
        (date(2026, 3, 2), date(2036, 3, 2), 10.0),
        (date(2026, 3, 2), date(2036, 3, 1), 9 + 365 / 366),  # one day short, in a leap year
        (date(2024, 2, 29), date(2025, 2, 28), 1.0),
        (date(2024, 2, 29), date(2028, 2, 29), 4 + 1 / 366),
        (date(2026, 3, 2), date(2026, 3, 2), 0.0),
        (date(2026, 3, 2), date(2020, 1, 1), 0.0),
    ],
)
def test_years_between_days(start: date, end: date, years: float) -> None:
    assert years_between(start, end) == pytest.approx(years, abs=1e-12)
