"""A table in words: cells, column by column aligned at the decimal sign, and notes for missing values."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest
from math import ceil

from babel.numbers import get_decimal_symbol

from reporting.domain.disclosure import Align, Facts, Table, Text, Value
from reporting.domain.figure import Figure
from reporting.rendering import fonts
from reporting.rendering.pages import TEXT_WIDTH
from reporting.rendering.words import Words

MOST_COLUMNS = 6
"""More do not fit into the column beside notes."""
SHORT, FACTS, LINES = 8, 10, 12
"""Rows of a table, rows of facts, and their lines, that are kept on one page in any case."""
PAGE = 20
"""Rows that are kept on one page at most."""
LETTER = 4.4
"""The mean width of a letter in points."""


@dataclass(frozen=True, slots=True)
class Cell:
    """Words, the mark of a note, and a style that sets a number's decimal sign below the others'."""

    text: str
    mark: str = ""
    style: str = ""


@dataclass(frozen=True, slots=True)
class TableView:
    """A table as the template prints it."""

    head: tuple[tuple[str, str, str], ...]
    """Words, class and style of each column."""
    rows: tuple[tuple[bool, tuple[Cell, ...]], ...]
    """Whether it is a total, and its cells."""
    missing: tuple[tuple[str, str], ...]
    """Mark and reason."""
    measured: bool
    """Whether every column has its width."""
    wide: bool
    """Whether it needs the margin as well."""
    whole: bool
    """Whether it stands on one page: a short one, and one with notes beside it."""


def table_view(table: Table, words: Words) -> TableView:
    """Cells in words; reasons of missing values become notes a, b, c below the table."""
    reasons: dict[str, str] = {}
    texts = [[_words(cell, words, reasons) for cell in row.cells] for row in table.rows]
    columns = zip(*(row.cells for row in table.rows), strict=True)
    styles = [_hung(column, words) for column in columns] if table.rows else []
    rows = tuple(
        (row.total, tuple(Cell(*text, style) for text, style in zip(cells, hung, strict=True)))
        for row, cells, hung in zip(table.rows, texts, zip_longest(*styles), strict=True)
    )
    head = tuple(
        (
            words.say(column.header),
            "number" if column.align is Align.END else "text",
            f"width: {column.width:.2%}" if column.width is not None else "",
        )
        for column in table.columns
    )
    missing = tuple((mark, reason) for reason, mark in reasons.items())
    return TableView(
        head,
        rows,
        missing,
        measured=all(column.width is not None for column in table.columns),
        wide=table.dense or len(head) > MOST_COLUMNS,
        whole=not table.dense and _is_whole(table, texts),
    )


def facts_whole(facts: Facts, words: Words) -> bool:
    """Whether labels and values stand on one page: a few rows of a line or two each."""
    rows = [[words.say(label), words.show(value)] for label, value in facts.rows]
    return len(rows) <= FACTS and _lines(rows, (0.34, 0.66)) <= LINES


def _is_whole(table: Table, texts: list[list[tuple[str, str]]]) -> bool:
    if table.whole or table.beside.rows:
        return len(texts) <= PAGE
    shares = [column.width or 1 / len(table.columns) for column in table.columns]
    return len(texts) <= SHORT and _lines([[text for text, _ in cells] for cells in texts], shares) <= LINES


def _lines(rows: list[list[str]], shares: Sequence[float]) -> int:
    """How many lines rows take, by the number of letters: nobody need know where each line ends."""
    return sum(
        max(ceil(len(text) * LETTER / (share * TEXT_WIDTH)) for text, share in zip(row, shares, strict=True))
        for row in rows
    )


def _words(value: Value, words: Words, reasons: dict[str, str]) -> tuple[str, str]:
    """Words and mark of a cell."""
    mark = ""
    if isinstance(value, Figure) and value.value is None:
        reason = words.say(Text(value.missing))
        mark = reasons.setdefault(reason, chr(ord("a") + len(reasons) % 26))
    return words.cell(value), mark


def _hung(column: tuple[Value, ...], words: Words) -> list[str]:
    """Styles that give the figures of a column the room that the longest of their tails takes."""
    tails = [_tail(value, words) for value in column]
    longest = max((fonts.width(tail, 1) for tail in tails if tail is not None), default=0.0)
    lacks = [0.0 if tail is None else longest - fonts.width(tail, 1) for tail in tails]
    return [f"padding-right: {lack:.2f}em" if lack > 0.005 else "" for lack in lacks]


def _tail(value: Value, words: Words) -> str | None:
    """What follows the integer of a printed figure: decimals and sign; None for all that is no number."""
    if not isinstance(value, Figure) or value.value is None:
        return None
    point = re.escape(get_decimal_symbol(words.formatter.locale))
    found = re.search(rf"(?:{point}\d+)?\D*$", words.cell(value))
    return found[0] if found else None
