"""The volatility and the class of every week, with the edges of the class table and each migration."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import numpy as np

from reporting.disclosures.blocks import columns
from reporting.disclosures.context import Context
from reporting.disclosures.figures import derived
from reporting.disclosures.risk_figures import class_figure, count_figure, volatility_figure
from reporting.disclosures.words import text
from reporting.domain.disclosure import (
    Block,
    Chart,
    ChartKind,
    ChartSpec,
    Paragraph,
    Row,
    Series,
    Table,
    Text,
)
from reporting.domain.figure import Figure
from reporting.law.parameters import parameter
from reporting.measures.risk_class import RiskClass

MOST_POINTS = 300
MOST_CHANGES = 8


def history_blocks(context: Context, risk: RiskClass) -> tuple[Block, ...]:
    """Volatility since the first computable week; the steps of the class, or that there was none."""
    turns = _turns(risk)
    if not turns:
        unmoved = Paragraph(text("rc.no_change", first=_day(risk, 0), last=_day(risk, -1)))
        return _volatility_chart(context, risk), unmoved
    return (
        _volatility_chart(context, risk),
        _class_chart(context, risk, turns),
        _changes(context, risk, turns),
    )


def _turns(risk: RiskClass) -> list[int]:
    """Rows of the weeks whose class is not that of the week before."""
    return [row for row, (before, after) in enumerate(pairwise(risk.classes), 1) if before != after]


def _volatility_chart(context: Context, risk: RiskClass) -> Chart:
    rows = np.unique(np.linspace(0, len(risk.ends) - 1, min(len(risk.ends), MOST_POINTS)).round().astype(int))
    own = Series(text("rc.volatility_line"), tuple(float(value) for value in risk.volatilities[rows]))
    edges = [
        Series(
            text("rc.edge", risk_class=class_figure(context, f"risk.edge.{above}", above)),
            (edge,) * len(rows),
            limit=True,
        )
        for above, edge in _edges_near(context, risk)
    ]
    spec = ChartSpec(
        "risk_volatility_history",
        ChartKind.LINES,
        (own, *edges),
        "percent",
        tuple(_day(risk, int(row)) for row in rows),
        reference=0.0,
        height=0.38,
    )
    first, last = _day(risk, 0), _day(risk, -1)
    alternative = text(
        "rc.volatility_alternative",
        first=first,
        last=last,
        low=_weekly(context, "history.low", float(risk.volatilities.min()), first, last),
        high=_weekly(context, "history.high", float(risk.volatilities.max()), first, last),
        now=_weekly(context, "history.last", risk.volatility, last, last),
    )
    return Chart(spec, text("rc.volatility_title"), alternative, text("rc.source"))


def _edges_near(context: Context, risk: RiskClass) -> list[tuple[int, float]]:
    """The class above and the volatility of each edge that the history touches, and of the next ones."""
    edges = parameter("srri_edges", context.as_of).values
    low, high = float(risk.volatilities.min()), float(risk.volatilities.max())
    first = max(int(np.searchsorted(edges, low, side="right")) - 1, 0)
    last = min(int(np.searchsorted(edges, high, side="right")), len(edges) - 1)
    return [(place + 2, edges[place]) for place in range(first, last + 1)]


def _edge_name(context: Context, above: int) -> Text:
    return text("rc.edge", risk_class=class_figure(context, f"risk.edge.{above}", above))


def _class_chart(context: Context, risk: RiskClass, turns: list[int]) -> Chart:
    """Steps: each class from its first week to its last, so that no slope pretends to classes between."""
    permitted = context.profile.risk_band
    rows = sorted({0, len(risk.classes) - 1, *turns, *(row - 1 for row in turns)})
    spec = ChartSpec(
        "risk_class_history",
        ChartKind.LINES,
        (
            Series(text("rc.class_line"), tuple(float(risk.classes[row]) for row in rows)),
            Series(text("rc.highest"), (float(permitted.highest),) * len(rows), limit=True),
            Series(text("rc.lowest"), (float(permitted.lowest),) * len(rows), limit=True),
        ),
        "index",
        tuple(_day(risk, row) for row in rows),
        reference=1.0,
        height=0.26,
    )
    alternative = text(
        "rc.class_alternative",
        first=_day(risk, 0),
        last=_day(risk, -1),
        low=class_figure(context, "risk.history.lowest_class", min(risk.classes)),
        high=class_figure(context, "risk.history.highest_class", max(risk.classes)),
    )
    return Chart(spec, text("rc.class_title"), alternative, text("rc.source"))


def _changes(context: Context, risk: RiskClass, turns: list[int]) -> Table:
    """The newest migrations first."""
    rows = tuple(
        Row(
            (
                _day(risk, row),
                class_figure(context, f"risk.change.{place}.from", risk.classes[row - 1]),
                class_figure(context, f"risk.change.{place}.to", risk.classes[row]),
                _weekly(
                    context,
                    f"change.{place}.volatility",
                    float(risk.volatilities[row]),
                    _day(risk, row),
                    _day(risk, row),
                ),
            )
        )
        for place, row in enumerate(reversed(turns[-MOST_CHANGES:]), 1)
    )
    count = count_figure(context, "risk.changes", len(turns), "risk_class")
    caption = text("rc.changes_caption", first=_day(risk, 0), last=_day(risk, -1), count=count)
    heads = columns("rc.week", "rc.from", "rc.to", "rc.volatility", widths=(0.4, 0.15, 0.15, 0.3))
    return Table("risk_changes", caption, heads, rows, notes=(text("rc.changes_note"),))


def _day(risk: RiskClass, row: int) -> date:
    day: date = risk.ends[row].astype("datetime64[D]").item()
    return day


def _weekly(context: Context, id: str, value: float, first: date, last: date) -> Figure:
    """A volatility that the history holds between two weeks, of 260 weeks each."""
    figure = volatility_figure(context, f"risk.{id}", value, decimals=1)
    return derived(figure, first=first.isoformat(), last=last.isoformat())
