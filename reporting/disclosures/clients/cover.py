"""The cover of a pack: for whom it is, five answers, what is inside."""

from __future__ import annotations

from reporting.disclosures.clients.chapter import Chapter
from reporting.disclosures.clients.context import ClientContext
from reporting.disclosures.common import risk_scale, text, wording
from reporting.domain.disclosure import Bullets, Contents, Facts, Paragraph, Section, Text, Value, Verbatim


def cover_section(client: ClientContext, chapters: tuple[Chapter, ...], shared: bool) -> Section:
    """Addressee, the risk class of the profile, what each chapter says in a sentence, and the contents."""
    firm, model = client.house.firm, client.model
    what = text("pack.what", period=Verbatim(client.period), documents=_listed([c.title for c in chapters]))
    answers = (what, *(answer for chapter in chapters for answer in chapter.answers))
    human = text("pack.human", telephone=Verbatim(firm.telephone.value), email=Verbatim(firm.email.value))
    scale = risk_scale(model.context, model.outlook.risk) if model else ()
    rows = tuple((chapter.sections[0].id, chapter.title) for chapter in chapters)
    annex = (Paragraph(text("pack.contents_lead")),) if shared else ()
    return Section(
        "cover",
        text("pack.cover"),
        (
            _addressee(client),
            Bullets(answers),
            *scale,
            Paragraph(human),
            Contents(rows),
            *annex,
        ),
    )


def _addressee(client: ClientContext) -> Facts:
    person, account, model = client.record.client, client.account, client.model
    rows: list[tuple[Text, Value]] = [
        (text("pack.addressee"), Verbatim(f"{person.name}, {person.address}")),
        (text("pack.prepared"), client.as_of),
        (text("pack.reference"), Verbatim(client.reference)),
    ]
    if account is not None:
        rows.insert(1, (text("pack.account"), Verbatim(account.name)))
    if model is not None:
        rows.insert(2, (text("pack.profile"), wording(model.context.profile.name)))
    return Facts(tuple(rows))


def _listed(titles: list[Text]) -> Text:
    """Titles one behind the other."""
    first, *others = titles
    for each in others:
        first = text("pack.join", first=first, rest=each)
    return first
