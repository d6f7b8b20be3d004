"""The compliance report of a build: written from what the checks said, printed and checked itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from reporting.checks.check import Report, check
from reporting.checks.rules import RULES
from reporting.checks.told import reasons, shape
from reporting.delivery.collector import resting
from reporting.delivery.files import sha256
from reporting.delivery.plan import Document, Outcome, Plan
from reporting.disclosures.compliance import (
    Checked,
    Described,
    Facts,
    compliance,
)
from reporting.disclosures.compliance.counts import CHECKS
from reporting.disclosures.lineage import traced
from reporting.disclosures.spoken import spoken
from reporting.domain.disclosure import Disclosure, DocumentKind, Text, Value, Verbatim
from reporting.domain.lineage import Input
from reporting.domain.localised import SOURCE
from reporting.domain.verdict import Finding
from reporting.inputs.carried import FIGURES
from reporting.inputs.plain_text import shorten
from reporting.rendering.fonts import undrawable
from reporting.rendering.languages import COMPLIANCE, speaking
from reporting.rendering.look import look_of
from reporting.rendering.pdf import Attachment, render_pdf
from reporting.rendering.twin import twin

LONGEST_QUOTE = 400
"""Signs of a value that are quoted: a broken document may hold a text that fills a page."""
UNKNOWN_SIGN = "?"
"""Stands for a sign that was read in a document and that no font of the report has."""


def compliance_report(plan: Plan, outcomes: Iterable[Outcome], verdicts: bytes, file: str) -> Document:
    """The report on all documents of a build, in its first language if the report speaks it, else in English.

    It carries its figures and the `verdicts` that it tells of, under the name of their `file`.
    """
    written = compliance(_facts(plan, sorted(outcomes, key=lambda outcome: outcome.profile)))
    made = finished(written, plan, verdicts, file)
    return Document(
        written.kind, written.status, made.found.pages, made.pdf, made.figures, shape(made.found),
        reasons(made.found), made.language, findings=made.found.findings,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Finished:
    """A compliance report as PDF and twin, and what the checks find on it."""

    pdf: bytes
    figures: bytes
    language: str
    found: Report


@resting()
def finished(written: Disclosure, plan: Plan, verdicts: bytes, file: str) -> Finished:
    """The report in the first language of the plan if it speaks it, else in English, printed and checked."""
    language = plan.languages[0] if plan.languages[0] in speaking(COMPLIANCE) else SOURCE
    source = Input(CHECKS, file, sha256(verdicts))
    report = traced(spoken(written, language, plan.house.firm), (source,))
    figures = twin(report)
    attachments = (
        Attachment(FIGURES, figures, "application/json", "The figures of this report", "Data"),
        Attachment(file, verdicts, "application/json", "All findings", "Source"),
    )
    pdf = render_pdf(report, attachments, look=look_of(plan.house.firm.brand, plan.blocks))
    return Finished(pdf, figures, language, check(pdf, figures, report.document_id))


def described() -> tuple[Described, ...]:
    """The rules as the reports tell of them."""
    return tuple(Described(rule.id, rule.article, rule.demand, rule.mend) for rule in RULES)


def _facts(plan: Plan, outcomes: list[Outcome]) -> Facts:
    days = [outcome.as_of for outcome in outcomes if outcome.as_of]
    return Facts(
        period=str(plan.quarter),
        quarter=(plan.quarter.first, plan.quarter.last),
        as_of=max(days, default=plan.quarter.last),
        firm=plan.house.firm.name.value,
        documents=_documents(outcomes),
        refused=tuple(outcome.profile for outcome in outcomes if outcome.faults),
        rules=described(),
    )


def _documents(outcomes: list[Outcome]) -> tuple[Checked, ...]:
    """Kind by kind, the first language before the others."""
    kinds = list(DocumentKind)
    made = [(outcome.profile, document) for outcome in outcomes for document in outcome.documents]
    made.sort(key=lambda each: (kinds.index(each[1].kind), each[1].place, each[0]))
    return tuple(
        Checked(
            profile,
            document.kind,
            document.language,
            document.status,
            document.pages,
            sha256(document.pdf),
            not document.barred,
            {rule: _drawable(finding) for rule, finding in document.findings.items()},
        )
        for profile, document in made
    )


def _drawable(finding: Finding) -> Finding:
    """The finding with signs that the report's fonts have: it quotes what a broken document may hold."""
    return replace(
        finding, evidence=tuple(replace(each, text=_cleaned(each.text)) for each in finding.evidence)
    )


def _cleaned(text: Text) -> Text:
    values = text.values.items()
    return replace(text, values={name: _shown(value) for name, value in values})


def _shown(value: Value) -> Value:
    if not isinstance(value, Verbatim):
        return value
    signs = {ord(sign): UNKNOWN_SIGN for sign in undrawable([value.text])}
    return Verbatim(shorten(value.text.translate(signs), LONGEST_QUOTE))
