from pathlib import Path

import pytest

from reporting.delivery.packs.journal import Journal
from reporting.delivery.packs.maker import Document, Part, Record, State
from reporting.domain.errors import Refused, Unusable

DOCUMENT = Document("pack", "pack", "id", "2026-09-30", "de", 3, {"pack.pdf": "f" * 64}, checks={"passed": 1})
ONE = Record("a" * 20, (Part("statement", State.EXEMPT, ("no account",)),))
TWO = Record("b" * 20, (Part("statement", State.ISSUED),), (DOCUMENT,), "2026-08-31")


def written(path: Path, *records: Record) -> bytes:
    with Journal(path, "run", resume=False) as journal:
        for each in records:
            journal.append(each)
    return path.read_bytes()


def test_what_was_noted_is_read_again(tmp_path: Path) -> None:
    written(tmp_path / "j", ONE, TWO)
    with Journal(tmp_path / "j", "run", resume=True) as journal:
        assert journal.records == {ONE.client: ONE, TWO.client: TWO}


def test_a_journal_cut_off_anywhere_is_read_up_to_its_last_whole_line(tmp_path: Path) -> None:
    path = tmp_path / "j"
    whole = written(path, ONE, TWO)
    lines = whole.splitlines(keepends=True)
    for cut in range(len(whole)):
        path.write_bytes(whole[:cut])
        known = [each for number, each in enumerate((ONE, TWO), 2) if cut >= len(b"".join(lines[:number]))]
        with Journal(path, "run", resume=True) as journal:
            assert list(journal.records.values()) == known
            journal.append(TWO)
        assert path.read_bytes() == lines[0] + b"".join(lines[1 : 1 + len(known)]) + lines[2]


def test_without_resume_a_journal_begins_anew(tmp_path: Path) -> None:
    written(tmp_path / "j", ONE)
    with Journal(tmp_path / "j", "other", resume=False) as journal:
        assert journal.records == {}
    with Journal(tmp_path / "j", "other", resume=True) as journal:
        assert journal.records == {}


def test_the_journal_of_other_inputs_is_refused(tmp_path: Path) -> None:
    written(tmp_path / "j", ONE)
    with pytest.raises(Refused, match="other inputs"):
        Journal(tmp_path / "j", "other", resume=True)


@pytest.mark.parametrize("line", [b"{}", b"no json", b"[]", b'{"client": 1, "parts": []}', b"\xff\xfe"])
def test_a_damaged_line_is_refused_with_its_number(tmp_path: Path, line: bytes) -> None:
    path = tmp_path / "j"
    whole = written(path, ONE)
    path.write_bytes(whole + line + b"\n")
    with pytest.raises(Unusable, match="line 3 is damaged"):
        Journal(path, "run", resume=True)


def test_a_journal_is_for_its_owner_alone_and_for_one_run(tmp_path: Path) -> None:
    path = tmp_path / "j"
    with Journal(path, "run", resume=False):
        assert path.stat().st_mode & 0o777 == 0o600
        with pytest.raises(Unusable, match="another run"):
            Journal(path, "run", resume=True)
    Journal(path, "run", resume=True).__exit__(None, None, None)
