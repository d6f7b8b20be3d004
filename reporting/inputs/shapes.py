"""Wide and long tables as one matrix: a row for each date, a column for each name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reporting.domain.series import Dates, Floats
from reporting.inputs.cells import DAY, Column, as_texts
from reporting.inputs.tables import Table

NUMBER_WORDS = {"nan", "na", "n/a", "null", "none", "inf", "infinity"}

Naming = Callable[[str], str | None]
"""The name that a header or a cell stands for, None where it stands for none."""


@dataclass(frozen=True, slots=True, eq=False)
class Matrix:
    """dates (S,), values (S, m) with NaN for empty cells.

    `repeated` are pairs of date and name that a
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
        if name is None or _is_remark(table.columns[column]):
            continue
        if name in names:
            table.fault(f"and the column {table.header[names[name]]} both stand for {name}", column)
            continue
        names[name] = column
        columns.append(table.numbers(column))
    dates = table.dates(date)
    values = np.column_stack(columns) if columns else np.empty((len(dates), 0))
    return Matrix(dates, tuple(names), values)


def _is_remark(column: Column) -> bool:
    """Whether filled cells are words or days: `ECB`, not `12,5`, `-`, `NaN` or an empty column."""
    if isinstance(column, np.ndarray) and column.dtype.kind != "O":
        return column.dtype.kind == "M"
    words = [text for text in as_texts(column) if text]
    return bool(words) and all(
        text[0].isalpha() and text.casefold() not in NUMBER_WORDS or DAY.fullmatch(text) for text in words
    )


def long(table: Table, key: int, value: int, naming: Naming) -> Matrix:
    """One row a date and name, turned into a matrix with ascending dates; names in order of appearance.

    Rows that `naming` doesn't know are left alone; a row without a name is a fault.
    """
    date = table.find("date")
    assert date is not None
    days, numbers, texts = table.dates(date), table.numbers(value), table.texts(key)
    for row, text in enumerate(texts):
        if not text:
            table.fault("is empty", key, row)
    table.finish()
    named = {text: naming(text) for text in dict.fromkeys(texts)}
    names = tuple(dict.fromkeys(name for name in named.values() if name))
    position = {text: names.index(name) if name else -1 for text, name in named.items()}
    columns = np.array([position[text] for text in texts], dtype=np.int64)
    days, numbers, columns = days[columns >= 0], numbers[columns >= 0], columns[columns >= 0]
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
