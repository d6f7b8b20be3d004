"""Chart specs to SVG: deterministic, small, in words and numbers of one language."""

from __future__ import annotations

from collections.abc import Callable

import matplotlib

from reporting.domain.disclosure import ChartKind, ChartSpec
from reporting.rendering import bars, curves, style
from reporting.rendering.canvas import Canvas
from reporting.rendering.pages import TEXT_WIDTH
from reporting.rendering.words import Words

_DRAWERS: dict[ChartKind, Callable[[ChartSpec, Canvas, Words], None]] = {
    ChartKind.LINES: curves.lines,
    ChartKind.FAN: curves.fan,
    ChartKind.STACK: curves.stack,
    ChartKind.DRAWDOWN: curves.drawdown,
    ChartKind.BARS: bars.bars,
}


# Matplotlib's own defaults, whatever a configuration file or another library has set. The backend is
# never used and cannot be set twice.
_SETTINGS = {key: value for key, value in matplotlib.rcParamsDefault.items() if not key.startswith("backend")}


def draw(spec: ChartSpec, words: Words, width: float = TEXT_WIDTH) -> bytes:
    """The chart as SVG, `width` in points. A chart without any value says that it is not available.

    Raises ValueError when series and dates (or labels) differ in length, or a fan has no middle.
    """
    _check(spec)
    with matplotlib.rc_context(_SETTINGS):
        return _drawn(spec, words, width)


def _drawn(spec: ChartSpec, words: Words, width: float) -> bytes:
    height = spec.height * width
    if spec.kind is ChartKind.BARS:
        height = max(height, bars.height_needed(spec))
    canvas = Canvas(width, height)
    if any(value is not None for series in spec.series for value in series.y):
        _DRAWERS[spec.kind](spec, canvas, words)
    else:
        words_ = words.own("figure.not_available")
        canvas.text(width / 2, height / 2, words_, side="center", color=style.QUIET)
    return canvas.svg()


def _check(spec: ChartSpec) -> None:
    across = spec.labels if spec.kind is ChartKind.BARS else spec.dates
    if any(len(series.y) != len(across) for series in spec.series):
        raise ValueError(f"chart {spec.id}: a series has another length than its axis")
    if spec.kind is ChartKind.FAN and len(spec.series) % 2 == 0:
        raise ValueError(f"chart {spec.id}: a fan has an odd number of quantiles")
