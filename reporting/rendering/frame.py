"""Axes of charts over time: horizontal grid, value labels, dates, and labels at the lines' ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from reporting.domain.disclosure import ChartSpec
from reporting.rendering import fonts, layout, style
from reporting.rendering.canvas import LINE_HEIGHT, TEXT_SIZE, Canvas
from reporting.rendering.layout import Scale
from reporting.rendering.words import Words

BOTTOM, TOP, GAP = 17.0, 6.0, 6.0
SWATCH = 13.0
LABEL_LIMIT = 118.0
GRID = style.Stroke(style.HAIRLINE, 0.6)
BASE = style.Stroke(style.AXIS, 0.8)
REFERENCE = style.Stroke(style.QUIET, 0.8, (2.0, 2.0))


@dataclass(frozen=True, slots=True)
class EndLabel:
    """Words beside the end of a line at a value; a stroke or a fill shows which line is meant."""

    words: str
    value: float
    stroke: style.Stroke | None = None
    fill: str = ""


def axis_numbers(values: Sequence[float], unit: str, words: Words) -> list[str]:
    """Tick labels with the decimals that all of them need; currencies stand beside the axis."""
    if unit == "percent":
        decimals = layout.tick_decimals(values, 2)
        return [words.formatter.percent(value, decimals) for value in values]
    decimals = layout.tick_decimals(values)
    return [words.formatter.number(value, decimals) for value in values]


def axis_title(spec: ChartSpec, words: Words) -> str:
    """What stands above the value axis: the currency, and a word on a logarithmic scale."""
    currency = "" if spec.value_unit in ("percent", "index") else spec.value_unit
    return ", ".join(part for part in (currency, words.own("chart.log") if spec.log else "") if part)


@dataclass(frozen=True, slots=True)
class Frame:
    """Scales of a chart over time; `x` maps ordinals of dates."""

    canvas: Canvas
    x: Scale
    y: Scale

    def points(self, dates: Sequence[date], values: Sequence[float]) -> layout.Points:
        """Dates and values in points of the canvas."""
        return [(self.x(day.toordinal()), self.y(value)) for day, value in zip(dates, values, strict=True)]

    def rule(self, value: float, stroke: style.Stroke) -> None:
        """A horizontal line at a value."""
        self.canvas.line([(self.x.start, self.y(value)), (self.x.end, self.y(value))], stroke)

    def labels(self, labels: Sequence[EndLabel]) -> None:
        """Labels to the right of the plot, near the values where their lines end, never on each other."""
        wanted = [self.y(label.value) for label in labels]
        heights = layout.spread(wanted, LINE_HEIGHT, self.y.start + 3, self.y.end + 2)
        left = self.x.end + GAP
        for label, height in zip(labels, heights, strict=True):
            if label.fill:
                self.canvas.box(left, height - 3, SWATCH - 5, 6, label.fill)
            elif label.stroke:
                self.canvas.line([(left, height), (left + SWATCH - 3, height)], label.stroke)
            shift = SWATCH if label.fill or label.stroke else 0
            self.canvas.text(left + shift, height, _short(label.words))


def frame(
    canvas: Canvas, spec: ChartSpec, words: Words, low: float, high: float, labels: Sequence[str]
) -> Frame:
    """Draws grid and axes for values from `low` to `high` and leaves room for end labels."""
    ticks = layout.log_ticks(low, high) if spec.log else layout.ticks(low, high)
    numbers = axis_numbers(ticks, spec.value_unit, words)
    title = axis_title(spec, words)
    left = max(fonts.width(number, TEXT_SIZE) for number in numbers) + GAP
    right = canvas.width - max((fonts.width(_short(label), TEXT_SIZE) for label in labels), default=0)
    right -= GAP + SWATCH + 1 if labels else GAP
    top = canvas.height - TOP - (LINE_HEIGHT + 2 if title else 0)
    first, last = spec.dates[0], spec.dates[-1]
    result = Frame(
        canvas,
        Scale(first.toordinal(), max(last.toordinal(), first.toordinal() + 1), left, right),
        Scale(ticks[0], ticks[-1], BOTTOM, top, spec.log),
    )
    for tick, number in zip(ticks, numbers, strict=True):
        result.rule(tick, GRID)
        canvas.text(left - GAP, result.y(tick), number, side="right", color=style.QUIET)
    if title:
        canvas.text(0, canvas.height - TEXT_SIZE / 2, title, color=style.QUIET)
    _dates(result, first, last, words)
    return result


def _dates(frame: Frame, first: date, last: date, words: Words) -> None:
    """Base line, tick marks and names of years or months."""
    floor = frame.y.start
    frame.canvas.line([(frame.x.start, floor), (frame.x.end, floor)], BASE)
    days, years = layout.date_ticks(first, last)
    for day in days:
        x = frame.x(day.toordinal())
        frame.canvas.line([(x, floor), (x, floor - 3)], BASE)
        name = str(day.year) if years else words.formatter.month(day)
        half = fonts.width(name, TEXT_SIZE) / 2
        x = min(max(x, half), frame.canvas.width - half)
        frame.canvas.text(x, floor - 10, name, side="center", color=style.QUIET)


def _short(label: str) -> str:
    return layout.wrap(label, TEXT_SIZE, LABEL_LIMIT, 1)[0]
