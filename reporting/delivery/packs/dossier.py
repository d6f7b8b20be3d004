"""One client's pack: record, assessment, documents, print, checks. A pure function of the recipe."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from reporting.checks.check import Report, check
from reporting.checks.told import reasons as barring
from reporting.clients.assessment.assess import assess
from reporting.clients.assessment.types import Assessment, Finding
from reporting.delivery.evidence import attachments
from reporting.delivery.files import sha256
from reporting.delivery.packs.maker import Document, Facts, PackResult, Part, Record, State, Task
from reporting.delivery.packs.shared import Shared
from reporting.delivery.plan import Task as ProfileTask
from reporting.delivery.status import with_illustrative
from reporting.disclosures.clients.account import BOOK, AccountFacts, account_facts
from reporting.disclosures.clients.advice.amounts import PROFILES
from reporting.disclosures.clients.advice.cited import QUESTIONNAIRE
from reporting.disclosures.clients.annual_costs import annual_costs_chapter
from reporting.disclosures.clients.chapter import Chapter
from reporting.disclosures.clients.context import ClientContext, Model
from reporting.disclosures.clients.outcomes import seen_from
from reporting.disclosures.clients.pack import pack, shared_document
from reporting.disclosures.clients.personal import personal_chapter
from reporting.disclosures.clients.refusal import refusal_chapter
from reporting.disclosures.clients.statement import statement_chapter
from reporting.disclosures.clients.suitability import suitability_chapter, suitability_update
from reporting.disclosures.lineage import PROFILE, traced
from reporting.disclosures.spoken import spoken
from reporting.domain.client import ClientRecord
from reporting.domain.disclosure import Disclosure, DocumentKind
from reporting.domain.errors import Refusal, refuse
from reporting.domain.lineage import Input
from reporting.domain.questionnaire import Questionnaire
from reporting.domain.tally import signs
from reporting.inputs.clients.book import Book
from reporting.inputs.questionnaire import QUESTIONNAIRE as QUESTIONNAIRE_FILE
from reporting.measures.sample import NotAvailable
from reporting.rendering.languages import client_languages
from reporting.rendering.pdf import render_pdf
from reporting.rendering.twin import twin

TYPES = (
    DocumentKind.SUITABILITY,
    DocumentKind.REFUSAL,
    DocumentKind.PERSONAL,
    DocumentKind.STATEMENT,
    DocumentKind.COSTS,
)
"""The documents that a client may get, in the order of the pack."""


@dataclass(frozen=True, slots=True)
class _Chosen:
    """What is written for a client, and what became of each type of document."""

    chapters: tuple[Chapter, ...]
    parts: tuple[Part, ...]


@dataclass(eq=False)
class ClientMaker:
    """Makes the packs of a book, one at a time; keeps the shared pages of each profile and language."""

    profiles: Mapping[str, ProfileTask]
    questionnaire: Questionnaire
    book: Book
    facts: Facts
    separate: bool
    _known: dict[str, Shared | Refusal] = field(default_factory=dict)

    def make(self, task: Task) -> PackResult:
        """The pack of one client. Raises Unusable for a faulty record, Refused for what it lacks."""
        record = self.book.record(task.client)
        client = self._context(task, record)
        ended = record.client.ended
        if ended is not None and ended < client.quarter[0]:
            return _nothing(task, record, "the relationship had ended before the quarter began")
        assessment = self._assessment(client)
        chosen = _chapters(client, assessment, self.questionnaire)
        if not chosen.chapters:
            return PackResult(Record(task.pseudonym, chosen.parts, ended=_iso(ended)))
        return self._printed(task, client, assessment, chosen)

    def _context(self, task: Task, record: ClientRecord) -> ClientContext:
        models = {id: found.model for id in self.profiles if isinstance(found := self._shared(id), Shared)}
        wanted = record.mandate.profile if record.mandate else ""
        if wanted in self.profiles and isinstance(lost := self._shared(wanted), Refusal):
            raise lost
        if not models:
            raise next(found for id in self.profiles if isinstance(found := self._shared(id), Refusal))
        if record.client.language not in client_languages():
            offered = ", ".join(client_languages())
            raise refuse("clients", f"documents for clients are written in {offered} only", "language")
        context = models.get(wanted, next(iter(models.values()))).context
        status, reasons = context.status, context.reasons
        if self.questionnaire.illustrative:
            status, reasons = with_illustrative(status, reasons, QUESTIONNAIRE_FILE)
        return ClientContext(
            record=record,
            reference=task.pseudonym,
            house=context.house,
            models=models,
            period=context.period,
            quarter=context.quarter,
            as_of=context.as_of,
            status=status,
            reasons=reasons,
        )

    def _shared(self, profile: str) -> Shared | Refusal:
        if profile not in self._known:
            try:
                self._known[profile] = self.facts(profile)
            except Refusal as refusal:
                self._known[profile] = refusal
        return self._known[profile]

    def _assessment(self, client: ClientContext) -> Assessment:
        profiles = {id: model.context.profile for id, model in client.models.items()}
        own = client.record.client.currency
        known = ((id, found) for id, found in self._known.items() if isinstance(found, Shared))
        outcomes = {id: seen_from(found.model, found.outcome, own) for id, found in known}
        return assess(client.record, client.house, self.questionnaire, profiles, outcomes, client.as_of)

    def _printed(
        self, task: Task, client: ClientContext, assessment: Assessment, chosen: _Chosen
    ) -> PackResult:
        model = _advised(client, assessment)
        bound = pack(client, chosen.chapters, shared_document(model) if model else None)
        documents = (bound.whole, *(bound.alone if self.separate else ()))
        made = [self._document(client, model or client.model, each) for each in documents]
        contents = {name: body for _, files in made for name, body in files.items()}
        ended = _iso(client.record.client.ended)
        written = tuple(document for document, _ in made)
        return PackResult(Record(task.pseudonym, chosen.parts, written, ended), contents)

    def _document(
        self, client: ClientContext, model: Model | None, disclosure: Disclosure
    ) -> tuple[Document, dict[str, bytes]]:
        """A document finished and checked, with its files by name."""
        home = self.profiles[model.context.profile.id if model else min(self.profiles)]
        told = traced(spoken(disclosure, client.language, client.house.firm), self._inputs(client, model))
        figures = twin(told)
        attached = attachments(replace(home, language=client.language), told, figures, own=model is not None)
        pdf = render_pdf(told, attached, look=home.look)
        report = check(pdf, figures, told.document_id)
        name = told.kind.value
        files = {f"{name}.pdf": pdf, f"{name}.json": figures}
        document = Document(
            type=name,
            name=name,
            document=told.document_id,
            day=told.as_of.isoformat(),
            language=client.language,
            pages=report.pages,
            files={file: sha256(body) for file, body in files.items()},
            profile=model.context.profile.version if model else "",
            questionnaire=self.questionnaire.version,
            inputs={each.key: each.sha256 for each in told.inputs},
            checks=_verdicts(report),
            verdicts=signs(result.finding.verdict for result in report.results),
            barred=barring(report, quoting=False),
        )
        return document, files

    def _inputs(self, client: ClientContext, model: Model | None) -> tuple[Input, ...]:
        """Those of the profile, or what all profiles share; the client's own rows of the book, the
        questionnaire, and all profiles together.
        """
        own = Input(BOOK, "client book", sha256(repr(client.record).encode()))
        asked = Input(QUESTIONNAIRE, QUESTIONNAIRE_FILE, self.questionnaire.sha256)
        shared = self._shared(model.context.profile.id if model else next(iter(client.models)))
        assert isinstance(shared, Shared)
        common = (each for each in shared.inputs if model or each.key != PROFILE)
        hashes = "".join(self.profiles[id].subject.sha256 for id in sorted(self.profiles))
        profiles = Input(PROFILES, "model profiles", sha256(hashes.encode()))
        return (*common, own, asked, profiles)


Made = tuple[Part, Chapter | None]


def _chapters(client: ClientContext, assessment: Assessment, questionnaire: Questionnaire) -> _Chosen:
    """Every type of document: written, not due, or refused."""
    account = account_facts(client)
    made = (
        *_advice(client, assessment, questionnaire),
        _personal(client, _advised(client, assessment), account),
        _statement(account, assessment, questionnaire),
        _costs(account),
    )
    written = tuple(chapter for _, chapter in made if chapter is not None)
    return _Chosen(written, tuple(part for part, _ in made))


def _advised(client: ClientContext, assessment: Assessment) -> Model | None:
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


def _verdicts(report: Report) -> dict[str, int]:
    return dict(sorted(Counter(result.finding.verdict.value for result in report.results).items()))


def _nothing(task: Task, record: ClientRecord, reason: str) -> PackResult:
    """Nothing is due, for one reason."""
    parts = tuple(Part(kind.value, State.EXEMPT, (reason,)) for kind in TYPES)
    return PackResult(Record(task.pseudonym, parts, ended=_iso(record.client.ended)))


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
