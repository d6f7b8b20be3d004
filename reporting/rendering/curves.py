"""Charts over time: lines, fans of quantiles, stacked areas, drawdowns."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from datetime import date

from reporting.domain.disclosure import ChartSpec, Series
from reporting.rendering import layout, style
from reporting.rendering.canvas import Canvas
from reporting.rendering.frame import BASE, REFERENCE, EndLabel, frame
from reporting.rendering.words import Words

# Points that a smooth curve keeps; a page shows no more.
CURVE_POINTS, STACK_POINTS = 110, 120


def lines(spec: ChartSpec, canvas: Canvas, words: Words) -> None:
    """Series over dates with their names at their ends."""
    values = [value for series in spec.series for value in _finite(series)]
    values += [] if spec.reference is None else [spec.reference]
    drawn = [
        (series, style.LIMIT if series.limit else style.stroke(place))
        for place, series in enumerate(spec.series)
        if _finite(series)
    ]
    ends = [EndLabel(words.say(series.label), _finite(series)[-1], stroke) for series, stroke in drawn]
    axes = frame(canvas, spec, words, min(values), max(values), [end.words for end in ends])
    if spec.reference is not None:
        axes.rule(spec.reference, REFERENCE)
    for series, stroke in reversed(drawn):
        for days, run in _runs(spec.dates, series.y):
            canvas.line(layout.thin(axes.points(days, run)), stroke)
    axes.labels(ends)


def drawdown(spec: ChartSpec, canvas: Canvas, words: Words) -> None:
    """Falls from the last peak: the first series as an area below zero, the others as lines."""
    drawn = [(place, series) for place, series in enumerate(spec.series) if _finite(series)]
    low = min(value for _, series in drawn for value in _finite(series))
    ends = [
        EndLabel(words.say(series.label), _finite(series)[-1], style.stroke(place)) for place, series in drawn
    ]
    axes = frame(canvas, spec, words, low, 0.0, [end.words for end in ends])
    zero = axes.y(0.0)
    for place, series in drawn:
        for days, run in _runs(spec.dates, series.y):
            points = layout.thin(axes.points(days, run))
            if place == 0:
                canvas.area([(points[0][0], zero), *points, (points[-1][0], zero)], style.BANDS[0])
            canvas.line(points, style.stroke(place))
    axes.rule(0.0, BASE)
    axes.labels(ends)


def fan(spec: ChartSpec, canvas: Canvas, words: Words) -> None:
    """Bands between pairs of quantiles, darker towards the median, which is a line."""
    rows = layout.stride(len(spec.dates), CURVE_POINTS)
    days = [spec.dates[row] for row in rows]
    curves = [[_value(series, row) for row in rows] for series in spec.series]
    middle = len(curves) // 2
    values = [value for curve in curves for value in curve]
    values += [] if spec.reference is None else [spec.reference]
    ends = [
        EndLabel(words.say(series.label), curve[-1], style.STROKES[0] if place == middle else None)
        for place, (series, curve) in enumerate(zip(spec.series, curves, strict=True))
    ]
    axes = frame(canvas, spec, words, min(values), max(values), [end.words for end in ends])
    for place in range(middle):
        below, above = axes.points(days, curves[place]), axes.points(days, curves[-1 - place])
        canvas.area([*below, *reversed(above)], style.band(place, middle))
    if spec.reference is not None:
        axes.rule(spec.reference, REFERENCE)
    canvas.line(axes.points(days, curves[middle]), style.STROKES[0])
    axes.labels(ends)


def stack(spec: ChartSpec, canvas: Canvas, words: Words) -> None:
    """Areas that add up, the first at the bottom; painted from the top one down to the first."""
    rows = layout.stride(len(spec.dates), STACK_POINTS)
    days = [spec.dates[row] for row in rows]
    sums: list[list[float]] = [[0.0] * len(rows)]
    for series in spec.series:
        sums.append([below + (series.y[row] or 0.0) for below, row in zip(sums[-1], rows, strict=True)])
    ends = [
        EndLabel(words.say(series.label), (sums[place][-1] + sums[place + 1][-1]) / 2, fill=style.area(place))
        for place, series in enumerate(spec.series)
    ]
    axes = frame(canvas, spec, words, 0.0, max(max(row) for row in sums), [end.words for end in ends])
    floor = axes.y(0.0)
    for place in reversed(range(len(spec.series))):
        top = axes.points(days, sums[place + 1])
        canvas.area([(top[0][0], floor), *top, (top[-1][0], floor)], style.area(place), edge=0.4)
    axes.rule(0.0, BASE)
    axes.labels(ends)


def _finite(series: Series) -> list[float]:
    return [value for value in series.y if value is not None and math.isfinite(value)]


def _value(series: Series, row: int) -> float:
    value = series.y[row]
    if value is None:
        raise ValueError("a fan of quantiles has no gaps")
    return value


def _runs(dates: Sequence[date], values: Sequence[float | None]) -> Iterator[tuple[list[date], list[float]]]:
    """Stretches without gaps."""
    days: list[date] = []
    run: list[float] = []
    for day, value in zip(dates, values, strict=True):
        if value is not None:
            days.append(day)
            run.append(value)
        elif run:
            yield days, run
            days, run = [], []
    if run:
        yield days, run
