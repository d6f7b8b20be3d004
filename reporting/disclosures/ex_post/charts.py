"""The charts of the record: few points, extremes kept, the words behind them made from the data."""

from __future__ import annotations

from datetime import date
from functools import partial

import numpy as np

from reporting.disclosures.ex_post import printed
from reporting.disclosures.ex_post.facts import Facts, Line, Span
from reporting.disclosures.figures import derived, number
from reporting.disclosures.words import text
from reporting.domain.calendar import Integers, points
from reporting.domain.disclosure import Chart, ChartKind, ChartSpec, Series, Text
from reporting.domain.figure import Figure
from reporting.domain.lineage import Rule
from reporting.domain.series import Dates, Floats, NavPath
from reporting.domain.units import Frequency, Nature, Unit
from reporting.measures.drawdown import deepest_drawdown, drawdowns
from reporting.measures.rolling import Dated, rolling_volatility

MOST_POINTS = 300
"""More points than this show nothing more on a page: months take the place of weeks."""
LOG_FROM = 3.0
"""From this ratio of highest to lowest value on, equal distances stand for equal percentages."""


def chart_rows(dates: Dates) -> Integers:
    """Rows to draw: weeks, or months where there are too many of them, and both ends."""
    rows = points(dates, Frequency.WEEKLY)
    if len(rows) > MOST_POINTS - 2:
        rows = points(dates, Frequency.MONTHLY)
    return np.union1d(rows, [0, len(dates) - 1])


def days(dates: Dates) -> tuple[date, ...]:
    """Dates of an array as dates."""
    return tuple(dates.astype("datetime64[D]").tolist())


def values(numbers: Floats) -> tuple[float, ...]:
    """Numbers of an array as floats."""
    return tuple(float(value) for value in numbers)


def growth(facts: Facts) -> Chart:
    """What 100 became."""
    span, paths = facts.spans[0], _paths(facts)
    rows = chart_rows(paths[0][1].dates)
    scaled = [(line, 100 * nav.values / nav.values[0]) for line, nav in paths]
    series = tuple(Series(line.label, values(path[rows])) for line, path in scaled)
    low, high = min(path.min() for _, path in scaled), max(path.max() for _, path in scaled)
    spec = ChartSpec(
        "growth",
        ChartKind.LINES,
        series,
        "index",
        days(paths[0][1].dates[rows]),
        reference=100.0,
        log=bool(high / low > LOG_FROM),
        height=0.42,
    )
    parts = [_growth_words(facts, line, float(path[-1])) for line, path in scaled]
    return _chart(facts, spec, "growth", span, parts)


def _growth_words(facts: Facts, line: Line, last: float) -> Text:
    end = number(
        f"growth.{line.id}",
        last,
        Unit.INDEX,
        Nature.SIMULATED_PAST,
        "total_return",
        decimals=1,
        sources=facts.sources,
    )
    whole = f"total_return.{facts.spans[0].id}.{line.id}"
    return text("ep.growth_words", line=line.label, end=derived(end, whole, first=100))


def drawdown(facts: Facts) -> Chart:
    """Falls from the last peak; each point is the deepest since the point before, so no fall is lost."""
    span, paths = facts.spans[0], _paths(facts)
    rows = chart_rows(paths[0][1].dates)
    starts = np.concatenate([[0], rows[:-1] + 1])
    series = tuple(
        Series(line.label, values(np.minimum.reduceat(drawdowns(nav.values), starts))) for line, nav in paths
    )
    spec = ChartSpec(
        "drawdown", ChartKind.DRAWDOWN, series, "percent", days(paths[0][1].dates[rows]), height=0.34
    )
    return _chart(facts, spec, "drawdown", span, [_fall_words(facts, line, nav) for line, nav in paths])


def _fall_words(facts: Facts, line: Line, nav: NavPath) -> Text:
    deepest = deepest_drawdown(nav)
    depth = printed.share(facts, f"drawdown.{line.id}", deepest.depth, "max_drawdown")
    depth = derived(depth, f"max_drawdown.{facts.spans[0].id}.{line.id}", rule=Rule.SUM)
    return text("ep.fall_words", line=line.label, depth=depth, trough=printed.day(deepest.trough))


def volatility(facts: Facts) -> Chart:
    """Volatility of the last 52 weekly returns."""
    span = facts.spans[0]
    rolled = [(line, rolling_volatility(nav)) for line, nav in _paths(facts)]
    dates = rolled[0][1].dates
    rows = chart_rows(dates) if len(dates) else np.empty(0, dtype=np.int64)
    series = tuple(Series(line.label, values(path.values[rows])) for line, path in rolled)
    spec = ChartSpec(
        "volatility", ChartKind.LINES, series, "percent", days(dates[rows]), reference=0.0, height=0.34
    )
    parts = [_swing_words(facts, line, path) for line, path in rolled if len(path.values)]
    return _chart(facts, spec, "volatility", span, parts)


def _swing_words(facts: Facts, line: Line, path: Dated) -> Text:
    figure = partial(_swing, facts, line)
    low, high, last = path.values.min(), path.values.max(), path.values[-1]
    return text(
        "ep.swing_words",
        line=line.label,
        low=figure("low", low),
        high=figure("high", high),
        last=figure("last", last),
    )


def _swing(facts: Facts, line: Line, which: str, value: float) -> Figure:
    figure = printed.share(
        facts, f"rolling_volatility.{which}.{line.id}", float(value), "volatility", per_year=True
    )
    return derived(figure, frequency="weekly", window=52)


def _paths(facts: Facts) -> list[tuple[Line, NavPath]]:
    """The compared records inside the whole years, all on the same days."""
    return [(line, facts.cut(line.nav, facts.spans[0])) for line in facts.compared]


def _chart(facts: Facts, spec: ChartSpec, name: str, span: Span, parts: list[Text]) -> Chart:
    words = printed.join(parts, "ep.sentences") if parts else text("ep.no_data")
    alternative = text(f"ep.{name}_alternative", start=span.start, end=span.end, lines=words)
    return Chart(
        spec, text(f"ep.{name}_title", start=span.start, end=span.end), alternative, printed.source(facts)
    )
