"""`reporting notices` as a scheduler calls it: exit codes, one JSON object, no name and no id of a client."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from reporting.cli import app
from reporting.inputs import demo

BOOK = Path(demo.__file__).parent / "book"
LOSER = "P09"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["notices", *(str(argument) for argument in arguments)])


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The rows of one persona of the demo book, as a folder of its own."""
    folder = tmp_path_factory.mktemp("book")
    for path in sorted(BOOK.glob("*.csv")):
        with path.open(newline="", encoding="utf-8") as file:
            head, *rows = csv.reader(file)
        kept = [row for row in rows if row[0] == LOSER or f"{LOSER}-M" in row]
        with (folder / path.name).open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows([head, *kept])
    return folder


def test_a_date_that_is_none_and_a_date_before_all_prices_are_refused_in_words(tmp_path: Path) -> None:
    wrong = run("--date", "yesterday", "--output", tmp_path)
    assert wrong.exit_code == 2 and "no date; write it as 2021-12-31" in wrong.stderr
    early = run("--date", "1999-12-31", "--output", tmp_path)
    assert early.exit_code == 1 and "its prices begin on 2006-01-03, after 1999-12-31" in early.stderr


def test_one_json_object_names_the_letter_by_a_pseudonym_and_a_second_run_has_none(
    book: Path, tmp_path: Path
) -> None:
    asked = ("--date", "2026-09-30", "--clients", book, "--output", tmp_path, "--json")
    first = run(*asked)
    assert first.exit_code == 0, first.stderr
    told = json.loads(first.stdout)
    (letter,) = told["issued"]
    assert (letter["threshold"], letter["period"], letter["late"]) == (10, "2026Q3", True)
    assert (tmp_path / letter["file"]).is_file()
    assert LOSER not in first.stdout + first.stderr and "Persona" not in first.stdout + first.stderr
    again = json.loads(run(*asked).stdout)
    assert again["issued"] == [] and again["issued_before"] == 1


def test_prices_that_end_before_the_day_stop_the_client_and_the_exit_code_says_so(
    book: Path, tmp_path: Path
) -> None:
    late = run("--date", "2026-12-31", "--clients", book, "--output", tmp_path)
    assert late.exit_code == 1
    assert "end on 2026-10-30, before 2026-12-31" in late.stderr and "1 faults" in late.stdout
