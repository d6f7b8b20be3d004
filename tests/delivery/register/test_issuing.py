from multiprocessing import get_context
from pathlib import Path

import pytest

from reporting.delivery.files import sha256
from reporting.delivery.register.documents import Source
from reporting.delivery.register.engine import find_place
from reporting.delivery.register.issuing import issue, require_sources
from reporting.delivery.register.rows import Details, Kind
from reporting.delivery.register.store import Entry, Register
from reporting.delivery.register.verifying import verify
from reporting.domain.errors import Refused, Unusable
from tests.delivery.register.conftest import TIME
from tests.delivery.register.issues import CLIENT, OTHER, SOURCE, an_issue


def rows_of(register: Register) -> list[Details]:
    with register.reading() as reader:
        return [row.details for row in reader.of_kinds(Kind.ISSUE) if row.details]


def test_a_new_document_is_a_row_with_all_that_is_known_of_it(register: Register) -> None:
    done = issue(register, [an_issue()], [SOURCE])
    assert done.added == 1 and done.refused == ()
    with register.reading() as reader:
        version, row = reader.rows()
    assert (version.kind, row.kind, row.sequence, row.time) == ("version", "issue", 2, TIME)
    details = row.details
    assert details is not None
    assert (details.client, details.type, details.period, details.language) == (
        CLIENT,
        "pack",
        "2026Q3",
        "en",
    )
    assert (details.version, details.sha256, details.supersedes) == ("1", sha256(b"one"), None)
    assert details.inputs == f'{{"client":"{sha256(b"record")}"}}' and details.checks == '{"passed":31}'
    assert done.rows == {an_issue().series: (2, 1)}


def test_an_unchanged_document_issued_again_is_no_new_row(register: Register) -> None:
    issue(register, [an_issue()], [SOURCE])
    again = issue(register, [an_issue()], [SOURCE], reason="none needed")
    assert again.added == 0 and again.rows == {an_issue().series: (2, 1)}
    assert len(rows_of(register)) == 1


def test_a_changed_document_without_a_reason_is_refused_and_stops_no_other(register: Register) -> None:
    issue(register, [an_issue()], [])
    done = issue(register, [an_issue(b"two"), an_issue(client=OTHER)], [])
    assert [each.client for each in done.refused] == [CLIENT]
    assert [each.client for each in rows_of(register)] == [CLIENT, OTHER]


def test_a_correction_is_a_new_version_with_its_reason(register: Register) -> None:
    issue(register, [an_issue()], [])
    issue(register, [an_issue(b"two")], [], reason="a price was corrected")
    issue(register, [an_issue(b"three")], [], reason="a fee was corrected")
    told = [(each.version, each.supersedes, each.reason) for each in rows_of(register)]
    assert told == [("1", None, ""), ("2", 1, "a price was corrected"), ("3", 2, "a fee was corrected")]


@pytest.mark.parametrize("change", [{"type": "notice"}, {"period": "2026Q4"}, {"language": "de"}])
def test_documents_of_another_series_are_no_versions_of_each_other(
    register: Register, change: dict[str, str]
) -> None:
    issue(register, [an_issue(), an_issue(b"two", **change)], [])
    assert [each.version for each in rows_of(register)] == ["1", "1"]


def test_a_file_that_changed_under_its_version_is_refused_and_nothing_is_entered(register: Register) -> None:
    issue(register, [an_issue()], [SOURCE])
    changed = Source(SOURCE.kind, SOURCE.name, SOURCE.version, sha256(b"changed"))
    with pytest.raises(Refused, match="balanced.yaml: profile changed, but still states version 3"):
        require_sources(register, [changed])
    with pytest.raises(Refused, match="give it a new version"):
        issue(register, [an_issue(client=OTHER)], [changed])
    assert len(rows_of(register)) == 1
    renewed = Source(SOURCE.kind, SOURCE.name, "4", sha256(b"changed"))
    assert issue(register, [an_issue(client=OTHER)], [renewed, SOURCE]).added == 1


def test_a_reason_is_one_line_of_plain_text(register: Register) -> None:
    for reason in ("two\nlines", "a\0b", "x" * 301, "right\u202eleft"):
        with pytest.raises(Unusable, match="--reason"):
            issue(register, [an_issue()], [], reason=reason)


def test_the_engine_itself_refuses_to_change_or_delete(register: Register) -> None:
    issue(register, [an_issue()], [SOURCE])
    statements = (
        "UPDATE register_entries SET time = 'x'",
        "DELETE FROM register_entries",
        "UPDATE register_details SET client = 'x'",
        "DELETE FROM register_details",
        "INSERT INTO register_entries VALUES (9, 'issue', '', NULL, '', '')",
    )
    for statement in statements:
        with pytest.raises(Unusable, match="the register cannot be used: .*(never|alone|end)"):
            with register.writing() as writer:
                writer.connection.exec_driver_sql(statement)
    assert not verify(register).damages


def test_replacing_a_row_is_refused_too(tmp_path: Path) -> None:
    """SQLite's REPLACE deletes silently: no trigger for deletion runs unless it is asked for."""
    register = Register(find_place(None, tmp_path), lambda: TIME)
    issue(register, [an_issue()], [])
    columns = "salt, " + ", ".join(Details.__dataclass_fields__)
    for statement in (
        "INSERT OR REPLACE INTO register_entries SELECT * FROM register_entries",
        f"INSERT OR REPLACE INTO register_details SELECT sequence, {columns} FROM register_details",
    ):
        with pytest.raises(Unusable, match="cannot be used"):
            with register.writing() as writer:
                writer.connection.exec_driver_sql(statement)


def add_many(url: str, folder: str, name: str, count: int) -> None:
    register = Register(find_place(url, Path(folder)), lambda: TIME)
    for number in range(count):
        issue(register, [an_issue(client=f"{name}{number}")], [SOURCE])


def test_writers_at_once_give_one_chain(register: Register, url: str, tmp_path: Path) -> None:
    context = get_context("spawn")
    writers = [
        context.Process(target=add_many, args=(url, str(tmp_path), name, 15)) for name in ("a", "b", "c")
    ]
    for each in writers:
        each.start()
    for each in writers:
        each.join()
    assert [each.exitcode for each in writers] == [0, 0, 0]
    done = verify(register)
    assert done.rows == 46 and not done.damages
    assert len({each.client for each in rows_of(register)}) == 45


def test_what_fails_leaves_nothing_behind(register: Register) -> None:
    issue(register, [an_issue()], [])
    with pytest.raises(KeyboardInterrupt):
        with register.writing() as writer:
            writer.append([Entry(Kind.END, Details(client=CLIENT, day="2026-01-01"))])
            raise KeyboardInterrupt
    assert verify(register).rows == 1


def test_the_file_of_a_register_is_for_its_owner_alone(tmp_path: Path) -> None:
    issue(Register(find_place(None, tmp_path / "new"), lambda: TIME), [an_issue()], [])
    assert (tmp_path / "new" / "register.sqlite").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("register_url", "message"),
    [
        ("mysql://host/name", "'mysql' is not supported"),
        ("://", "no URL of a database"),
        ("sqlite://", "names no SQLite file"),
        (
            "postgresql://user:secret@127.0.0.1:1/name",
            "postgresql://127.0.0.1/name: the register cannot be used",
        ),
    ],
)
def test_a_place_that_cannot_be_used_is_refused_without_its_password(
    tmp_path: Path, register_url: str, message: str
) -> None:
    with pytest.raises(Unusable, match=message) as refusal:
        issue(Register(find_place(register_url, tmp_path), lambda: TIME), [an_issue()], [])
    assert "secret" not in str(refusal.value)


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / "register.sqlite").write_bytes(b"no database at all" * 100)
    with pytest.raises(Unusable, match="file is not a database"):
        issue(Register(find_place(None, tmp_path), lambda: TIME), [an_issue()], [])
