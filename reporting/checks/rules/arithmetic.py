"""Figures agree with each other: parts and their sum, money and its share."""

from __future__ import annotations

from collections.abc import Iterator

from reporting.checks.rule import Rule
from reporting.checks.subject import Subject
from reporting.checks.twin import TwinRow
from reporting.checks.verdict import broken_by, not_applicable, seen, shortly
from reporting.domain.disclosure import Number
from reporting.domain.units import Unit
from reporting.domain.verdict import Evidence, Finding
from reporting.inputs.twins import TwinFigure

FAMILY = "arithmetic"
RELATIVE = 1e-9
"""Twins hold 12 significant digits; a sum of a hundred of them is still good to nine."""
ABSOLUTE = 1e-9
COST_TABLES = ("costs", "costs_incurred")


def _parts(subject: Subject) -> Finding:
    figures = subject.meant.figures
    made = [(id, figure) for id, figure in figures.items() if figure.rule and figure.value is not None]
    if not made:
        return not_applicable("no_arithmetic")
    return broken_by(_wrong(made, figures), [seen("figures_agree", count=len(made))])


def _wrong(made: list[tuple[str, TwinFigure]], figures: dict[str, TwinFigure]) -> Iterator[Evidence]:
    for id, figure in made:
        values = [figures[part].value for part in figure.parts if part in figures]
        known = [value for value in values if value is not None]
        if len(known) < len(figure.parts):
            yield seen("part_missing", figure=id)
            continue
        assert figure.rule is not None and figure.value is not None
        try:
            value = figure.rule.of(known)
        except (ValueError, ZeroDivisionError, OverflowError):
            yield seen("parts_without_value", figure=id, rule=figure.rule.value)
            continue
        size = max((abs(each) for each in known), default=0.0)
        if abs(value - figure.value) > ABSOLUTE + RELATIVE * max(size, abs(figure.value)):
            yield seen("parts_differ", figure=id, printed=shortly(figure.value), parts=shortly(value))


def _totals(subject: Subject) -> Finding:
    tables = [table for id in COST_TABLES if (table := subject.meant.table(id))]
    if not tables:
        return not_applicable("no_costs")
    faults: list[Evidence] = []
    for table in tables:
        for column in range(1, len(table.columns)):
            faults += _column(subject, table.rows, column, table.columns[column].header)
    return broken_by(faults)


def _column(subject: Subject, rows: list[TwinRow], column: int, head: str) -> Iterator[Evidence]:
    """Subtotals hold the lines above them; the last total holds the subtotals."""
    lines, subtotals = 0.0, 0.0
    count = 0
    for row in rows:
        figure = subject.meant.cell(row.cells[column]).figure
        if figure is None or figure.value is None:
            return
        if not row.total:
            lines, count = lines + figure.value, count + 1
            continue
        expected = lines if count else subtotals
        if abs(expected - figure.value) > 1e-6 * max(1.0, abs(figure.value)):
            label = subject.meant.cell(row.cells[0]).text
            yield seen(
                "total_differs", head=head, line=label, printed=shortly(figure.value), lines=shortly(expected)
            )
        subtotals += figure.value if count else 0.0
        lines, count = 0.0, 0


def _weights(subject: Subject) -> Finding:
    table = subject.meant.table("holdings")
    if table is None:
        return not_applicable("no_holdings")
    faults = []
    for column, head in enumerate(table.columns):
        figures = [subject.meant.cell(row.cells[column]).figure for row in table.rows]
        values = [figure.value for figure in figures
                  if figure and figure.value is not None and figure.unit is Unit.PERCENT]  # fmt: skip
        if len(values) == len(table.rows) and abs(sum(values) - 1) > 1e-6:
            faults.append(seen("weights", head=head.header, sum=Number(sum(values), 4, percent=True)))
    return broken_by(faults)


RULES = (
    Rule("parts_agree", FAMILY, "DR 2017/565 Art 44(2)(b)", _parts, twin=True),
    Rule("cost_totals", FAMILY, "DR 2017/565 Art 50(2)", _totals, twin=True),
    Rule("weights_add_up", FAMILY, "DR 2017/565 Art 44(2)(b)", _weights, twin=True),
)
