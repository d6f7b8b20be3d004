"""A hash of the content of a client book in a database."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, inspect, make_url
from sqlalchemy.exc import SQLAlchemyError

from reporting.delivery.files import sha256
from reporting.delivery.packs.sources import files_sha256
from reporting.domain.errors import unusable
from reporting.inputs.clients.models import TABLES


def database_sha256(where: str) -> str:
    """The hash of a SQLite file or of tables of PostgreSQL. Raises Unusable where they cannot be read."""
    url = make_url(where)
    if url.get_backend_name() == "sqlite":
        return files_sha256([Path(url.database or "")])
    if url.drivername == "postgresql":
        url = url.set(drivername="postgresql+psycopg")
    return _tables(create_engine(url, hide_parameters=True))


def _tables(engine: Engine) -> str:
    """Rows are hashed where they lie and added up, so that their order does not matter."""
    try:
        with engine.connect() as connection:
            found = {name: _rows(connection, name) for name in sorted(TABLES)}
    except SQLAlchemyError as error:
        reason = type(getattr(error, "orig", None) or error).__name__
        raise unusable("client database", f"can't be read ({reason})") from None
    return sha256(repr(found).encode())


def _rows(connection: Connection, table: str) -> tuple[str, ...]:
    if not inspect(connection).has_table(table):
        return ("view or missing",)
    hashed = "sum(('x' || substr(md5(t::text), {}, 15))::bit(60)::bigint)::text"
    columns = ", ".join(["count(*)::text", hashed.format(1), hashed.format(16)])
    return tuple(connection.exec_driver_sql(f'SELECT {columns} FROM "{table}" AS t').one())
