"""What a client book is read from: a folder of files or a database, seen through one narrow door."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from reporting.domain.errors import Fault
from reporting.inputs.clients.models import TABLES
from reporting.inputs.scalars import closest
from reporting.inputs.tables import printable

MOST_ROWS = 100_000
"""Rows of one client in one table; nobody trades more often, and a record must fit into memory."""


@dataclass(frozen=True, slots=True)
class Row:
    """Filled cells by column, as text. `number` is the line (CSV), the row (Parquet), or the place among the
    client's own rows (database). `wrong` says why the row as a whole can't be read, else it is empty."""

    number: int
    cells: Mapping[str, str]
    wrong: str = ""


@dataclass(frozen=True, slots=True)
class Stray:
    """Rows of a table that belong to nobody: how many, and the number of the first where it has one."""

    column: str
    count: int
    first: int | None


class Source(Protocol):
    """A book as it lies there. Every method raises Unusable where it can't be read any more."""

    def label(self, table: str) -> str:
        """The name of a table in messages, without any folder."""
        ...

    def columns(self, table: str) -> tuple[str, ...]:
        """The columns that a table really has, in its order."""
        ...

    def keys(self, table: str, column: str) -> Sequence[str]:
        """A column as text, row by row, empty where it has none; rows come in the same order each time."""
        ...

    def rows(self, table: str, keys: Iterable[str]) -> list[Row]:
        """The rows whose key column holds one of `keys`, in the order of the table; at most one more than
        `MOST_ROWS` of them."""
        ...

    def repeated(self, accounts: Sequence[str]) -> frozenset[str]:
        """Which of these account ids stand in more than one row of the book."""
        ...

    def stray(self, table: str, column: str, owner: str) -> Stray:
        """Rows whose cell in `column` is no id of the table `owner`."""
        ...


def storable(key: str) -> bool:
    """Whether a database or a Parquet file can hold such a text at all; one that can't is in no row."""
    return "\0" not in key and not any("\ud800" <= mark <= "\udfff" for mark in key)


def header_faults(label: str, table: str, found: Sequence[str]) -> list[Fault]:
    """Columns that are missing, unknown or there twice. `label` names the table in the messages."""
    spec = TABLES[table]
    absent = [name for name in spec.required if name not in found]
    free = [name for name in spec.columns if name not in found]
    faults = []
    meant = set()
    for place, name in enumerate(found, 1):
        shown = printable(name)
        if name not in spec.columns:
            close = closest(name, free)
            meant.add(close)
            hint = f"did you mean {close}?" if close else "remove it"
            faults.append(Fault(label, f"unknown column; {hint}", shown, column=place))
        elif name in found[: place - 1]:
            faults.append(Fault(label, "the column stands twice; remove one", shown, column=place))
    faults += [Fault(label, "the column is missing; add it", name) for name in absent if name not in meant]
    return faults
