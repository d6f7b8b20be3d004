"""Costs are complete: nine categories, totals in money and percent, payments of third parties (Art 50)."""

from __future__ import annotations

from reporting.checks.rule import Rule
from reporting.checks.subject import Subject
from reporting.checks.twin import TwinTable
from reporting.checks.verdict import Evidence, Finding, broken_by, not_applicable
from reporting.domain.disclosure import DocumentKind
from reporting.domain.units import Unit

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
            return broken_by([Evidence("there is no table of all costs")])
        return not_applicable("the document shows no costs")
    labels = [subject.meant.cell(row.cells[0]).text for row in table.rows]
    wanted = {name: subject.words.message(f"cost.line_{name}") for name in names}
    faults = [Evidence(f"the line “{label}” is missing") for label in wanted.values() if label not in labels]
    for row, label in zip(table.rows, labels, strict=True):
        if label in wanted.values():
            for value in row.cells[1:]:
                figure = subject.meant.cell(value).figure
                if figure is None or figure.value is None:
                    faults.append(Evidence(f"{label}: an amount is missing; zero is printed as zero"))
    return broken_by(faults)


def _both_units(subject: Subject) -> Finding:
    table = _table(subject)
    if table is None:
        return not_applicable("the document shows no costs")
    faults = []
    for row in table.rows:
        figures = [figure for value in row.cells if (figure := subject.meant.cell(value).figure)]
        units = {figure.unit for figure in figures}
        if row.total and not units >= {Unit.MONEY, Unit.PERCENT}:
            faults.append(Evidence(f"{subject.meant.cell(row.cells[0]).text}: not in money and in percent"))
    return broken_by(faults)


def _effect(subject: Subject) -> Finding:
    if _table(subject) is None:
        return not_applicable("the document shows no costs")
    shown = [id for id, figure in subject.meant.figures.items()
             if figure.definition in ("cost_effect", "reduction_in_yield")]  # fmt: skip
    if not shown and subject.meant.kind is DocumentKind.EX_POST:
        return not_applicable("the record does not hold a complete year of costs")
    return broken_by([] if shown else [Evidence("the effect of the costs on the return is not shown")])


def _rule(id: str, article: str, demand: str, mend: str, look: object) -> Rule:
    assert callable(look)
    return Rule(id, FAMILY, article, demand, mend, look, twin=True)


RULES = (
    _rule(
        "service_costs",
        "DR 2017/565 Annex II Table 1",
        "All five kinds of costs of the service are shown, zero as zero.",
        "Add the missing lines.",
        lambda subject: _lines(subject, SERVICE),
    ),
    _rule(
        "instrument_costs",
        "DR 2017/565 Annex II Table 2",
        "All four kinds of costs of the instruments are shown, zero as zero.",
        "Add the missing lines.",
        lambda subject: _lines(subject, INSTRUMENTS),
    ),
    _rule(
        "cost_aggregates",
        "DR 2017/565 Art 50(2)",
        "Costs of the service, of the instruments and all together are shown.",
        "Add the missing totals.",
        lambda subject: _lines(subject, TOTALS),
    ),
    _rule(
        "third_parties",
        "DR 2017/565 Art 50(2), Directive 2014/65/EU Art 24(8)",
        "Payments of third parties are shown apart, also where there are none.",
        "Add the lines for payments received and passed on.",
        lambda subject: _lines(subject, APART),
    ),
    _rule(
        "money_and_percent",
        "DR 2017/565 Art 50(2)",
        "Total costs stand there in money and in percent.",
        "Print both.",
        _both_units,
    ),
    _rule(
        "cost_effect",
        "DR 2017/565 Art 50(10)",
        "The effect of all costs on the return is shown.",
        "Add the illustration.",
        _effect,
    ),
)
