"""Where a register lies: a SQLite file, or a PostgreSQL database by its URL; transactions on it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.pool import NullPool

from reporting.delivery.register import tables
from reporting.domain.errors import Unusable, unusable

OPTION = "--register"
NAME = "register.sqlite"
"""The register's file in the output folder, where none is named."""
BUSY_SECONDS = 60
LOCK = 0x4D694649
"""The advisory lock of PostgreSQL that whoever adds rows must hold."""
WRITES = "register_writes"


@dataclass(frozen=True, slots=True)
class Place:
    """The database of a register. `label` names it in messages, without user and password."""

    url: URL
    label: str

    @property
    def file(self) -> Path | None:
        """The file of a SQLite register."""
        return Path(self.url.database or "") if self.url.get_backend_name() == "sqlite" else None


def find_place(register: str | None, output: Path) -> Place:
    """The register that is named by a file or a URL, else that of the output folder.

    Raises Unusable for a URL of another kind of database.
    """
    if register is None or "://" not in register:
        file = output / NAME if register is None else Path(register)
        return Place(URL.create("sqlite", database=file.as_posix()), file.as_posix())
    try:
        url = make_url(register)
    except ArgumentError:
        raise unusable(OPTION, "is no URL of a database; write postgresql://user@host/name") from None
    if url.drivername == "postgresql":
        url = url.set(drivername="postgresql+psycopg")
    if url.drivername not in ("sqlite", "postgresql+psycopg"):
        raise unusable(OPTION, f"{url.drivername[:40]!r} is not supported; give a file or postgresql://...")
    if url.get_backend_name() == "sqlite":
        if not url.database or url.query:
            raise unusable(OPTION, "names no SQLite file; write sqlite:///folder/register.sqlite")
        return Place(url, url.database)
    return Place(url, f"postgresql://{url.host or ''}/{url.database or ''}")


def open_engine(place: Place) -> Engine:
    """An engine that hides parameters from messages and keeps no connection open.

    On SQLite a transaction that writes begins with BEGIN IMMEDIATE, so that one writer waits for another;
    deleted content is overwritten with zeros.
    """
    if place.url.get_backend_name() != "sqlite":
        return create_engine(place.url, hide_parameters=True, poolclass=NullPool)
    engine = create_engine(
        place.url, hide_parameters=True, poolclass=NullPool, connect_args={"timeout": BUSY_SECONDS}
    )

    @event.listens_for(engine, "connect")
    def _connect(connection: object, record: object) -> None:
        connection.isolation_level = None  # type: ignore[attr-defined]  # sqlite3 shall begin nothing itself
        connection.text_factory = _text  # type: ignore[attr-defined]
        for pragma in ("secure_delete = ON", "synchronous = FULL", "recursive_triggers = ON"):
            connection.execute(f"PRAGMA {pragma}")  # type: ignore[attr-defined]

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get(WRITES)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _text(raw: bytes) -> str | bytes:
    """A cell of SQLite as text; its bytes where they are none, so that the row they spoil can be named."""
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw


@contextmanager
def reading(engine: Engine, place: Place) -> Iterator[Connection]:
    """A transaction that sees one state of the register. Raises Unusable where there is none."""
    if place.file is not None and not place.file.is_file():
        raise unusable(place.label, "there is no register here; `reporting packs` makes one")
    with _told(place), engine.connect() as connection:
        if not tables.exist(connection):
            raise unusable(place.label, "holds no register; `reporting packs` makes one")
        yield connection


@contextmanager
def writing(engine: Engine, place: Place) -> Iterator[Connection]:
    """A transaction of the only writer; the tables are made where they are missing. All or nothing."""
    if place.file is not None:
        _make_private(place.file)
    with _told(place), engine.connect() as connection:
        connection = connection.execution_options(**{WRITES: True})
        with connection.begin():
            if connection.dialect.name == "postgresql":
                connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({LOCK})")
            if not tables.exist(connection):
                tables.create(connection)
            yield connection


@contextmanager
def _told(place: Place) -> Iterator[None]:
    """What the database refuses, in one sentence without values."""
    try:
        yield
    except (SQLAlchemyError, UnicodeDecodeError) as error:  # sqlite3 fails to decode what a damaged file says
        cause = getattr(error, "orig", None) or type(error).__name__
        reason = " ".join(str(cause).split())[:200]
        raise Unusable(unusable(place.label, f"the register cannot be used: {reason}").faults) from None


def _make_private(file: Path) -> None:
    """The file with its folder, readable by its owner alone before anything stands in it."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(file, os.O_RDWR | os.O_CREAT, 0o600))
    except OSError as error:
        reason = (error.strerror or "no reason given").lower()
        raise unusable(file.as_posix(), f"the register cannot be written: {reason}") from None
