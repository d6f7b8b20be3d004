"""The facts that an advice rests on, with their dates and gaps, and what is concluded from them."""

from __future__ import annotations

from reporting.clients.assessment.types import Fact, Score
from reporting.disclosures.blocks import columns
from reporting.disclosures.clients.account import BOOK
from reporting.disclosures.clients.advice.cited import (
    LEVEL,
    PERMITTED,
    QUESTIONNAIRE,
    Advice,
    answer,
    concluded,
    listed,
    reference,
    result,
    told,
)
from reporting.disclosures.figures import number
from reporting.disclosures.words import text, wording
from reporting.domain.client import Holder
from reporting.domain.disclosure import (
    Block,
    Bullets,
    Paragraph,
    Quoted,
    Row,
    Section,
    Table,
    Text,
    Value,
    Verbatim,
)
from reporting.domain.questionnaire import Dimension
from reporting.domain.units import Nature, Unit


def answers_section(advice: Advice) -> Section:
    """Every fact with number and day, what is missing, and the conclusions if nothing is."""
    versions = advice.assessment.versions
    lead = text("advice.answers_lead", version=Verbatim(versions.questionnaire))
    blocks: list[Block] = [Paragraph(lead), *_missing(advice)]
    blocks.append(_facts(advice))
    if advice.assessment.permitted is not None:
        blocks.append(_conclusions(advice))
    return Section("answers", text("advice.answers"), tuple(blocks))


def book_facts(advice: Advice) -> tuple[Fact, ...]:
    """What the book itself states of the client."""
    client, account = advice.client.record.client, advice.client.account
    facts = [
        Fact("client.category", client.category.value),
        Fact("client.holder", client.holder.value),
        Fact("client.currency", client.currency),
        Fact("client.since", client.since),
    ]
    if client.ended is not None:
        facts.append(Fact("client.ended", client.ended))
    if account is not None and account.profile:
        facts.append(Fact("mandate.profile", account.profile))
    return tuple(facts)


def _missing(advice: Advice) -> list[Block]:
    """Questions without an answer, those that may be left out included; or that there are none."""
    known = {fact.id for fact in advice.assessment.facts}
    optional = [q for q in advice.questionnaire.questions if q.optional and q.id not in known]
    gaps = [advice.question(id) for id in advice.assessment.gaps]
    if not gaps and not optional:
        return [Paragraph(text("advice.no_gaps"))]
    items = [
        text(
            "advice.gap" if question in gaps else "advice.gap_optional",
            question=wording(question.text),
            mark=reference(advice, question.id),
        )
        for question in dict.fromkeys((*gaps, *optional))
    ]
    return [Paragraph(text("advice.gaps")), Bullets(tuple(items))]


def _facts(advice: Advice) -> Table:
    """Number, question, answer, day."""
    own = tuple(
        Row(
            (
                reference(advice, fact.id),
                text(f"advice.fact_{fact.id.split('.')[1]}"),
                answer(advice, fact),
                Verbatim("–"),
            )
        )
        for fact in book_facts(advice)
    )
    asked = tuple(
        Row(
            (
                reference(advice, fact.id),
                text("advice.words", words=wording(advice.question(fact.id).text)),
                answer(advice, fact),
                fact.given_on or Verbatim("–"),
            )
        )
        for fact in advice.assessment.facts
    )
    heads = columns(
        "advice.number",
        "advice.asked",
        "advice.told",
        "advice.day",
        widths=(0.08, 0.5, 0.25, 0.17),
        start=(0, 1, 2, 3),
    )
    return Table("answers", text("advice.answers_caption"), heads, own + asked, dense=True)


def _conclusions(advice: Advice) -> Table:
    """The four scores with the answers behind them, and the lowest, which counts."""
    rows = [
        Row(
            (
                reference(advice, each.dimension.value),
                _why(advice, each),
                concluded(advice, each.dimension.value),
            )
        )
        for each in advice.assessment.scores
    ]
    four = [result(advice, each.value) for each in Dimension]
    lowest = text("advice.lowest", a=four[0], b=four[1], c=four[2], d=four[3])
    rows.append(Row((reference(advice, PERMITTED), lowest, concluded(advice, PERMITTED)), total=True))
    rows.append(Row((reference(advice, LEVEL), _investor(advice), concluded(advice, LEVEL))))
    heads = columns(
        "advice.number", "advice.rests_on", "advice.concluded", widths=(0.08, 0.72, 0.2), start=(0, 1)
    )
    note = text("advice.conclusions_note")
    return Table("conclusions", text("advice.conclusions_caption"), heads, tuple(rows), notes=(note,))


def _why(advice: Advice, score: Score) -> Text:
    """The answers that give the points of a score, and what limits it beyond them."""
    name = text(f"advice.dimension_{score.dimension.value}")
    if score.presumed:
        client = answer(advice, book_facts(advice)[0])
        return text(
            "advice.presumed", dimension=name, client=client, mark=reference(advice, "client.category")
        )
    points = _points(score)
    values: dict[str, Value] = {"dimension": name, "answers": listed(advice, score.facts), "points": points}
    if not score.capped_by:
        return text("advice.score", **values)
    return text("advice.score_capped", **values, limit=_limit(advice, score.capped_by))


def _limit(advice: Advice, name: str) -> Text:
    """What limits a score: an answer, or a quantity by its name."""
    if advice.questionnaire.question(name) is not None and advice.assessment.fact(name) is not None:
        return told(advice, name)
    return text(f"advice.quantity_{name}")


def _points(score: Score) -> Value:
    return number(
        f"score.{score.dimension.value}",
        score.points,
        Unit.COUNT,
        Nature.CURRENT,
        "score_points",
        sources=(BOOK, QUESTIONNAIRE),
    )


def _investor(advice: Advice) -> Text:
    """What makes the kind of investor; presumed where the law presumes it."""
    score = advice.score(Dimension.KNOWLEDGE)
    if score.presumed:
        return text("advice.investor_presumed", mark=reference(advice, "client.category"))
    return text("advice.investor", mark=reference(advice, Dimension.KNOWLEDGE.value))


def persons(advice: Advice) -> Text | None:
    """Whose answers count, where it is not the client alone (Art 54(6))."""
    client = advice.client.record.client
    if client.holder is Holder.PERSON:
        return None
    names = Quoted(", ".join(client.persons)) if client.persons else Verbatim("–")
    return text(f"advice.persons_{client.holder.value}", names=names, mark=reference(advice, "client.holder"))
