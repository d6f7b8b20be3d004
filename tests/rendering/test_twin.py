"""The twin: strict JSON with the very figures of the document."""

import json
from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from reporting.domain.disclosure import Status
from reporting.rendering.twin import number, twin
from tests.rendering import sample


def load() -> dict[str, Any]:
    def refuse(constant: str) -> None:
        raise AssertionError(f"{constant} is no JSON")

    content: dict[str, Any] = json.loads(twin(sample.disclosure(), sample.words()), parse_constant=refuse)
    return content


def test_every_figure_of_the_document_is_there_with_its_meaning() -> None:
    figures = load()["figures"]
    document = {figure.id: figure for figure in sample.disclosure().figures()}
    assert list(figures) == sorted(document)
    for id, figure in document.items():
        assert figures[id]["value"] == figure.value or abs(figures[id]["value"] / figure.value - 1) < 1e-11
        assert figures[id]["unit"] == figure.unit.value
        assert figures[id]["nature"] == figure.nature.value
    assert figures["loss"]["printed"] == "12.3%"
    assert figures["ratio"]["missing"] == "a fall of this depth has no average over five years"
    assert figures["ratio"]["value"] is None


def test_tables_charts_and_texts_are_there_in_reading_order() -> None:
    sections = load()["sections"]
    assert [section["id"] for section in sections] == ["what", "scenarios", "allocation", "past", "words"]
    _, table, chart = sections[1]["blocks"]
    assert table["block"] == "table" and table["rows"][0]["cells"][0] == "Stress"
    assert table["rows"][0]["cells"][1] == {"figure": "scenario.stress.1y.money"}
    assert chart["spec"]["kind"] == "fan" and chart["spec"]["dates"][0] == "2026-10-30"
    assert len(chart["spec"]["series"][0]["y"]) == 61


def test_it_says_what_the_document_may_be_used_for() -> None:
    content = load()
    assert content["status"] == "specimen"
    assert content["reasons"][0] == "the prices come from a synthetic market"
    final = json.loads(twin(sample.disclosure(Status.FINAL), sample.words()))
    assert final["status"] == "final" and final["reasons"] == []


def test_the_same_document_gives_the_same_bytes() -> None:
    assert twin(sample.disclosure(), sample.words()) == twin(replace(sample.disclosure()), sample.words())


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_numbers_have_twelve_significant_digits(value: float) -> None:
    shown = number(value)
    assert shown is not None
    assert shown == value or abs(shown - value) <= abs(value) * 5.1e-12 + 1e-322
    assert str(shown) != "-0.0"
