"""The facts that an advice cites: what the client answered and what was concluded, by their marks."""

from __future__ import annotations

from dataclasses import dataclass

from reporting.checks.chapters import Chapter
from reporting.checks.printed import MARK, plain
from reporting.checks.twin import TwinTable

ANSWERS, CONCLUSIONS = "answers", "conclusions"


@dataclass(frozen=True, slots=True)
class Cited:
    """`told` are answers, entries of the book and conclusions as printed, `given` the days of answers as
    printed, both by the mark; `gaps` are marks of questions without an answer."""

    told: dict[str, str]
    given: dict[str, str]
    gaps: frozenset[str]


def cited(chapter: Chapter) -> Cited:
    """What the lists at the end of a report or refusal hold; nothing where they are missing."""
    answers, conclusions = chapter.table(ANSWERS), chapter.table(CONCLUSIONS)
    told = {**_column(chapter, answers, 2), **_column(chapter, conclusions, 2)}
    marks = {mark for text in chapter.texts(ANSWERS) for mark in MARK.findall(text)}
    return Cited(told, _column(chapter, answers, 3), frozenset(marks - told.keys()))


def _column(chapter: Chapter, table: TwinTable | None, column: int) -> dict[str, str]:
    """A column by the marks in the first one."""
    cell = chapter.twin.cell
    rows = table.rows if table else []
    return {cell(row.cells[0]).text: plain(cell(row.cells[column]).text) for row in rows}


def marks(text: str) -> list[str]:
    """The marks in a text."""
    return MARK.findall(text)


def quotations(text: str) -> list[tuple[str, str]]:
    """Each mark in a text with what stands before it, quotation marks and spaces at its end left out."""
    whole = plain(text)
    return [(each[1], whole[: each.start()].rstrip(" »”“’›\"'")) for each in MARK.finditer(whole)]
