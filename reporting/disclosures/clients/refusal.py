"""Why nothing is recommended (Art 54(8) and (10)): each reason in words, and what can be done about it.

It recommends nothing: of the profiles only those are named that do not suit, or that manage the account.
"""

from __future__ import annotations

from collections.abc import Iterator

from reporting.clients.assessment import rules
from reporting.clients.assessment.types import Assessment, Finding, Outcome
from reporting.disclosures.blocks import columns
from reporting.disclosures.clients.advice.answers import answers_section, persons
from reporting.disclosures.clients.advice.cited import (
    QUESTIONNAIRE,
    Advice,
    cited,
    joined,
    listed,
    reference,
    told,
)
from reporting.disclosures.clients.advice.review import contact_section
from reporting.disclosures.clients.advice.rulewords import stopped
from reporting.disclosures.clients.chapter import Chapter
from reporting.disclosures.clients.context import ClientContext
from reporting.disclosures.figures import number
from reporting.disclosures.words import text, wording
from reporting.domain.disclosure import (
    Block,
    Bullets,
    DocumentKind,
    Paragraph,
    Row,
    Section,
    Table,
    Text,
    Verbatim,
)
from reporting.domain.questionnaire import Questionnaire
from reporting.domain.units import Nature, Unit


def refusal_chapter(client: ClientContext, assessment: Assessment, questionnaire: Questionnaire) -> Chapter:
    """The document of a client to whom nothing may be recommended."""
    advice = Advice(client, assessment, questionnaire)
    sections = (
        _decision(advice),
        _reasons(advice),
        *_profiles(advice),
        _mending(advice),
        contact_section(advice),
        answers_section(advice),
    )
    return Chapter(DocumentKind.REFUSAL, sections, (("recommended", text("refusal.answer")),))


def _decision(advice: Advice) -> Section:
    """That nothing is recommended, and what becomes of a mandate."""
    mandate, who = advice.assessment.mandate, persons(advice)
    unsuitable = advice.assessment.outcome is Outcome.UNSUITABLE
    if mandate:
        key = "refusal.unsuitable" if unsuitable else "refusal.unconfirmed"
        words = [text(key, profile=advice.profile(mandate)), text("refusal.mandate")]
    else:
        words = [text("refusal.nothing")]
    blocks: list[Block] = [
        *(Paragraph(each) for each in words),
        *([Paragraph(who)] if who else []),
        Paragraph(text("refusal.purpose")),
    ]
    return Section("refusal", text("refusal.title"), tuple(blocks))


def _reasons(advice: Advice) -> Section:
    """What stops the client, else what stops the profile of the mandate."""
    own = [each for each in advice.assessment.findings if each.stops]
    judged = advice.assessment.judged(advice.assessment.mandate)
    if own:
        items = tuple(_stopped(advice, own))
    elif judged is not None:
        items = tuple(stopped(advice, judged))
    else:
        items = (text("refusal.no_profile"),)
    return Section("reasons", text("refusal.reasons"), (Bullets(items),))


def _stopped(advice: Advice, findings: list[Finding]) -> Iterator[Text]:
    for each in findings:
        if each.rule == rules.COMPLETE:
            yield _incomplete(advice, each)
        elif each.rule == rules.CONTRADICTION:
            yield _contradiction(advice, each)
        else:
            yield _other(advice, each)


def _incomplete(advice: Advice, finding: Finding) -> Text:
    if finding.reason == "zero":
        return text("refusal.zero", amount=told(advice, "amount"))
    question = advice.question(finding.subject)
    return text(
        "refusal.incomplete", question=wording(question.text), mark=reference(advice, finding.subject)
    )


def _contradiction(advice: Advice, finding: Finding) -> Text:
    """In the questionnaire's words, with the answers that cannot both be true."""
    told_as = next(each for each in advice.questionnaire.contradictions if each.id == finding.subject)
    return text("refusal.contradiction", words=wording(told_as.text), answers=listed(advice, finding.facts))


def _other(advice: Advice, finding: Finding) -> Text:
    if finding.rule == rules.LIQUIDITY:
        need, kept = (cited(advice, fact) for fact in finding.facts)
        return text("refusal.liquidity", need=need, kept=kept)
    if finding.rule == rules.AGE:
        return _aged(advice, finding)
    if finding.rule == rules.PROFILE_KNOWN:
        return text("refusal.profile_known", profile=Verbatim(finding.subject))
    fact = finding.facts[0]
    key = f"refusal.{finding.rule.id}_{finding.reason}"
    return text(key, fact=cited(advice, fact))


def _aged(advice: Advice, finding: Finding) -> Text:
    fact, months = finding.facts[0], finding.measure("valid_months")
    assert fact.given_on is not None
    count = number(
        "questionnaire.months", months, Unit.COUNT, Nature.CURRENT, "horizon", sources=(QUESTIONNAIRE,)
    )
    return text("refusal.age", day=fact.given_on, mark=reference(advice, fact.id), months=count)


def _profiles(advice: Advice) -> tuple[Section, ...]:
    """Why each profile does not suit, where none does; nothing where the answers are the reason."""
    found = advice.assessment
    doubted = any(each.stops and each.rule != rules.LIQUIDITY for each in found.findings)
    if doubted or found.candidates or found.outcome is Outcome.UNSUITABLE:
        return ()
    rows = tuple(
        Row((advice.profile(each.profile), joined(stopped(advice, each), "advice.then")))
        for each in found.rejected
    )
    heads = columns("suitability.profile", "suitability.why_not", widths=(0.26, 0.74), start=(0, 1))
    table = Table("profiles", text("refusal.profiles_caption"), heads, rows)
    return (Section("profiles", text("refusal.profiles"), (Paragraph(text("refusal.profiles_lead")), table)),)


def _mending(advice: Advice) -> Section:
    """What can be done, once for each kind of reason; who has left is not told of a new assessment."""
    kinds = dict.fromkeys(each.rule.id for each in _behind(advice))
    items = tuple(text(f"refusal.mend_{id}") for id in kinds)
    ended = any(each.rule == rules.RELATIONSHIP and each.reason == "ended" for each in _behind(advice))
    afterwards = () if ended else (Paragraph(text("refusal.afterwards")),)
    return Section("mending", text("refusal.mending"), (Bullets(items), *afterwards))


def _behind(advice: Advice) -> Iterator[Finding]:
    """Every finding that the document gives as a reason."""
    yield from advice.assessment.reasons
    if _profiles(advice):
        yield from (finding for each in advice.assessment.rejected for finding in each.stops)
