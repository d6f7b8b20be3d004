"""Every clause of the register on the page of the figures that it qualifies: one rule for each clause."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reporting.checks.rule import Rule
from reporting.checks.subject import ANNEX, Subject
from reporting.checks.twin import TwinTable
from reporting.checks.verdict import Evidence, Finding, broken_by, not_applicable
from reporting.law.clauses import Clause, Prominence, Reach, clauses
from reporting.law.language import mentions

FAMILY = "clause"
PERIOD_TABLES = ("years", "live_years")


def _look(subject: Subject, clause: Clause) -> Finding:
    if subject.kind not in clause.documents:
        return not_applicable("the clause belongs to other documents")
    if clause.scope.reach is Reach.PAGE:
        return _beside_figures(subject, clause)
    reason = _needless(subject, clause)
    if reason:
        return not_applicable(reason)
    pages = _pages(subject, clause)
    return broken_by([] if pages else [Evidence("the statement is nowhere in the document")], _at(pages))


def _beside_figures(subject: Subject, clause: Clause) -> Finding:
    needed = list(_qualified(subject, clause))
    if not needed:
        return not_applicable("no figure in the document needs it")
    pages = _pages(subject, clause)
    if clause.prominence is Prominence.NOTE:  # it stands below its table, which may end at the foot of a page
        pages |= {page - 1 for page in pages}
    faults = [each for each in needed if each.page not in pages]
    first = {(each.page, each.about): each for each in reversed(faults)}
    return broken_by(reversed(first.values()), _at(pages & {each.page for each in needed if each.page}))


def _at(pages: set[int]) -> list[Evidence]:
    return [Evidence("the statement stands here", page) for page in sorted(pages)]


def _pages(subject: Subject, clause: Clause) -> set[int]:
    """Pages on which the clause, or what is accepted in its place, is printed in the body."""
    keys = [key for key in (clause.text, *clause.accepted) if key in subject.words]
    return {page.number for key in keys for page, _ in subject.places(subject.pattern(key))}


def _qualified(subject: Subject, clause: Clause) -> Iterator[Evidence]:
    """Everything on the pages that the clause qualifies."""
    twin = subject.meant
    for table in subject.placement.tables:
        block = table.block
        if not isinstance(block, TwinTable) or table.section.id == ANNEX:
            continue
        if block.id in clause.scope.tables:
            yield from (_lone(f"the table “{block.caption}”", page, block.id) for page in table.pages[:1])
        for (_, page), row in zip(table.rows, block.rows, strict=False):
            figures = [figure for value in row.cells if (figure := twin.cell(value).figure)]
            if any(clause.qualifies(figure.nature, figure.definition) for figure in figures):
                yield _lone(f"the table “{block.caption}”", page, block.id)
    for chart in subject.placement.charts:
        if chart.block.spec.id in clause.scope.charts:
            yield _lone(f"the chart “{chart.block.title}”", chart.page, chart.block.spec.id)


def _lone(what: str, page: int, id: str) -> Evidence:
    return Evidence(f"{what} stands here without the statement", page, about=id)


def _needless(subject: Subject, clause: Clause) -> str:
    """Why a clause with no place of its own is not needed; empty if it is."""
    twin, scope = subject.meant, clause.scope
    if scope.reach is Reach.NO_RECORD:
        there = any(twin.table(id) for id in PERIOD_TABLES)
        return "there is a complete 12-month period" if there else ""
    if scope.reach is Reach.MENTION:
        language = re.split("[-_]", subject.words.language.lower())[0]
        mention = mentions(language).get(clause.id)
        text = " ".join(run.text for page in subject.printed.pages for run in page.body)
        return "" if mention is None or mention.search(text) else "the document does not mention it"
    if scope.reach is Reach.DOCUMENT:
        figures = twin.figures.values()
        shown = any(clause.qualifies(figure.nature, figure.definition) for figure in figures)
        return "" if shown or any(twin.table(id) for id in scope.tables) else "no figure in it needs it"
    return ""


def _rule(clause: Clause) -> Rule:
    return Rule(
        f"clause.{clause.id}",
        FAMILY,
        clause.basis.replace("Delegated Regulation (EU)", "DR").replace("Article", "Art"),
        f"The statement “{clause.id.replace('_', ' ')}” stands where it is needed: {clause.applies}.",
        f"Print the message {clause.text} on the page of the figures that it qualifies.",
        lambda subject: _look(subject, clause),
        twin=True,
    )


RULES = tuple(_rule(clause) for clause in clauses().values())
