"""Mutants of a module against its tests, one process at a time, in a copy of the tree.

This process loads the libraries once; every mutant is a fork of it that loads the package and the tests
from the copy. A mutant is killed when a test fails, an import breaks, or the time runs out.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import shutil
import signal
import sys
import tempfile
import time
from pathlib import Path

import pytest
from hypothesis import Phase, settings

from tests.mutation.mutants import Mutant, mutants, sample
from tests.mutation.targets import TARGETS

ROOT = Path(__file__).resolve().parents[2]
BASELINE = Path(__file__).with_name("baseline.json")
SAMPLE = 10
"""Mutants of a module that is not in the baseline yet."""
LIBRARIES = ("matplotlib", "numpy", "pandas", "pyarrow", "pydantic", "scipy.optimize", "scipy.stats", "yaml")
LEFT_OUT = shutil.ignore_patterns(".venv", ".git", "__pycache__", "output", "dist", "build", ".*_cache")


class Unshrunk:
    """A failing example kills, however large: nothing is minimised."""

    def pytest_configure(self) -> None:
        phases = (Phase.explicit, Phase.generate)
        settings.register_profile("mutation", deadline=None, derandomize=True, database=None, phases=phases)
        settings.load_profile("mutation")


def survives(folder: Path, tests: tuple[str, ...], limit: float) -> bool:
    """Whether the tests pass in a folder, in a fork and within a time limit (seconds)."""
    child = os.fork()
    if child == 0:
        os._exit(_tests_pass(folder, tests))
    end = time.monotonic() + limit
    try:
        while time.monotonic() < end:
            done, status = os.waitpid(child, os.WNOHANG)
            if done:
                child = 0
                return status == 0
            time.sleep(0.01)
        return False
    finally:
        if child:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)


def _tests_pass(folder: Path, tests: tuple[str, ...]) -> int:
    """The exit code of the tests, all loaded from the folder and from nowhere else."""
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.dup2(silence, 2)
    os.chdir(folder)
    sys.dont_write_bytecode = True
    sys.path[:] = [str(folder), *(p for p in sys.path if Path(p or ".").resolve() not in (ROOT, folder))]
    for name in [name for name in sys.modules if name.split(".")[0] in ("reporting", "tests")]:
        del sys.modules[name]
    importlib.invalidate_caches()
    options = ["-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "--rootdir", str(folder)]
    code = int(pytest.main([*options, *tests], plugins=[Unshrunk()]))
    strangers = [
        name
        for name, module in sys.modules.items()
        if name.startswith("reporting.") and not str(module.__file__).startswith(str(folder))
    ]
    return code if not strangers else 99


def examine(folder: Path, module: str, size: int | None) -> dict:
    """The row of a module for the baseline; its survivors have no reasons yet."""
    tests = TARGETS[module]
    path = folder / "reporting" / module
    source = path.read_text(encoding="utf-8")
    every = mutants(source)
    chosen = every if size is None else sample(every, size)
    start = time.monotonic()
    if not survives(folder, tests, 600):
        raise SystemExit(f"{module}: its tests fail without any mutation")
    limit = 10 + 4 * (time.monotonic() - start)
    survivors: list[Mutant] = []
    try:
        for mutant in chosen:
            path.write_text(mutant.source, encoding="utf-8")
            if survives(folder, tests, limit):
                survivors.append(mutant)
    finally:
        path.write_text(source, encoding="utf-8")
    rows = [{"line": m.line, "where": m.where, "mutation": m.mutation, "reason": ""} for m in survivors]
    killed = len(chosen) - len(survivors)
    return {"mutants": len(every), "run": len(chosen), "killed": killed, "survivors": rows}


def with_reasons(row: dict, known: dict) -> dict:
    """The row with the reasons that the baseline gives for the same mutants."""
    reasons = {(s["where"], s["mutation"]): s["reason"] for s in known.get("survivors", [])}
    for survivor in row["survivors"]:
        survivor["reason"] = reasons.get((survivor["where"], survivor["mutation"]), "")
    return row


def main(arguments: list[str]) -> int:
    """0: every survivor has its reason in the baseline; 1: new survivors, which are listed."""
    parser = argparse.ArgumentParser(prog="make mutation", description=__doc__)
    parser.add_argument("modules", nargs="*", help="paths below reporting/ (default: all)")
    size = parser.add_mutually_exclusive_group()
    size.add_argument("--sample", type=int, help="mutants of each module (default: as many as recorded)")
    size.add_argument("--all", action="store_true", help="every mutant (hours)")
    parser.add_argument("--record", action="store_true", help="write the result into baseline.json")
    chosen = parser.parse_args(arguments)
    unknown = [module for module in chosen.modules if module not in TARGETS]
    if unknown:
        parser.error(f"not in tests/mutation/targets.py: {', '.join(unknown)}")
    os.nice(19 - os.nice(0))
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the copy is removed
    os.environ["CI"] = "1"
    for name in LIBRARIES:
        importlib.import_module(name)
    fresh = 0
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place).resolve() / "tree"
        shutil.copytree(ROOT, folder, ignore=LEFT_OUT)
        for module in chosen.modules or TARGETS:
            known = read_baseline().get(module, {})
            number = None if chosen.all else chosen.sample or (known.get("run") or SAMPLE)
            row = with_reasons(examine(folder, module, number), known)
            fresh += _tell(module, row)
            if chosen.record:
                _record(module, row)
    return 1 if fresh else 0


def _tell(module: str, row: dict) -> int:
    """Print a module's result and its new survivors; how many these are."""
    print(f"{module}: {row['killed']} of {row['run']} killed ({row['mutants']} possible)", flush=True)
    new = [survivor for survivor in row["survivors"] if not survivor["reason"]]
    for survivor in new:
        print(
            f"  reporting/{module}:{survivor['line']} {survivor['where']}: {survivor['mutation']}", flush=True
        )
    return len(new)


def read_baseline() -> dict[str, dict]:
    """The recorded rows by module."""
    return json.loads(BASELINE.read_text(encoding="utf-8"))["modules"] if BASELINE.exists() else {}


def _not_run(module: str) -> dict:
    source = (ROOT / "reporting" / module).read_text(encoding="utf-8")
    return {"mutants": len(mutants(source)), "run": 0, "killed": 0, "survivors": []}


def _record(module: str, row: dict) -> None:
    """Replace a module's row in the baseline."""
    rows = read_baseline() | {module: row}
    ordered = {name: rows.get(name) or _not_run(name) for name in TARGETS}
    note = (
        "Of each module `run` of its `mutants` were run: those whose names have the smallest digests. "
        "Nothing is known of the others, nor of a module with `run` 0."
    )
    text = json.dumps({"note": note, "modules": ordered}, indent=1, ensure_ascii=False)
    BASELINE.write_text(text + "\n", encoding="utf-8")
