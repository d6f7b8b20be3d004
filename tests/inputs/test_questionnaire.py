"""The questionnaire: read whole, every fault at its place, and fit for six languages."""

import hashlib
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

from reporting.domain.errors import Unusable
from reporting.domain.localised import Localised
from reporting.domain.questionnaire import Dimension, Kind, Level, Part
from reporting.inputs.profiles import validate
from reporting.inputs.questionnaire import load_questionnaire, read_questionnaire
from tests.inputs.shipped import PROFILES, edited, house, place_of

FILE = "house/questionnaire.yaml"
LANGUAGES = ["en", "de", "fr", "it", "es", "nl"]


def faults(folder: Path, changes: dict[str, str]) -> list[str]:
    """What is said about an edited copy, without the file's name."""
    path = edited(folder, FILE, changes)
    found, said = read_questionnaire(path)
    assert (found is None) is bool(said)
    return [str(each).removeprefix(f"{path}:") for each in said]


def texts(part: object) -> list[object]:
    """Every text of a part, whichever way it is given."""
    if isinstance(part, Localised):
        return [part]
    if isinstance(part, tuple):
        return [each for item in part for each in texts(item)]
    if is_dataclass(part):
        return [each for field in fields(part) for each in texts(getattr(part, field.name))]
    return []


def test_the_shipped_questionnaire_is_whole() -> None:
    found = load_questionnaire(PROFILES / "house")
    assert found.version == "2026-10" and found.valid_months == 12 and found.illustrative
    content = (PROFILES / FILE).read_bytes()
    assert found.sha256 == hashlib.sha256(content).hexdigest()
    assert [dimension for dimension, _ in found.dimensions] == list(Dimension)
    assert [level for _, level in found.levels] == list(Level)
    assert len(found.contradictions) >= 12


def test_earlier_versions_are_named_in_the_file(tmp_path: Path) -> None:
    assert load_questionnaire(PROFILES / "house").versions == {"2026-10"}
    path = edited(tmp_path, FILE, {"version: 2026-10": "version: 2026-10\nearlier: [2026-04]"})
    found, said = read_questionnaire(path)
    assert found is not None and not said
    assert found.versions == {"2026-10", "2026-04"}


def test_every_text_is_there_in_six_languages_once_each() -> None:
    found = texts(load_questionnaire(PROFILES / "house"))
    assert len(found) > 200
    assert all([code for code, _ in each.texts] == LANGUAGES for each in found)  # type: ignore[attr-defined]


def test_each_table_reaches_from_the_lowest_to_the_highest_class() -> None:
    for dimension, table in load_questionnaire(PROFILES / "house").dimensions:
        assert [highest for _, highest in table] == list(range(1, 8)), dimension


def test_the_highest_class_of_each_score_can_be_reached() -> None:
    found = load_questionnaire(PROFILES / "house")
    for dimension, table in found.dimensions:
        most = sum(
            max(option.points for option in question.options)
            for question in found.questions
            if question.dimension is dimension
        )
        most += sum(
            max(s.points for s in scale.steps) for scale in found.scales if scale.dimension is dimension
        )
        assert most >= table[-1][0], dimension


def test_sustainability_is_asked_last_and_may_be_none() -> None:
    found = load_questionnaire(PROFILES / "house")
    parts = [question.part for question in found.questions]
    assert parts == sorted(parts, key=list(dict.fromkeys(parts)).index)
    assert parts[-1] is Part.SUSTAINABILITY
    question = found.question("sustainability")
    assert question is not None and [option.id for option in question.options] == ["none", "wanted"]


def test_every_asset_class_of_the_house_is_asked_about_and_tested() -> None:
    found = load_questionnaire(PROFILES / "house")
    for instrument in house().instruments.values():
        kind = found.instrument_type(instrument.asset_class.value)
        assert kind is not None and kind.tested_by, instrument.ticker


def test_each_test_has_one_right_answer_and_lets_one_say_that_one_does_not_know() -> None:
    tests = [q for q in load_questionnaire(PROFILES / "house").questions if q.id.startswith("test_")]
    assert len(tests) == 7
    for question in tests:
        assert [option.correct for option in question.options].count(True) == 1
        assert "unknown" in [option.id for option in question.options]
        assert question.kind is Kind.CHOICE


SURE = "{ answer: certainty, one_of: [certain] }"
LOSS = "{ quantity: tolerable_loss, above: net_assets }"
FIRST = "points: 0\n        at_most: 2\n        text: { en: I sell everything"
MISTAKES: tuple[tuple[str, str, str], ...] = (
    ("valid_months: 12", "valid_months: 13", "13 is out of range; 1 to 12 is allowed"),
    ("status: illustrative", "", "no origin is given"),
    ("quantity: reserve_months", "quantity: reserve_month", "did you mean reserve_months?"),
    (
        "goal\n    part: objectives\n    kind: choice",
        "goal\n    part: objectives\n    kind: choices",
        "needs choice",
    ),
    ("- id: purpose\n", "- id: purposes\n", "the question purpose (choice) is missing"),
    ("tested_by: [test_cash]", "tested_by: []", "self-assessment alone is not enough"),
    ("tested_by: [test_cash]", "tested_by: [purpose]", "purpose has no right answer"),
    ("tested_by: [test_cash]", "tested_by: [test_money]", "test_money is no question"),
    (SURE, "{ answer: certainty, one_of: [sure] }", "sure is no option of certainty"),
    (SURE, "{ answer: income, one_of: [certain] }", "income is no question with options"),
    (LOSS, "{ quantity: tolerable_loss }", "or quantity with one of above"),
    (LOSS, "{ quantity: tolerable_loss, above: goal }", "goal is no quantity and no question whose answer"),
    ("- { points: 12, highest: 6 }", "- { points: 9, highest: 6 }", "above that of the row before"),
    ("- { least: 8, points: 7 }", "- { least: 5, points: 7 }", "above that of the row before"),
    ("past_falls\n    part: tolerance", "past_falls\n    part: sustainability", "which must be the last"),
    ("- id: buys_more_but_bears_little", "- id: sells_early_but_bears_falls", "stands twice; rename one"),
    (FIRST, FIRST.removeprefix("points: 0\n        "), "the question counts in a score"),
    ("        order: lowest\n", "", "say which profiles come first"),
    ("        asset_class: cash-like\n        text", "        text", "name the class"),
    ("{ answer: pai, one_of: [wanted] }", "{ answer: give_up_reason, one_of: [costs] }", "is asked later"),
)


@pytest.mark.parametrize(("old", "new", "said"), MISTAKES)
def test_a_mistake_is_found_and_told(tmp_path: Path, old: str, new: str, said: str) -> None:
    found = faults(tmp_path, {old: new})
    assert any(said in each for each in found), found


def test_a_fault_names_line_and_column(tmp_path: Path) -> None:
    path = edited(tmp_path, FILE, {"tested_by: [test_cash]": "tested_by: [test_money]"})
    (fault,) = read_questionnaire(path)[1]
    assert (fault.line, fault.column) == place_of(path, "test_money")
    assert fault.path == "instrument_types[0].tested_by[0]"


def test_all_faults_are_told_at_once_and_by_validate_too(tmp_path: Path) -> None:
    changes = {"valid_months: 12": "valid_months: 0", "quantity: reserve_months": "quantity: Reserve"}
    path = edited(tmp_path, FILE, changes)
    assert len(read_questionnaire(path)[1]) == 2
    assert validate([path]) == validate([path.parent]) == read_questionnaire(path)[1]
    with pytest.raises(Unusable) as caught:
        load_questionnaire(path.parent)
    assert list(caught.value.faults) == read_questionnaire(path)[1]


def test_a_house_without_a_questionnaire_is_sound_until_it_is_asked_for(tmp_path: Path) -> None:
    path = edited(tmp_path, FILE, {})
    path.unlink()
    assert validate([path.parent]) == []
    with pytest.raises(Unusable, match="there is no such file"):
        load_questionnaire(path.parent)
