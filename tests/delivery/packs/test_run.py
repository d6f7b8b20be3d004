import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from reporting.delivery.packs.batch import POISON
from reporting.delivery.packs.maker import Recipe
from reporting.delivery.packs.report import summary
from reporting.delivery.register.engine import find_place
from reporting.delivery.register.rows import Kind
from reporting.delivery.register.store import Register
from reporting.delivery.register.verifying import verify
from reporting.domain.errors import Refused, Unusable
from tests.delivery.packs.running import TIME, in_pool, run_here
from tests.delivery.packs.standin import SECRET, StandIn, pseudonym_of

ROOT = Path(__file__).parents[3]
PATIENCE = 300
"""Seconds for a run that takes two on a quiet machine."""
Tree = dict[str, bytes]


def tree(output: Path) -> Tree:
    """All files of a period with their contents."""
    files = (path for path in (output / "2026Q3").rglob("*") if path.is_file())
    return {path.relative_to(output).as_posix(): path.read_bytes() for path in files}


def register_of(output: Path) -> Register:
    return Register(find_place(None, output), lambda: TIME)


def rows(output: Path) -> list[Any]:
    with register_of(output).reading() as reader:
        return [(row.sequence, row.kind, row.details) for row in reader.rows()]


def test_every_client_gets_a_pack_a_row_and_an_outcome(tmp_path: Path) -> None:
    done = run_here(StandIn(5), tmp_path)
    assert done.unserved == () and done.report["clients_in_book"] == 5
    assert done.report["clients"] == {"issued": 5, "exempt": 0, "refused": 0, "failed": 0}
    names = sorted(pseudonym_of(f"C-{number:04}") for number in range(5))
    found = tree(tmp_path)
    wanted = {f"2026Q3/clients/{name}/pack.{kind}" for name in names for kind in ("pdf", "json")}
    assert set(found) == {*wanted, "2026Q3/packs.json"}
    assert [each.client for _, kind, each in rows(tmp_path) if kind == Kind.ISSUE] == names
    assert verify(register_of(tmp_path), tmp_path).damages == []


def test_files_and_folders_of_a_run_are_for_their_owner_alone(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        run_here(StandIn(2), tmp_path)
    finally:
        os.umask(before)
    assert {path.stat().st_mode & 0o777 for path in tmp_path.rglob("*") if path.is_file()} == {0o600}


def test_order_and_number_of_processes_change_no_byte(tmp_path: Path) -> None:
    class Backwards(StandIn):
        def tasks(self) -> Any:
            return super().tasks()[::-1]

    wants = {"C-0003": "refused", "C-0004": "defect", "C-0005": "barred"}
    for name, jobs, kind in (("one", 1, StandIn), ("three", 3, StandIn), ("back", 2, StandIn)):
        run_here(kind(count=9, wants=wants), tmp_path / name, in_pool(jobs))
    assert tree(tmp_path / "one") == tree(tmp_path / "three") == tree(tmp_path / "back")
    assert rows(tmp_path / "one") == rows(tmp_path / "three")


def test_whatever_happens_to_a_client_is_told_and_stops_nobody(tmp_path: Path) -> None:
    wants = {
        "C-0001": "refused",
        "C-0002": "exempt",
        "C-0003": "faulty",
        "C-0004": "defect",
        "C-0005": "barred",
    }
    done = run_here(StandIn(8, wants), tmp_path)
    assert done.report["clients"] == {"issued": 3, "exempt": 1, "refused": 1, "failed": 3}
    for counts in done.report["types"].values():
        assert sum(counts[state] for state in ("issued", "exempt", "refused", "failed")) == 8
    told = {each["client"]: each for each in done.report["outcomes"]}

    def reasons(client: str) -> list[str]:
        return told[pseudonym_of(client)]["parts"]["statement"]["reasons"]

    assert reasons("C-0003") == ["transactions.csv: units: the units do not add up"]
    assert reasons("C-0005") == ["a clause is missing"]
    (defect,) = reasons("C-0004")
    assert "defect of the program (ValueError in standin.py:" in defect
    assert len(done.unserved) == 4 and all(line[:20] in told for line in done.unserved)
    barred = f"2026Q3/rejected/clients/{pseudonym_of('C-0005')}/pack.pdf"
    assert barred in tree(tmp_path) and len([each for each in rows(tmp_path) if each[1] == "issue"]) == 3


def test_a_run_comes_to_its_end_where_no_worker_lives_long_enough_to_begin(tmp_path: Path) -> None:
    """It used to wait for ever, for a process that had ended before it had read what it was handed."""
    command = [sys.executable, "-m", "tests.delivery.packs.dying", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE, check=True)
    assert done.stdout.count(POISON) == 3


def test_no_name_of_a_client_is_in_what_is_told(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    done = run_here(StandIn(3, {"C-0001": "defect"}), tmp_path)
    told = capfd.readouterr()
    everything = json.dumps(done.report) + "".join(
        [*done.unserved, *summary(done.report), told.out, told.err]
    )
    assert SECRET not in everything and "C-0001" not in everything
    names = [path.as_posix() for path in tmp_path.rglob("*")]
    assert not [name for name in names if "C-0" in name]


def test_the_facts_of_a_profile_are_computed_once_for_all_processes(tmp_path: Path) -> None:
    notes = tmp_path / "notes"
    notes.mkdir()
    run_here(StandIn(20, notes=notes, seconds=0.02), tmp_path / "output", in_pool(3))
    assert sorted(path.name[:10] for path in notes.glob("facts-*")) == ["facts-bold", "facts-calm"]
    assert len(list(notes.glob("made-*"))) == 20


def test_a_process_that_ends_abruptly_costs_one_more_try(tmp_path: Path) -> None:
    notes = tmp_path / "notes"
    notes.mkdir()
    run_here(StandIn(10), tmp_path / "quiet")
    done = run_here(StandIn(10, {"C-0004": "crash"}, notes=notes), tmp_path / "output")
    assert (notes / "crashed").exists() and done.unserved == ()
    assert tree(tmp_path / "output") == tree(tmp_path / "quiet")


def test_a_client_who_ends_every_process_is_a_record_and_the_others_are_served(tmp_path: Path) -> None:
    done = run_here(StandIn(10, {"C-0004": "poison", "C-0009": "poison"}), tmp_path)
    assert done.report["clients"] == {"issued": 8, "exempt": 0, "refused": 0, "failed": 2}
    assert all("ended abruptly twice" in line for line in done.unserved)


def test_a_run_again_gives_the_same_bytes_and_no_new_rows(tmp_path: Path) -> None:
    run_here(StandIn(4), tmp_path)
    first, before = tree(tmp_path), rows(tmp_path)
    run_here(StandIn(4), tmp_path)
    assert tree(tmp_path) == first and rows(tmp_path) == before


def test_changed_packs_without_a_reason_do_not_replace_those_that_were_issued(tmp_path: Path) -> None:
    run_here(StandIn(3), tmp_path)
    issued = tree(tmp_path)
    done = run_here(StandIn(3, edition="second"), tmp_path)
    assert done.report["clients"]["failed"] == 3
    assert all("give the --reason" in line for line in done.unserved)
    now = tree(tmp_path)
    assert {name: now[name] for name in issued if name.endswith(".pdf")} == {
        name: content for name, content in issued.items() if name.endswith(".pdf")
    }


def test_a_correction_takes_the_place_and_the_old_version_is_kept(tmp_path: Path) -> None:
    run_here(StandIn(3), tmp_path)
    issued = tree(tmp_path)
    done = run_here(StandIn(3, edition="second"), tmp_path, reason="prices were corrected")
    assert done.unserved == ()
    now = tree(tmp_path)
    for name, content in issued.items():
        if name.endswith(".pdf"):
            assert now[name] != content
            kept = [other for other in now if "/superseded/" in other and now[other] == content]
            assert len(kept) == 1
    done = verify(register_of(tmp_path), tmp_path)
    assert done.files == 6 and done.damages == []


def test_a_file_changed_under_its_version_stops_the_run_before_it_begins(tmp_path: Path) -> None:
    from dataclasses import replace

    run_here(StandIn(2), tmp_path)
    before = tree(tmp_path)
    (source,) = StandIn().sources
    with pytest.raises(Refused, match="calm.yaml: profile changed"):
        run_here(StandIn(2, sources=(replace(source, sha256="f" * 64),)), tmp_path)
    assert tree(tmp_path) == before


def test_two_runs_cannot_work_in_one_place(tmp_path: Path) -> None:
    from reporting.delivery.packs.journal import Journal

    (tmp_path / "2026Q3/.packs").mkdir(parents=True)
    with Journal(tmp_path / "2026Q3/.packs/journal.jsonl", "f" * 64, resume=False):
        with pytest.raises(Unusable, match="another run is at work here"):
            run_here(StandIn(2), tmp_path)


def test_an_unusable_output_is_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "2026Q3").write_text("a file")

    def never(run: str, recipe: Recipe, folder: Path) -> Any:
        raise AssertionError

    with pytest.raises(Unusable, match="cannot be written"):
        run_here(StandIn(2), tmp_path, never)
