"""A book beside the firm's other files: versions of the questionnaire and instruments that nobody defined."""

from __future__ import annotations

from pathlib import Path

import pytest

from reporting.domain.errors import Unusable
from reporting.inputs.clients import open_book
from reporting.inputs.clients.known import Known
from reporting.rendering.fonts import drawable
from tests.inputs.clients.books import Tables, sound, write_csv

KNOWN = Known(frozenset({"1", "2"}), frozenset({"CSPX", "SPY"}), drawable())
NO_VERSION = (
    "version: is no version of the questionnaire; correct it, or name it under earlier in questionnaire.yaml"
)
NO_TICKER = "ticker: is none of the instruments of the house; correct it, or add it to instruments.yaml"


def said(tables: Tables, folder: Path) -> list[str]:
    """What is wrong with client A, as `file:line:column: path: message`."""
    try:
        open_book(write_csv(tables, folder)).record("A", KNOWN)
    except Unusable as error:
        return [str(fault) for fault in error.faults]
    return []


def test_answers_to_an_earlier_version_count(tmp_path: Path) -> None:
    tables = sound("A")
    tables["answers"][0]["version"] = "2"
    assert said(tables, tmp_path) == []


def test_an_answer_to_a_version_that_never_was_is_named_by_row_and_column(tmp_path: Path) -> None:
    tables = sound("A")
    tables["answers"][1]["version"] = "3"
    assert said(tables, tmp_path) == [f"answers.csv:3:5: {NO_VERSION}"]


@pytest.mark.parametrize(
    ("table", "row", "place"),
    [
        ("positions", {"account": "A-E", "day": "2025-07-31", "ticker": "NONE", "units": "1"}, "4:3"),
        ("cash_flows", {"id": "F3", "account": "A-M", "day": "2025-06-30", "kind": "tax", "amount": "-1",
                        "currency": "EUR", "ticker": "NONE", "remark": ""}, "4:7"),
        ("cash_flows", {"id": "F3", "account": "A-M", "day": "2025-06-30", "kind": "distribution",
                        "amount": "1", "currency": "EUR", "ticker": "NONE", "remark": ""}, "4:7"),
    ],
)  # fmt: skip
def test_an_instrument_that_the_house_lacks_is_named(
    table: str, row: dict[str, str], place: str, tmp_path: Path
) -> None:
    tables = sound("A")
    tables[table].append(row)
    assert said(tables, tmp_path) == [f"{table}.csv:{place}: {NO_TICKER}"]


@pytest.mark.parametrize(
    ("table", "column", "text", "scripts", "place"),
    [
        ("clients", "name", "Persona \u05dc\u05d5\u05d9", "Hebrew", "2:4"),
        ("clients", "address", "\u0634\u0627\u0631\u0639 1 \u2603", "Arabic, other signs", "2:6"),
        ("accounts", "name", "\u4e2d", "CJK", "2:4"),
        ("transactions", "nature", "\u0e01", "Thai", "2:14"),
    ],
)
def test_a_text_that_cannot_be_printed_is_named_by_its_script_and_not_shown(
    table: str, column: str, text: str, scripts: str, place: str, tmp_path: Path
) -> None:
    tables = sound("A")
    tables[table][0][column] = text
    (line,) = said(tables, tmp_path)
    assert line == (
        f"{table}.csv:{place}: {column}: holds signs that the fonts of the documents cannot print "
        f"({scripts}); write it in Latin, Greek or Cyrillic letters"
    )


def test_greek_cyrillic_and_accented_names_are_printed(tmp_path: Path) -> None:
    tables = sound("A")
    tables["clients"][0]["name"] = "\u0141\u00f3d\u017a \u03a9\u03bc\u03ad\u03b3\u03b1 \u041c\u0438\u0440"
    assert said(tables, tmp_path) == []


def test_rows_of_two_clients_of_one_id_are_not_judged(tmp_path: Path) -> None:
    tables = sound("A")
    tables["clients"].append({**tables["clients"][0]})
    tables["answers"][0]["version"] = "3"
    assert not [line for line in said(tables, tmp_path) if "version" in line]
