"""Bar charts over categories, horizontal or vertical, with the values beside the bars."""

from __future__ import annotations

from collections.abc import Sequence

from reporting.domain.disclosure import ChartSpec, Text, Verbatim
from reporting.rendering import fonts, layout, style
from reporting.rendering.canvas import LINE_HEIGHT, TEXT_SIZE, Canvas
from reporting.rendering.frame import BASE, GAP, GRID, axis_numbers, axis_title
from reporting.rendering.layout import Scale
from reporting.rendering.words import Words

FILL = 0.72
"""Share of a category's room that its bars fill."""
THINNEST = 9.0
NAMES = 0.34
"""Largest share of the width for the names of categories."""


def height_needed(spec: ChartSpec) -> float:
    """Points that horizontal bars need so that no label touches the next."""
    if not spec.horizontal:
        return 0.0
    legend = LINE_HEIGHT + 6 if len(spec.series) > 1 else 0.0
    return len(spec.labels) * max(len(spec.series) * THINNEST / FILL, 2 * LINE_HEIGHT * 0.8) + legend + 6


def bars(spec: ChartSpec, canvas: Canvas, words: Words) -> None:
    """One group of bars for each category, one bar for each series."""
    top = canvas.height - _legend(spec, canvas, words)
    if spec.horizontal:
        _horizontal(spec, canvas, words, top)
    else:
        _vertical(spec, canvas, words, top)


def _horizontal(spec: ChartSpec, canvas: Canvas, words: Words, top: float) -> None:
    names = [layout.wrap(_name(label, words), TEXT_SIZE, canvas.width * NAMES) for label in spec.labels]
    numbers = [_numbers(spec, series.y, words) for series in spec.series]
    room = max(fonts.width(number, TEXT_SIZE) for row in numbers for number in row) + GAP
    left = max(fonts.width(line, TEXT_SIZE) for lines in names for line in lines) + 2 * GAP
    low, high = _range(spec)
    x = Scale(low, high, left + (room if low < 0 else 0), canvas.width - (room if high > 0 else GAP))
    slot = (top - 4) / len(spec.labels)
    thick = slot * FILL / len(spec.series)
    for place, lines in enumerate(names):
        middle = top - (place + 0.5) * slot
        for line, words_ in enumerate(lines):
            height = middle + ((len(lines) - 1) / 2 - line) * LINE_HEIGHT
            canvas.text(left - 2 * GAP, height, words_, side="right")
        for rank, series in enumerate(spec.series):
            value, centre = series.y[place], middle + ((len(spec.series) - 1) / 2 - rank) * thick
            end = x(value or 0.0)
            canvas.box(x(0.0), centre - thick / 2 + 0.4, end - x(0.0), thick - 0.8, _color(rank))
            # Where no bar points to the right there is no room for a number there either.
            side = -4 if (value or 0.0) < 0 or high <= 0 else 4
            canvas.text(end + side, centre, numbers[rank][place], side="right" if side < 0 else "left")
    canvas.line([(x(0.0), 2), (x(0.0), top - 2)], BASE)


def _vertical(spec: ChartSpec, canvas: Canvas, words: Words, top: float) -> None:
    low, high = _range(spec)
    ticks = layout.ticks(low, high)
    labels = axis_numbers(ticks, spec.value_unit, words)
    title = axis_title(spec, words)
    left = max(fonts.width(label, TEXT_SIZE) for label in labels) + GAP
    slot = (canvas.width - left - 2) / len(spec.labels)
    names = [layout.wrap(_name(label, words), TEXT_SIZE, slot - 3) for label in spec.labels]
    floor = max(len(lines) for lines in names) * LINE_HEIGHT + 4
    y = Scale(ticks[0], ticks[-1], floor, top - 6 - (LINE_HEIGHT if title else 0))
    for tick, label in zip(ticks, labels, strict=True):
        canvas.line([(left, y(tick)), (canvas.width, y(tick))], GRID)
        canvas.text(left - GAP, y(tick), label, side="right", color=style.QUIET)
    if title:
        canvas.text(0, top - TEXT_SIZE / 2, title, color=style.QUIET)
    thick = slot * FILL / len(spec.series)
    numbers = [_numbers(spec, series.y, words) for series in spec.series]
    fits = max(fonts.width(number, TEXT_SIZE) for row in numbers for number in row) <= thick + 2
    for place, lines in enumerate(names):
        middle = left + (place + 0.5) * slot
        for line, words_ in enumerate(lines):
            height = floor - LINE_HEIGHT * (line + 0.9)
            canvas.text(middle, height, words_, side="center", color=style.QUIET)
        for rank, series in enumerate(spec.series):
            value, centre = series.y[place], middle + (rank - (len(spec.series) - 1) / 2) * thick
            end = y(value or 0.0)
            canvas.box(centre - thick / 2 + 0.4, y(0.0), thick - 0.8, end - y(0.0), _color(rank))
            if fits or value is None:
                shift = -6 if (value or 0.0) < 0 else 6
                canvas.text(centre, end + shift, numbers[rank][place], side="center")
    canvas.line([(left, y(0.0)), (canvas.width, y(0.0))], BASE)


def _legend(spec: ChartSpec, canvas: Canvas, words: Words) -> float:
    """Names of the series above the bars; the height that they take."""
    if len(spec.series) < 2:
        return 0.0
    left = 0.0
    for place, series in enumerate(spec.series):
        name = words.say(series.label)
        canvas.box(left, canvas.height - 9, 8, 7, _color(place))
        canvas.text(left + 12, canvas.height - 5.5, name)
        left += 12 + fonts.width(name, TEXT_SIZE) + 18
    return LINE_HEIGHT + 6


def _range(spec: ChartSpec) -> tuple[float, float]:
    """From the lowest value or zero to the highest value or zero, never empty."""
    values = [value for series in spec.series for value in series.y if value is not None]
    low, high = min([0.0, *values]), max([0.0, *values])
    return (low, high) if low < high else (0.0, 1.0)


def _numbers(spec: ChartSpec, values: Sequence[float | None], words: Words) -> list[str]:
    """Values in characters: percentages with one decimal, amounts and indices with none."""

    def number(value: float) -> str:
        if spec.value_unit == "percent":
            return words.formatter.percent(value, 1)
        return words.formatter.number(value, 0)

    return [words.own("chart.not_available") if value is None else number(value) for value in values]


def _name(label: Text | Verbatim, words: Words) -> str:
    return words.show(label)


def _color(rank: int) -> str:
    return style.BARS[rank % len(style.BARS)]
