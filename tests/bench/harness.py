"""A small harness: cases measure, each row is a ratio or a count with its target.

Two sides of a ratio run one after the other in one process, so that a slow machine slows both. A new case
is a new file `case_*.py` with a function marked @case.
"""

from __future__ import annotations

import importlib
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Row:
    """One measured value with what it may be at most or must be at least (None: for information)."""

    name: str
    value: float
    unit: str
    at_most: float | None = None
    at_least: float | None = None
    note: str = ""

    @property
    def met(self) -> bool:
        """Whether the value keeps its target."""
        low = self.at_least is None or self.value >= self.at_least
        return low and (self.at_most is None or self.value <= self.at_most)

    @property
    def target(self) -> str:
        """The target in words."""
        bounds = [("at most", self.at_most), ("at least", self.at_least)]
        return ", ".join(f"{word} {bound:g}" for word, bound in bounds if bound is not None)


Case = Callable[[], Iterable[Row]]
CASES: dict[str, Case] = {}


def case(function: Case) -> Case:
    """Mark a function as a case; its name is the case's name."""
    CASES[function.__name__] = function
    return function


def seconds(action: Callable[[], object], repeats: int = 3) -> float:
    """The shortest of several runs, in seconds: the run that the machine disturbed least."""
    best = float("inf")
    for _ in range(repeats):
        start = time.perf_counter()
        action()
        best = min(best, time.perf_counter() - start)
    return best


def python(script: str, *arguments: str) -> str:
    """Run a script in a fresh interpreter at the project's root; its standard output."""
    command = [sys.executable, "-c", script, *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(done.stderr)
    return done.stdout


def peak_memory(script: str) -> int:
    """The most memory in bytes that a script held in an interpreter of its own, its workers not counted."""
    report = "\nimport resource, sys\nprint(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    largest = int(python(script + report).split()[-1])
    return largest if sys.platform == "darwin" else largest * 1024


def load_cases() -> None:
    """Import every case_*.py of this folder."""
    for file in sorted(Path(__file__).parent.glob("case_*.py")):
        importlib.import_module(f"{__package__}.{file.stem}")


def rows_of(run: Case) -> Iterator[Row]:
    """The rows of a case; a case that breaks off ends in a row that says so and misses its target."""
    try:
        yield from run()
    except Exception as failure:
        reason = str(failure).strip().splitlines()[-1:] or [type(failure).__name__]
        yield Row("broke off", float("nan"), "", at_most=0, note=reason[0])


def main(arguments: Sequence[str]) -> int:
    """Run the cases whose names contain one of the arguments (all without any); 1 if a target is missed."""
    load_cases()
    chosen = {
        name: run for name, run in CASES.items() if not arguments or any(part in name for part in arguments)
    }
    table = Table("case", "what", "value", "target", "", "note")
    missed = 0
    for name, run in chosen.items():
        print(f"bench: {name}", file=sys.stderr)
        for row in rows_of(run):
            missed += not row.met
            verdict = "" if not row.target else "met" if row.met else "MISSED"
            table.add_row(name, row.name, f"{row.value:,.4g} {row.unit}", row.target, verdict, row.note)
    Console(width=None if sys.stdout.isatty() else 150).print(table)
    return 1 if missed else 0
