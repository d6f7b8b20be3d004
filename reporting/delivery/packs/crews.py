"""Who does the work, behind one interface: here processes of this machine, in `cluster` those of many."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from multiprocessing import active_children, get_context
from pathlib import Path
from typing import Protocol

from reporting.delivery.files import write
from reporting.delivery.packs import working
from reporting.delivery.packs.maker import Recipe
from reporting.delivery.processes import one_thread_each


class Crew(Protocol):
    """Gives executors whose processes know the recipe of the run."""

    @property
    def retries(self) -> bool:
        """Whether the crew itself gives a task to another worker where one broke down."""
        ...

    def at_work(self, alone: bool = False) -> AbstractContextManager[tuple[Executor, int]]:
        """An executor and the number of tasks to keep in it; one worker for one task where `alone`."""
        ...


class Processes:
    """Worker processes of this machine, each with one thread; they end with the process that leads."""

    retries = False

    def __init__(self, run: str, recipe: Recipe, folder: Path, jobs: int) -> None:
        # By a file: one that is handed something large when it starts, and ends before it has read that,
        # leaves its parent waiting for ever.
        write(folder / working.RECIPE, pickle.dumps(recipe), private=True)
        self._begin = (run, folder)
        self._jobs = jobs

    @contextmanager
    def at_work(self, alone: bool = False) -> Iterator[tuple[Executor, int]]:
        """A new pool."""
        jobs = 1 if alone else self._jobs
        others = {child.pid for child in active_children()}
        with one_thread_each():
            pool = ProcessPoolExecutor(jobs, get_context("spawn"), working.begin, self._begin)
            try:
                yield pool, 1 if alone else 2 * jobs
                pool.shutdown()
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                for child in active_children():
                    if child.pid not in others:
                        child.terminate()
                raise
