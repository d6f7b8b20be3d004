"""All tasks of a run through a crew: results as they come, whatever breaks down on the way."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, wait
from contextlib import suppress
from typing import TypeVar

from reporting.delivery.packs import working
from reporting.delivery.packs.crews import Crew
from reporting.delivery.packs.maker import PackResult, Task
from reporting.delivery.processes import unheard

SHIFT = 2000
"""Tasks after which the processes of a pool are replaced: what a library may leak stays bounded."""
POISON = "its process ended abruptly twice, perhaps for lack of memory; it is left out"

Done = Callable[[Task, PackResult], None]
T = TypeVar("T")


def run_tasks(run: str, tasks: Sequence[Task], types: Sequence[str], crew: Crew, done: Done) -> None:
    """Have every task done and hand each result to `done`, in whatever order.

    Where a process ends abruptly, the tasks that were under way are suspects: each is done once more, alone,
    and fails for good if its process ends abruptly again. So the others cost one more try and nothing else.
    """
    waiting, suspects = deque(tasks), deque[Task]()
    while waiting or suspects:
        alone = bool(suspects)
        with crew.at_work(alone) as (executor, width):
            queue = suspects if alone else waiting
            broken = _shift(run, queue, executor, width, done)
        for task in broken:
            if alone or crew.retries:
                done(task, working.failed(types, task, [POISON]))
            else:
                suspects.append(task)


def warm_up(run: str, keys: Iterable[str], crew: Crew) -> None:
    """Compute the facts of every key once, before the tasks that need them.

    A process that ends abruptly here leaves the facts to the tasks, of which each that fails is a record.
    """
    with crew.at_work() as (executor, _):
        futures = []
        with suppress(BrokenExecutor), unheard():
            futures += [executor.submit(working.warm, run, key) for key in keys]
        wait(futures)
        for future in futures:
            _ended(future)


def _shift(run: str, queue: deque[Task], executor: Executor, width: int, done: Done) -> list[Task]:
    """Do tasks from the queue until it is empty, the shift over, or the executor broken: what it broke at."""
    under_way: dict[Future[PackResult], Task] = {}
    left, broken = SHIFT * width, list[Task]()
    while under_way or (queue and left and not broken):
        while queue and left and len(under_way) < width and not broken:
            task = queue.popleft()
            left -= 1
            try:
                with unheard():
                    under_way[executor.submit(working.work, run, task)] = task
            except BrokenExecutor:
                broken.append(task)
        for future in wait(under_way, return_when=FIRST_COMPLETED).done:
            task = under_way.pop(future)
            if (result := _ended(future)) is None:
                broken.append(task)
            else:
                done(task, result)
    return broken


def _ended(future: Future[T]) -> T | None:
    """What came back, None where the process was lost."""
    try:
        return future.result()
    except BrokenExecutor:
        return None
    except Exception as error:
        if type(error).__name__ == "KilledWorker":  # of Dask, which need not be installed
            return None
        raise
