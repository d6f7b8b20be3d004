"""Ctrl-C on a real run, which a terminal sends to all its processes: one sentence, and the run goes on."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from reporting.inputs.resources import bundled
from tests.inputs.clients.books import demo_clients, write_csv

ROOT = Path(__file__).parents[3]
SENTENCE = "interrupted, and nothing half-written is left; the same command with --resume goes on from here"
MAIN = (
    "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
    "from reporting.cli import main; main()"
)
"""A shell may have had SIGINT ignored, which programs inherit."""


@pytest.fixture
def command(tmp_path: Path) -> list[str]:
    """Packs of two personas by a firm with one profile."""
    home = tmp_path / "profiles"
    home.mkdir()
    (home / "balanced.yaml").write_bytes((bundled("profiles") / "balanced.yaml").read_bytes())
    book = write_csv(demo_clients("P11", "P14"), tmp_path / "book")
    options = ["--clients", book, "--profiles", str(home), "--house", str(bundled("profiles") / "house")]
    return [sys.executable, "-c", MAIN, "packs", "--period", "2026Q3", "--jobs", "1", *options]


def interrupted(command: list[str], output: Path, lines: int) -> str:
    """Stop a run once its journal has so many lines; what it said on standard error."""
    call = [*command, "--output", str(output)]
    running = subprocess.Popen(call, cwd=ROOT, start_new_session=True, stderr=subprocess.PIPE, text=True)
    journal = output / "2026Q3/.packs/journal.jsonl"
    while not journal.exists() or journal.read_bytes().count(b"\n") < lines:
        assert running.poll() is None, "the run came to its end"
        time.sleep(0.01)
    os.killpg(running.pid, signal.SIGINT)
    _, told = running.communicate()
    assert running.returncode == 130
    return told


def test_ctrl_c_while_workers_start_ends_a_run_with_one_sentence(command: list[str], tmp_path: Path) -> None:
    told = interrupted(command, tmp_path / "output", lines=1)
    assert told.splitlines()[-1] == SENTENCE and "Traceback" not in told


def test_a_run_that_ctrl_c_ended_goes_on(command: list[str], tmp_path: Path) -> None:
    output = tmp_path / "output"
    told = interrupted(command, output, lines=2)
    assert told.splitlines()[-1] == SENTENCE and "Traceback" not in told
    assert not list(output.rglob("*.part")) and not list(output.rglob("packs.json"))
    again = subprocess.run([*command, "--output", str(output), "--resume"], cwd=ROOT, capture_output=True)
    assert again.returncode == 0, again.stderr
    report = json.loads((output / "2026Q3/packs.json").read_text("utf-8"))
    assert (
        report["clients_in_book"] == report["clients"]["issued"] == 2
        and not (output / "2026Q3/.packs").exists()
    )
