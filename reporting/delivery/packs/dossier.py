"""One client's pack: record, assessment, documents, print, checks. A pure function of the recipe."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from reporting.clients.assessment.assess import assess
from reporting.clients.assessment.types import Assessment
from reporting.delivery.files import sha256
from reporting.delivery.packs.due import Due, advised, due, nothing_due
from reporting.delivery.packs.maker import Facts, PackResult, Record, Task
from reporting.delivery.packs.press import Press
from reporting.delivery.packs.shared import Shared
from reporting.delivery.plan import Task as ProfileTask
from reporting.delivery.status import with_illustrative
from reporting.disclosures.clients.account import BOOK
from reporting.disclosures.clients.advice.amounts import PROFILES
from reporting.disclosures.clients.advice.cited import QUESTIONNAIRE
from reporting.disclosures.clients.context import ClientContext
from reporting.disclosures.clients.outcomes import seen_from
from reporting.disclosures.clients.pack import pack
from reporting.disclosures.lineage import PROFILE, traced
from reporting.disclosures.spoken import spoken
from reporting.domain.client import ClientRecord
from reporting.domain.errors import Refusal, refuse
from reporting.domain.lineage import Input
from reporting.domain.questionnaire import Questionnaire
from reporting.inputs.clients.book import Book
from reporting.inputs.clients.known import Known
from reporting.inputs.questionnaire import QUESTIONNAIRE as QUESTIONNAIRE_FILE
from reporting.rendering.languages import client_languages


@dataclass(eq=False)
class ClientMaker:
    """Makes the packs of a book, one at a time."""

    profiles: Mapping[str, ProfileTask]
    questionnaire: Questionnaire
    known: Known
    book: Book
    facts: Facts
    press: Press
    separate: bool
    _known: dict[str, Shared | Refusal] = field(default_factory=dict)

    def make(self, task: Task) -> PackResult:
        """The pack of one client. Raises Unusable for a faulty record, Refused for what it lacks."""
        record = self.book.record(task.client, self.known)
        client = self._context(task, record)
        ended = record.client.ended
        if ended is not None and ended < client.quarter[0]:
            parts = nothing_due("the relationship had ended before the quarter began")
            return PackResult(Record(task.pseudonym, parts, ended=_iso(ended)))
        assessment = self._assessment(client)
        found = due(client, assessment, self.questionnaire)
        if not found.chapters:
            return PackResult(Record(task.pseudonym, found.parts, ended=_iso(ended)))
        return self._printed(task, client, assessment, found)

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

    def _printed(self, task: Task, client: ClientContext, assessment: Assessment, found: Due) -> PackResult:
        """The pack, and where it is asked for each document of it, about the profile that is recommended or
        else about the one that the account has."""
        recommended = advised(client, assessment)
        model = recommended or client.model
        shared = self._shared(model.context.profile.id) if model else None
        assert not isinstance(shared, Refusal)
        bound = pack(client, found.chapters, shared.pages if shared and recommended else None)
        inputs = self._inputs(client, shared)
        contents, written = dict[str, bytes](), []
        for each in (bound.whole, *(bound.alone if self.separate else ())):
            told = traced(spoken(each, client.language, client.house.firm), inputs)
            document, files = self.press.document(told, shared)
            written.append(document)
            contents |= files
        ended = _iso(client.record.client.ended)
        return PackResult(Record(task.pseudonym, found.parts, tuple(written), ended), contents)

    def _inputs(self, client: ClientContext, shared: Shared | None) -> tuple[Input, ...]:
        """Those of the profile, or what all profiles share; the client's own rows of the book, the
        questionnaire, and all profiles together.
        """
        known = shared or self._shared(next(iter(client.models)))
        assert isinstance(known, Shared)
        common = (each for each in known.inputs if shared or each.key != PROFILE)
        own = Input(BOOK, "client book", sha256(repr(client.record).encode()))
        asked = Input(QUESTIONNAIRE, QUESTIONNAIRE_FILE, self.questionnaire.sha256)
        hashes = "".join(self.profiles[id].subject.sha256 for id in sorted(self.profiles))
        profiles = Input(PROFILES, "model profiles", sha256(hashes.encode()))
        return (*common, own, asked, profiles)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
