"""Puts the sections of the compliance report in order."""

from __future__ import annotations

from reporting.disclosures.compliance.documents import documents_section
from reporting.disclosures.compliance.facts import Facts
from reporting.disclosures.compliance.findings import findings_section
from reporting.disclosures.compliance.judged import judged
from reporting.disclosures.compliance.matrix import matrix_section
from reporting.disclosures.compliance.opening import glance_section, tasks_section
from reporting.disclosures.compliance.rules import rules_section
from reporting.disclosures.words import text
from reporting.domain.disclosure import Disclosure, DocumentKind, Status, Verbatim
from reporting.domain.localised import SOURCE
from reporting.law.obligations import obligations


def compliance(facts: Facts) -> Disclosure:
    """The report of a period. It belongs to no profile and names no currency, for it shows no money."""
    rows = tuple(judged(each, facts, text("cr.no_such_document")) for each in obligations())
    return Disclosure(
        kind=DocumentKind.COMPLIANCE,
        document_id=f"{facts.period}-compliance",
        profile="",
        period=facts.period,
        as_of=facts.as_of,
        language=SOURCE,
        currency="",
        title=text("cr.title"),
        subtitle=text("cr.subtitle", period=Verbatim(facts.period)),
        firm=facts.firm,
        status=Status.FINAL,
        reasons=(),
        sections=(
            glance_section(facts, rows),
            tasks_section(facts, rows),
            documents_section(facts),
            findings_section(facts),
            matrix_section(rows),
            rules_section(facts),
        ),
    )
