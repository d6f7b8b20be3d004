"""Tasks in processes of their own: the same outcomes whatever their number and order."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import active_children, get_context

from reporting.delivery.defects import debugging, defect
from reporting.delivery.plan import Outcome, Task
from reporting.delivery.processes import begin, one_thread_each, unheard
from reporting.domain.errors import Fault, Refusal

Outcomes = Generator[Outcome, None, None]
Runner = Callable[[Sequence[Task]], Outcomes]
"""Gives every task's outcome, in the order in which they are ready."""


def in_processes(jobs: int) -> Runner:
    """A runner with up to `jobs` worker processes; one as well, so that all runs compute alike."""

    def run(tasks: Sequence[Task]) -> Outcomes:
        others = {child.pid for child in active_children()}
        with one_thread_each():
            pool = ProcessPoolExecutor(min(jobs, len(tasks)), get_context("spawn"), begin)
            try:
                with unheard():
                    futures = {pool.submit(work, task): task for task in tasks}
                for future in as_completed(futures):
                    yield _outcome(future, futures[future])
                pool.shutdown()
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                for child in active_children():
                    if child.pid not in others:
                        child.terminate()
                raise

    return run


def one_by_one(tasks: Sequence[Task]) -> Outcomes:
    """A runner in this very process, for tests and debugging."""
    for task in tasks:
        yield work(task)


def work(task: Task) -> Outcome:
    """The outcome of one task: its documents, or the faults for which it was refused. Never raises."""
    from reporting.delivery.job import make  # the worker alone needs what prints

    try:
        return make(task)
    except Refusal as refusal:
        return Outcome(task.profile.id, faults=refusal.faults)
    except Exception as error:  # one profile's defect must not stop the others
        if debugging():
            raise
        return _defective(task, error)


def _outcome(future: Future[Outcome], task: Task) -> Outcome:
    try:
        return future.result()
    except BrokenProcessPool:
        message = "its process ended abruptly, perhaps for lack of memory; try fewer --jobs"
        return Outcome(task.profile.id, faults=(Fault(task.profile.id, message),))
    except Exception as error:  # what a process could not hand back
        if debugging():
            raise
        return _defective(task, error)


def _defective(task: Task, error: Exception) -> Outcome:
    return Outcome(task.profile.id, faults=(Fault(task.profile.id, defect(error)),))
