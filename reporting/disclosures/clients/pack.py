"""A client's documents bound into one: cover, one chapter each, and the pages shared with other clients."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from reporting.disclosures.clients.chapter import Chapter
from reporting.disclosures.clients.context import ClientContext, Model
from reporting.disclosures.clients.cover import cover_section
from reporting.disclosures.clients.personal import shared_sections
from reporting.disclosures.common import text, wording
from reporting.domain.disclosure import Disclosure, DocumentKind, Section, Text, Verbatim


@dataclass(frozen=True, slots=True)
class Pack:
    """A client's documents as one: `whole` ends with the sections of `shared`, which are laid out once for
    all clients of a profile; None where there is no profile. `alone` are the documents one by one."""

    whole: Disclosure
    shared: Disclosure | None
    alone: tuple[Disclosure, ...]

    @property
    def personal(self) -> Disclosure:
        """What is laid out for this client: the whole without the shared sections."""
        shared = len(self.shared.sections) if self.shared else 0
        return replace(self.whole, sections=self.whole.sections[: len(self.whole.sections) - shared])


def pack(client: ClientContext, chapters: Iterable[Chapter], shared: Disclosure | None) -> Pack:
    """The pack of one client and period from its chapters, in their order."""
    common = _annex(shared) if shared else ()
    every = tuple(chapter.apart(common) for chapter in chapters)
    cover = cover_section(client, every)
    bound = (section for chapter in every for section in _opened(chapter))
    title, names = text("pack.title"), tuple(each.kind for each in every)
    subtitle = _subtitle(client, names)
    whole = document(client, DocumentKind.PACK, title, subtitle, (cover, *bound, *common))
    return Pack(whole, shared, tuple(_alone(client, each, common) for each in every))


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
        sections=shared_sections(model),
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
        profile=model.context.profile.id if model else "–",
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


def _annex(shared: Disclosure) -> tuple[Section, ...]:
    """The shared sections under their title."""
    first, *others = shared.sections
    return (replace(first, opens=shared.title, new_page=True), *others)


def _opened(chapter: Chapter) -> tuple[Section, ...]:
    """The chapter's sections, beginning on a fresh page under the chapter's title."""
    first, *others = chapter.sections
    return (replace(first, opens=chapter.title, new_page=True), *others)


def _alone(client: ClientContext, chapter: Chapter, shared: tuple[Section, ...]) -> Disclosure:
    """The document by itself; where its figures rest on shared ones these follow as an annex."""
    sections = (*chapter.sections, *shared) if chapter.kind is DocumentKind.PERSONAL else chapter.sections
    return document(client, chapter.kind, chapter.title, _subtitle(client, (chapter.kind,)), sections)


def _subtitle(client: ClientContext, kinds: tuple[DocumentKind, ...]) -> Text:
    name = Verbatim(client.record.client.name)
    refused = DocumentKind.REFUSAL in kinds
    if client.account is None or kinds == (DocumentKind.REFUSAL,):
        return text("pack.subtitle_refused" if refused else "pack.subtitle_new", name=name)
    closed = client.account.closed is not None and client.account.closed <= client.as_of
    key = "subtitle_closed" if closed else "subtitle_unconfirmed" if refused else "subtitle"
    return text(f"pack.{key}", name=name, account=Verbatim(client.account.name))
