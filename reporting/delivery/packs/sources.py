"""What the register must know of a run before it begins: files by version, and the book by its content."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, inspect, make_url
from sqlalchemy.exc import SQLAlchemyError

from reporting import __version__
from reporting.delivery.files import sha256
from reporting.delivery.plan import Task
from reporting.delivery.register.documents import Source
from reporting.domain.errors import unusable
from reporting.domain.house import House
from reporting.domain.questionnaire import Questionnaire
from reporting.inputs.clients.models import TABLES
from reporting.inputs.resources import bundled
from reporting.law import source as law

CLAUSES = "clauses.yaml"


def sources_of(
    profiles: Iterable[Task], house: House, questionnaire: Questionnaire, key: bytes
) -> Iterator[Source]:
    """Profiles, house files, questionnaire, clauses, and the key of the pseudonyms by a hash of it."""
    for task in profiles:
        yield Source("profile", f"{task.profile.id}.yaml", task.profile.version, task.subject.sha256)
    for file, version in sorted(house.versions.items()):
        yield Source("house file", file, version, house.hashes[file])
    yield Source("questionnaire", "questionnaire.yaml", questionnaire.version, questionnaire.sha256)
    yield Source("clauses", CLAUSES, __version__, _clauses())
    yield Source("key", "register.key", "", sha256(b"pseudonyms" + key))


def book_sha256(where: str) -> str:
    """A hash of the content of a client book: a folder, a SQLite file, or tables of PostgreSQL.

    Raises Unusable where it cannot be read.
    """
    if "://" not in where:
        return _files(path for path in sorted(Path(where).iterdir()) if path.is_file())
    url = make_url(where)
    if url.get_backend_name() == "sqlite":
        return _files([Path(url.database or "")])
    if url.drivername == "postgresql":
        url = url.set(drivername="postgresql+psycopg")
    return _tables(create_engine(url, hide_parameters=True))


def _clauses() -> str:
    """One hash of the clauses' register and of their words in every language."""
    words = sorted((bundled("templates") / "messages").glob(f"*/{CLAUSES}"))
    parts = {f"{path.parent.name}/{CLAUSES}": path.read_bytes() for path in words}
    parts[CLAUSES] = (Path(law.__file__).parent / "data" / CLAUSES).read_bytes()
    return sha256("".join(f"{sha256(parts[name])}  {name}\n" for name in sorted(parts)).encode())


def _files(paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        try:
            with path.open("rb") as stream:
                digest.update(f"{hashlib.file_digest(stream, 'sha256').hexdigest()}  {path.name}\n".encode())
        except OSError as error:
            reason = (error.strerror or "no reason given").lower()
            raise unusable(path.name, f"cannot be read: {reason}", "") from None
    return digest.hexdigest()


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
