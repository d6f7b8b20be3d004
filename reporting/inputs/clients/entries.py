"""Rows of one client as checked models that remember where they stood."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from pydantic import BaseModel, ValidationError

from reporting.domain.errors import Fault
from reporting.inputs.clients.models import (
    TABLES,
    AccountRow,
    AnswerRow,
    CashFlowRow,
    ClientRow,
    ConsentRow,
    PositionRow,
    TransactionRow,
)
from reporting.inputs.clients.source import MOST_ROWS, Row, Source

M_co = TypeVar("M_co", bound=BaseModel, covariant=True)
M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a row stands: the table's name in messages, its columns, the row's number."""

    label: str
    columns: tuple[str, ...]
    number: int

    def fault(self, column: str, message: str) -> Fault:
        """A fault of a cell, of the whole row where `column` is empty."""
        position = self.columns.index(column) + 1 if column in self.columns else None
        return Fault(self.label, message, column, self.number, position)


@dataclass(frozen=True, slots=True)
class Entry(Generic[M_co]):
    """A sound row and its place."""

    row: M_co
    place: Place


@dataclass(frozen=True, slots=True)
class Entries:
    """The sound rows of one client. `broken` names the tables of which some row is not among them: what must
    hold between rows is judged only where they are all there."""

    clients: list[Entry[ClientRow]] = field(default_factory=list)
    answers: list[Entry[AnswerRow]] = field(default_factory=list)
    accounts: list[Entry[AccountRow]] = field(default_factory=list)
    positions: list[Entry[PositionRow]] = field(default_factory=list)
    transactions: list[Entry[TransactionRow]] = field(default_factory=list)
    cash_flows: list[Entry[CashFlowRow]] = field(default_factory=list)
    consents: list[Entry[ConsentRow]] = field(default_factory=list)
    broken: set[str] = field(default_factory=set)


def read_entries(source: Source, id: str) -> tuple[Entries, list[Fault]]:
    """Every row of a client, and what is wrong with single cells."""
    entries, faults = Entries(), []
    accounts: list[str] = []
    for table, spec in TABLES.items():
        rows = source.rows(table, accounts if spec.key == "account" else [id])
        if table == "accounts":
            accounts = [row.cells["id"] for row in rows if "id" in row.cells]
        if len(rows) > MOST_ROWS:
            message = f"one client has more than {MOST_ROWS:,} rows; is its key given to many?"
            faults.append(Fault(source.label(table), message))
            entries.broken.add(table)
            continue
        for row in rows:
            place = Place(source.label(table), source.columns(table), row.number)
            sound = _read(spec.model, row, place, faults)
            if sound is None:
                entries.broken.add(table)
            else:
                getattr(entries, table).append(Entry(sound, place))
    faults += _shared_accounts(source, entries, accounts)
    if len(entries.clients) > 1:
        entries.broken.update(set(TABLES) - {"clients"})  # whose rows they are nobody can tell
    return entries, faults


def _read(model: type[M], row: Row, place: Place, faults: list[Fault]) -> M | None:
    """The row as its model, or None after its faults were noted."""
    if row.wrong:
        faults.append(place.fault("", row.wrong))
        return None
    try:
        return model.model_validate(row.cells)
    except ValidationError as error:
        for detail in error.errors(include_url=False, include_input=False):
            empty = detail["type"] == "missing"
            message = "is empty; give a value" if empty else detail["msg"]
            faults.append(place.fault(str(detail["loc"][0]), message))
        return None


def _shared_accounts(source: Source, entries: Entries, accounts: list[str]) -> Iterator[Fault]:
    shared = source.repeated(accounts) if accounts else frozenset()
    for entry in entries.accounts:
        if entry.row.id in shared:
            message = "several accounts of the book have this id; give each its own"
            yield entry.place.fault("id", message)
