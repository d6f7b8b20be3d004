"""The cover of a pack: for whom it is, five answers, what is inside."""

from __future__ import annotations

from reporting.disclosures.clients.chapter import Chapter
from reporting.disclosures.clients.context import ClientContext
from reporting.disclosures.words import text
from reporting.domain.disclosure import Answers, Contents, Disclosure, Quoted, Section, Text, Verbatim


def cover_section(client: ClientContext, chapters: tuple[Chapter, ...], shared: Disclosure | None) -> Section:
    """Addressee, what each chapter says in a sentence, and the contents, shared pages included."""
    firm, person = client.house.firm, client.record.client
    titles = [chapter.title for chapter in chapters]
    what = text("pack.what", period=Verbatim(client.period), documents=_listed(titles))
    human = text("pack.human", telephone=Verbatim(firm.telephone.value), email=Verbatim(firm.email.value))
    whom = text("pack.whom", name=Quoted(person.name), address=Quoted(person.address))
    answers = (
        ("what", what),
        ("whom", whom),
        *(each for chapter in chapters for each in chapter.answers),
        ("human", human),
    )
    box = Answers(tuple((text(f"question.{id}"), answer) for id, answer in answers))
    bound: tuple[Chapter | Disclosure, ...] = (*chapters, shared) if shared else chapters
    blocks = (box, Contents(tuple((each.sections[0].id, each.title) for each in bound)))
    return Section("cover", text("pack.cover"), blocks)


def _listed(titles: list[Text]) -> Text:
    """Titles one behind the other."""
    first, *others = titles
    for each in others:
        first = text("pack.join", first=first, rest=each)
    return first
