"""A record is the same wherever the book lies, whole or refused, and no client stands in another's way."""

from __future__ import annotations

import pickle
import tempfile
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from decimal import Decimal
from multiprocessing import get_context
from pathlib import Path

import pytest
import sqlalchemy as sql

from reporting.domain.client import ClientRecord, Side
from reporting.domain.errors import Unusable
from reporting.inputs.clients import Book, open_book, parquet_table
from reporting.inputs.clients.models import TABLES
from tests import postgres
from tests.inputs.clients.books import (
    AMOUNTS,
    DAYS,
    Tables,
    row_of,
    sound,
    typed,
    write_csv,
    write_parquet,
    write_sqlite,
)

WRITERS: dict[str, Callable[[Tables, Path], str]] = {
    "csv": lambda tables, folder: write_csv(tables, folder / "csv"),
    "parquet": lambda tables, folder: write_parquet(tables, folder / "parquet"),
    "sqlite": lambda tables, folder: write_sqlite(tables, folder / "book.db"),
}


@pytest.fixture(params=WRITERS)
def write(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[Tables], Book]:
    """Writes a book in one of the formats and opens it."""
    return lambda tables: open_book(WRITERS[request.param](tables, tmp_path))


def faults(book: Book, id: str) -> list[str]:
    with pytest.raises(Unusable) as caught:
        book.record(id)
    return [str(fault) for fault in caught.value.faults]


def records_of(tables: Tables) -> list[ClientRecord]:
    with tempfile.TemporaryDirectory() as folder:
        return records(open_book(write_csv(tables, Path(folder))))


def records(book: Book) -> list[ClientRecord]:
    return [book.record(id) for id in book.ids()]


def test_a_record_holds_what_the_tables_hold_in_the_order_of_time(write: Callable[[Tables], Book]) -> None:
    found = write(sound("A")).record("A")
    assert found.client.since == date(2025, 6, 2)
    assert [answer.value for answer in found.answers] == ["income", "growth"]
    assert found.mandate is not None and found.mandate.profile == "balanced-ucits"
    bought, sold = found.transactions
    assert (bought.side, bought.units, bought.price) == (Side.BUY, Decimal("10.000001"), Decimal("99.9999"))
    assert (sold.time.isoformat(), sold.consideration, sold.cost) == ("17:35:30", Decimal(250), Decimal(0))
    assert [flow.amount for flow in found.cash_flows] == [Decimal(5000), Decimal("-2.05")]
    assert [(each.account, each.units) for each in found.positions] == [
        ("A-E", Decimal(12)),
        ("A-M", Decimal("7.5")),
    ]
    assert found.consents[0].withdrawn_on == date(2026, 1, 2)


def test_the_same_book_gives_the_same_records_in_every_format(tmp_path: Path) -> None:
    books = [open_book(write(sound(), tmp_path)) for write in WRITERS.values()]
    first, *others = [records(book) for book in books]
    assert len(first) == 3
    for other in others:
        assert other == first
        assert repr(other) == repr(first)  # the decimals too have the same exponents


def test_postgresql_gives_the_same_records(tmp_path: Path) -> None:
    with postgres.server() as url:
        write_postgres(url, sound())
        found = open_book(url)
        assert repr(records(found)) == repr(records(open_book(write_csv(sound(), tmp_path))))
        assert found.strays() == ()
        assert pickle.loads(pickle.dumps(found)).record("B") == found.record("B")

        broken = sound()
        row_of(broken, "cash_flows", "B-M")["amount"] = "1e308"
        row_of(broken, "transactions", "B-M", 1)["side"] = "keep"
        broken["accounts"].append(dict(row_of(broken, "accounts", "C"), client="nobody"))
        write_postgres(url, broken, loose=True)
        again = open_book(url)
        assert again.record("A") == found.record("A")
        assert [fault.split(": ")[0] for fault in faults(again, "B")] == [
            "transactions:2:8",
            "cash_flows:1:5",
        ]
        assert faults(again, "C") == [
            "accounts:2:1: id: several accounts of the book have this id; give each its own"
        ]
        assert [str(fault) for fault in again.strays()] == [
            "accounts: client: names none of the table clients; correct it, or nobody gets the row"
        ]


def write_postgres(url: str, tables: Tables, loose: bool = False) -> None:
    """The book in tables with types, or all of them text where cells must hold anything."""
    engine = sql.create_engine(url.replace("postgresql:", "postgresql+psycopg:"))
    kinds = {"time": "TIME"} | dict.fromkeys(AMOUNTS, "NUMERIC(20, 8)") | dict.fromkeys(DAYS, "DATE")
    with engine.begin() as connection:
        for name, rows in tables.items():
            columns = TABLES[name].columns
            typing = [f'"{each}" {"TEXT" if loose else kinds.get(each, "TEXT")}' for each in columns]
            connection.execute(sql.text(f"DROP TABLE IF EXISTS {name}"))
            connection.execute(sql.text(f"CREATE TABLE {name} ({', '.join(typing)})"))
            marks = ", ".join(f":{each}" for each in columns)
            for row in rows:
                cells = {each: row.get(each) or None for each in columns}
                if not loose:
                    cells |= {each: typed(each, row.get(each, "")) for each in columns if each in AMOUNTS}
                connection.execute(sql.text(f"INSERT INTO {name} VALUES ({marks})"), cells)
    engine.dispose()


def test_a_book_crosses_to_another_process_and_opens_there(write: Callable[[Tables], Book]) -> None:
    book = write(sound())
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        assert list(pool.map(book.record, book.ids())) == records(book)


def test_the_description_of_a_book_is_small_and_shows_no_password() -> None:
    book = Book.__new__(Book)
    book.where, book._opened = "postgresql://firm:secret@host/book", {}
    assert len(pickle.dumps(book)) < 200
    assert "secret" not in repr(book)


def test_one_bad_client_stops_no_other(write: Callable[[Tables], Book]) -> None:
    tables = sound()
    row_of(tables, "clients", "B")["currency"] = "XXX"
    book = write(tables)
    assert book.ids() == ("A", "B", "C")
    assert (book.record("A").client.id, book.record("C").client.id) == ("A", "C")
    (fault,) = faults(book, "B")
    assert fault.endswith("currency: is not an ISO 4217 currency code such as EUR")


def test_clients_of_one_language_come_together_in_every_format(write: Callable[[Tables], Book]) -> None:
    tables = sound()
    for id, language in (("A", "fr"), ("B", "xx"), ("C", "fr")):
        row_of(tables, "clients", id)["language"] = language
    tables["clients"].reverse()
    assert write(tables).by_language() == ("A", "C", "B")


def test_all_faults_of_a_client_come_at_once(write: Callable[[Tables], Book]) -> None:
    tables = sound("A")
    row_of(tables, "clients", "A").update(language="xx", since="2025-02-30")
    row_of(tables, "answers", "A")["question"] = "Goal!"
    row_of(tables, "transactions", "A-M")["consideration"] = "1000.02"
    row_of(tables, "cash_flows", "A-M", 1)["amount"] = "2.05"
    said = faults(write(tables), "A")
    assert [line.split(": ")[1] for line in said] == [
        "language", "since", "question", "consideration", "amount",
    ]  # fmt: skip


def test_a_client_that_is_not_there_is_said_without_its_id(write: Callable[[Tables], Book]) -> None:
    (fault,) = faults(write(sound("A")), "secret-id")
    assert "secret-id" not in fault and "holds no client of this id" in fault


HOSTILE = ["../../etc/passwd", "a\0b", "'; DROP TABLE clients; --", "x" * 10_000, "\udcff"]


@pytest.mark.parametrize("id", HOSTILE)
def test_hostile_ids_name_nobody(write: Callable[[Tables], Book], id: str) -> None:
    assert "holds no client of this id" in faults(write(sound("A")), id)[0]


def test_a_client_whose_id_is_hostile_is_listed_and_refused(write: Callable[[Tables], Book]) -> None:
    tables = sound("A", "B")
    hostile = "../../etc/passwd"
    for rows in tables.values():
        for row in rows:
            row.update({key: hostile for key, cell in row.items() if cell == "B" and key in ("id", "client")})
    book = write(tables)
    assert book.ids() == (hostile, "A")
    assert book.record("A").client.id == "A"
    said = faults(book, hostile)
    assert len(said) == 6 and all("is not an id of at most 64 letters" in line for line in said)
    assert "passwd" not in "".join(said)


def test_two_clients_of_one_id_are_both_refused_with_one_sentence(write: Callable[[Tables], Book]) -> None:
    tables = sound("A", "B")
    tables["clients"].append(dict(row_of(tables, "clients", "B"), name="Another"))
    book = write(tables)
    assert book.ids() == ("A", "B")
    (fault,) = faults(book, "B")
    assert "give each client its own" in fault
    assert book.record("A").client.id == "A"


def test_an_account_id_of_two_clients_refuses_both(write: Callable[[Tables], Book]) -> None:
    tables = sound()
    row_of(tables, "accounts", "B", 1)["id"] = "A-E"
    tables["positions"] = [row for row in tables["positions"] if row["account"] != "B-E"]
    book = write(tables)
    for id in ("A", "B"):
        (fault,) = faults(book, id)
        assert fault.endswith("id: several accounts of the book have this id; give each its own")
    assert book.record("C").client.id == "C"


def test_rows_of_nobody_are_counted_and_stop_nobody(write: Callable[[Tables], Book]) -> None:
    tables = sound("A")
    tables["clients"].append(dict(tables["clients"][0], id=""))
    tables["accounts"].append(dict(tables["accounts"][0], id="Z-M", client="Z"))
    tables["cash_flows"] += [dict(tables["cash_flows"][0], account=name) for name in ("", "Y-M")]
    book = write(tables)
    assert book.record("A") == records_of(sound("A"))[0]
    assert book.ids() == ("A",)
    said = [str(fault) for fault in book.strays()]
    assert [line.split(":")[0].split(".")[0] for line in said] == ["clients", "accounts", "cash_flows"]
    assert "has no id" in said[0]
    assert "names none of the table clients" in said[1]
    assert "names none of the table accounts; 2 rows are like this" in said[2]


def test_parquet_reads_only_the_row_groups_that_can_hold_a_client(tmp_path: Path) -> None:
    book = open_book(write_parquet(sound("A", "B", "C", "D"), tmp_path, rows_a_group=2))
    read: list[int] = []
    original = parquet_table.ParquetTable._group

    def counted(table: parquet_table.ParquetTable, number: int) -> object:
        if table.label == "transactions.parquet":
            read.append(number)
        return original(table, number)

    for table in book._source().tables.values():  # type: ignore[attr-defined]
        table.group = lambda number, table=table: counted(table, number)
    book.record("C")
    assert read == [2]


def test_a_file_that_changes_under_the_reader_is_noticed(tmp_path: Path) -> None:
    where = write_csv(sound("A", "B"), tmp_path)
    book = open_book(where)
    assert book.record("A").client.id == "A"
    write_csv(sound("A", "B", "C"), tmp_path)
    with pytest.raises(Unusable, match="was changed while the book was being read"):
        book.record("B")


def test_the_order_of_rows_changes_nothing(write: Callable[[Tables], Book]) -> None:
    turned = {name: rows[::-1] for name, rows in sound().items()}
    assert records(write(turned)) == records_of(sound())


def test_a_database_hands_over_the_rows_of_one_client_only(tmp_path: Path) -> None:
    book = open_book(write_sqlite(sound("A", "B", "C", "D"), tmp_path / "book.db"))
    asked: list[tuple[str, tuple[object, ...]]] = []
    engine = book._source().engine  # type: ignore[attr-defined]
    sql.event.listen(engine, "before_cursor_execute", lambda *given: asked.append((given[2], given[3])))
    assert book.record("B").client.id == "B"
    assert len(asked) == len(TABLES) + 1  # and one question for account ids that stand twice
    for statement, values in asked:
        assert "WHERE" in statement.split() and "'" not in statement
        assert {str(value)[0] for value in values if isinstance(value, str)} == {"B"}
