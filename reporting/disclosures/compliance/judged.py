"""What the rules say about an obligation: one verdict of all of them on all documents, and where."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from reporting.disclosures.compliance.facts import Looked
from reporting.domain.disclosure import Text
from reporting.domain.verdict import Finding, Verdict
from reporting.law.obligations import Care, Obligation


class Standing(StrEnum):
    """What became of an obligation in the period, the gravest first."""

    NOT_MET = "not_met"
    NEEDS_PERSON = "needs_person"
    MET = "met"
    PROCEDURAL = "procedural"
    NOT_APPLICABLE = "not_applicable"
    NO_DOCUMENT = "no_document"


_OF_VERDICT = {
    Verdict.NOT_MET: Standing.NOT_MET,
    Verdict.NEEDS_PERSON: Standing.NEEDS_PERSON,
    Verdict.MET: Standing.MET,
}
_OF_CARE = {
    Care.PROCEDURAL: Standing.PROCEDURAL,
    Care.NOT_APPLICABLE: Standing.NOT_APPLICABLE,
}


@dataclass(frozen=True, slots=True)
class Judged:
    """`pages` are those of the listed documents to which a rule applies, `counts` are all documents by the
    gravest verdict; `reason` says why no rule applies, or who else sees to it."""

    obligation: Obligation
    standing: Standing
    pages: dict[int, set[int]]
    counts: Counter[Verdict]
    reason: Text | None = None


def judged(obligation: Obligation, facts: Looked, absent: Text) -> Judged:
    """The obligation in this period. The gravest finding decides; where no rule applies, a reason does.

    `absent` is said where there is no document of its kind. What a procedure has to prove, no rule can call
    met; but one can find that it is not.
    """
    counts = facts.count(*obligation.rules) if obligation.rules else Counter[Verdict]()
    found = [(number, each) for rule in obligation.rules for number, each in facts.findings(rule).items()]
    pages: dict[int, set[int]] = {}
    for number, finding in found:
        if finding.verdict in _OF_VERDICT:
            pages.setdefault(number, set()).update(finding.pages)
    for verdict, standing in _OF_VERDICT.items():
        own = obligation.care is Care.AUTOMATIC or standing is Standing.NOT_MET
        if own and counts[verdict]:
            return Judged(obligation, standing, pages, counts)
    if obligation.care is not Care.AUTOMATIC:
        return Judged(obligation, _OF_CARE[obligation.care], {}, counts, Text(obligation.why))
    return _not_applied(obligation, counts, [each for _, each in found], absent)


def _not_applied(
    obligation: Obligation, counts: Counter[Verdict], found: list[Finding], absent: Text
) -> Judged:
    """No rule of the obligation applies to any document: the reason of the first that has one of its own."""
    reasons = [each.evidence[0].text for each in found if each.evidence]
    own = [reason for reason in reasons if reason.key != "seen.other_documents"]
    if not own:
        return Judged(obligation, Standing.NO_DOCUMENT, {}, counts, absent)
    return Judged(obligation, Standing.NOT_APPLICABLE, {}, counts, own[0])
