"""One client's pack: record, assessment, documents, print, checks. A pure function of the recipe."""

from __future__ import annotations

TYPES = (
    DocumentKind.SUITABILITY,
    DocumentKind.REFUSAL,
    DocumentKind.PERSONAL,
    DocumentKind.STATEMENT,
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
        chosen = self._chapters(client, assessment)
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
        return ClientContext(
            record=record,
            reference=task.pseudonym,
            house=context.house,
            models=models,
            period=context.period,
            quarter=context.quarter,
            as_of=context.as_of,
            status=context.status,
            reasons=context.reasons,
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
        outcomes = {id: outcome_of(model) for id, model in client.models.items()}
        return assess(client.record, client.house, self.questionnaire, profiles, outcomes, client.as_of)
