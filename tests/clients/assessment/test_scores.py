"""Four scores by the tables of the questionnaire, and the lowest of them: worked out by hand, and as laws."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporting.clients.assessment.answers import sheet_of
from reporting.clients.assessment.scores import permitted, scores, step_at
from reporting.clients.assessment.types import Score
from reporting.domain.client import Category
from reporting.domain.questionnaire import Dimension, Kind, Level, Scale, Step
from tests.clients.assessment.cases import DAY, SUITED, assessed, questionnaire, record

CHOSEN = [q for q in questionnaire().questions if q.dimension and q.kind is Kind.CHOICE]


def score(dimension: Dimension, **changes: str) -> Score:
    found = scores(sheet_of(record(changes), questionnaire(), DAY), questionnaire())
    return next(each for each in found if each.dimension is dimension)


def test_the_suited_client_by_hand() -> None:
    tolerance, capacity, horizon, knowledge = scores(
        sheet_of(record(), questionnaire(), DAY), questionnaire()
    )
    assert (tolerance.points, tolerance.highest) == (3 + 4 + 1 + 2, 5)  # reaction, range, fall, certainty
    assert (capacity.points, capacity.highest) == (2 + 3 + 3 + 4 + 0, 7)  # outlook, reserve, surplus, share
    assert (horizon.points, horizon.highest) == (7, 7)
    assert (knowledge.points, knowledge.highest) == (0 + 2 + 1 + 6, 6)  # work, years, trades, six tests
    found = assessed()
    assert found.permitted == 5 and found.level is Level.INFORMED


@pytest.mark.parametrize(
    ("years", "highest"),
    [("0", 1), ("1", 2), ("1.5", 2), ("2", 3), ("3", 4), ("4", 5), ("5.9", 5), ("6", 6), ("8", 7), ("40", 7)],
)
def test_the_horizon_by_years(years: str, highest: int) -> None:
    assert score(Dimension.HORIZON, holding_years=years).highest == highest


@pytest.mark.parametrize(
    ("changes", "highest", "by"),
    [
        ({"tolerable_loss": "0"}, 1, "bearable_share"),
        ({"tolerable_loss": "1499.99"}, 1, "bearable_share"),  # just under 3 % of 50000
        ({"tolerable_loss": "1500"}, 2, "bearable_share"),
        ({"tolerable_loss": "4000"}, 3, "bearable_share"),
        ({"tolerable_loss": "7500"}, 4, "bearable_share"),
        ({"tolerable_loss": "12500"}, 5, "bearable_share"),
        ({"tolerable_loss": "20000"}, 6, "bearable_share"),
        ({"tolerable_loss": "25000"}, 7, ""),
        ({"kept_outside": "7499"}, 3, "reserve_months"),  # under three months of 30000 a year
        ({"real_property": "0", "debts": "80000"}, 4, "mandate_share"),  # 50000 of 60000
        ({"income": "0"}, 6, ""),  # no surplus: 12 - 3 points
        ({"commitments": "0"}, 7, ""),
        ({"real_property": "0", "debts": "200000"}, 4, "mandate_share"),  # nothing left
    ],
)
def test_the_capacity_by_money(changes: dict[str, str], highest: int, by: str) -> None:
    found = score(Dimension.CAPACITY, **changes)
    assert (found.highest, found.capped_by) == (highest, by)


@pytest.mark.parametrize(
    ("changes", "highest", "by"),
    [
        ({"reaction": "sell_all"}, 2, "reaction"),
        ({"reaction": "sell_some"}, 4, ""),  # 8 points; its own limit is 4 too
        ({"certainty": "certain"}, 2, "certainty"),
        ({"largest_fall": "under_5"}, 2, "largest_fall"),
        ({"largest_fall": "under_20"}, 4, "largest_fall"),
        ({"largest_fall": "over_35", "certainty": "chance"}, 6, ""),  # 13 points
        ({"largest_fall": "over_35", "certainty": "chance", "preferred_range": "very_wide"}, 7, ""),
    ],
)
def test_one_answer_may_limit_the_tolerance(changes: dict[str, str], highest: int, by: str) -> None:
    found = score(Dimension.RISK_TOLERANCE, **changes)
    assert (found.highest, found.capped_by) == (highest, by)


def test_knowledge_is_presumed_of_professional_clients_and_nothing_else_is() -> None:
    found = assessed(category=Category.PROFESSIONAL)
    presumed = [each.dimension for each in found.scores if each.presumed]
    assert presumed == [Dimension.KNOWLEDGE]
    assert found.level is Level.ADVANCED and found.permitted == 5
    assert not any(fact.id.startswith(("knows_", "test_")) for fact in found.facts)


def test_each_answer_counts_in_one_score_only() -> None:
    found = scores(sheet_of(record(), questionnaire(), DAY), questionnaire())
    by_choice = [fact.id for each in found for fact in each.facts if fact.id in {q.id for q in CHOSEN}]
    assert sorted(by_choice) == sorted(question.id for question in CHOSEN)


def test_a_step_holds_from_its_beginning_and_the_first_one_below_it_too() -> None:
    scale = Scale("x", Dimension.CAPACITY, (Step(-1, 0), Step(0, 1), Step(0.1, 2)))
    assert [step_at(scale, value).points for value in (-9, -1, -0.001, 0, 0.0999, 0.1, 9)] == [
        0,
        0,
        0,
        1,
        1,
        2,
        2,
    ]


four = st.tuples(*[st.integers(1, 7)] * 4)


def as_scores(highest: tuple[int, ...]) -> tuple[Score, ...]:
    return tuple(Score(each, 0, value, ()) for each, value in zip(Dimension, highest, strict=True))


@given(four, st.integers(0, 3), st.integers(1, 7))
def test_the_lowest_score_rules_and_no_other_can_make_up_for_it(
    highest: tuple[int, ...], place: int, value: int
) -> None:
    before = permitted(as_scores(highest))
    assert before == sorted(highest)[0]
    changed = (*highest[:place], value, *highest[place + 1 :])
    after = permitted(as_scores(changed))
    if value >= highest[place]:
        assert before <= after <= max(before, value)
    else:
        assert after <= before and after <= value


@given(st.permutations(list(Dimension)), four)
def test_the_order_of_scores_is_irrelevant(order: list[Dimension], highest: tuple[int, ...]) -> None:
    found = {each.dimension: each for each in as_scores(highest)}
    assert permitted([found[each] for each in order]) == permitted(as_scores(highest))


answers = st.fixed_dictionaries(
    {q.id: st.sampled_from([option.id for option in q.options]) for q in CHOSEN}
    | {"holding_years": st.integers(0, 40).map(str), "tolerable_loss": st.integers(0, 50000).map(str)}
)


@given(answers, st.sampled_from(CHOSEN), st.data())
def test_an_answer_with_more_points_and_no_lower_limit_never_lowers_what_is_permitted(
    given_answers: dict[str, str], question: object, data: st.DataObject
) -> None:
    assert hasattr(question, "options") and hasattr(question, "id")
    ranked = sorted(question.options, key=lambda option: (option.points, option.at_most or 7))
    lower, higher = sorted(data.draw(st.tuples(*[st.sampled_from(range(len(ranked)))] * 2)))
    worse, better = ranked[lower], ranked[higher]
    if (better.at_most or 7) < (worse.at_most or 7):
        return
    results = []
    for option in (worse, better):
        sheet = sheet_of(record({**given_answers, question.id: option.id}), questionnaire(), DAY)
        results.append(permitted(scores(sheet, questionnaire())))
    assert results[0] <= results[1]


@given(st.integers(0, 49999), st.integers(1, 20000), st.sampled_from(["tolerable_loss", "kept_outside"]))
def test_more_money_to_lose_or_to_fall_back_on_never_lowers_what_is_permitted(
    less: int, more: int, question: str
) -> None:
    results = [
        permitted(scores(sheet_of(record({question: str(value)}), questionnaire(), DAY), questionnaire()))
        for value in (less, less + more)
    ]
    assert results[0] <= results[1]


def test_the_shipped_options_ascend_in_points_and_limits_alike() -> None:
    for question in CHOSEN:
        ranked = sorted(question.options, key=lambda option: option.points)
        limits = [option.at_most or 7 for option in ranked]
        assert limits == sorted(limits), question.id


def test_the_scores_do_not_depend_on_the_order_of_the_rows() -> None:
    straight = record()
    turned = replace(straight, answers=tuple(reversed(straight.answers)))
    sheets = [sheet_of(each, questionnaire(), DAY) for each in (straight, turned)]
    assert scores(sheets[0], questionnaire()) == scores(sheets[1], questionnaire())
    assert set(SUITED) == set(sheets[0].facts)
