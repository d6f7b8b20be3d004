"""How far a run of packs is, on standard error: a bar with rate and remaining time, or plain lines."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, Task, TextColumn, TimeRemainingColumn
from rich.text import Text

from reporting.delivery.packs.maker import Record, State

Reporter = Callable[[Record], None]
LINE_SECONDS = 10
"""Between two plain lines."""


class _Rate(TextColumn):
    """Packs a second, or seconds a pack where that is the larger number."""

    def render(self, task: Task) -> Text:
        return Text(_rate(task.speed or 0.0))


@contextmanager
def progress(total: int, before: int) -> Iterator[Reporter]:
    """Gives the function that is called with each record; `before` of the `total` were done already."""
    console = Console(stderr=True, markup=False, highlight=False, emoji=False)
    if not console.is_terminal:
        yield _Lines(total, before)
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        _Rate(""),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("packs", total=total, completed=before)

        failures = 0

        def step(record: Record) -> None:
            nonlocal failures
            failures += _failed(record)
            bar.update(task, advance=1, description=f"packs, {failures} failed" if failures else "packs")

        yield step


class _Lines:
    """A line now and then, and at the end."""

    def __init__(self, total: int, before: int) -> None:
        self._total, self._done, self._before, self._failures = total, before, before, 0
        self._start = self._last = time.monotonic()

    def __call__(self, record: Record) -> None:
        self._done += 1
        self._failures += _failed(record)
        now = time.monotonic()
        if now - self._last >= LINE_SECONDS or self._done == self._total:
            self._last = now
            speed = (self._done - self._before) / max(now - self._start, 1e-9)
            left = (self._total - self._done) / speed
            told = f"[{self._done}/{self._total}] {_rate(speed)}, {left:.0f} s left"
            told += f", {self._failures} failed" if self._failures else ""
            print(told, file=sys.stderr, flush=True)


def _rate(speed: float) -> str:
    return f"{speed:.1f} packs/s" if speed >= 1 or not speed else f"{1 / speed:.1f} s/pack"


def _failed(record: Record) -> bool:
    """Whether something of the client failed; the run report says what."""
    return any(part.state is State.FAILED for part in record.parts)
