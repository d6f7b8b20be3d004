"""A document printed, checked, and printed again where a page would stand without its warning."""

from __future__ import annotations

from reporting.checks.check import Report, check
from reporting.checks.told import reasons, shape
from reporting.delivery.evidence import attachments
from reporting.delivery.plan import Document, Task
from reporting.disclosures.repeated import Repetition, with_warnings
from reporting.domain.disclosure import Disclosure
from reporting.domain.verdict import Verdict
from reporting.law.clauses import Prominence, Reach, clauses
from reporting.rendering.pdf import render_pdf
from reporting.rendering.twin import twin

PASSES = 4
"""A warning that is said again moves what follows; every document so far needed one pass more at most."""


def printed(task: Task, disclosure: Disclosure) -> Document:
    """The finished document with its report.

    Where tables and charts fall on pages is known only when they are printed, and each page with figures
    of performance must bear their warning; so the warning is put before what stands without it.
    """
    for _ in range(PASSES):
        figures = twin(disclosure)
        pdf = render_pdf(disclosure, attachments(task, disclosure, figures), look=task.look)
        report = check(pdf, figures, disclosure.document_id)
        if not (missing := _missing(report)):
            break
        disclosure = with_warnings(disclosure, missing)
    return Document(
        disclosure.kind, disclosure.status, report.pages, pdf, figures, shape(report), reasons(report),
        findings=report.findings,
    )  # fmt: skip


def _missing(report: Report) -> tuple[Repetition, ...]:
    """Warnings that a page lacks, each before the first thing on the page that needs it."""
    found: dict[tuple[str, int | None], Repetition] = {}
    for clause in clauses().values():
        if clause.prominence is not Prominence.WARNING or clause.scope.reach is not Reach.PAGE:
            continue
        for result in report.results:
            if result.rule.id == f"clause.{clause.id}" and result.finding.verdict is Verdict.NOT_MET:
                for each in result.finding.evidence:
                    found.setdefault((clause.id, each.page), Repetition(clause.id, each.about))
    return tuple(dict.fromkeys(found.values()))
