"""What happens inside a worker process: the recipe is opened once, then packs are made one by one."""

from __future__ import annotations

import pickle
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from traceback import extract_tb

from reporting.delivery import processes
from reporting.delivery.collector import give_back
from reporting.delivery.defects import debugging
from reporting.delivery.packs.facts import FactStore
from reporting.delivery.packs.maker import PackMaker, PackResult, Part, Recipe, Record, State, Task
from reporting.domain.errors import Refusal


@dataclass(slots=True)
class _Bench:
    """A recipe in this process. One pack is made at a time, however many threads a cluster gives it."""

    recipe: Recipe
    facts: FactStore
    maker: PackMaker | None = None
    lock: threading.Lock = field(default_factory=threading.Lock)


RECIPE = "recipe.pickle"
"""The file of the recipe in the folder of a run."""
_BENCHES: dict[str, _Bench] = {}
"""By the fingerprint of the run: a worker of a cluster may serve several."""


def equip(run: str, recipe: Recipe, folder: Path) -> None:
    """Lay out the recipe of a run in this process; `folder` holds the facts of the run."""
    _BENCHES[run] = _Bench(recipe, FactStore(folder, recipe.facts))


def begin(run: str, folder: Path) -> None:
    """The beginning of a process of a local pool, which finds the recipe in the folder."""
    processes.begin()
    equip(run, pickle.loads((folder / RECIPE).read_bytes()), folder)


def clear(run: str) -> None:
    """Forget a run."""
    _BENCHES.pop(run, None)


def warm(run: str, key: str) -> tuple[str, ...]:
    """Compute the facts of a key where they are missing; why that cannot be done. Never raises.

    The packs that need them will fail for the same reasons, each by itself.
    """
    bench = _BENCHES[run]
    try:
        with bench.lock:
            bench.facts(key)
    except BaseException as error:
        return _reasons(error)
    return ()


def work(run: str, task: Task) -> PackResult:
    """The pack of one client, or a record of why there is none. Never raises."""
    bench = _BENCHES[run]
    try:
        with bench.lock:
            if bench.maker is None:
                bench.maker = bench.recipe.maker(bench.facts)
            result = bench.maker.make(task)
        give_back()
        return result
    except BaseException as error:  # a closed fetcher ends a document by one that is no Exception
        return failed(bench.recipe.types, task, _reasons(error))


def failed(types: Sequence[str], task: Task, reasons: Sequence[str]) -> PackResult:
    """The record of a client of whom nothing could be made."""
    parts = tuple(Part(type, State.FAILED, tuple(reasons)) for type in types)
    return PackResult(Record(task.pseudonym, parts))


def _reasons(error: BaseException) -> tuple[str, ...]:
    """What the run report says; of a defect only where it is, because its message may quote the client."""
    if isinstance(error, (KeyboardInterrupt, SystemExit)) or (debugging() and not isinstance(error, Refusal)):
        raise error
    if isinstance(error, Refusal):
        return tuple(str(fault) for fault in error.faults)
    return (f"this is a defect of the program ({type(error).__name__} in {_place(error)})",)


def _place(error: BaseException) -> str:
    """The innermost place in this package below this module, else the innermost at all: module and line."""
    frames = list(extract_tb(error.__traceback__))
    own = [frame for frame in frames[1:] if "reporting" in Path(frame.filename).parts]
    frame = (own or frames)[-1]
    return f"{Path(frame.filename).name}:{frame.lineno}"
