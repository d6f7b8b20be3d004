"""Runs that are killed with all their processes, at any moment, and go on.

The moments are drawn from a seed over the time that an undisturbed run takes on this machine, so they meet
start, work, the register and the publication. What must be the same at the end: every byte below the folder
of the period, and every row of the register but for its salt and hash.
"""

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from reporting.delivery.packs.maker import Record
from reporting.delivery.register.verifying import verify
from reporting.domain.errors import Refused
from tests.delivery.packs.running import run_here
from tests.delivery.packs.standin import StandIn
from tests.delivery.packs.test_run import register_of, rows, tree

CLIENTS, KILLS, SEED = 200, 20, 20260930
ROOT = Path(__file__).parents[3]


def start(output: Path, *more: str) -> subprocess.Popen[bytes]:
    """A run in a process group of its own."""
    command = [sys.executable, "-m", "tests.delivery.packs.running", str(output), str(CLIENTS), *more]
    return subprocess.Popen(command, cwd=ROOT, start_new_session=True)


def kill(running: subprocess.Popen[bytes]) -> None:
    """End every process of the group, and wait until none is left."""
    os.killpg(running.pid, signal.SIGKILL)
    running.wait()
    while True:
        try:
            os.killpg(running.pid, 0)
        except ProcessLookupError:
            return
        time.sleep(0.01)


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Path]:
    """A folder in memory where there is one: a kill of processes loses nothing that was written, so that
    waiting for a disk would prove nothing more."""
    shared = Path("/dev/shm")
    if not os.access(shared, os.W_OK):
        yield tmp_path
        return
    with tempfile.TemporaryDirectory(dir=shared) as folder:
        yield Path(folder)


def test_twenty_kills_at_random_moments_end_in_the_same_bytes(memory: Path) -> None:
    begun = time.monotonic()
    assert start(memory / "quiet").wait() == 0
    span = time.monotonic() - begun
    draw = random.Random(SEED)
    output, killed, more = memory / "killed", 0, ()
    while killed < KILLS:
        running = start(output, *more)
        time.sleep(draw.uniform(0.2, 0.8) * span)
        if running.poll() is None:
            kill(running)
            killed, more = killed + 1, ("--resume",)
        else:
            assert running.returncode == 0
            more = ()  # it came to its end: the kills go on in a run that makes all again
    assert start(output, *more).wait() == 0
    assert tree(output) == tree(memory / "quiet")
    assert rows(output) == rows(memory / "quiet")
    assert verify(register_of(output), output).damages == []
    assert not (output / "2026Q3/.packs").exists()


class Stop(Exception):
    pass


def interrupted(recipe: StandIn, output: Path, after: int) -> Path:
    """Run until some clients are done; the folder that is left."""
    done = 0

    def heard(record: Record) -> None:
        nonlocal done
        done += 1
        if done == after:
            raise Stop

    with pytest.raises(Stop):
        run_here(recipe, output, heard=heard)
    return output / "2026Q3/.packs"


def test_a_run_that_goes_on_makes_nothing_again(tmp_path: Path) -> None:
    notes, output = tmp_path / "notes", tmp_path / "output"
    notes.mkdir()
    recipe = StandIn(12, notes=notes)
    journal = interrupted(recipe, output, 5) / "journal.jsonl"
    known = len(journal.read_text().splitlines()) - 1
    assert known == 5
    before = len(list(notes.glob("made-*")))
    run_here(recipe, output, resume=True)
    assert len(list(notes.glob("made-*"))) - before == 12 - known
    assert len(list(notes.glob("facts-*"))) == 2, "the facts are on the disk"
    run_here(StandIn(12), tmp_path / "quiet")
    assert tree(output) == tree(tmp_path / "quiet")


def test_a_staged_file_that_was_lost_or_cut_is_made_again(tmp_path: Path) -> None:
    output = tmp_path / "output"
    staged = sorted((interrupted(StandIn(8), output, 6) / "staged").rglob("*.pdf"))
    staged[0].unlink()
    staged[1].write_bytes(staged[1].read_bytes()[:100])
    run_here(StandIn(8), output, resume=True)
    run_here(StandIn(8), tmp_path / "quiet")
    assert tree(output) == tree(tmp_path / "quiet")


def test_a_run_does_not_go_on_with_other_inputs(tmp_path: Path) -> None:
    interrupted(StandIn(8), tmp_path, 3)
    with pytest.raises(Refused, match="had other inputs; begin anew without --resume"):
        run_here(StandIn(8, edition="second"), tmp_path, resume=True)
    assert run_here(StandIn(8, edition="second"), tmp_path).unserved == ()
