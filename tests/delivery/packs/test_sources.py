"""What a run is known by: files with versions, and the content of the book."""

import shutil
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from reporting.delivery.packs.sources import book_sha256, sources_of
from reporting.delivery.register.documents import Source
from reporting.domain.errors import Unusable
from reporting.domain.house import House
from reporting.inputs import demo
from reporting.inputs.clients.models import TABLES
from reporting.inputs.house import load_house
from reporting.inputs.questionnaire import load_questionnaire
from tests.postgres import server

ROOT = Path(__file__).parents[3]
HOUSE = ROOT / "profiles" / "house"
BOOK = Path(demo.__file__).parent / "book"


def sources(house: House, key: bytes = b"k" * 32) -> dict[str, Source]:
    return {each.name: each for each in sources_of([], house, load_questionnaire(HOUSE), key)}


def test_every_file_of_the_house_goes_by_the_version_that_it_states(tmp_path: Path) -> None:
    told = sources(load_house(HOUSE))
    assert set(told) >= {"firm.yaml", "instruments.yaml", "market-assumptions.yaml", "questionnaire.yaml"}
    assert all(each.version for name, each in told.items() if name != "register.key")
    own = tmp_path / "house"
    shutil.copytree(HOUSE, own)
    firm = own / "firm.yaml"
    firm.write_text(firm.read_text().replace("Example Street", "Sample Street"))
    changed = sources(load_house(own))
    assert changed["firm.yaml"].version == told["firm.yaml"].version
    assert changed["firm.yaml"].sha256 != told["firm.yaml"].sha256
    assert changed["instruments.yaml"] == told["instruments.yaml"]


def test_the_key_is_known_by_a_hash_that_does_not_give_it_away() -> None:
    house = load_house(HOUSE)
    one, other = sources(house)["register.key"], sources(house, b"l" * 32)["register.key"]
    assert one.sha256 != other.sha256 and one.version == other.version
    assert (b"k" * 32).hex() not in one.sha256


def test_a_changed_book_is_another_book(tmp_path: Path) -> None:
    folder = tmp_path / "book"
    shutil.copytree(BOOK, folder)
    before = book_sha256(str(folder))
    assert before == book_sha256(str(BOOK))
    clients = folder / "clients.csv"
    clients.write_text(clients.read_text().replace("Persona 01", "Persona 99"))
    assert book_sha256(str(folder)) != before


def test_a_database_is_known_by_its_rows_whatever_their_order(tmp_path: Path) -> None:
    with server() as url:
        engine = create_engine(url.replace("postgresql:", "postgresql+psycopg:"))
        rows = ["('P1', 'one')", "('P2', 'two')"]

        def fill(values: list[str]) -> str:
            with engine.begin() as connection:
                for name in TABLES:
                    connection.exec_driver_sql(f"DROP TABLE IF EXISTS {name}")
                    connection.exec_driver_sql(f"CREATE TABLE {name} (id text, name text)")
                connection.exec_driver_sql("INSERT INTO clients VALUES " + ", ".join(values))
            return book_sha256(url)

        first = fill(rows)
        assert fill(rows[::-1]) == first
        assert len({first, fill(rows[:1]), fill([*rows, rows[0]]), fill([rows[0], "('P2', 'three')"])}) == 4
        engine.dispose()
    with pytest.raises(Unusable, match="client database: can't be read"):
        book_sha256(url)
