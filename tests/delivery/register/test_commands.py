"""`reporting register ...` as an officer uses it, on a register in the output folder."""

import csv
import io
import json
import sqlite3
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from reporting.cli import app
from reporting.delivery import files
from reporting.delivery.register.engine import find_place
from reporting.delivery.register.issuing import issue
from reporting.delivery.register.pseudonym import load_key, pseudonym
from reporting.delivery.register.retention import note_ends
from reporting.delivery.register.store import Register
from tests.delivery.register.conftest import TIME
from tests.delivery.register.issues import OTHER, SOURCE, an_issue
from tests.delivery.register.test_retention import END


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working directory whose output folder holds a register of three documents."""
    monkeypatch.chdir(tmp_path)
    output = tmp_path / "output"
    mine = pseudonym(load_key(output / "register.key", create=True), "C-007")
    register = Register(find_place(None, output), lambda: TIME)
    issue(register, [an_issue(client=mine), an_issue(client=OTHER, document="=HYPERLINK(1)")], [SOURCE])
    issue(register, [an_issue(b"two", client=mine)], [], reason="corrected")
    note_ends(register, {mine: END})
    files.write(output / an_issue(client=mine).file, b"two")
    return output


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["register", *(str(argument) for argument in arguments)])


def test_verify_tells_the_head_and_exits_with_1_for_a_changed_byte(home: Path) -> None:
    fine = run("verify")
    assert fine.exit_code == 0 and "5 rows, 0 purged, as written; head " in fine.stdout
    with sqlite3.connect(home / "register.sqlite") as connection:
        connection.execute("DROP TRIGGER register_details_update")
        connection.execute("UPDATE register_details SET day = '2026-09-31' WHERE sequence = 3")
    found = run("verify", "--json")
    assert found.exit_code == 1
    assert found.stderr == "row 3, column day: is not what was written\n"
    assert [each["row"] for each in json.loads(found.stdout)["damages"]] == [3]


def test_verify_compares_files_where_asked_to(home: Path) -> None:
    found = run("verify", "--output", home)
    assert found.exit_code == 1 and "3 files, 2 damaged" in found.stdout
    assert len([line for line in found.stderr.splitlines() if "no such file" in line]) == 2


def test_list_finds_a_client_by_its_id_or_pseudonym(home: Path) -> None:
    rows = json.loads(run("list", "--client", "C-007", "--json").stdout)["rows"]
    assert [row["sequence"] for row in rows] == [2, 4, 5]
    assert rows[0]["superseded_by"] == 4 and rows[1]["supersedes"] == 2 and rows[1]["version"] == "2"
    assert json.loads(run("list", "--client", rows[0]["client"], "--json").stdout)["rows"] == rows
    text = run("list", "--period", "2026Q3").stdout
    assert text.count("issue") == 3 and "superseded by 4" in text and "corrected" in text


def test_show_tells_a_row_in_full_or_that_there_is_none(home: Path) -> None:
    row = json.loads(run("show", 4).stdout)
    assert row["reason"] == "corrected" and row["checks"] == {"passed": 31} and len(row["hash"]) == 64
    none = run("show", 99)
    assert none.exit_code == 1 and "has no row 99; its last one is 5" in none.stderr


def test_no_cell_of_an_export_starts_a_formula(home: Path, tmp_path: Path) -> None:
    table, tree = tmp_path / "register.csv", tmp_path / "register.json"
    assert run("export", table).exit_code == run("export", tree).exit_code == 0
    cells = [cell for row in csv.reader(io.StringIO(table.read_text())) for cell in row]
    assert "'=HYPERLINK(1)" in cells and not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
    rows = json.loads(tree.read_text())
    assert [row["sequence"] for row in rows] == [1, 2, 3, 4, 5] and rows[2]["document"] == "=HYPERLINK(1)"
    assert table.stat().st_mode & 0o777 == 0o600


def test_hold_release_and_purge(home: Path) -> None:
    assert run("hold", "C-007", "--reason", "court order").exit_code == 0
    held = run("purge")
    assert held.exit_code == 0 and held.stdout == "" and "kept, under a hold" in held.stderr
    assert run("release", "C-007", "--reason", "closed").exit_code == 0
    told = run("purge", "--dry-run")
    assert "5 rows" in told.stdout and "as written" in run("verify").stdout
    assert run("purge").stdout == told.stdout
    after = run("verify")
    assert after.exit_code == 0 and ", 5 purged, as written" in after.stdout
    assert not list(home.glob("*/clients/*"))
    assert "purged" in run("list").stdout


def test_nothing_is_purged_ahead_of_time(home: Path) -> None:
    assert run("purge", "--as-of", "2099-01-01").exit_code == 2
    assert run("purge", "--years", 1).exit_code == 2
    assert run("purge", "--as-of", "2025-01-01").stdout == ""


def test_without_its_key_a_client_cannot_be_found_by_id(home: Path) -> None:
    (home / "register.key").unlink()
    missing = run("list", "--client", "C-007")
    assert missing.exit_code == 2 and "key of the pseudonyms is missing" in missing.stderr
    assert "C-007" not in missing.stderr
