"""The suitability report: personal in every reason. One fact changes, and what cites it changes with it."""

from collections.abc import Mapping
from itertools import combinations

import pytest

from reporting.disclosures.clients.advice.cited import reference
from reporting.domain.client import Category, Holder
from reporting.domain.disclosure import DocumentKind, figures_in
from reporting.domain.figure import Figure
from reporting.domain.lineage import Rule
from tests.clients.assessment.cases import SUITED, SWITCHED, WISHES, questionnaire
from tests.disclosures.clients.advised import Told, marks, say, told

MANDATE = "balanced-ucits"
UNMET = {**WISHES, "sfdr_share": "60 %", "if_unmet": "give_up", "give_up_reason": "costs"}
IMPACTS = {**WISHES, "pai": "wanted", "pai_topics": "climate"}

CHANGES: dict[str, str] = {
    "occupation": "self_employed",
    "income": "61000",
    "income_source": "work;rent",
    "income_outlook": "stable",
    "commitments": "29000",
    "liquid_assets": "81000.50",
    "investments": "61000",
    "real_property": "310000",
    "debts": "41000",
    "existing_portfolio": "none",
    "purpose": "wealth",
    "goal": "steady",
    "amount": "51000",
    "holding_years": "9",
    "liquidity_need": "11000",
    "kept_outside": "31000",
    "tolerable_loss": "31000",
    "reaction": "buy_more",
    "preferred_range": "moderate",
    "largest_fall": "over_35",
    "certainty": "chance",
    "past_falls": "bought",
    "education": "vocational",
    "finance_work": "in_finance",
    "services_known": "own_orders",
    "experience_years": "over_10",
    "experience_trades": "up_to_20",
    "experience_volume": "large",
    "knows_cash": "experienced",
    "knows_bonds": "informed",
    "knows_equity": "informed",
    "knows_property": "experienced",
    "knows_leverage": "informed",
    "test_cash": "never",
    "test_leverage": "below",
    "test_spread": "single",
    "test_currency": "same",
}
"""One other answer to each question that leaves the profile of the mandate suitable."""

ELSEWHERE: list[tuple[str, Mapping[str, str], str]] = [
    ("taxonomy_share", WISHES, "1 %"),
    ("sfdr_share", WISHES, "9 %"),
    ("sfdr_share", UNMET, "61 %"),
    ("give_up_reason", UNMET, "breadth"),
    ("pai_topics", IMPACTS, "climate;people"),
    ("switch_amount", SWITCHED, "41000"),
    ("switch_class", SWITCHED, "money_market"),
    ("switch_running_cost", SWITCHED, "1.6 %"),
    ("switch_exit_cost", SWITCHED, "410"),
    ("holding_years", SWITCHED, "9"),
]
"""The same for questions that are put only after another answer."""


def compared(before: Told, after: Told, id: str) -> None:
    """Every sentence that cites the fact changed; no other did, but those that cite a changed conclusion."""
    mark = reference(before.advice, id).text
    old, new = before.sentences, after.sentences
    moved = {name for name, value in before.results().items() if after.results()[name] != value}
    for place in {**old, **new}:
        was, is_now = old.get(place, ""), new.get(place, "")
        cites = marks(was) | marks(is_now)
        if was != is_now:
            assert cites & {mark, *moved}, f"changed without citing [{mark}]: {was!r} -> {is_now!r}"
        else:
            assert mark not in cites, f"cites [{mark}] and did not change: {was!r}"


def test_the_cases_change_every_fact_that_may_change() -> None:
    fixed = {"test_rates", "test_equity", "test_property", "sustainability"}
    assert set(CHANGES) | fixed == set(SUITED)


@pytest.mark.parametrize("id", CHANGES)
def test_changing_one_fact_changes_each_sentence_that_cites_it_and_no_other(id: str) -> None:
    before, after = told(mandate=MANDATE), told({id: CHANGES[id]}, mandate=MANDATE)
    assert not after.assessment.refused
    compared(before, after, id)


@pytest.mark.parametrize(("id", "base", "value"), ELSEWHERE, ids=lambda part: str(part)[:20])
def test_the_same_holds_for_wishes_and_for_a_switch(id: str, base: Mapping[str, str], value: str) -> None:
    before = told(base, mandate=MANDATE)
    after = told({**base, id: value}, mandate=MANDATE)
    assert not before.assessment.refused and not after.assessment.refused
    compared(before, after, id)


def test_the_same_holds_for_a_client_without_a_mandate() -> None:
    for id in ("income", "tolerable_loss", "purpose", "knows_bonds"):
        compared(told(), told({id: CHANGES[id]}), id)


@pytest.mark.parametrize("changes", [{}, WISHES, IMPACTS, UNMET, SWITCHED])
def test_every_fact_is_listed_with_its_day_and_cited_in_a_reason(changes: Mapping[str, str]) -> None:
    found = told(changes)
    reasons = {place: words for place, words in found.sentences.items() if place[0] != "answers"}
    cited = {mark for words in reasons.values() for mark in marks(words)}
    listed = {mark for words in found.sentences.values() for mark in marks(words)}
    ids = [fact.id for fact in found.assessment.facts]
    every = {reference(found.advice, id).text for id in ids}
    assert every <= listed
    of_tests = {id for id in ids if id.startswith(("knows_", "test_"))}
    switched = {"existing_portfolio"} if changes is SWITCHED else set()
    silent = (
        of_tests | {"if_unmet", "taxonomy_share", "pai"} | switched
    )  # in the table of conclusions or moot
    assert {reference(found.advice, id).text for id in ids if id not in silent} <= cited
    assert found.words.count("2 Mar 2026") + found.words.count("2\xa0March 2026") >= len(ids)


CLIENTS: list[Mapping[str, str]] = [
    {},
    {
        "income": "42000",
        "commitments": "25000",
        "liquid_assets": "55000",
        "investments": "20000",
        "real_property": "0",
        "debts": "3000",
        "amount": "25000",
        "tolerable_loss": "17000",
        "kept_outside": "20000",
        "liquidity_need": "4000",
        "holding_years": "7",
        "purpose": "education",
        "reaction": "buy_more",
        "past_falls": "held",
        "experience_years": "over_10",
        "knows_bonds": "informed",
        "occupation": "self_employed",
    },
    {
        "income": "95000",
        "commitments": "51000",
        "liquid_assets": "240000",
        "investments": "310000",
        "real_property": "650000",
        "debts": "120000",
        "amount": "180000",
        "tolerable_loss": "110000",
        "kept_outside": "60000",
        "liquidity_need": "30000",
        "holding_years": "15",
        "purpose": "wealth",
        "goal": "steady",
        "certainty": "mostly_certain",
        "finance_work": "in_finance",
        **WISHES,
    },
]


def test_reports_of_different_clients_share_less_than_a_fifth_of_their_reasons() -> None:
    """A reason is what cites a fact, outside the table of facts. All have one profile: what the law says and
    what the profile does is equal, and so is a reason where two answered alike."""
    for first, second in combinations([told(each, mandate=MANDATE) for each in CLIENTS], 2):
        mine, other = ({words for words in reasons(each).values()} for each in (first, second))
        assert min(len(mine), len(other)) >= 20
        assert len(mine & other) / min(len(mine), len(other)) < 0.2


def reasons(found: Told) -> dict[tuple[str, ...], str]:
    """Every sentence that cites a fact, but for the table of facts itself."""
    own = {place: words for place, words in found.sentences.items() if place[0] != "answers"}
    return {place: words for place, words in own.items() if any(mark[0] == "F" for mark in marks(words))}


def test_it_says_what_speaks_against_the_profile_too() -> None:
    found = told()
    against = [words for (section, *_), words in found.sentences.items() if section == "against"]
    assert len(against) >= 3  # lead, losses, and the client's own
    assert any("You may lose money" in words for words in against)


def test_it_has_the_five_headings_of_the_law_with_the_clients_values() -> None:
    rows = {about: words for (section, _, about, _), words in told().sentences.items() if section == "suits"}
    assert "10\xa0years [F18]" in rows["Term"]
    assert "[R5]" in rows["Attitude to risk"]
    assert "EUR\xa030,000 [F22]" in rows["Capacity for loss"]
    assert "[F36]" in rows["Knowledge and experience"]
    assert "[F46]" in rows["Sustainability"]


def test_losses_in_money_are_shares_of_the_amount_and_agree_everywhere() -> None:
    found = told()
    figures = {figure.id: figure for figure in figures_in(found.chapter.sections)}
    loss = figures[f"profile.{MANDATE}.loss.worst.money"]
    assert loss.value == pytest.approx(50_000 * 0.40, rel=1e-12)
    assert figures["capacity.rest"].value == pytest.approx(30_000 - 20_000, rel=1e-12)
    assert figures["stakes.cost"].value == pytest.approx(50_000 * 0.010, rel=1e-12)


def arithmetic(found: Told) -> list[Figure]:
    return [figure for figure in figures_in(found.chapter.sections) if figure.rule is not None]


@pytest.mark.parametrize("changes", [{}, SWITCHED, UNMET])
def test_every_derived_figure_comes_from_printed_parts(changes: Mapping[str, str]) -> None:
    found = told(changes)
    figures = {figure.id: figure for figure in figures_in(found.chapter.sections)}
    assert arithmetic(found)
    for figure in arithmetic(found):
        assert figure.rule is not None
        values = [figures[part].value for part in figure.parts]
        assert all(value is not None for value in values)
        assert figure.value == pytest.approx(figure.rule.of([v for v in values if v is not None]), rel=1e-9)
    assert {Rule.PRODUCT, Rule.DIFFERENCE} <= {figure.rule for figure in arithmetic(found)}


def test_wishes_that_are_given_up_are_said_with_the_reason_and_never_shown_as_met() -> None:
    found = told(UNMET)
    against = "\n".join(words for (section, *_), words in found.sentences.items() if section == "against")
    assert "You wanted at least 60.0% [F48] in sustainable investments" in against
    assert "You gave this wish up: “Costs come first” [F52]" in against
    tests = [about for (section, _, about, _) in found.sentences if section == "tests"]
    assert "Sustainable investments" not in tests


def test_a_switch_is_weighed_in_money() -> None:
    words = told(SWITCHED).words
    assert "You would sell EUR\xa040,000 [F11] of other investments, mainly “Bonds” [F13]" in words.replace(
        "[F12]", "[F13]"
    )
    assert "so the benefits exceed the costs" in words


def test_whose_answers_count_is_said_for_joint_holders_and_entities() -> None:
    names = ("Persona 01a", "Persona 01b")
    assert "Persona 01a, Persona 01b" in told(holder=Holder.JOINT, persons=names).words
    assert "legal entity [B2]" in told(holder=Holder.ENTITY, persons=names).words
    assert "[B2]" not in told().words.replace("| [B2] |", "")


def test_a_professional_client_reads_what_the_law_presumes() -> None:
    words = told(category=Category.PROFESSIONAL).words
    assert "You are a professional client [B1]. The law presumes that you know" in words
    passed = "known, and its test passed"
    assert passed in told().words and passed not in words


def test_the_review_is_dated_and_the_chapter_sums_itself_up() -> None:
    found = told()
    assert found.chapter.kind is DocumentKind.SUITABILITY
    assert "Your answers hold until 2\xa0March 2027" in found.words
    ((question, answer),) = found.chapter.answers
    assert question == "suits" and say(answer).startswith("Yes. ")


def test_other_profiles_stand_with_costs_and_the_reason_why_not() -> None:
    rows = {
        about: words
        for (section, _, about, _), words in told().sentences.items()
        if section == "alternatives"
    }
    assert len(rows) == 5  # the lead and four profiles
    assert "The profile of this report" in rows["Balanced UCITS"]
    assert "answers your goal less: “Growth” [F16]" in rows["Conservative UCITS"]
    assert "your answers permit no more than class 5 [R5]" in rows["Aggressive UCITS"]
    assert "is reckoned in USD, and your money is in EUR [B3]" in rows["Balanced"]


def test_no_placeholder_and_no_missing_word_is_left() -> None:
    for changes in ({}, WISHES, IMPACTS, UNMET, SWITCHED):
        assert not {"{", "}", "_"} & set(told(changes).words)


def test_numbers_of_facts_are_those_of_the_questions() -> None:
    ids = [question.id for question in questionnaire().questions]
    assert reference(told().advice, "amount").text == f"F{ids.index('amount') + 1}"


def test_that_it_is_looked_at_again_is_said_once() -> None:
    words = told(mandate=MANDATE).words
    assert words.count("We assess at least once a year whether the profile still suits you.") == 1
    assert "At least once a year" not in words
    assert words.count("We then ask all questions again") == 1
