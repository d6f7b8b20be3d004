"""What the rules say about an obligation: one verdict of all of them on all documents, and where."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from reporting.disclosures.compliance.facts import Facts
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
    """`pages` are those of the documents to which a rule applies; `reason` says why there are none, or who
    else sees to it."""

    obligation: Obligation
    standing: Standing
    pages: dict[int, set[int]]
    reason: Text | None = None


def judged(obligation: Obligation, facts: Facts) -> Judged:
    """The obligation in this period. The gravest finding decides; where no rule applies, a reason does.

    What a procedure has to prove, no rule can call met; but one can find that it is not.
    """
    found = [(number, each) for rule in obligation.rules for number, each in facts.findings(rule).items()]
    applied = [(number, each) for number, each in found if each.verdict in _OF_VERDICT]
    pages: dict[int, set[int]] = {}
    for number, finding in applied:
        pages.setdefault(number, set()).update(finding.pages)
    for verdict, standing in _OF_VERDICT.items():
        own = obligation.care is Care.AUTOMATIC or standing is Standing.NOT_MET
        if own and any(each.verdict is verdict for _, each in applied):
            return Judged(obligation, standing, pages)
    if obligation.care is not Care.AUTOMATIC:
        return Judged(obligation, _OF_CARE[obligation.care], {}, Text(obligation.why))
    return _not_applied(obligation, [each for _, each in found])


def _not_applied(obligation: Obligation, found: list[Finding]) -> Judged:
    """No rule of the obligation applies to any document: the reason of the first that has one of its own."""
    reasons = [each.evidence[0].text for each in found if each.evidence]
    own = [reason for reason in reasons if reason.key != "seen.other_documents"]
    if not own:
        return Judged(obligation, Standing.NO_DOCUMENT, {}, Text("cr.no_such_document"))
    return Judged(obligation, Standing.NOT_APPLICABLE, {}, own[0])
