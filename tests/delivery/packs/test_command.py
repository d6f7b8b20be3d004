"""`reporting packs` as it is typed, with the stand-in for the recipe."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from typer.testing import CliRunner

from reporting.cli import app
from tests.delivery.packs.standin import StandIn, pseudonym_of
from tests.delivery.packs.test_run import PATIENCE, tree

ROOT = Path(__file__).parents[3]


class Noted(StandIn):
    """With what the command asks of the real recipe besides."""

    @property
    def plan(self) -> Any:
        return type("Plan", (), {"notes": ()})

    @property
    def book(self) -> Any:
        return type("Book", (), {"strays": lambda self: ()})()


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    def run(recipe: StandIn, *arguments: str) -> Result:
        monkeypatch.setattr("reporting.delivery.packs.opening.open_recipe", lambda *_, **__: recipe)
        return CliRunner().invoke(app, ["packs", "--output", str(tmp_path), "--jobs", "1", *arguments])

    return run


def test_everyone_served_is_exit_code_0_and_a_report(run: Any, tmp_path: Path) -> None:
    done = run(Noted(3))
    assert done.exit_code == 0, done.stderr
    assert done.stdout == f"{tmp_path.as_posix()}/2026Q3/packs.json\n"
    assert "2026Q3: 3 clients in the book = 3 issued + 0 exempt + 0 refused + 0 failed" in done.stderr
    # A machine that is busy makes less than a pack a second, and is told so.
    assert re.search(r"\[3/3\] [\d.]+ (packs/s|s/pack), \d+ s left", done.stderr), done.stderr


def test_json_is_the_report_and_nothing_else(run: Any, tmp_path: Path) -> None:
    done = run(Noted(2), "--json")
    assert done.stdout.count("\n") == 1
    assert json.loads(done.stdout) == json.loads((tmp_path / "2026Q3/packs.json").read_text())


def test_who_is_not_served_is_named_by_pseudonym_and_exit_code_1(run: Any) -> None:
    done = run(Noted(4, {"C-0001": "faulty", "C-0002": "exempt"}))
    assert done.exit_code == 1
    line = f"{pseudonym_of('C-0001')}: failed: transactions.csv: units: the units do not add up"
    assert line in done.stderr.splitlines()
    assert "C-0001" not in done.stderr + done.stdout
    assert "    exempt: 1 x a rule says so" in done.stderr.splitlines()


def test_arguments_that_cannot_be_used(run: Any) -> None:
    for arguments in (
        ("--jobs", "0"),
        ("--reason", "two\nlines"),
        ("--register", "mysql://x/y"),
        ("--scheduler", "nowhere"),
    ):
        done = run(Noted(2), *arguments)
        assert done.exit_code == 2 and arguments[0] in done.stderr, arguments


def test_the_real_inputs_are_judged_before_anything_is_made(tmp_path: Path) -> None:
    def told(*arguments: str) -> str:
        done = CliRunner().invoke(app, ["packs", "--output", str(tmp_path / "output"), *arguments])
        assert done.exit_code == 2
        return done.stderr

    own = tmp_path / "prices.csv"
    own.write_text("date,SPY\n2026-09-30,1\n")
    assert "--clients: is missing" in told("--prices", str(own))
    assert "no-such-folder" in told("--clients", "no-such-folder")
    assert "2099" in told("--period", "2099Q1")
    assert not (tmp_path / "output" / "register.key").exists()


def processes_of(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_run_that_is_told_to_end_leaves_no_process_and_can_go_on(tmp_path: Path) -> None:
    """A gate keeps the run from its end until it is told to, however fast or slow the machine is; the
    workers, too, wait there, so that they end because they are ended."""
    gate, clients = tmp_path / "gate", 60
    gate.touch()
    command = [sys.executable, "-m", "tests.delivery.packs.running", str(tmp_path / "output"), str(clients)]
    gated = [*command, "--gate", str(gate)]
    running = subprocess.Popen(gated, cwd=ROOT, start_new_session=True, stderr=subprocess.DEVNULL)
    journal = tmp_path / "output/2026Q3/.packs/journal.jsonl"
    while not journal.exists() or journal.read_bytes().count(b"\n") <= clients // 2:
        assert running.poll() is None, "the run ended before its last half could be made"
        time.sleep(0.02)
    running.send_signal(signal.SIGINT)
    assert running.wait() != 0
    deadline = time.monotonic() + PATIENCE
    while processes_of(running.pid):
        assert time.monotonic() < deadline, "a worker outlived its run"
        time.sleep(0.1)
    gate.unlink()
    subprocess.run([*command, "--resume"], cwd=ROOT, check=True)
    command[3] = str(tmp_path / "quiet")
    subprocess.run(command, cwd=ROOT, check=True)
    assert tree(tmp_path / "output") == tree(tmp_path / "quiet")
