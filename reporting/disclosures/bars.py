"""Bars of the percentages that a table prints: the chart shows nothing that the table does not say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import reduce

from reporting.disclosures.words import text
from reporting.domain.disclosure import Chart, ChartKind, ChartSpec, Row, Series, Text, Verbatim
from reporting.domain.figure import Figure

Name = Text | Verbatim


def bars_of(
    rows: Sequence[Row],
    names: Sequence[Name],
    shown: Mapping[int, Text],
    id: str,
    words: str,
    source: Text | None = None,
    height: float = 0.2,
) -> Chart:
    """Horizontal bars for each row of a table under its name; `shown` labels the cells that are drawn.

    `words` opens the keys of the title and of the alternative text, which reads the bars out.
    """
    cells = [(label, [_figure(row, cell) for row in rows]) for cell, label in shown.items()]
    series = tuple(Series(label, tuple(each.value for each in found)) for label, found in cells)
    spec = ChartSpec(
        id, ChartKind.BARS, series, "percent", labels=tuple(names), horizontal=True, height=height
    )
    lines = (
        text("shared.bar_row", name=name, values=_joined(_values(cells, place), "shared.mix_join"))
        for place, name in enumerate(names)
    )
    alternative = text(f"{words}_alternative", lines=_joined(lines, "shared.bar_join"))
    return Chart(spec, text(f"{words}_title"), alternative, source)


def _values(cells: Iterable[tuple[Text, Sequence[Figure]]], place: int) -> Iterable[Text]:
    return (text("shared.bar_value", series=label, value=found[place]) for label, found in cells)


def _joined(parts: Iterable[Text], key: str) -> Text:
    return reduce(lambda first, rest: text(key, first=first, rest=rest), parts)


def _figure(row: Row, cell: int) -> Figure:
    figure = row.cells[cell]
    assert isinstance(figure, Figure)
    return figure
