"""A due notice as a finished, checked letter."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

import numpy as np

from reporting.checks.check import check
from reporting.checks.told import reasons as barring
from reporting.clients.notices import Notice
from reporting.delivery.collector import resting
from reporting.delivery.evidence import attachments
from reporting.delivery.files import sha256
from reporting.delivery.inputs import inputs_of
from reporting.delivery.manifest import shipped_templates, versions
from reporting.delivery.notices.known import type_of
from reporting.delivery.notices.watch import Watch
from reporting.delivery.register.documents import Issue
from reporting.delivery.status import status_of
from reporting.disclosures.clients.account import BOOK
from reporting.disclosures.clients.notice import Letter, notice_document
from reporting.disclosures.lineage import traced
from reporting.disclosures.spoken import spoken
from reporting.domain.client import ClientRecord
from reporting.domain.errors import Fault, Refused, refuse
from reporting.domain.lineage import Input
from reporting.domain.tally import signs
from reporting.rendering.languages import client_languages
from reporting.rendering.pdf import render_pdf
from reporting.rendering.twin import twin

FOLDER = "notices"


@dataclass(frozen=True, slots=True)
class Printed:
    """A letter with its row for the register, and its files by their path below the output folder; what the
    rules said of it is one sign for each (`domain.tally`)."""

    letter: Letter
    row: Issue
    files: dict[str, bytes]
    pages: int
    verdicts: str

    @property
    def pdf(self) -> bytes:
        """The letter itself."""
        return self.files[self.row.file]

    @property
    def twin(self) -> bytes:
        """Its machine-readable twin."""
        return self.files[self.row.file.removesuffix(".pdf") + ".json"]


def letter_of(watch: Watch, record: ClientRecord, reference: str, notice: Notice) -> Letter:
    """The letter of a notice; `reference` is the client's pseudonym."""
    account = record.mandate
    assert account is not None
    task = watch.tasks[account.profile]
    market = watch.markets[account.profile]
    status, reasons = status_of(task.profile, watch.house, market.synthetic)
    used = tuple(role for role, _ in market.sources if role != "cash_rates")
    return Letter(record, reference, task.profile, watch.house, notice, status, reasons, used)


@resting()
def printed(watch: Watch, letter: Letter) -> Printed:
    """The letter as PDF and twin. Raises Refused where a check bars it, or the language is not offered."""
    language, profile = letter.record.client.language, letter.profile
    if language not in client_languages():
        offered = ", ".join(client_languages())
        raise refuse("clients", f"documents for clients are written in {offered} only", "language")
    task = replace(watch.tasks[profile.id], language=language)
    inputs = (
        *inputs_of(task, watch.markets[profile.id].until(np.datetime64(letter.notice.day))),
        Input(BOOK, "client book", sha256(repr(letter.record).encode())),
    )
    told = traced(spoken(notice_document(letter), language, letter.house.firm), inputs)
    figures = twin(told)
    pdf = render_pdf(told, attachments(task, told, figures), look=task.look)
    report = check(pdf, figures, told.document_id)
    if barred := barring(report, quoting=False):
        raise Refused([Fault(told.document_id, reason) for reason in barred])
    period = letter.notice.period.label
    place = f"{period}/{FOLDER}/{letter.reference}-{letter.percent}"
    row = Issue(
        client=letter.reference,
        type=type_of(letter.percent),
        period=period,
        language=language,
        document=told.document_id,
        day=letter.notice.day.isoformat(),
        sha256=sha256(pdf),
        file=f"{place}.pdf",
        profile=profile.version,
        templates=shipped_templates(),
        law=str(versions()["code"]),
        inputs={each.key: each.sha256 for each in told.inputs},
        checks=dict(sorted(Counter(each.finding.verdict.value for each in report.results).items())),
    )
    verdicts = signs(result.finding.verdict for result in report.results)
    return Printed(letter, row, {f"{place}.pdf": pdf, f"{place}.json": figures}, report.pages, verdicts)
