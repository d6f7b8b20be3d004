"""Costs are complete: nine categories, totals in money and percent, payments of third parties (Art 50)."""

from __future__ import annotations

from reporting.checks.rule import Look, Rule
from reporting.checks.subject import Subject
from reporting.checks.twin import TwinTable
from reporting.checks.verdict import broken_by, not_applicable, seen
from reporting.domain.disclosure import DocumentKind
from reporting.domain.units import Unit
from reporting.domain.verdict import Finding

FAMILY = "costs"
SERVICE = ("S1", "S2", "S3", "S4", "S5")
INSTRUMENTS = ("P1", "P2", "P3", "P4")
TOTALS = ("service", "instruments", "all")
APART = ("received", "passed_on")
TABLES = {DocumentKind.EX_ANTE: "costs", DocumentKind.EX_POST: "costs_incurred"}


def _table(subject: Subject) -> TwinTable | None:
    return subject.meant.table(TABLES.get(subject.meant.kind, ""))


def _lines(subject: Subject, names: tuple[str, ...]) -> Finding:
    table = _table(subject)
    if table is None:
        if subject.meant.kind in TABLES:
            return broken_by([seen("no_cost_table")])
        return not_applicable("no_costs")
    labels = [subject.meant.cell(row.cells[0]).text for row in table.rows]
    wanted = {name: subject.words.message(f"cost.line_{name}") for name in names}
    faults = [seen("line_missing", line=label) for label in wanted.values() if label not in labels]
    for row, label in zip(table.rows, labels, strict=True):
        if label in wanted.values():
            for value in row.cells[1:]:
                figure = subject.meant.cell(value).figure
                if figure is None or figure.value is None:
                    faults.append(seen("amount_missing", line=label))
    return broken_by(faults)


def _both_units(subject: Subject) -> Finding:
    table = _table(subject)
    if table is None:
        return not_applicable("no_costs")
    faults = []
    for row in table.rows:
        figures = [figure for value in row.cells if (figure := subject.meant.cell(value).figure)]
        units = {figure.unit for figure in figures}
        if row.total and not units >= {Unit.MONEY, Unit.PERCENT}:
            faults.append(seen("not_both_units", line=subject.meant.cell(row.cells[0]).text))
    return broken_by(faults)


def _effect(subject: Subject) -> Finding:
    if _table(subject) is None:
        return not_applicable("no_costs")
    shown = [id for id, figure in subject.meant.figures.items()
             if figure.definition in ("cost_effect", "reduction_in_yield")]  # fmt: skip
    if not shown and subject.meant.kind is DocumentKind.EX_POST:
        return not_applicable("no_year_of_costs")
    return broken_by([] if shown else [seen("no_cost_effect")])


def _rule(id: str, article: str, look: Look) -> Rule:
    return Rule(id, FAMILY, article, look, twin=True)


RULES = (
    _rule("service_costs", "DR 2017/565 Annex II Table 1", lambda subject: _lines(subject, SERVICE)),
    _rule("instrument_costs", "DR 2017/565 Annex II Table 2", lambda subject: _lines(subject, INSTRUMENTS)),
    _rule("cost_aggregates", "DR 2017/565 Art 50(2)", lambda subject: _lines(subject, TOTALS)),
    _rule(
        "third_parties",
        "DR 2017/565 Art 50(2), Directive 2014/65/EU Art 24(8)",
        lambda subject: _lines(subject, APART),
    ),
    _rule("money_and_percent", "DR 2017/565 Art 50(2)", _both_units),
    _rule("cost_effect", "DR 2017/565 Art 50(10)", _effect),
)
