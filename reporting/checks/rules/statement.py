"""Statements that must stand in a document, from a table of the law: one rule for each."""

from __future__ import annotations

from reporting.checks.rule import Rule
from reporting.checks.subject import Subject
from reporting.checks.verdict import broken_by, not_applicable, seen
from reporting.domain.verdict import Finding
from reporting.law.statements import Statement, statements

FAMILY = "statement"


def _look(subject: Subject, statement: Statement) -> Finding:
    if not subject.holds(statement.documents):
        return not_applicable("other_documents")
    faults, pages = [], []
    for key in statement.keys:
        place = next(subject.places(subject.pattern(key)), None) if key in subject.words else None
        if place:
            pages.append(seen("message_here", place[0].number, key=key))
        else:
            faults.append(seen("message_nowhere", key=key))
    if statement.any and pages:
        faults = []
    return broken_by(faults, pages)


def _rule(statement: Statement) -> Rule:
    return Rule(
        f"statement.{statement.id}",
        FAMILY,
        statement.basis,
        lambda subject: _look(subject, statement),
        mending="statement",
    )


RULES = tuple(_rule(statement) for statement in statements())
