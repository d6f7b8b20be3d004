"""A client book in a database: SQLite or PostgreSQL, read only, one client at a time.

Everything is asked for as text, so that the columns may have any type that holds their values, and the cells
are judged as those of a file are. Names of tables and columns are known; values are bound, never spliced.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sql
from sqlalchemy.engine import URL, Connection, Engine, make_url
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.types import NullType, String

from reporting.domain.errors import Fault, Unusable, unusable
from reporting.inputs.clients.models import TABLES
from reporting.inputs.clients.source import MOST_ROWS, Row, Stray, header_faults, storable
from reporting.inputs.scalars import suggestion

LABEL = "client database"
SECONDS = 15
"""How long to wait for a connection."""
POSTGRES = " ".join(
    f"-c {setting}"
    for setting in (
        "default_transaction_read_only=on",
        "statement_timeout=60000",
        "client_encoding=UTF8",
        "datestyle=ISO",
        "extra_float_digits=1",
    )
)


class Database:
    """The seven tables (or views) of a database. Raises Unusable with everything that they lack.

    Its address is never part of a message: it may hold a password.
    """

    def __init__(self, where: str) -> None:
        self.engine = _engine(where)
        self.names: dict[str, tuple[str, ...]] = {}
        faults: list[Fault] = []
        with self._connected() as connection:
            inspector = sql.inspect(connection)
            there = sorted({*inspector.get_table_names(), *inspector.get_view_names()})
            for name in TABLES:
                if name in there:
                    faults += self._columns(name, inspector.get_columns(name))
                else:
                    hint = suggestion(name, [each for each in there if each not in TABLES], "; add it")
                    faults.append(Fault(name, f"the table is missing{hint}"))
        if faults:
            raise Unusable(faults)

    def _columns(self, table: str, found: Sequence[Any]) -> list[Fault]:
        self.names[table] = tuple(column["name"] for column in found)
        faults = header_faults(table, table, self.names[table])
        keys = {TABLES[table].key, "id"}
        return faults + [
            Fault(table, "must hold text, because it names rows", column["name"])
            for column in found
            if column["name"] in keys and not isinstance(column["type"], (String, NullType))
        ]

    @contextmanager
    def _connected(self) -> Iterator[Connection]:
        try:
            with self.engine.connect() as connection:
                yield connection
        except (SQLAlchemyError, ValueError) as error:  # a damaged file may hold names that are no text
            reason = type(getattr(error, "orig", None) or error).__name__
            message = f"can't be read ({reason}); check the address, the rights and that the server runs"
            raise unusable(LABEL, message) from None

    def label(self, table: str) -> str:
        """The table's name."""
        return table

    def columns(self, table: str) -> tuple[str, ...]:
        """The columns of the table."""
        return self.names[table]

    def keys(self, table: str, column: str) -> Sequence[str]:
        """A column as text, row by row, empty for null."""
        statement = sql.select(_text(column)).select_from(sql.table(table))
        with self._connected() as connection:
            found = connection.execute(statement.order_by(*map(sql.column, self.names[table])))
            return [text or "" for (text,) in found]

    def rows(self, table: str, keys: Iterable[str]) -> list[Row]:
        """The rows of some keys, in the order of their id or else of all their cells."""
        wanted = [key for key in dict.fromkeys(keys) if storable(key)]
        names, key = self.names[table], TABLES[table].key
        if not wanted:
            return []
        statement = sql.select(*map(_text, names)).select_from(sql.table(table))
        statement = statement.where(sql.column(key).in_(wanted)).limit(MOST_ROWS + 1)
        with self._connected() as connection:
            found = [[cell or "" for cell in row] for row in connection.execute(statement)]
        first = names.index("id") if "id" in names else 0
        found.sort(key=lambda cells: (cells[first], cells))
        return [
            Row(number, {name: cell for name, cell in zip(names, cells, strict=True) if cell.strip()})
            for number, cells in enumerate(found, 1)
        ]

    def repeated(self, accounts: Sequence[str]) -> frozenset[str]:
        """Which of these account ids stand in several rows."""
        wanted = [key for key in accounts if storable(key)]
        id: sql.ColumnClause[str] = sql.column("id")
        statement = (
            sql.select(_text("id"))
            .select_from(sql.table("accounts"))
            .where(id.in_(wanted))
            .limit(MOST_ROWS + 1)
        )
        with self._connected() as connection:
            found = connection.execute(statement.group_by(id).having(sql.func.count() > 1))
            return frozenset(text for (text,) in found)

    def stray(self, table: str, column: str, owner: str) -> Stray:
        """Rows whose cell in `column` is no id of the table `owner`."""
        here, there = sql.table(table).alias("here"), sql.table(owner).alias("there")
        own: sql.ColumnElement[str] = sql.column("id", _selectable=there)
        cell: sql.ColumnElement[str] = sql.column(column, _selectable=here)
        known = sql.exists().select_from(there).where(own == cell)
        lost = sql.or_(cell.is_(None), cell == "", ~known.correlate(here))
        with self._connected() as connection:
            count = connection.execute(
                sql.select(sql.func.count()).select_from(here).where(lost)
            ).scalar_one()
        return Stray(column, int(count), None)


def _text(column: str) -> sql.Label[str]:
    return sql.cast(sql.column(column), sql.Text).label(column)


def _engine(where: str) -> Engine:
    try:
        url = make_url(where)
    except (SQLAlchemyError, ValueError):
        raise unusable(
            LABEL, "is no address; write sqlite:///book.db or postgresql://user@host/book"
        ) from None
    kind = url.get_backend_name()
    if kind == "sqlite":
        return _sqlite(url)
    if kind == "postgresql":
        options = {"connect_timeout": SECONDS, "options": POSTGRES}
        return sql.create_engine(url.set(drivername="postgresql+psycopg"), connect_args=options)
    raise unusable(LABEL, "is of a kind that can't be read; SQLite and PostgreSQL can")


def _sqlite(url: URL) -> Engine:
    """An engine on a file that is there: a name with a slip would else make an empty database."""
    path = Path(url.database or "")
    if not path.is_file():
        raise unusable(path.name or LABEL, "is no SQLite file; check the path (sqlite:///book.db)")
    address = f"{path.resolve().as_uri()}?mode=ro"

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(address, uri=True, timeout=SECONDS, check_same_thread=False)
        connection.text_factory = _decoded
        return connection

    return sql.create_engine("sqlite://", creator=connect, poolclass=sql.pool.QueuePool, pool_size=1)


def _decoded(raw: bytes) -> str:
    """Bytes that are no UTF-8 spoil their own cell alone."""
    return raw.decode("utf-8", "replace")
