"""Whatever bytes a book is made of: records or sentences, nothing else."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reporting.domain.errors import Fault, Refusal
from reporting.inputs.clients import open_book
from tests.inputs.clients.books import sound, write_csv, write_parquet, write_sqlite

TABLE = st.sampled_from(sorted(sound("A")))
BYTES = st.one_of(
    st.binary(max_size=8),
    st.sampled_from(
        [b'"', b",", b"\n", b"\r", b"\0", b"\xff", b"\xe2\x80\xae", b"=1+1", b"NaN", b"1e308", b"A-E"]
    ),
)


def spoil(path: Path, place: float, width: int, put: bytes) -> None:
    """Puts other bytes in the place of some."""
    content = path.read_bytes()
    at = int(place * len(content))
    path.write_bytes(content[:at] + put + content[at + width :])


def faults_of(where: str) -> list[Fault]:
    """Everything that the book says against itself; a client is the same client or refused."""
    try:
        book = open_book(where)
        ids = book.ids()
    except Refusal as refusal:
        return list(refusal.faults)
    found: list[Fault] = []
    for id in ids:
        id.encode()  # ids can be hashed whatever they were
        try:
            assert book.record(id).client.id == id
        except Refusal as refusal:
            assert refusal.faults
            found += refusal.faults
    try:
        return [*found, *book.strays()]
    except Refusal as refusal:
        return [*found, *refusal.faults]


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(table=TABLE, place=st.floats(0, 1), width=st.integers(0, 6), put=BYTES)
def test_noise_in_csv_ends_in_sentences(
    table: str, place: float, width: int, put: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("book")
    where = write_csv(sound("A", "B"), folder)
    spoil(folder / f"{table}.csv", place, width, put)
    assert all(str(fault).isprintable() for fault in faults_of(where))


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(place=st.floats(0, 1), width=st.integers(0, 6), put=st.binary(max_size=8))
def test_noise_in_sqlite_ends_in_sentences(
    place: float, width: int, put: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("book") / "book.db"
    where = write_sqlite(sound("A", "B"), path)
    spoil(path, place, width, put)
    assert all(str(fault).isprintable() for fault in faults_of(where))


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(table=TABLE, place=st.floats(0, 1), put=st.binary(min_size=1, max_size=4))
def test_noise_in_parquet_ends_in_sentences(
    table: str, place: float, put: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("book")
    where = write_parquet(sound("A", "B"), folder)
    spoil(folder / f"{table}.parquet", place, len(put), put)
    assert all(str(fault).isprintable() for fault in faults_of(where))
