import json
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from reporting.delivery import files, text
from reporting.delivery.register import telling
from reporting.delivery.register.engine import find_place
from reporting.delivery.register.issuing import issue
from reporting.delivery.register.places import superseded
from reporting.delivery.register.rows import COLUMNS, Kind, make_row
from reporting.delivery.register.store import Register
from reporting.delivery.register.tables import DETAILS, ENTRIES
from reporting.delivery.register.verifying import verify
from reporting.domain.errors import Unusable
from tests.delivery.register.issues import CLIENT, OTHER, SOURCE, an_issue

Tamper = Callable[[str], None]


@pytest.fixture
def filled(register: Register) -> Register:
    issue(register, [an_issue(), an_issue(client=OTHER)], [SOURCE])
    issue(register, [an_issue(b"two")], [SOURCE], reason="corrected")
    return register


def named(register: Register) -> list[tuple[int, str]]:
    return [(each.row, each.column) for each in verify(register).damages]


def test_an_untouched_register_has_no_damage(filled: Register) -> None:
    done = verify(filled)
    assert (done.rows, done.purged, done.damages, done.files) == (4, 0, [], None)


@pytest.mark.parametrize("column", COLUMNS)
def test_a_changed_value_is_named_by_row_and_column(filled: Register, tamper: Tamper, column: str) -> None:
    value = "3" if column == "supersedes" else "'forged'"
    tamper(f"UPDATE register_details SET {column} = {value} WHERE sequence = 2")
    assert named(filled) == [(2, column)]


@pytest.mark.parametrize("column", ["kind", "time", "subject", "commitments", "hash"])
def test_a_changed_head_is_named_by_row_and_column(filled: Register, tamper: Tamper, column: str) -> None:
    value = "4" if column == "subject" else "'forged'"
    tamper(f"UPDATE register_entries SET {column} = {value} WHERE sequence = 3")
    assert named(filled) == [(3, column)]


def test_a_single_bit_of_a_hash_is_named(filled: Register, tamper: Tamper) -> None:
    for row in (1, 4):
        with filled.reading() as reader:
            digest = list(reader.rows())[row - 1].hash
        flipped = digest[:-1] + format(int(digest[-1], 16) ^ 1, "x")
        tamper(f"UPDATE register_entries SET hash = '{flipped}' WHERE sequence = {row}")
        assert named(filled) == [(row, "hash")]
        tamper(f"UPDATE register_entries SET hash = '{digest}' WHERE sequence = {row}")
    assert named(filled) == []


def test_a_changed_salt_is_named(filled: Register, tamper: Tamper) -> None:
    tamper("UPDATE register_details SET salt = '00' WHERE sequence = 2")
    assert named(filled) == [(2, "salt")]


def test_a_row_made_to_fit_its_own_commitments_is_still_named(filled: Register, tamper: Tamper) -> None:
    """The intruder knows the method and commits anew to a changed value, but not to all rows after it."""
    with filled.reading() as reader:
        first, second, *_ = reader.rows()
    assert second.details is not None and second.salt is not None
    details = replace(second.details, sha256="0" * 64)
    forged = make_row(first.hash, 2, Kind(second.kind), second.time, details, second.salt)
    tamper(f"UPDATE register_details SET sha256 = '{'0' * 64}' WHERE sequence = 2")
    tamper(f"UPDATE register_entries SET commitments = '{forged.commitments}' WHERE sequence = 2")
    assert named(filled) == [(2, "hash")]
    tamper(f"UPDATE register_entries SET hash = '{forged.hash}' WHERE sequence = 2")
    assert named(filled) == [(3, "hash")]


def test_missing_rows_are_named(filled: Register, tamper: Tamper) -> None:
    tamper("DELETE FROM register_entries WHERE sequence = 2")
    assert named(filled) == [(2, "sequence"), (2, "details")]


def test_details_deleted_without_a_purge_are_named(filled: Register, tamper: Tamper) -> None:
    tamper("DELETE FROM register_details WHERE sequence = 3")
    assert named(filled) == [(3, "details")]


def test_an_end_that_was_cut_off_is_seen_against_the_head_noted_before(
    filled: Register, tamper: Tamper
) -> None:
    head = verify(filled).head
    issue(filled, [an_issue(b"three")], [], reason="again")
    assert verify(filled, head=head).damages == []
    tamper("DELETE FROM register_details WHERE sequence >= 4")
    tamper("DELETE FROM register_entries WHERE sequence >= 4")
    assert verify(filled).damages == []
    assert [each.column for each in verify(filled, head=head).damages] == ["hash"]


def test_the_files_are_compared_with_their_rows(filled: Register, tmp_path: Path) -> None:
    new, other = (tmp_path / an_issue(client=each).file for each in (CLIENT, OTHER))
    old = tmp_path / superseded(an_issue().file, an_issue().sha256)
    for path, content in ((new, b"two"), (other, b"one"), (old, b"one")):
        files.write(path, content)
    done = verify(filled, tmp_path)
    assert (done.files, done.damages) == (3, [])
    other.write_bytes(b"onf")
    old.unlink()
    told = [(each.row, each.column, each.message) for each in verify(filled, tmp_path).damages]
    assert [each[:2] for each in told] == [(2, "file"), (3, "file")]
    assert "no such file" in told[0][2] and "not the document that was issued" in told[1][2]


def test_a_registered_path_that_leads_out_is_not_followed(register: Register, tmp_path: Path) -> None:
    issue(register, [an_issue(file="../../etc/passwd")], [])
    (damage,) = verify(register, tmp_path).damages
    assert damage.message == "leads out of the output folder"


def test_without_a_register_there_is_nothing_to_verify(register: Register) -> None:
    with pytest.raises(Unusable, match="reporting packs"):
        verify(register)


SPOILT = {
    "bytes that are no text": "CAST(X'ff41' AS TEXT)",
    "bytes": "X'ff41'",
    "a deep list": f"'{'[' * 100_000}'",
    "a number beyond all bounds": "'{\"a\":1e999}'",
    "a number of many digits": f"'{'9' * 5000}'",
    "an infinity": "9e999",
}


@pytest.fixture
def lite(tmp_path: Path) -> Register:
    """In SQLite, where a column holds whatever was put into it."""
    register = Register(find_place(None, tmp_path), lambda: "2026-10-01T09:30:00Z")
    issue(register, [an_issue(), an_issue(client=OTHER)], [SOURCE])
    return register


@pytest.mark.parametrize("spoilt", SPOILT)
@pytest.mark.parametrize("column", [*ENTRIES.columns.keys()[1:], *DETAILS.columns.keys()[1:]])
def test_a_value_of_another_kind_is_named_and_can_be_looked_at(
    lite: Register, column: str, spoilt: str
) -> None:
    table = ENTRIES if column in ENTRIES.columns else DETAILS
    with sqlite3.connect(lite.place.file or "") as connection:
        for (trigger,) in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall():
            connection.execute(f"DROP TRIGGER {trigger}")
        connection.execute(f"UPDATE {table.name} SET {column} = {SPOILT[spoilt]} WHERE sequence = 2")
    assert named(lite) == [(2, column)]
    rows, replaced = telling.found(lite)
    assert all(line.isprintable() for line in telling.listing(rows, replaced).splitlines())
    assert telling.export_csv(rows, replaced).decode() and json.loads(telling.export_json(rows, replaced))
    assert json.loads(text.pretty(telling.one(lite, 2)))


def test_nothing_is_issued_upon_a_row_that_was_changed(filled: Register, tamper: Tamper) -> None:
    tamper("UPDATE register_details SET version = 'x' WHERE sequence = 2")
    with pytest.raises(Unusable, match="row 2 is not what was written; see `reporting register verify`"):
        issue(filled, [an_issue(b"three")], [], reason="again")


def test_a_damaged_schema_is_one_sentence(lite: Register) -> None:
    file = lite.place.file
    assert file is not None
    file.write_bytes(file.read_bytes().replace(b"TRIGGER register", b"TRIGG\xc5R register"))
    with pytest.raises(Unusable, match="the register cannot be used"):
        verify(lite)
