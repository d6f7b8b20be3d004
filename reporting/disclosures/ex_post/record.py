"""The record: complete 12-month periods, then the quarter, then its charts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from reporting.disclosures.ex_post import charts, printed
from reporting.disclosures.ex_post.allocation import weights_chart
from reporting.disclosures.ex_post.facts import Facts, Line
from reporting.disclosures.figures import derived
from reporting.disclosures.live_record import euro_view
from reporting.disclosures.words import text
from reporting.domain.disclosure import Block, Column, Row, Section, Table
from reporting.domain.figure import Figure
from reporting.domain.lineage import Rule
from reporting.measures.periods import return_between


def record_section(facts: Facts) -> Section:
    """The tables of returns. The quarter stands after the complete years, in the same size."""
    years = (_years(facts), *_in_euro(facts)) if facts.simulated else ()
    return Section("record", text("ep.record"), (*years, _quarter(facts)))


def charts_section(facts: Facts) -> Section:
    """Growth, falls, swings and weights over whole 12-month periods."""
    blocks = (
        charts.growth(facts),
        charts.drawdown(facts),
        charts.volatility(facts),
        weights_chart(facts),
    )
    return Section("charts", text("ep.charts", years=printed.years(facts.spans[0])), blocks)


def _change(facts: Facts, id: str, line: Line, start: date, end: date) -> Figure:
    result = return_between(line.nav, start, end)
    figure = printed.share(facts, id, result, "total_return", signed=True)
    return derived(figure, start=start.isoformat(), end=end.isoformat())


def _years(facts: Facts) -> Table:
    """The periods that no live record covers, with the strategy before fees beside it."""
    rows, shown = [], facts.simulated
    for place, period in enumerate(shown, len(facts.years) - len(shown) + 1):
        cells = [
            _change(facts, f"years.{place}.{line.id}", line, period.start, period.end) for line in facts.lines
        ]
        gross = printed.share(facts, f"years.{place}.gross", period.gross, "total_return", signed=True)
        gross = derived(gross, start=period.start.isoformat(), end=period.end.isoformat())
        rows.append(
            Row((text("ep.year_row", start=period.start, end=period.end), cells[0], gross, *cells[1:]))
        )
    first, own, *others = printed.line_columns("ep.period", facts.lines, 0.46)
    return Table(
        "years",
        text("ep.years_caption", currency=printed.currency(facts)),
        (first, own, Column(text("live.gross")), *others),
        tuple(rows),
        printed.source(facts),
        (
            text(
                "clause.reference_period",
                start=shown[-1].start,
                end=shown[0].end,
                source=text("ep.reference_note"),
            ),
            text("ep.gross_note"),
        ),
    )


def _in_euro(facts: Facts) -> tuple[Block, ...]:
    return euro_view(facts.context, facts.simulated, "years_eur", facts.sources)


def _quarter(facts: Facts) -> Table:
    start, end = facts.quarter
    cells = [quarter_return(facts, line) for line in facts.lines]
    return Table(
        "quarter",
        text("ep.quarter_caption", currency=printed.currency(facts)),
        printed.line_columns("ep.period", facts.lines, 0.4),
        (Row((text("ep.year_row", start=start, end=end), *cells)),),
        printed.source(facts),
        (text("ep.quarter_note"),),
    )


def quarter_return(facts: Facts, line: Line) -> Figure:
    """A record's return in the quarter; that of the strategy is what its contributions add up to."""
    start, end = facts.quarter
    if line is not facts.strategy:
        return _change(facts, f"quarter.return.{line.id}", line, start, end)
    own = _change(facts, "quarter.return", line, start, end)
    return replace(own, parts=("contribution.total",), rule=Rule.SUM)
