"""Runs of the stand-in as the command line runs the real recipe.

python -m tests.delivery.packs.running OUTPUT CLIENTS [--resume] [--gate FILE]
"""

from argparse import ArgumentParser
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from reporting.delivery.packs.crews import Crew, Processes
from reporting.delivery.packs.maker import Recipe, Record
from reporting.delivery.packs.run import Finished, run
from reporting.delivery.register.engine import find_place
from reporting.delivery.register.store import Register
from tests.delivery.packs.standin import StandIn

TIME = "2026-10-01T09:30:00Z"


def in_pool(jobs: int = 2) -> Any:
    def hire(run: str, recipe: Recipe, folder: Path) -> Crew:
        return Processes(run, recipe, folder, jobs)

    return hire


def ignore(record: Record) -> None:
    """Hears of a client who is done, and says nothing."""


def run_here(
    recipe: StandIn, output: Path, hire: Any = None, heard: Callable[[Record], None] = ignore, **more: Any
) -> Finished:
    """A run whose register lies in the output folder and whose clock stands still."""
    register = Register(find_place(None, output), lambda: TIME)
    return run(recipe, output, register, hire or in_pool(), lambda *_: nullcontext(heard), **more)


if __name__ == "__main__":
    parser = ArgumentParser()
    parser.add_argument("output", type=Path)
    parser.add_argument("clients", type=int)
    parser.add_argument("--resume", action="store_true")
    parser.add_argument("--gate", type=Path)
    given = parser.parse_args()
    run_here(StandIn(given.clients, seconds=0.01, gate=given.gate), given.output, resume=given.resume)
