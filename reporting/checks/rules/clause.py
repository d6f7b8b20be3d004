"""Every clause of the register on the page of the figures that it qualifies: one rule for each clause."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reporting.checks.rule import Rule
from reporting.checks.structure import Element
from reporting.checks.subject import ANNEX, Subject, frame
from reporting.checks.twin import TwinTable
from reporting.checks.verdict import broken_by, not_applicable, seen
from reporting.domain.verdict import Evidence, Finding
from reporting.law.clauses import Clause, Prominence, Reach, clauses
from reporting.law.language import mentions

FAMILY = "clause"
PERIOD_TABLES = ("years", "live_years", "account_years")


def _look(subject: Subject, clause: Clause) -> Finding:
    if not subject.holds(clause.documents):
        return not_applicable("other_documents")
    if clause.scope.reach is Reach.PAGE:
        return _beside_figures(subject, clause)
    if reason := _needless(subject, clause):
        return not_applicable(reason)
    pages = _floors(subject, clause)
    return broken_by([] if pages else [seen("clause_nowhere")], _at(pages))


def _beside_figures(subject: Subject, clause: Clause) -> Finding:
    needed = list(_qualified(subject, clause))
    if not needed:
        return not_applicable("no_such_figure")
    floors = _floors(subject, clause)
    pages = set(floors)
    if clause.prominence is Prominence.NOTE:  # it stands below its table, which may end at the foot of a page
        pages |= {page - 1 for page in pages}
    faults: dict[tuple[str, int, str], None] = {}
    for each in needed:
        if each.page not in pages:
            faults[each.alone, each.page, each.title] = None
        elif clause.prominence is Prominence.WARNING and each.top > floors[each.page]:
            faults["before_warning", each.page, each.title] = None
    told = (seen(key, page, title=title) for key, page, title in faults)
    return broken_by(told, _at(pages & {each.page for each in needed}))


def _at(pages: Iterable[int]) -> list[Evidence]:
    return [seen("clause_here", page) for page in sorted(pages)]


def _floors(subject: Subject, clause: Clause) -> dict[int, float]:
    """Pages on which the clause, or what is accepted in its place, is printed in the body, and the height of
    its lower end; of the highest, where it stands more than once."""
    found: dict[int, float] = {}
    for key in (key for key in (clause.text, *clause.accepted) if key in subject.words):
        for page, runs in subject.places(subject.pattern(key)):
            found[page.number] = max(found.get(page.number, 0.0), frame(runs)[1])
    return found


@dataclass(frozen=True, slots=True)
class _Qualified:
    """What a clause qualifies: a row, or a chart, with the height of its upper end; `alone` is what is to be
    said where the clause is not on the page."""

    alone: str
    title: str
    page: int
    top: float = 0.0


def _qualified(subject: Subject, clause: Clause) -> Iterator[_Qualified]:
    """Everything on the pages that the clause qualifies."""
    twin = subject.meant
    for table in subject.placement.tables:
        block = table.block
        if not isinstance(block, TwinTable) or table.section.id == ANNEX:
            continue
        if block.id in clause.scope.tables:
            yield from (_Qualified("table_alone", block.caption, page) for page in table.pages[:1])
        for (element, page), row in zip(table.rows, block.rows, strict=False):
            figures = [figure for value in row.cells if (figure := twin.cell(value).figure)]
            if any(clause.qualifies(figure.nature, figure.definition) for figure in figures):
                yield _Qualified("table_alone", block.caption, page, _top(subject, element))
    for chart in subject.placement.charts:
        if chart.block.spec.id in clause.scope.charts:
            yield _Qualified("chart_alone", chart.block.title, chart.page, _top(subject, chart.element))


def _top(subject: Subject, element: Element) -> float:
    """The height of the upper end of an element's text."""
    return max((run.box[3] for _, run in subject.runs_of(element)), default=0.0)


def _needless(subject: Subject, clause: Clause) -> str:
    """Why a clause with no place of its own is not needed, as a message; empty if it is."""
    twin, scope = subject.meant, clause.scope
    if scope.reach is Reach.NO_RECORD:
        there = any(twin.table(id) for id in PERIOD_TABLES)
        return "has_complete_period" if there else ""
    if scope.reach is Reach.MENTION:
        language = re.split("[-_]", subject.words.language.lower())[0]
        mention = mentions(language).get(clause.id)
        text = " ".join(run.text for page in subject.printed.pages for run in page.body)
        return "" if mention is None or mention.search(text) else "not_mentioned"
    if scope.reach is Reach.DOCUMENT:
        figures = twin.figures.values()
        shown = any(clause.qualifies(figure.nature, figure.definition) for figure in figures)
        return "" if shown or any(twin.table(id) for id in scope.tables) else "no_such_figure"
    return ""


def _rule(clause: Clause) -> Rule:
    return Rule(
        f"clause.{clause.id}",
        FAMILY,
        clause.basis.replace("Delegated Regulation (EU)", "DR").replace("Article", "Art"),
        lambda subject: _look(subject, clause),
        twin=True,
        mending="clause",
    )


RULES = tuple(_rule(clause) for clause in clauses().values())
