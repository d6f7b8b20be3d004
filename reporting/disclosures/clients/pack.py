"""A client's documents bound into one: cover, one chapter each, and the pages shared with other clients."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from reporting.disclosures.clients.chapter import Chapter
from reporting.disclosures.clients.context import ClientContext, Model
from reporting.disclosures.clients.cover import cover_section
from reporting.disclosures.clients.personal import shared_sections
from reporting.disclosures.words import text, wording
from reporting.domain.disclosure import Disclosure, DocumentKind, Quoted, Section, Text


@dataclass(frozen=True)
class Pack:
    """The documents of a client and period, in order. `shared` are the pages that they end with, which are
    the same for all clients of a profile; None where there is no profile."""

    client: ClientContext
    chapters: tuple[Chapter, ...]
    shared: Disclosure | None

    @cached_property
    def whole(self) -> Disclosure:
        """All of them as one."""
        cover = cover_section(self.client, self.chapters, self.shared)
        bound = (section for each in self.chapters for section in opened(each.title, each.sections))
        subtitle = _subtitle(self.client, tuple(each.kind for each in self.chapters))
        sections = (cover, *bound, *self._annex)
        return document(self.client, DocumentKind.PACK, text("pack.title"), subtitle, sections)

    @cached_property
    def alone(self) -> tuple[Disclosure, ...]:
        """Each of them by itself; where its figures rest on shared ones these follow as an annex."""
        return tuple(self._alone(each) for each in self.chapters)

    @property
    def _annex(self) -> tuple[Section, ...]:
        return self.shared.sections if self.shared else ()

    def _alone(self, chapter: Chapter) -> Disclosure:
        annex = self._annex if chapter.kind is DocumentKind.PERSONAL else ()
        subtitle = _subtitle(self.client, (chapter.kind,))
        return document(self.client, chapter.kind, chapter.title, subtitle, (*chapter.sections, *annex))


def pack(client: ClientContext, chapters: Iterable[Chapter], shared: Disclosure | None) -> Pack:
    """The pack of a client from chapters, whose ids are made to clash with none of the shared pages."""
    annex = shared.sections if shared else ()
    return Pack(client, tuple(chapter.apart(annex) for chapter in chapters), shared)


def personal(document: Disclosure, shared: Disclosure) -> Disclosure | None:
    """What of a document is the client's alone: all but the shared pages; None if it does not end in them."""
    own = len(document.sections) - len(shared.sections)
    if document.sections[own:] != shared.sections:
        return None
    return replace(document, sections=document.sections[:own])


def shared_document(model: Model) -> Disclosure:
    """The pages that all clients of a profile share in a period, in the context's language."""
    context, profile = model.context, model.context.profile
    return Disclosure(
        kind=DocumentKind.SHARED,
        document_id=f"{profile.id}-{context.period}-{DocumentKind.SHARED.value}-v{profile.version}",
        profile=profile.id,
        period=context.period,
        as_of=context.as_of,
        language=context.language,
        currency=profile.base_currency,
        title=text("pack.shared_title"),
        subtitle=text("pack.shared_subtitle", profile=wording(profile.name)),
        firm=context.house.firm.name.value,
        status=context.status,
        reasons=context.reasons,
        sections=opened(text("pack.shared_title"), shared_sections(model)),
        profile_name=wording(profile.name),
    )


def document(
    client: ClientContext, kind: DocumentKind, title: Text, subtitle: Text, sections: tuple[Section, ...]
) -> Disclosure:
    """A document of a client; its id names the client by its reference alone."""
    model = client.model
    return Disclosure(
        kind=kind,
        document_id=f"{client.reference}-{client.period}-{kind.value}",
        profile=model.context.profile.id if model else "",
        period=client.period,
        as_of=client.as_of,
        language=client.language,
        currency=client.currency,
        title=title,
        subtitle=subtitle,
        firm=client.house.firm.name.value,
        status=client.status,
        reasons=client.reasons,
        sections=sections,
        profile_name=wording(model.context.profile.name) if model else None,
    )


def opened(title: Text, sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """The sections of a document inside another: they begin on a fresh page under its title."""
    first, *others = sections
    return (replace(first, opens=title, new_page=True), *others)


def _subtitle(client: ClientContext, kinds: tuple[DocumentKind, ...]) -> Text:
    name = Quoted(client.record.client.name)
    refused = DocumentKind.REFUSAL in kinds
    if client.account is None or kinds == (DocumentKind.REFUSAL,):
        return text("pack.subtitle_refused" if refused else "pack.subtitle_new", name=name)
    closed = client.account.closed is not None and client.account.closed <= client.as_of
    key = "subtitle_closed" if closed else "subtitle_unconfirmed" if refused else "subtitle"
    return text(f"pack.{key}", name=name, account=Quoted(client.account.name))
