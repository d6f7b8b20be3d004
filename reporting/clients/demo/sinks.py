"""Where the tables of a demo book are written to: CSV or Parquet files, or a SQLite database."""

from __future__ import annotations

import csv
import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol, TextIO

import pyarrow as arrow
import pyarrow.parquet as parquet

from reporting.inputs.clients.models import TABLES

SCALES = {"units": 6, "price": 4, "amount": 2, "consideration": 2, "cost": 2}
"""Decimals of the columns whose numbers come as whole parts of a unit."""
DAYS = frozenset({"since", "ended", "opened", "closed", "profile_since", "day", "given_on", "withdrawn_on"})
GROUP = 20_000
"""Rows of a Parquet row group: what a reader unpacks for one client."""

Row = tuple[Any, ...]


class Sink(Protocol):
    """Takes rows table by table; rows come sorted by client."""

    def add(self, table: str, rows: Sequence[Row]) -> None:
        """Rows in the order of the table's columns, None for an empty cell, numbers as `SCALES` says."""
        ...

    def close(self) -> None:
        """Finishes the book."""
        ...


def decimal(parts: int, scale: int) -> str:
    """Whole parts as a number with all its decimals: 1250 of scale 2 is 12.50."""
    sign, parts = ("-", -parts) if parts < 0 else ("", parts)
    whole, rest = divmod(parts, 10**scale)
    return f"{sign}{whole}.{rest:0{scale}d}"


def _texts(table: str, rows: Sequence[Row]) -> list[list[str | None]]:
    """The same rows, numbers written out."""
    scales = [SCALES.get(column) for column in TABLES[table].columns]
    return [
        [
            cell if scale is None or cell is None else decimal(cell, scale)
            for cell, scale in zip(row, scales, strict=True)
        ]
        for row in rows
    ]


class CsvSink:
    """A CSV file for each table."""

    def __init__(self, folder: Path) -> None:
        self.files: dict[str, TextIO] = {}
        for name, spec in TABLES.items():
            self.files[name] = (folder / f"{name}.csv").open("x", encoding="utf-8", newline="")
            csv.writer(self.files[name], lineterminator="\n").writerow(spec.columns)

    def add(self, table: str, rows: Sequence[Row]) -> None:
        """Appends the rows to the table's file."""
        csv.writer(self.files[table], lineterminator="\n").writerows(_texts(table, rows))

    def close(self) -> None:
        """Closes the files."""
        for file in self.files.values():
            file.close()


class ParquetSink:
    """A Parquet file for each table, in row groups of equal size."""

    def __init__(self, folder: Path) -> None:
        self.schemas = {name: _schema(name) for name in TABLES}
        self.writers = {
            name: parquet.ParquetWriter(folder / f"{name}.parquet", schema, compression="zstd")
            for name, schema in self.schemas.items()
        }
        self.waiting: dict[str, list[Row]] = {name: [] for name in TABLES}

    def add(self, table: str, rows: Sequence[Row]) -> None:
        """Writes the groups that are full."""
        waiting = self.waiting[table]
        waiting += rows
        while len(waiting) >= GROUP:
            self._write(table, waiting[:GROUP])
            del waiting[:GROUP]

    def close(self) -> None:
        """Writes the last groups and closes the files."""
        for table, writer in self.writers.items():
            self._write(table, self.waiting[table])
            writer.close()

    def _write(self, table: str, rows: list[Row]) -> None:
        schema = self.schemas[table]
        cells = zip(*rows, strict=True) if rows else [()] * len(schema)
        columns = [_column(field, values) for field, values in zip(schema, cells, strict=True)]
        self.writers[table].write_table(arrow.table(columns, schema=schema), row_group_size=GROUP)


def _schema(table: str) -> arrow.Schema:
    kinds = [
        (name, arrow.decimal128(19, SCALES[name]) if name in SCALES else _plain(name))
        for name in TABLES[table].columns
    ]
    return arrow.schema(kinds)


def _plain(column: str) -> arrow.DataType:
    return arrow.date32() if column in DAYS else arrow.string()


def _column(field: arrow.Field, values: Sequence[Any]) -> arrow.Array:
    if field.name in SCALES:  # the same whole parts, read with a point further left
        whole = arrow.array(values, arrow.int64()).cast(arrow.decimal128(19, 0))
        return arrow.Array.from_buffers(field.type, len(whole), whole.buffers())
    return arrow.array(values, arrow.string()).cast(field.type)


class SqliteSink:
    """A SQLite database with an index on each column by which rows are found."""

    def __init__(self, path: Path) -> None:
        self.connection = sqlite3.connect(path)
        for name, spec in TABLES.items():
            columns = ", ".join(f'"{column}" TEXT' for column in spec.columns)
            self.connection.execute(f"CREATE TABLE {name} ({columns})")

    def add(self, table: str, rows: Sequence[Row]) -> None:
        """Inserts the rows."""
        marks = ", ".join("?" * len(TABLES[table].columns))
        self.connection.executemany(f"INSERT INTO {table} VALUES ({marks})", _texts(table, rows))

    def close(self) -> None:
        """Makes the indexes and closes the database."""
        for name, spec in TABLES.items():
            for column in sorted({spec.key, "id"} & set(spec.columns)):
                self.connection.execute(f"CREATE INDEX {name}_{column} ON {name} ({column})")
        self.connection.commit()
        self.connection.close()
