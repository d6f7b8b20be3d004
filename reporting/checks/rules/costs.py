"""Costs are complete: nine categories, totals in money and percent, payments of third parties (Art 50)."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from reporting.checks.chapters import Chapter
from reporting.checks.rule import Look, Rule
from reporting.checks.subject import Subject
from reporting.checks.twin import TwinTable
from reporting.checks.verdict import broken_by, not_applicable, seen
from reporting.domain.disclosure import DocumentKind
from reporting.domain.units import Unit
from reporting.domain.verdict import Evidence, Finding

FAMILY = "costs"
SERVICE = ("S1", "S2", "S3", "S4", "S5")
INSTRUMENTS = ("P1", "P2", "P3", "P4")
TOTALS = ("service", "instruments", "all")
APART = ("received", "passed_on")
TABLES = {
    DocumentKind.EX_ANTE: "costs",
    DocumentKind.PERSONAL: "costs",
    DocumentKind.EX_POST: "costs_incurred",
    DocumentKind.COSTS: "annual_costs",
}
EFFECTS = ("cost_effect", "reduction_in_yield")

Faults = Callable[[Subject, Chapter, TwinTable], Iterator[Evidence]]


def _of_tables(faults: Faults) -> Look:
    """A look at the table of costs of every document that must hold one."""

    def look(subject: Subject) -> Finding:
        owing = [chapter for chapter in subject.chapters if chapter.kind in TABLES]
        if not owing:
            return not_applicable("no_costs")
        found: list[Evidence] = []
        for chapter in owing:
            table = chapter.table(TABLES[chapter.kind])
            found += faults(subject, chapter, table) if table else [seen("no_cost_table")]
        return broken_by(found)

    return look


def _lines(names: tuple[str, ...]) -> Faults:
    """Lines that must be there with their amounts."""

    def faults(subject: Subject, chapter: Chapter, table: TwinTable) -> Iterator[Evidence]:
        wanted = {_label(subject, chapter, name) for name in names}
        rows = {chapter.twin.cell(row.cells[0]).text: row for row in table.rows}
        for label in sorted(wanted - rows.keys()):
            yield seen("line_missing", line=label)
        for label in (label for label in rows if label in wanted):
            figures = [
                cell.figure for value in rows[label].cells[1:] if (cell := chapter.twin.cell(value)).text
            ]
            if not figures or any(figure is None or figure.value is None for figure in figures):
                yield seen("amount_missing", line=label)

    return faults


def _label(subject: Subject, chapter: Chapter, name: str) -> str:
    own = chapter.kind is DocumentKind.COSTS and name in APART
    return subject.words.message(f"annual_costs.apart_{name}" if own else f"cost.line_{name}")


def _both_units(subject: Subject, chapter: Chapter, table: TwinTable) -> Iterator[Evidence]:
    for row in table.rows:
        figures = [figure for value in row.cells if (figure := chapter.twin.cell(value).figure)]
        units = {figure.unit for figure in figures}
        if row.total and not units >= {Unit.MONEY, Unit.PERCENT}:
            yield seen("not_both_units", line=chapter.twin.cell(row.cells[0]).text)


def _effect(subject: Subject) -> Finding:
    owing = [chapter for chapter in subject.chapters if chapter.kind in TABLES]
    if not owing:
        return not_applicable("no_costs")
    shown = {chapter.kind for chapter in owing if _shows_effect(chapter)}
    if not shown and subject.meant.kind is DocumentKind.EX_POST:
        return not_applicable("no_year_of_costs")
    return broken_by(seen("no_cost_effect") for chapter in owing if chapter.kind not in shown)


def _shows_effect(chapter: Chapter) -> bool:
    cells = (cell for table in chapter.tables() for row in table.rows for cell in row.cells)
    return any(figure.definition in EFFECTS for cell in cells if (figure := chapter.twin.cell(cell).figure))


def _rule(id: str, article: str, look: Look) -> Rule:
    return Rule(id, FAMILY, article, look, twin=True)


RULES = (
    _rule("service_costs", "DR 2017/565 Annex II Table 1", _of_tables(_lines(SERVICE))),
    _rule("instrument_costs", "DR 2017/565 Annex II Table 2", _of_tables(_lines(INSTRUMENTS))),
    _rule("cost_aggregates", "DR 2017/565 Art 50(2)", _of_tables(_lines(TOTALS))),
    _rule(
        "third_parties", "DR 2017/565 Art 50(2), Directive 2014/65/EU Art 24(8)", _of_tables(_lines(APART))
    ),
    _rule("money_and_percent", "DR 2017/565 Art 50(2)", _of_tables(_both_units)),
    _rule("cost_effect", "DR 2017/565 Art 50(10)", _effect),
)
