"""Rules between the cells and rows of one client: what a rule is, and how a breach is named.

A rule yields a fault for each breach. It runs where the tables that it needs are sound, so that a slip
elsewhere hides nothing. Messages never show what a cell holds.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import TypeVar

from pydantic import BaseModel

from reporting.domain.errors import Fault
from reporting.inputs.clients.entries import Entries, Entry

Rule = Callable[[Entries], Iterable[Fault]]
M = TypeVar("M", bound=BaseModel)


def needs(*tables: str) -> Callable[[Rule], Rule]:
    """A rule that is silent while a row of these tables can't be read."""

    def guarded(function: Rule) -> Rule:
        def judged(entries: Entries) -> Iterable[Fault]:
            return () if entries.broken.intersection(tables) else function(entries)

        return judged

    return guarded


def repeated(rows: Iterable[Entry[M]], key: Callable[[M], Hashable]) -> Iterator[tuple[Entry[M], int]]:
    """Entries whose key stood before, each with the number of the row that had it first."""
    seen: dict[Hashable, int] = {}
    for entry in rows:
        first = seen.setdefault(key(entry.row), entry.place.number)
        if first != entry.place.number:
            yield entry, first
