"""Registers in both engines: every test that takes `register` runs on SQLite and on PostgreSQL."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from reporting.delivery.register.engine import find_place
from reporting.delivery.register.store import Register
from tests.postgres import server

TIME = "2026-10-01T09:30:00Z"


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    with server() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The place of a register that does not exist yet."""
    if request.param == "sqlite":
        return str(tmp_path / "register.sqlite")
    place: str = request.getfixturevalue("postgres")
    engine = create_engine(place.replace("postgresql:", "postgresql+psycopg:"))
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    engine.dispose()
    return place


@pytest.fixture
def register(url: str, tmp_path: Path) -> Register:
    return Register(find_place(url, tmp_path), lambda: TIME)


@pytest.fixture
def tamper(register: Register) -> Callable[[str], None]:
    """Runs a statement as an intruder would who owns the database: without triggers."""

    def run(statement: str) -> None:
        engine = create_engine(register.place.url)
        with engine.begin() as connection:
            if connection.dialect.name == "sqlite":
                names = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'")
                for (name,) in names.fetchall():
                    connection.exec_driver_sql(f"DROP TRIGGER {name}")
            else:
                connection.exec_driver_sql("SET session_replication_role = replica")
            connection.exec_driver_sql(statement)
        engine.dispose()

    return run
