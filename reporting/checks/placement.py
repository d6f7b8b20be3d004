"""Where the tables, facts and charts of a twin stand in the printed document: one by one, in order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reporting.checks.reader import Printed
from reporting.checks.structure import Element
from reporting.checks.twin import FullTwin, TwinChart, TwinFacts, TwinSection, TwinTable

COVER_TABLES = 1
"""The table of particulars on page 1 comes from no block."""


@dataclass(frozen=True, slots=True)
class TablePlace:
    """A table or facts of the twin and its printed rows; `rows` pairs each row with its page."""

    section: TwinSection
    block: TwinTable | TwinFacts
    element: Element
    rows: tuple[tuple[Element, int], ...]
    head: tuple[Element, ...]

    @property
    def pages(self) -> tuple[int, ...]:
        """Pages on which rows stand, ascending."""
        return tuple(sorted({page for _, page in self.rows}))


@dataclass(frozen=True, slots=True)
class ChartPlace:
    """A chart of the twin and its page."""

    section: TwinSection
    block: TwinChart
    page: int
    element: Element


@dataclass(frozen=True, slots=True)
class Placement:
    """`whole` says whether the file holds as many tables and charts as the twin."""

    tables: tuple[TablePlace, ...]
    charts: tuple[ChartPlace, ...]
    whole: bool


def placed(twin: FullTwin, printed: Printed) -> Placement:
    """Pairs what the twin holds with what the structure of the file holds."""
    elements = [element for top in printed.structure for element in top.all("Table")][COVER_TABLES:]
    pictures = (element for top in printed.structure for element in top.all("Figure"))
    figures = [each for each in pictures if each.alternative != twin.firm]  # the logo says the firm's name
    tables = [(s, b) for s, b in twin.blocks() if isinstance(b, (TwinTable, TwinFacts))]
    joined, whole = _joined([len(block.rows) for _, block in tables], elements)
    charts = [(s, b) for s, b in twin.blocks() if isinstance(b, TwinChart)]
    return Placement(
        tuple(_table(s, b, e) for (s, b), e in zip(tables, joined, strict=False)),
        tuple(
            ChartPlace(s, b, page, e)
            for (s, b), e in zip(charts, figures, strict=False)
            for page in list(_pages(e))[:1]
        ),
        whole and len(charts) == len(figures),
    )


def _joined(sizes: list[int], elements: list[Element]) -> tuple[list[Element], bool]:
    """Tables by their numbers of rows from elements, of which a table over several pages has one on each."""
    found: list[Element] = []
    rest = list(elements)
    for size in sizes:
        parts: list[Element] = []
        while rest and sum(map(_size, parts)) < size:
            parts.append(rest.pop(0))
        if sum(map(_size, parts)) != size:
            return found, False
        found.append(parts[0] if len(parts) == 1 else Element("Table", (), tuple(parts)))
    return found, not rest


def _size(element: Element) -> int:
    return sum(1 for body in element.all("TBody") for _ in body.all("TR"))


def _table(section: TwinSection, block: TwinTable | TwinFacts, element: Element) -> TablePlace:
    head = tuple(row for part in element.all("THead") for row in part.all("TR"))
    rows = tuple(
        (row, page)
        for body in element.all("TBody")
        for row in body.all("TR")
        for page in list(_pages(row))[:1]
    )
    return TablePlace(section, block, element, rows, head)


def _pages(element: Element) -> Iterator[int]:
    return (page for page, _ in element.all_marks())
