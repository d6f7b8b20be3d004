"""The client book: one record at a time, each sound as a whole or refused with all its faults."""

from __future__ import annotations

import os
from collections.abc import Iterator
from operator import attrgetter
from pathlib import Path
from typing import Any

from reporting.domain.client import (
    Account,
    Answer,
    CashFlow,
    Client,
    ClientRecord,
    Consent,
    Position,
    Transaction,
)
from reporting.domain.errors import Fault, Unusable, unusable
from reporting.inputs.clients import booking, standing
from reporting.inputs.clients.entries import Entries, Entry, read_entries
from reporting.inputs.clients.known import Known
from reporting.inputs.clients.models import TABLES
from reporting.inputs.clients.source import Source
from reporting.inputs.tables import cut_off


class Book:
    """All clients of the firm, in a folder or a database.

    It crosses process borders as the place that it was opened at, and is opened there anew on first use:
    files and connections are never shared between processes.
    """

    def __init__(self, where: str) -> None:
        self.where = where
        self._opened: dict[int, Source] = {}
        self._source()

    def __reduce__(self) -> tuple[Any, ...]:
        return _described, (self.where,)

    def __repr__(self) -> str:
        return "Book(...)"

    def _source(self) -> Source:
        """By process: what a parent opened stays untouched, because closing it here would end it there."""
        if os.getpid() not in self._opened:
            self._opened[os.getpid()] = _source(self.where)
        return self._opened[os.getpid()]

    def ids(self) -> tuple[str, ...]:
        """Every id of the table of clients, faulty clients included, as it stands there, sorted."""
        return tuple(sorted({key for key in self._source().keys("clients", "id") if key.strip()}))

    def by_language(self) -> tuple[str, ...]:
        """The same ids, those of one language next to each other."""
        source = self._source()
        pairs = zip(source.keys("clients", "id"), source.keys("clients", "language"), strict=True)
        languages = dict(pairs)
        return tuple(sorted(self.ids(), key=lambda id: languages[id]))

    def record(self, id: str, known: Known | None = None) -> ClientRecord:
        """Everything that the book holds of a client, judged by what is `known` beside it, if it is given.

        Raises Unusable with all faults of this client, at most fifty and a count of the rest: a file
        (table), a row, a column and what is wrong, never what stands there.
        """
        source = self._source()
        entries, faults = read_entries(source, id)
        label = source.label("clients")
        if not entries.clients and "clients" not in entries.broken:
            raise unusable(label, "holds no client of this id; check it", "id")
        faults += [fault for rule in (*standing.RULES, *booking.RULES) for fault in rule(entries)]
        faults += known.faults(entries) if known else ()
        if faults:
            raise Unusable(cut_off(label, faults))
        return _record(entries)

    def strays(self) -> tuple[Fault, ...]:
        """Rows that belong to no client: one fault a table and column, with a count. They stop nobody."""
        return tuple(self._strays())

    def _strays(self) -> Iterator[Fault]:
        source = self._source()
        for table, spec in TABLES.items():
            owner = "accounts" if spec.key == "account" else "clients"
            found = source.stray(table, spec.key, owner)
            if found.count and table == "clients":
                yield Fault(source.label(table), _counted("has no id", found.count), "id", found.first)
            elif found.count:
                message = _counted(f"names none of the table {owner}", found.count)
                yield Fault(source.label(table), message, found.column, found.first)


def open_book(where: str) -> Book:
    """The client book in a folder, or at an address: sqlite:///book.db, postgresql://user@host/book.

    Raises Unusable with everything that stops the whole book: a table or column that is missing or unknown,
    a file or database that can't be read.
    """
    return Book(where)


def _source(where: str) -> Source:
    """A database where the place has the form of an address; its library is loaded only then."""
    if "://" in where:
        from reporting.inputs.clients.database import Database

        return Database(where)
    if not where.strip():
        raise unusable("client book", "no place is named; give a folder or a database")
    from reporting.inputs.clients.folder import Folder

    return Folder(Path(where))


def _described(where: str) -> Book:
    """A book of another process; it opens when it is first used."""
    book = Book.__new__(Book)
    book.where, book._opened = where, {}
    return book


def _counted(message: str, count: int) -> str:
    others = f"; {count} rows are like this" if count > 1 else ""
    return f"{message}{others}; correct it, or nobody gets the row"


def _record(entries: Entries) -> ClientRecord:
    """The parts of the domain, each in the order of time, then of id."""

    def made(kind: Any, rows: list[Entry[Any]], *order: str) -> Any:
        names = kind.__dataclass_fields__
        parts = [kind(**{name: getattr(entry.row, name) for name in names}) for entry in rows]
        return tuple(sorted(parts, key=attrgetter(*order)))

    (client,) = made(Client, entries.clients, "id", "name")
    return ClientRecord(
        client,
        made(Answer, entries.answers, "given_on", "question"),
        made(Account, entries.accounts, "opened", "id"),
        made(Position, entries.positions, "day", "account", "ticker"),
        made(Transaction, entries.transactions, "day", "time", "id"),
        made(CashFlow, entries.cash_flows, "day", "id"),
        made(Consent, entries.consents, "given_on", "kind"),
    )
