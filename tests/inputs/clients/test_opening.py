"""What stops a whole book, and what a hostile file can do at most."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import pyarrow as arrow
import pyarrow.parquet as parquet
import pytest

from reporting.domain.errors import Unusable
from reporting.inputs.clients import demo_book, open_book
from tests.inputs.clients.books import sound, write_csv, write_parquet, write_sqlite


def refused(where: object) -> list[str]:
    with pytest.raises(Unusable) as caught:
        open_book(str(where))
    return [str(fault) for fault in caught.value.faults]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(write_csv(sound("A", "B"), tmp_path / "book"))


def rewrite(path: Path, old: str, new: str) -> None:
    path.write_text(path.read_text().replace(old, new, 1))


def test_the_shipped_book_opens_and_every_record_is_sound() -> None:
    book = demo_book()
    assert len(book.ids()) == 24
    assert book.strays() == ()
    assert {book.record(id).client.language for id in book.ids()} == {"en", "de", "fr", "it", "es", "nl"}


def test_no_folder(tmp_path: Path) -> None:
    (fault,) = refused(tmp_path / "nothing")
    assert fault.endswith("is no folder; give one with the tables of the client book")


def test_every_missing_table_is_named_with_what_may_be_meant(folder: Path) -> None:
    (folder / "cash_flows.csv").rename(folder / "cashflows.csv")
    (folder / "consents.csv").unlink()
    assert refused(folder) == [
        "cash_flows: the file cash_flows.csv or cash_flows.parquet is missing; did you mean cashflows.csv?",
        "consents: the file consents.csv or consents.parquet is missing; add it",
    ]


def test_a_table_in_both_formats_is_refused(folder: Path, tmp_path: Path) -> None:
    write_parquet(sound("A"), tmp_path / "other")
    (tmp_path / "other" / "clients.parquet").rename(folder / "clients.parquet")
    assert refused(folder) == ["clients: stands in the folder as CSV and as Parquet; remove one"]


def test_columns_that_are_missing_unknown_or_there_twice_are_told_at_once(folder: Path) -> None:
    rewrite(folder / "clients.csv", "language", "langauge")
    rewrite(folder / "positions.csv", "units", "units,units")
    rewrite(folder / "consents.csv", "given_on,", "")
    rewrite(folder / "answers.csv", "version", "version,colour")
    assert refused(folder) == [
        "clients.csv:8: langauge: unknown column; did you mean language?",
        "answers.csv:6: colour: unknown column; remove it",
        "positions.csv:5: units: the column stands twice; remove one",
        "consents.csv: given_on: the column is missing; add it",
    ]


def test_optional_columns_may_be_left_out(folder: Path) -> None:
    text = (folder / "clients.csv").read_text().splitlines()
    assert text[0].endswith(",ended")
    (folder / "clients.csv").write_text("\n".join(line.rpartition(",")[0] for line in text) + "\n")
    assert open_book(str(folder)).record("A").client.ended is None


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "clients.csv: is empty; the first line names the columns"),
        (b"id;category;holder\n", "clients.csv: separates columns by other signs than commas; use commas"),
        (b'id,category\n"A"x,retail\n', "clients.csv:2: is broken CSV"),
        (b'id,category\n"A,retail\n', "clients.csv:2: is broken CSV"),
    ],
)
def test_what_is_no_table_is_one_sentence(folder: Path, content: bytes, sentence: str) -> None:
    (folder / "clients.csv").write_bytes(content)
    (fault,) = refused(folder)
    assert fault.startswith(sentence)


def test_a_named_pipe_is_not_waited_for(folder: Path) -> None:
    (folder / "clients.csv").unlink()
    os.mkfifo(folder / "clients.csv")
    assert refused(folder) == ["clients.csv: is not a file; name one with a table in it"]


@pytest.mark.parametrize("cell", ["a\0b", "a\rb", "a\tb", "a\u202eb", "\udcff", "\ufffd", "x" * 10_000])
def test_a_hostile_cell_spoils_its_client_alone(folder: Path, cell: str) -> None:
    tables = sound("A", "B")
    tables["clients"][0]["name"] = cell
    book = open_book(write_csv(tables, folder))
    assert book.record("B").client.id == "B"
    with pytest.raises(Unusable) as caught:
        book.record("A")
    (fault,) = caught.value.faults
    assert (fault.file, fault.line, fault.path) == ("clients.csv", 2, "name")


def test_a_row_with_too_many_cells_is_told_to_whoever_it_may_belong_to(folder: Path) -> None:
    path = folder / "cash_flows.csv"
    rewrite(path, "F1,A-M,", "F1,oh no,A-M,")
    book = open_book(str(folder))
    assert book.record("B").client.id == "B"
    with pytest.raises(Unusable, match="cash_flows.csv:2: has 9 cells where the header has 8"):
        book.record("A")
    assert book.strays() == ()


def test_a_text_with_line_breaks_is_found_and_refused_at_its_place(folder: Path) -> None:
    rewrite(folder / "clients.csv", "Persona A", '"Persona\nA"')
    with pytest.raises(Unusable, match=r"clients.csv:3:4: name: holds the character U\+000A"):
        open_book(str(folder)).record("A")
    assert open_book(str(folder)).record("B").client.name == "Persona A"


def test_a_byte_order_mark_and_windows_line_ends_are_read(folder: Path) -> None:
    for path in folder.iterdir():
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert len(open_book(str(folder)).record("A").transactions) == 2


def test_a_broken_parquet_file_is_one_sentence(tmp_path: Path) -> None:
    where = Path(write_parquet(sound("A"), tmp_path))
    (where / "positions.parquet").write_bytes(b"PAR1 nothing PAR1")
    (fault,) = refused(where)
    assert fault.startswith("positions.parquet: can't be read as Parquet")


def test_parquet_of_lists_and_of_numbers_for_keys_is_refused(tmp_path: Path) -> None:
    where = Path(write_parquet(sound("A"), tmp_path))
    table = arrow.table({"account": [1], "day": ["2025-06-30"], "ticker": [["CSPX"]], "units": ["1"]})
    parquet.write_table(table, where / "positions.parquet")
    assert refused(where) == [
        "positions.parquet: ticker: holds lists or records; give plain values",
        "positions.parquet: account: must hold text, because it names rows",
    ]


def test_floats_times_and_nothing_in_parquet_are_judged_as_text(tmp_path: Path) -> None:
    tables = sound("A", "B")
    where = Path(write_parquet(tables, tmp_path))
    flows = parquet.read_table(where / "cash_flows.parquet")
    amounts = arrow.array([5000.0, float("nan"), 1e308, -2.05], arrow.float64())
    flows = flows.set_column(flows.column_names.index("amount"), "amount", amounts)
    parquet.write_table(flows, where / "cash_flows.parquet")
    book = open_book(str(where))
    for id, line, message in (("A", 2, "is not a number"), ("B", 3, "is too large")):
        with pytest.raises(Unusable) as caught:
            book.record(id)
        (fault,) = caught.value.faults
        assert (fault.line, fault.path) == (line, "amount") and fault.message.startswith(message)


def test_a_text_of_gigabytes_is_cut_before_it_unpacks(tmp_path: Path) -> None:
    where = Path(write_parquet(sound("A"), tmp_path))
    rows = 20_000
    long = arrow.DictionaryArray.from_arrays(arrow.array([0] * rows, arrow.int32()), ["x" * 1_000_000])
    same = {name: [cell] * rows for name, cell in sound("A")["answers"][0].items()}
    parquet.write_table(arrow.table(same | {"value": long}), where / "answers.parquet")
    with pytest.raises(Unusable) as caught:
        open_book(str(where)).record("A")
    assert "has 10,001 characters; 200 are allowed" in caught.value.faults[0].message


@pytest.mark.parametrize(
    ("where", "sentence"),
    [
        (
            "mysql://u:secret@h/b",
            "client database: is of a kind that can't be read; SQLite and PostgreSQL can",
        ),
        ("://", "client database: is no address"),
        ("sqlite:///nothing-here.db", "nothing-here.db: is no SQLite file"),
        ("sqlite://", "client database: is no SQLite file"),
        ("postgresql://u:secret@127.0.0.1:1/b", "client database: can't be read (OperationalError)"),
    ],
)
def test_addresses_that_lead_nowhere_are_one_sentence_without_the_password(where: str, sentence: str) -> None:
    (fault,) = refused(where)
    assert fault.startswith(sentence)
    assert "secret" not in fault
    assert not Path("nothing-here.db").exists()


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    (tmp_path / "book.db").write_text("no database" * 1000)
    (fault,) = refused(f"sqlite:///{tmp_path}/book.db")
    assert fault.startswith("client database: can't be read (DatabaseError)")


def test_tables_and_columns_that_a_database_lacks_are_named(tmp_path: Path) -> None:
    where = write_sqlite(sound("A"), tmp_path / "book.db")
    with sqlite3.connect(tmp_path / "book.db") as connection:
        connection.execute("ALTER TABLE consents RENAME TO consent")
        connection.execute("ALTER TABLE clients RENAME COLUMN name TO nam")
        connection.execute("CREATE VIEW positions2 AS SELECT * FROM positions")
    connection.close()
    assert refused(where) == [
        "clients:4: nam: unknown column; did you mean name?",
        "consents: the table is missing; did you mean consent?",
    ]


def test_a_view_serves_as_a_table(tmp_path: Path) -> None:
    where = write_sqlite(sound("A"), tmp_path / "book.db")
    with sqlite3.connect(tmp_path / "book.db") as connection:
        connection.execute("ALTER TABLE positions RENAME TO holdings")
        connection.execute("CREATE VIEW positions AS SELECT account, day, ticker, units FROM holdings")
    connection.close()
    assert len(open_book(where).record("A").positions) == 2


def test_a_database_is_never_written_to(tmp_path: Path) -> None:
    where = write_sqlite(sound("A"), tmp_path / "book.db")
    before = (tmp_path / "book.db").read_bytes()
    (tmp_path / "book.db").chmod(0o400)
    assert open_book(where).record("A").client.id == "A"
    assert (tmp_path / "book.db").read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["book.db"]


@pytest.mark.parametrize("cell", ["a\0b", "a\u202eb"])
def test_a_hostile_cell_of_a_database_spoils_its_client_alone(tmp_path: Path, cell: str) -> None:
    tables = sound("A", "B")
    tables["clients"][0]["name"] = cell
    book = open_book(write_sqlite(tables, tmp_path / "book.db"))
    assert book.record("B").client.id == "B"
    with pytest.raises(Unusable, match=r"clients:1:4: name: holds the character U\+"):
        book.record("A")
