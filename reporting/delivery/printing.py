"""A document printed and checked."""

from __future__ import annotations

from reporting.checks.check import check
from reporting.checks.told import reasons, shape
from reporting.delivery.collector import resting
from reporting.delivery.evidence import attachments
from reporting.delivery.plan import Document, Task
from reporting.domain.disclosure import Disclosure
from reporting.rendering.pdf import render_pdf
from reporting.rendering.twin import twin


@resting()
def printed(task: Task, disclosure: Disclosure) -> Document:
    """The finished document with its report."""
    figures = twin(disclosure)
    pdf = render_pdf(disclosure, attachments(task, disclosure, figures), look=task.look)
    report = check(pdf, figures, disclosure.document_id)
    return Document(
        disclosure.kind, disclosure.status, report.pages, pdf, figures, shape(report), reasons(report),
        findings=report.findings,
    )  # fmt: skip
