"""A small sound book as plain rows, and ways to write it where a book can be read from."""

from __future__ import annotations

import copy
import csv
import sqlite3
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as arrow
import pyarrow.parquet as parquet

from reporting.inputs import demo
from reporting.inputs.clients.models import TABLES

Rows = list[dict[str, str]]
Tables = dict[str, Rows]

AMOUNTS = {"units": 6, "price": 6, "amount": 2, "consideration": 2, "cost": 2}
"""Columns of numbers, with their decimals."""
DAYS = ("since", "ended", "opened", "closed", "profile_since", "day", "given_on", "withdrawn_on")

ADA = {
    "clients": [
        {
            "id": "A", "category": "retail", "holder": "person", "name": "Persona A", "persons": "",
            "address": "Example street 1", "country": "AT", "language": "de", "currency": "EUR",
            "since": "2025-06-02", "ended": "",
        }
    ],
    "answers": [
        {"client": "A", "question": "goal", "value": "growth", "given_on": "2026-02-03", "version": "1"},
        {"client": "A", "question": "goal", "value": "income", "given_on": "2025-06-02", "version": "1"},
    ],
    "accounts": [
        {
            "id": "A-M", "client": "A", "kind": "mandate", "name": "Mandate 1", "currency": "EUR",
            "opened": "2025-06-02", "closed": "", "profile": "balanced-ucits", "profile_since": "2025-06-02",
        },
        {
            "id": "A-E", "client": "A", "kind": "elsewhere", "name": "Elsewhere 1", "currency": "EUR",
            "opened": "2020-01-02", "closed": "", "profile": "", "profile_since": "",
        },
    ],
    "positions": [
        {"account": "A-M", "day": "2025-06-30", "ticker": "CSPX", "units": "7.5"},
        {"account": "A-E", "day": "2025-06-30", "ticker": "SPY", "units": "12"},
    ],
    "transactions": [
        {
            "id": "T1", "account": "A-M", "day": "2025-06-03", "time": "17:35", "order": "market",
            "venue": "XDMO", "ticker": "CSPX", "side": "buy", "units": "10.000001", "price": "99.9999",
            "currency": "EUR", "consideration": "1000.00", "cost": "0.50", "nature": "",
        },
        {
            "id": "T2", "account": "A-M", "day": "2025-06-10", "time": "17:35:30", "order": "market",
            "venue": "XDMO", "ticker": "CSPX", "side": "sell", "units": "2.500001", "price": "100",
            "currency": "EUR", "consideration": "250.00", "cost": "0", "nature": "",
        },
    ],
    "cash_flows": [
        {
            "id": "F1", "account": "A-M", "day": "2025-06-02", "kind": "deposit", "amount": "5000",
            "currency": "EUR", "ticker": "", "remark": "",
        },
        {
            "id": "F2", "account": "A-M", "day": "2025-06-30", "kind": "service_fee", "amount": "-2.05",
            "currency": "EUR", "ticker": "", "remark": "June",
        },
    ],
    "consents": [
        {"client": "A", "kind": "electronic", "given_on": "2025-06-02", "withdrawn_on": "2026-01-02"}
    ],
}  # fmt: skip


def renamed(tables: Mapping[str, Rows], id: str) -> Tables:
    """The same client under another id, accounts included."""
    keys = {"A": id, "A-M": f"{id}-M", "A-E": f"{id}-E"}
    return {
        name: [
            {column: keys.get(cell, cell) if column in ("id", "client", "account") else cell
             for column, cell in row.items()}
            for row in rows
        ]
        for name, rows in tables.items()
    }  # fmt: skip


def sound(*ids: str) -> Tables:
    """A book of clients that differ by their ids alone."""
    books = [renamed(copy.deepcopy(ADA), id) for id in ids or ("A", "B", "C")]
    return {name: [row for book in books for row in book[name]] for name in TABLES}


def demo_clients(*ids: str) -> Tables:
    """The rows of some personas of the demo book."""
    tables: Tables = {}
    for name in TABLES:
        text = (Path(demo.__file__).parent / "book" / f"{name}.csv").read_text(encoding="utf-8")
        rows = list(csv.DictReader(text.splitlines()))
        key = TABLES[name].key
        wanted = {row["id"] for row in tables["accounts"]} if key == "account" else set(ids)
        tables[name] = [row for row in rows if row[key] in wanted]
    return tables


def row_of(tables: Tables, table: str, key: str, nth: int = 0) -> dict[str, str]:
    """The nth row of a client or an account in a table."""
    column = TABLES[table].key
    return [row for row in tables[table] if row[column] == key][nth]


def write_csv(tables: Mapping[str, Rows], folder: Path) -> str:
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in tables.items():
        with (folder / f"{name}.csv").open(
            "w", newline="", encoding="utf-8", errors="surrogateescape"
        ) as file:
            writer = csv.DictWriter(file, TABLES[name].columns, lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    return str(folder)


def typed(column: str, cell: str) -> Any:
    """A cell as a table with types would hold it."""
    if not cell:
        return None
    return Decimal(cell) if column in AMOUNTS else cell


def write_parquet(tables: Mapping[str, Rows], folder: Path, rows_a_group: int = 2) -> str:
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in tables.items():
        columns = {
            column: _column(column, [row.get(column, "") for row in rows]) for column in TABLES[name].columns
        }
        data = arrow.table(columns)
        for column in DAYS:
            if column in columns and all(_is_day(row.get(column, "")) for row in rows):
                place = data.column_names.index(column)
                data = data.set_column(place, column, data.column(column).cast(arrow.date32()))
        parquet.write_table(data, folder / f"{name}.parquet", row_group_size=rows_a_group)
    return str(folder)


def _column(name: str, cells: list[str]) -> arrow.Array:
    """With types where the cells have them, else as text: then a table can hold anything."""
    if name in AMOUNTS:
        try:
            numbers = [typed(name, cell) for cell in cells]
            return arrow.array(numbers, arrow.decimal128(20, AMOUNTS[name]))
        except (ArithmeticError, arrow.ArrowInvalid):
            pass
    return arrow.array([cell or None for cell in cells], arrow.string())


def _is_day(cell: str) -> bool:
    try:
        return not cell or bool(date.fromisoformat(cell))
    except ValueError:
        return False


def write_sqlite(tables: Mapping[str, Rows], path: Path) -> str:
    with sqlite3.connect(path) as connection:
        for name, rows in tables.items():
            columns = TABLES[name].columns
            kinds = ", ".join(f'"{each}" {"NUMERIC" if each in AMOUNTS else "TEXT"}' for each in columns)
            connection.execute(f"CREATE TABLE {name} ({kinds})")
            marks = ", ".join("?" * len(columns))
            cells = [[row.get(column) or None for column in columns] for row in rows]
            connection.executemany(f"INSERT INTO {name} VALUES ({marks})", cells)
    connection.close()
    return f"sqlite:///{path}"
