"""A large run of packs, measured while it runs: rate, memory of each worker, kills. Not part of `make bench`.

    python -m tests.bench.thousand FOLDER [--clients 1000] [--jobs 2] [--kills 0]

writes a book of derived clients into FOLDER, runs `reporting packs` on it, and samples the resident memory
of the workers once a second (Linux). With kills the run is ended by SIGKILL at that many random moments and
goes on with --resume; the same run undisturbed must give the same bytes.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from reporting.clients.demo.generate import write_many
from reporting.delivery.files import folder_sha256

SEED = 20260930
PAGE = 4096
FIRST_SHARE = 0.1
"""Of its samples from which a worker's memory at the start is taken, after what it loads once."""


def start(folder: Path, output: str, jobs: int, *more: str) -> subprocess.Popen[bytes]:
    """The command as it is typed, in a process group of its own; all runs share key and register's place."""
    command = [sys.executable, "-m", "reporting", "packs", "--period", "2026Q3", "--jobs", str(jobs)]
    command += ["--clients", str(folder / "book"), "--output", str(folder / output)]
    return subprocess.Popen([*command, "--key", str(folder / "register.key"), *more], start_new_session=True)


def workers(group: int) -> dict[int, int]:
    """Resident memory in bytes of the spawned processes of a group."""
    found: dict[int, int] = {}
    for place in Path("/proc").glob("[0-9]*"):
        try:
            if os.getpgid(int(place.name)) == group and b"spawn_main" in (place / "cmdline").read_bytes():
                found[int(place.name)] = int((place / "statm").read_text().split()[1]) * PAGE
        except (OSError, ValueError):
            continue
    return found


def measured(folder: Path, output: str, jobs: int, clients: int) -> None:
    """An undisturbed run with its figures."""
    begun = time.monotonic()
    running, samples = start(folder, output, jobs), dict[int, list[int]]()
    while running.poll() is None:
        for process, memory in workers(running.pid).items():
            samples.setdefault(process, []).append(memory)
        time.sleep(1)
    took = time.monotonic() - begun
    print(
        f"{clients} clients, {jobs} processes: {took:.0f} s, {clients / took:.2f} packs/s; "
        f"exit {running.returncode}"
    )
    for process, memory in sorted(samples.items()):
        early = sorted(memory[: max(1, int(len(memory) * FIRST_SHARE))])[-1]
        print(
            f"  worker {process}: {len(memory)} samples, early {early / 1e6:.0f} MB, "
            f"end {memory[-1] / 1e6:.0f} MB ({memory[-1] / early:.2f} x), most {max(memory) / 1e6:.0f} MB"
        )


def killed(folder: Path, output: str, jobs: int, kills: int, span: float) -> None:
    """A run that is killed at random moments and goes on until it ends."""
    draw, done, more = random.Random(SEED), 0, ()
    while done < kills:
        running = start(folder, output, jobs, *more)
        time.sleep(draw.uniform(0.1, 2) * span / kills)
        if running.poll() is not None:
            break
        os.killpg(running.pid, signal.SIGKILL)
        running.wait()
        done, more = done + 1, ("--resume",)
    start(folder, output, jobs, *more).wait()
    same = folder_sha256(folder / output / "2026Q3") == folder_sha256(folder / "quiet" / "2026Q3")
    print(f"{done} kills: {'the same bytes' if same else 'OTHER BYTES'}")


def main() -> None:
    """Run what the arguments ask for."""
    parser = argparse.ArgumentParser("python -m tests.bench.thousand")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--clients", type=int, default=1000)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--kills", type=int, default=0)
    given = parser.parse_args()
    if not (given.folder / "book").exists():
        write_many(given.folder / "book", given.clients, "csv")
    begun = time.monotonic()
    measured(given.folder, "quiet", given.jobs, given.clients)
    if given.kills:
        killed(given.folder, "killed", given.jobs, given.kills, time.monotonic() - begun)


if __name__ == "__main__":
    main()
