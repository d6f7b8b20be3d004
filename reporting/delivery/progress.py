"""How far a build is, on standard error: a bar on a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from reporting.delivery.plan import Outcome

Reporter = Callable[[Outcome], None]


@contextmanager
def progress(total: int) -> Iterator[Reporter]:
    """Gives the function that is called with each outcome."""
    console = Console(stderr=True, markup=False, highlight=False, emoji=False)
    if not console.is_terminal:
        done = 0

        def line(outcome: Outcome) -> None:
            nonlocal done
            done += 1
            print(f"[{done}/{total}] {outcome.profile}: {_told(outcome)}", file=sys.stderr, flush=True)

        yield line
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("documents", total=total)

        def step(outcome: Outcome) -> None:
            bar.console.print(f"{outcome.profile}: {_told(outcome)}")
            bar.advance(task)

        yield step


def _told(outcome: Outcome) -> str:
    if outcome.faults:
        return "refused"
    return ", ".join(f"{each.name} {each.pages} pages" for each in outcome.documents)
