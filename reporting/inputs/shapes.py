"""Wide and long tables as one matrix: a row for each date, a column for each name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reporting.domain.series import Dates, Floats
from reporting.inputs.cells import as_texts
from reporting.inputs.tables import Table

Naming = Callable[[str], str | None]
"""The name that a header or a cell stands for, None where it stands for none."""


@dataclass(frozen=True, slots=True, eq=False)
class Matrix:
    """dates (S,), values (S, m) with NaN for empty cells.

    `rows` (S,) are the table's rows of a wide file. `repeated` are pairs of date and name that a
    long file holds twice, `disordered` the days on which it steps back within a name.
    """

    dates: Dates
    names: tuple[str, ...]
    values: Floats
    repeated: tuple[tuple[np.datetime64, str], ...] = ()
    disordered: tuple[tuple[np.datetime64, str], ...] = ()


def wide(table: Table, naming: Naming) -> Matrix:
    """Every column that `naming` knows, in the file's order; the others are left alone.

    A remark column (no cell begins like a number) is no series either. Two columns of one name are
    a fault.
    """
    date = table.find("date")
    assert date is not None
    names: dict[str, int] = {}
    columns: list[Floats] = []
    for column, header in enumerate(table.header):
        name = None if column == date else naming(header)
        if name is None or _is_remark(as_texts(table.columns[column])):
            continue
        if name in names:
            table.fault(f"and the column {table.header[names[name]]} both stand for {name}", column)
            continue
        names[name] = column
        columns.append(table.numbers(column))
    dates = table.dates(date)
    values = np.column_stack(columns) if columns else np.empty((len(dates), 0))
    return Matrix(dates, tuple(names), values)


def _is_remark(texts: list[str]) -> bool:
    """Whether filled cells are words alone: `ECB`, not `12,5`, `-`, `NaN` or an empty column."""
    words = [text for text in texts if text]
    return bool(words) and all(
        text[0].isalpha() and text.casefold() not in {"nan", "na", "n/a", "null", "none", "inf", "infinity"}
        for text in words
    )


def long(table: Table, key: int, value: int, naming: Naming) -> Matrix:
    """One row a date and name, turned into a matrix with ascending dates; names in order of appearance."""
    date = table.find("date")
    assert date is not None
    days = table.dates(date)
    numbers = table.numbers(value)
    known = {text: naming(text) for text in dict.fromkeys(table.texts(key))}
    for row, text in enumerate(table.texts(key)):
        if known[text] is None:
            table.fault(f"{text[:40]!r} names nothing known", key, row)
    table.finish()
    names = tuple(dict.fromkeys(name for name in known.values() if name))
    position = {text: names.index(name) for text, name in known.items() if name}
    columns = np.array([position[text] for text in table.texts(key)], dtype=np.int64)
    dates, rows = np.unique(days, return_inverse=True)
    values = np.full((len(dates), len(names)), np.nan)
    values[rows, columns] = numbers
    places = rows.astype(np.int64) * len(names) + columns
    return Matrix(dates, names, values, _repeated(places, dates, names), _disordered(days, columns, names))


def _repeated(
    places: NDArray[np.int64], dates: Dates, names: tuple[str, ...]
) -> tuple[tuple[np.datetime64, str], ...]:
    unique, counts = np.unique(places, return_counts=True)
    return tuple((dates[place // len(names)], names[place % len(names)]) for place in unique[counts > 1])


def _disordered(
    days: Dates, columns: NDArray[np.int64], names: tuple[str, ...]
) -> tuple[tuple[np.datetime64, str], ...]:
    found: list[tuple[np.datetime64, str]] = []
    for column, name in enumerate(names):
        own = days[columns == column]
        found += [(day, name) for day in own[1:][own[1:] < own[:-1]]]
    return tuple(found)
