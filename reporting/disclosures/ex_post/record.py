"""The record: complete 12-month periods, then the quarter, then its charts."""

from __future__ import annotations

from reporting.disclosures.common import text
from reporting.disclosures.ex_post import charts, printed
from reporting.disclosures.ex_post.facts import Facts
from reporting.disclosures.ex_post.opening import simulated_warning
from reporting.domain.disclosure import Row, Section, Table
from reporting.domain.figure import Figure
from reporting.measures.periods import return_between
from reporting.measures.sample import Result


def record_section(facts: Facts) -> Section:
    """The tables of returns. The quarter stands after the complete years, in the same size."""
    return Section(
        "record",
        text("ep.record"),
        (simulated_warning(), _years(facts), _quarter(facts)),
    )


def charts_section(facts: Facts) -> Section:
    """Growth, falls and swings over whole 12-month periods."""
    blocks = (simulated_warning(), charts.growth(facts), charts.drawdown(facts), charts.volatility(facts))
    return Section("charts", text("ep.charts", years=printed.years(facts.spans[0])), blocks)


def _change(facts: Facts, id: str, result: Result) -> Figure:
    return printed.share(facts, id, result, "total_return", decimals=1, signed=True)


def _years(facts: Facts) -> Table:
    rows = []
    for place, period in enumerate(facts.periods, 1):
        cells = [
            _change(facts, f"years.{place}.{line.id}", return_between(line.nav, period.start, period.end))
            for line in facts.lines
        ]
        rows.append(Row((text("ep.year_row", start=period.start, end=period.end), *cells)))
    return Table(
        "years",
        text("ep.years_caption", currency=printed.currency(facts)),
        printed.line_columns("ep.period", facts.lines, 0.4),
        tuple(rows),
        printed.source(facts),
        (
            text(
                "clause.reference_period",
                start=facts.periods[-1].start,
                end=facts.periods[0].end,
                source=text("ep.reference_note"),
            ),
        ),
    )


def _quarter(facts: Facts) -> Table:
    start, end = facts.quarter
    cells = [
        _change(facts, quarter_id(line.id), return_between(line.nav, start, end)) for line in facts.lines
    ]
    return Table(
        "quarter",
        text("ep.quarter_caption", currency=printed.currency(facts)),
        printed.line_columns("ep.period", facts.lines, 0.4),
        (Row((text("ep.year_row", start=start, end=end), *cells)),),
        printed.source(facts),
        (text("ep.quarter_note"),),
    )


def quarter_id(line: str) -> str:
    """The id of a record's return in the quarter."""
    return "quarter.return" if line == "strategy" else f"quarter.return.{line}"
