"""One document of a client, before it is bound with others."""

from __future__ import annotations

from dataclasses import dataclass, replace

from reporting.disclosures.clients.bound import Own
from reporting.disclosures.words import text
from reporting.domain.disclosure import DocumentKind, Section, Text


@dataclass(frozen=True, slots=True)
class Chapter:
    """A client's document: `answers` sum it up on the cover of a pack, each to a question."""

    kind: DocumentKind
    sections: tuple[Section, ...]
    answers: tuple[tuple[str, Text], ...] = ()

    @property
    def title(self) -> Text:
        """The document's title."""
        return text(f"pack.part_{self.kind.value}")

    def apart(self, shared: tuple[Section, ...]) -> Chapter:
        """The chapter with ids that clash with none of the shared sections."""
        own = Own.of((self.sections, self.answers), shared)
        sections = tuple(own.section(each) for each in self.sections)
        return replace(self, sections=sections, answers=own.part(self.answers))
