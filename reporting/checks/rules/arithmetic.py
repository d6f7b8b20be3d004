"""Figures agree with each other: parts and their sum, money and its share."""

from __future__ import annotations

from collections.abc import Iterator

from reporting.checks.rule import Rule
from reporting.checks.subject import Subject
from reporting.checks.twin import TwinRow
from reporting.checks.verdict import Evidence, Finding, broken_by, not_applicable
from reporting.domain.units import Unit
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
        return not_applicable("no figure is plain arithmetic of others")
    return broken_by(_wrong(made, figures), [Evidence(f"{len(made)} figures agree with their parts")])


def _wrong(made: list[tuple[str, TwinFigure]], figures: dict[str, TwinFigure]) -> Iterator[Evidence]:
    for id, figure in made:
        values = [figures[part].value for part in figure.parts if part in figures]
        known = [value for value in values if value is not None]
        if len(known) < len(figure.parts):
            yield Evidence(f"{id}: a part of it is missing")
            continue
        assert figure.rule is not None and figure.value is not None
        try:
            value = figure.rule.of(known)
        except (ValueError, ZeroDivisionError, OverflowError):
            yield Evidence(f"{id}: its parts give no value by the rule {figure.rule.value}")
            continue
        size = max((abs(each) for each in known), default=0.0)
        if abs(value - figure.value) > ABSOLUTE + RELATIVE * max(size, abs(figure.value)):
            yield Evidence(f"{id}: {figure.value:g} is printed, its parts give {value:g}")


def _totals(subject: Subject) -> Finding:
    tables = [table for id in COST_TABLES if (table := subject.meant.table(id))]
    if not tables:
        return not_applicable("the document has no table of costs")
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
            yield Evidence(f"{head}, {label}: {figure.value:g}, its lines add up to {expected:g}")
        subtotals += figure.value if count else 0.0
        lines, count = 0.0, 0


def _weights(subject: Subject) -> Finding:
    table = subject.meant.table("holdings")
    if table is None:
        return not_applicable("the document has no table of holdings")
    faults = []
    for column, head in enumerate(table.columns):
        figures = [subject.meant.cell(row.cells[column]).figure for row in table.rows]
        values = [figure.value for figure in figures
                  if figure and figure.value is not None and figure.unit is Unit.PERCENT]  # fmt: skip
        if len(values) == len(table.rows) and abs(sum(values) - 1) > 1e-6:
            faults.append(Evidence(f"{head.header}: the weights add up to {sum(values):.4%}"))
    return broken_by(faults)


RULES = (
    Rule(
        "parts_agree",
        FAMILY,
        "DR 2017/565 Art 44(2)(b)",
        "Every figure that is plain arithmetic of others has the value that they give.",
        "Build the document anew; if it stays, mend the calculation.",
        _parts,
        twin=True,
    ),
    Rule(
        "cost_totals",
        FAMILY,
        "DR 2017/565 Art 50(2)",
        "The lines of the cost tables add up to their totals, in money and in percent.",
        "Mend the aggregation of costs.",
        _totals,
        twin=True,
    ),
    Rule(
        "weights_add_up",
        FAMILY,
        "DR 2017/565 Art 44(2)(b)",
        "Weights of the holdings and cash add up to 100 %.",
        "Mend the table of holdings.",
        _weights,
        twin=True,
    ),
)
