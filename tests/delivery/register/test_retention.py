from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from reporting.delivery import files
from reporting.delivery.register.engine import find_place
from reporting.delivery.register.issuing import issue
from reporting.delivery.register.places import superseded
from reporting.delivery.register.retention import hold, note_ends, purge, release, retention_years
from reporting.delivery.register.rows import COLUMNS
from reporting.delivery.register.store import Register
from reporting.delivery.register.verifying import verify
from reporting.domain.errors import Refused, Unusable
from tests.delivery.register.issues import CLIENT, OTHER, SOURCE, an_issue

END = date(2021, 2, 28)
OVER = date(2026, 3, 1)


@pytest.fixture
def ended(register: Register, tmp_path: Path) -> Register:
    """A client who left after a corrected document, and one who stays."""
    issue(register, [an_issue(), an_issue(client=OTHER)], [SOURCE])
    issue(register, [an_issue(b"two")], [], reason="corrected")
    note_ends(register, {CLIENT: END})
    for name in (
        an_issue().file,
        an_issue(client=OTHER).file,
        superseded(an_issue().file, an_issue().sha256),
    ):
        files.write(tmp_path / name, b"pages")
    files.write(tmp_path / an_issue().file.replace(".pdf", ".json"), b"twin")
    return register


def text_of(register: Register) -> str:
    with register.reading() as reader:
        return repr(list(reader.rows()))


def test_rows_stay_until_the_years_have_gone_by(ended: Register, tmp_path: Path) -> None:
    assert not purge(ended, tmp_path, date(2026, 2, 28), 5).rows
    assert not purge(ended, tmp_path, OVER, 7).rows
    assert purge(ended, tmp_path, OVER, 5, dry_run=True).rows == {CLIENT: 3}
    assert CLIENT in text_of(ended) and (tmp_path / an_issue().file).exists()


def test_a_purge_takes_what_is_personal_and_the_chain_still_verifies(ended: Register, tmp_path: Path) -> None:
    head = verify(ended).head
    assert purge(ended, tmp_path, OVER, 5).rows == {CLIENT: 3}
    told = text_of(ended)
    assert CLIENT not in told and an_issue().sha256 in told, "the other client's document is as before"
    done = verify(ended, head=head)
    assert (done.rows, done.purged, done.damages) == (8, 3, [])
    left = [
        path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.*") if "clients" in path.parts
    ]
    assert left == [an_issue(client=OTHER).file]


def test_a_purge_leaves_no_trace_in_the_file(tmp_path: Path) -> None:
    register = Register(find_place(None, tmp_path), lambda: "2026-10-01T09:30:00Z")
    issue(register, [an_issue(client=f"{number:020x}") for number in range(50)], [])
    note_ends(register, {f"{7:020x}": END})
    file = tmp_path / "register.sqlite"
    assert f"{7:020x}".encode() in file.read_bytes()
    purge(register, tmp_path, OVER, 5)
    assert f"{7:020x}".encode() not in file.read_bytes()
    assert not (tmp_path / "register.sqlite-journal").exists()


def test_a_hold_keeps_rows_until_it_is_released(ended: Register, tmp_path: Path) -> None:
    hold(ended, CLIENT, "court order")
    done = purge(ended, tmp_path, OVER, 5)
    assert done.rows == {} and done.held == (CLIENT,)
    with pytest.raises(Refused, match="under a hold already"):
        hold(ended, CLIENT, "again")
    release(ended, CLIENT, "the case is closed")
    with pytest.raises(Refused, match="under no hold"):
        release(ended, CLIENT, "again")
    assert purge(ended, tmp_path, OVER, 5).rows == {CLIENT: 5}
    assert not verify(ended).damages


def test_a_hold_needs_a_reason_and_a_known_client(ended: Register) -> None:
    with pytest.raises(Unusable, match="--reason"):
        hold(ended, CLIENT, "")
    with pytest.raises(Refused, match="knows no such client"):
        hold(ended, "ffff", "court order")


def test_a_relationship_that_goes_on_again_is_not_over(ended: Register, tmp_path: Path) -> None:
    rows = verify(ended).rows
    note_ends(ended, {CLIENT: END})
    assert verify(ended).rows == rows, "what is known already is no new row"
    note_ends(ended, {CLIENT: None})
    assert not purge(ended, tmp_path, OVER, 5).rows


def test_details_cannot_be_slipped_in_after_a_purge(ended: Register, tmp_path: Path) -> None:
    purge(ended, tmp_path, OVER, 5)
    with pytest.raises(Unusable, match="written once"):
        with ended.writing() as writer:
            columns = ", ".join(("salt", *COLUMNS))
            writer.connection.exec_driver_sql(
                f"INSERT INTO register_details (sequence, {columns}) "
                f"SELECT 2, {columns} FROM register_details WHERE sequence = 3"
            )


def test_details_that_outlive_their_purge_are_named(
    ended: Register, tmp_path: Path, tamper: Callable[[str], None]
) -> None:
    purge(ended, tmp_path, OVER, 5)
    columns = ", ".join(("salt", *COLUMNS))
    tamper(
        f"INSERT INTO register_details (sequence, {columns}) "
        f"SELECT 2, {columns} FROM register_details WHERE sequence = 3"
    )
    assert (2, "details") in [(each.row, each.column) for each in verify(ended).damages]


def test_fewer_years_than_the_law_asks_are_refused() -> None:
    assert retention_years(None) == 5 and retention_years(7) == 7
    with pytest.raises(Unusable, match="at least 5"):
        retention_years(4)


@pytest.mark.parametrize("forged", [f"client = '{OTHER}'", "day = 'x'", "day = '1999-01-01'"])
def test_nothing_is_purged_from_a_register_that_was_changed(
    ended: Register, tmp_path: Path, tamper: Callable[[str], None], forged: str
) -> None:
    tamper(f"UPDATE register_details SET {forged} WHERE sequence = 5")
    before = text_of(ended)
    with pytest.raises(Refused, match="nothing is purged while rows are damaged, first row 5, column"):
        purge(ended, tmp_path, OVER, 5)
    assert text_of(ended) == before
    assert (tmp_path / an_issue().file).exists() and (tmp_path / an_issue(client=OTHER).file).exists()
    with pytest.raises(Unusable, match="row 5 is not what was written"):
        note_ends(ended, {OTHER: END})


def test_a_hold_that_was_deleted_lets_nothing_be_purged(
    ended: Register, tmp_path: Path, tamper: Callable[[str], None]
) -> None:
    hold(ended, CLIENT, "court order")
    note_ends(ended, {OTHER: END})
    tamper("DELETE FROM register_details WHERE sequence = 6")
    with pytest.raises(Refused, match="row 6, column details: are gone"):
        purge(ended, tmp_path, OVER, 5)
