"""JSON and CSV as text: full precision, no NaN, and no cell that a spreadsheet takes for a formula."""

from __future__ import annotations

import csv
import io
import json
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

Json: TypeAlias = "None | bool | int | float | str | Sequence[Json] | Mapping[str, Json]"
Cell = str | float | int | None

FORMULA = ("=", "+", "-", "@")
"""Beginnings that spreadsheets take for a formula."""
CONTROLS = re.compile(r"[\x00-\x1f\x7f]")


def number(value: float | None) -> float | None:
    """A finite number as it is, without the sign of a zero; None for what is no number."""
    return None if value is None or not math.isfinite(value) else float(value) + 0.0


def line(content: Json) -> str:
    """One JSON value on one line, in ASCII so that any terminal or pipe carries it."""
    return json.dumps(content, allow_nan=False) + "\n"


def on_screen(line: str) -> str:
    """A line without signs that could steer a terminal; every kind of space becomes a plain one."""
    return "".join(sign if sign.isprintable() else " " if sign.isspace() else "?" for sign in line)


def pretty(content: Json) -> bytes:
    """JSON for a file that people read and tools compare: sorted keys, indented, UTF-8."""
    text = json.dumps(content, allow_nan=False, ensure_ascii=False, indent=2, sort_keys=True)
    return (text + "\n").encode()


def table(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """CSV in UTF-8 with lines that end in a line feed; numbers in the shortest form that keeps them."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow([plain(name) for name in header])
    writer.writerows([plain(cell) for cell in row] for row in rows)
    return stream.getvalue().encode()


def plain(cell: Cell) -> str:
    """A cell on one line; an apostrophe stands before words that would start a formula."""
    if cell is None:
        return ""
    if not isinstance(cell, str):
        return repr(float(cell)) if isinstance(cell, float) else str(cell)
    words = CONTROLS.sub(" ", cell)
    return f"'{words}" if words.lstrip().startswith(FORMULA) else words
