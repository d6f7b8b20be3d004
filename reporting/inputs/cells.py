"""Single columns of a table: which cells are dates, which are numbers, and what is wrong with the rest."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from reporting.domain.series import Dates, Floats

if TYPE_CHECKING:
    import pyarrow as arrow

Column = Sequence[str] | NDArray[Any]
"""Text as a CSV file has it, or typed values (datetime64, float64, objects) from Parquet."""

Wrong = list[tuple[int, str]]
"""Rows (from 0) and what is wrong there."""

NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII)
PLAIN = frozenset("0123456789.+-eE")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
MIDNIGHT = re.compile(r"(\d{4}-\d{2}-\d{2})[ T]00:00(:00(\.0+)?)?", re.ASCII)
STAMP = re.compile(r"\d{4}-\d{2}-\d{2}[ T].*", re.ASCII)


def as_numbers(column: Column) -> tuple[Floats, Wrong]:
    """Floats of the same length, NaN for empty cells and for the wrong ones."""
    if isinstance(column, np.ndarray):
        return _typed_numbers(column)
    if PLAIN.issuperset("".join(column)):
        try:
            values = np.array([float(cell) if cell else np.nan for cell in column])
        except ValueError:
            pass
        else:
            if not np.isinf(values).any():
                return values, []
    values = np.full(len(column), np.nan)
    wrong: Wrong = []
    for row, cell in enumerate(column):
        text = cell.strip()
        if not text:
            continue
        if NUMBER.fullmatch(text) and np.isfinite(number := float(text)):
            values[row] = number
        else:
            wrong.append((row, not_a_number(text)))
    return values, wrong


def not_a_number(text: str) -> str:
    """Why a cell is no number, and how to write it."""
    shown = repr(text[:40])
    word = text.casefold().lstrip("+-")
    if word in {"", ".", "nan", "null", "none", "na", "n/a", "#n/a"}:
        return f"{shown} is no number; leave the cell empty where there is no value"
    if word in {"inf", "infinity"} or NUMBER.fullmatch(text):
        return f"{shown} is too large for a number"
    if re.fullmatch(r"[+-]?\d+,\d+", text, re.ASCII):
        return f"{shown} has a comma; write decimals with a point and no thousands separators"
    if re.fullmatch(r"[+-]?\d{1,3}([ ,.'_\u00a0\u2019\u202f]\d{3})+([.,]\d+)?", text):
        return f"{shown} has thousands separators; write digits and a decimal point only"
    return f"{shown} is no number"


def _typed_numbers(column: NDArray[Any]) -> tuple[Floats, Wrong]:
    if column.dtype.kind in "fiu":
        values = column.astype(np.float64)
        infinite = np.flatnonzero(np.isinf(values))
        values[infinite] = np.nan
        return values, [(int(row), "infinity is no number") for row in infinite]
    if column.dtype.kind == "O":
        return as_numbers(as_texts(column))
    return np.full(len(column), np.nan), [(0, "holds days instead of numbers")]


def as_texts(column: Column) -> list[str]:
    """Stripped text, empty for nothing."""
    return ["" if cell is None else str(cell).strip() for cell in column]


def as_dates(column: Column) -> tuple[Dates, Wrong]:
    """Days of the same length, NaT for the wrong cells.

    ISO dates; a time stamp only at midnight and without a zone, because a zone can move a day.
    """
    if isinstance(column, np.ndarray) and column.dtype.kind == "M":
        return _typed_dates(column)
    days = np.full(len(column), np.datetime64("NaT"), dtype="datetime64[D]")
    wrong: Wrong = []
    for row, text in enumerate(as_texts(column)):
        midnight = MIDNIGHT.fullmatch(text)
        try:
            day = midnight[1] if midnight else text
            if not DAY.fullmatch(day):
                raise ValueError
            days[row] = np.datetime64(dt.date.fromisoformat(day), "D")
        except ValueError:
            wrong.append((row, _not_a_date(text)))
    return days, wrong


def _not_a_date(text: str) -> str:
    if not text:
        return "has no date"
    shown = repr(text[:40])
    if STAMP.fullmatch(text):
        return f"{shown} is a time, which another zone can move to another day; write the day alone"
    return f"{shown} is no date; write it as 2021-12-31"


def _typed_dates(column: NDArray[Any]) -> tuple[Dates, Wrong]:
    days: Dates = column.astype("datetime64[D]")
    wrong: Wrong = [(int(row), "has no date") for row in np.flatnonzero(np.isnat(column))]
    timed = np.flatnonzero(~np.isnat(column) & (column != days))
    wrong += [(int(row), _not_a_date(str(column[row]))) for row in timed]
    return days, wrong


def from_arrow(column: arrow.ChunkedArray) -> NDArray[Any]:
    """Values of a Parquet column: days, floats (nulls are NaN), or objects; zoned stamps stay text."""
    import pyarrow as arrow

    kind = column.type
    if arrow.types.is_timestamp(kind) and kind.tz is not None:
        stamps = column.cast(arrow.timestamp("us")).to_pylist()
        return np.array([None if stamp is None else f"{stamp} ({kind.tz})" for stamp in stamps], dtype=object)
    if arrow.types.is_date(kind) or arrow.types.is_timestamp(kind):
        return np.array(column.to_numpy(zero_copy_only=False))
    if arrow.types.is_floating(kind) or arrow.types.is_integer(kind):
        return np.array(column.cast(arrow.float64(), safe=False).to_numpy(zero_copy_only=False))
    return np.array(column.to_pylist(), dtype=object)
