"""The compliance report of a run of packs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial

from reporting.clients.period import Cycle, period_of
from reporting.delivery.client_compliance import Made, client_report, report_names
from reporting.delivery.packs.maker import Document, Reader
from reporting.delivery.packs.report import Published
from reporting.delivery.plan import Plan
from reporting.domain.disclosure import DocumentKind

RUN = "packs"
REPORTS = report_names(RUN)


def compliance_files(
    plan: Plan, made: Sequence[Published], read: Reader
) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """The files of the report by their names, and a line for each check that it fails itself."""
    days = [document.day for each in made for document in each.record.documents]
    last = plan.quarter.last
    return client_report(
        plan,
        RUN,
        period_of(Cycle.QUARTERLY, last),
        date.fromisoformat(max(days)) if days else last,
        Counter(each.state.value for each in made),
        (document for each in made for document in _documents(each, read)),
    )


def _documents(each: Published, read: Reader) -> Iterator[Made]:
    for document in each.record.documents:
        yield Made(
            client=each.record.client,
            kind=DocumentKind(document.type),
            language=document.language,
            pages=document.pages,
            sha256=document.files[document.pdf],
            published=document.type in each.versions,
            signs=document.verdicts,
            read=partial(_both, each, document, read),
        )


def _both(each: Published, document: Document, read: Reader) -> tuple[bytes, bytes]:
    """A document and its twin."""
    files = read(each, document)
    return files[document.pdf], files[f"{document.name}.json"]
