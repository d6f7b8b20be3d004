"""Reading the rows of a register, and adding to its end."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import Column, Connection, Engine, RowMapping, Select, delete, insert, select

from reporting.delivery.register.engine import Place, open_engine, reading, writing
from reporting.delivery.register.rows import COLUMNS, START, Details, Kind, Row, make_row
from reporting.delivery.register.tables import DETAILS, ENTRIES

SALT_BYTES = 16
CHUNK = 1000
"""Rows that are fetched or written at once."""

Clock = Callable[[], str]
"""The time now as ISO 8601 in UTC, such as 2026-10-01T09:30:00Z."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A row to be added; `subject` is the row that a purge concerns."""

    kind: Kind
    details: Details
    subject: int | None = None


class Register:
    """An append-only register. Every method is one transaction, and raises Unusable where it fails."""

    def __init__(self, place: Place, clock: Clock) -> None:
        self.place = place
        self._engine: Engine = open_engine(place)
        self._clock = clock

    @contextmanager
    def reading(self) -> Iterator[Reader]:
        """One state of the register, however many others add to it meanwhile."""
        with reading(self._engine, self.place) as connection:
            yield Reader(connection)

    @contextmanager
    def writing(self) -> Iterator[Writer]:
        """The register for its only writer at this moment; what was added stays if no error is raised."""
        with writing(self._engine, self.place) as connection:
            yield Writer(connection, self._clock())

    def is_new(self) -> bool:
        """Whether it holds no row yet, or does not exist."""
        file = self.place.file
        if file is not None and not file.exists():
            return True
        with self.writing() as writer:
            return writer.last()[0] == 0

    def vacuum(self) -> None:
        """Let PostgreSQL overwrite deleted details; SQLite has done so at once."""
        if self._engine.dialect.name == "postgresql":
            with self._engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.exec_driver_sql(f"VACUUM {DETAILS.name}")


class Reader:
    """What stands in a register, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def rows(self, first: int = 1) -> Iterator[Row]:
        """All rows from a sequence on, in order, with their details as far as there are any."""
        query = _joined().where(ENTRIES.c.sequence >= first).order_by(ENTRIES.c.sequence)
        return self._found(query)

    def of_kinds(self, *kinds: Kind) -> Iterator[Row]:
        """The rows of these kinds whose details are there, in order."""
        query = _joined().where(ENTRIES.c.kind.in_([str(kind) for kind in kinds]))
        return self._found(query.where(DETAILS.c.sequence.is_not(None)).order_by(ENTRIES.c.sequence))

    def issues_of(self, period: str) -> Iterator[Row]:
        """The documents of a period, in order."""
        query = _joined().where(ENTRIES.c.kind == str(Kind.ISSUE), DETAILS.c.period == period)
        return self._found(query.order_by(ENTRIES.c.sequence))

    def of_client(self, client: str) -> Iterator[Row]:
        """All rows that bear a client's pseudonym, in order."""
        return self._found(_joined().where(DETAILS.c.client == client).order_by(ENTRIES.c.sequence))

    def last(self) -> tuple[int, str]:
        """Sequence and hash of the last row; 0 and START before the first."""
        query = select(ENTRIES.c.sequence, ENTRIES.c.hash).order_by(ENTRIES.c.sequence.desc()).limit(1)
        found = self.connection.execute(query).first()
        return (found.sequence, found.hash) if found else (0, START)

    def _found(self, query: Select[tuple[object, ...]]) -> Iterator[Row]:
        for row in self.connection.execute(query.execution_options(yield_per=CHUNK)).mappings():
            yield _row(row)


class Writer(Reader):
    """A reader that adds rows, all at one `time`."""

    def __init__(self, connection: Connection, time: str) -> None:
        super().__init__(connection)
        self.time = time

    def append(self, entries: Sequence[Entry]) -> list[int]:
        """Add rows at the end; their sequences."""
        sequence, before = self.last()
        made: list[Row] = []
        for entry in entries:
            sequence += 1
            salt = secrets.token_hex(SALT_BYTES)
            row = make_row(before, sequence, entry.kind, self.time, entry.details, salt, entry.subject)
            made.append(row)
            before = row.hash
        for start in range(0, len(made), CHUNK):
            chunk = made[start : start + CHUNK]
            self.connection.execute(insert(ENTRIES), [_head(row) for row in chunk])
            self.connection.execute(insert(DETAILS), [_details(row) for row in chunk])
        return [row.sequence for row in made]

    def drop_details(self, sequences: Sequence[int]) -> None:
        """Delete the details of rows for which a PURGE row stands already."""
        for start in range(0, len(sequences), CHUNK):
            part = sequences[start : start + CHUNK]
            self.connection.execute(delete(DETAILS).where(DETAILS.c.sequence.in_(part)))


def _joined() -> Select[tuple[object, ...]]:
    there = DETAILS.c.sequence.label("details")
    columns = [*ENTRIES.c, there, DETAILS.c.salt, *(DETAILS.c[name] for name in COLUMNS)]
    return select(*columns).select_from(ENTRIES.outerjoin(DETAILS, ENTRIES.c.sequence == DETAILS.c.sequence))


def _row(found: RowMapping) -> Row:
    head = {column.name: _value(column, found) for column in ENTRIES.c}
    if found["details"] is None:
        return Row(**head, details=None, salt=None)
    told = {name: _value(DETAILS.c[name], found) for name in ("salt", *COLUMNS)}
    return Row(**head, salt=told.pop("salt"), details=Details(**told))


def _value(column: Column[Any], found: RowMapping) -> Any:
    """What stands in a column. SQLite holds values of any type in any column: one that was never written here
    becomes a text that no hash fits, so that it is told like every other change."""
    value = found[column.name]
    allowed = isinstance(value, column.type.python_type) or (value is None and column.nullable)
    return value if allowed else repr(value)


def _head(row: Row) -> dict[str, object]:
    return {column.name: getattr(row, column.name) for column in ENTRIES.c}


def _details(row: Row) -> dict[str, object]:
    assert row.details is not None
    return {"sequence": row.sequence, "salt": row.salt, **asdict(row.details)}
