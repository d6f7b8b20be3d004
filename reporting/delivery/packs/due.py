"""Which documents a client gets: each type is written, not due, or refused, with the reason."""

from __future__ import annotations

from dataclasses import dataclass

from reporting.clients.assessment.types import Assessment, Finding
from reporting.delivery.packs.maker import Part, State
from reporting.disclosures.clients.account import AccountFacts, account_facts
from reporting.disclosures.clients.annual_costs import annual_costs_chapter
from reporting.disclosures.clients.chapter import Chapter
from reporting.disclosures.clients.context import ClientContext, Model
from reporting.disclosures.clients.personal import personal_chapter
from reporting.disclosures.clients.refusal import refusal_chapter
from reporting.disclosures.clients.statement import statement_chapter
from reporting.disclosures.clients.suitability import suitability_chapter, suitability_update
from reporting.domain.disclosure import DocumentKind
from reporting.domain.questionnaire import Questionnaire
from reporting.measures.sample import NotAvailable

TYPES = (
    DocumentKind.SUITABILITY,
    DocumentKind.REFUSAL,
    DocumentKind.PERSONAL,
    DocumentKind.STATEMENT,
    DocumentKind.COSTS,
)
"""The documents that a client may get, in the order of the pack."""


@dataclass(frozen=True, slots=True)
class Due:
    """What is written for a client, and what became of each type of document."""

    chapters: tuple[Chapter, ...]
    parts: tuple[Part, ...]


def nothing_due(reason: str) -> tuple[Part, ...]:
    """Every type of document is exempt, for one reason."""
    return tuple(Part(kind.value, State.EXEMPT, (reason,)) for kind in TYPES)


Made = tuple[Part, Chapter | None]


def due(client: ClientContext, assessment: Assessment, questionnaire: Questionnaire) -> Due:
    """Every type of document: written, not due, or refused."""
    account = account_facts(client)
    made = (
        *_advice(client, assessment, questionnaire),
        _personal(client, advised(client, assessment), account),
        _statement(account, assessment, questionnaire),
        _costs(account),
    )
    written = tuple(chapter for _, chapter in made if chapter is not None)
    return Due(written, tuple(part for part, _ in made))


def advised(client: ClientContext, assessment: Assessment) -> Model | None:
    """The profile that is recommended or confirmed."""
    return client.models[assessment.chosen.profile] if assessment.chosen else None


def _advice(client: ClientContext, assessment: Assessment, questionnaire: Questionnaire) -> tuple[Made, Made]:
    """A suitability report, or a refusal that recommends nothing."""
    report, refusal = DocumentKind.SUITABILITY.value, DocumentKind.REFUSAL.value
    if assessment.refused:
        why = tuple(dict.fromkeys(_why(each) for each in assessment.reasons))
        written = refusal_chapter(client, assessment, questionnaire)
        return (Part(report, State.REFUSED, why), None), (Part(refusal, State.ISSUED), written)
    written = suitability_chapter(client, assessment, questionnaire)
    return (Part(report, State.ISSUED), written), (Part(refusal, State.EXEMPT, ("a profile suits",)), None)


def _why(finding: Finding) -> str:
    """A reason that names nobody: the rule and where it comes from."""
    return f"{finding.rule.id} ({finding.rule.reference})"


def _personal(client: ClientContext, model: Model | None, account: AccountFacts | None) -> Made:
    """Scenarios and costs for what the account is worth, else for what the client wants to invest."""
    name = DocumentKind.PERSONAL.value
    if model is None:
        return Part(name, State.EXEMPT, ("nothing is recommended",)), None
    if account and account.closing.total > 0:
        return Part(name, State.ISSUED), personal_chapter(model, float(account.closing.total), held=True)
    planned = client.record.latest(client.as_of).get("amount")
    if planned is None:
        return Part(name, State.EXEMPT, ("nothing is invested or planned",)), None
    return Part(name, State.ISSUED), personal_chapter(model, float(planned.value), held=False)


def _statement(account: AccountFacts | None, assessment: Assessment, questionnaire: Questionnaire) -> Made:
    """The periodic statement, where one is due."""
    name = DocumentKind.STATEMENT.value
    if account is None:
        return Part(name, State.EXEMPT, ("no account is managed",)), None
    if not account.duty.due:
        return Part(name, State.EXEMPT, (f"not due: {account.duty.ground.value}",)), None
    updated = suitability_update(account.client, assessment, questionnaire)
    return Part(name, State.ISSUED), statement_chapter(account, updated)


def _costs(account: AccountFacts | None) -> Made:
    """The yearly statement of costs, of a shorter time for a younger account."""
    name = DocumentKind.COSTS.value
    chapter = annual_costs_chapter(account) if account else NotAvailable("no_value")
    if isinstance(chapter, NotAvailable):
        return Part(name, State.EXEMPT, ("no account was managed in the twelve months",)), None
    return Part(name, State.ISSUED), chapter
