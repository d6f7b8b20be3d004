"""The suitability report (Delegated Regulation (EU) 2017/565, Article 54(12)): personal in every reason."""

from __future__ import annotations

from reporting.clients.assessment.types import Assessment, Outcome
from reporting.disclosures.blocks import warning
from reporting.disclosures.clients.advice.amounts import risk_class
from reporting.disclosures.clients.advice.answers import answers_section, persons
from reporting.disclosures.clients.advice.cited import PERMITTED, Advice, concluded, told
from reporting.disclosures.clients.advice.compared import alternatives_section
from reporting.disclosures.clients.advice.review import contact_section, review_section
from reporting.disclosures.clients.advice.stakes import costs_section, risks_section
from reporting.disclosures.clients.advice.suits import against_section, in_short, suits_section
from reporting.disclosures.clients.advice.tested import tests_section
from reporting.disclosures.clients.chapter import Chapter
from reporting.disclosures.clients.context import ClientContext
from reporting.disclosures.mandate import mandate
from reporting.disclosures.risk_scale import risk_scale
from reporting.disclosures.words import text
from reporting.domain.disclosure import Block, DocumentKind, Facts, Paragraph, Section, Text, Value, Verbatim
from reporting.domain.questionnaire import Questionnaire


def suitability_chapter(
    client: ClientContext, assessment: Assessment, questionnaire: Questionnaire
) -> Chapter:
    """The report of a client whom a profile suits: recommended anew, or confirmed."""
    advice = Advice(client, assessment, questionnaire)
    sections = (
        _recommendation(advice),
        suits_section(advice),
        against_section(advice),
        risks_section(advice),
        costs_section(advice),
        alternatives_section(advice),
        tests_section(advice),
        review_section(advice),
        contact_section(advice),
        answers_section(advice),
    )
    return Chapter(DocumentKind.SUITABILITY, sections, (("suits", _answer(advice)),))


def suitability_update(
    client: ClientContext, assessment: Assessment, questionnaire: Questionnaire
) -> tuple[Section, ...]:
    """The updated statement for the periodic statement: how the mandate meets the client's preferences,
    objectives and characteristics (Directive 2014/65/EU, Art 25(6)); that it does not any more, or that
    there is none any more, if so."""
    advice = Advice(client, assessment, questionnaire)
    closed = client.account.closed if client.account else None
    if closed is not None and closed <= client.as_of:
        gone = Paragraph(text("suitability.update_closed", day=closed))
        return (Section("update", text("suitability.update_ended"), (gone,)),)
    title = text("suitability.update")
    if assessment.refused:
        return (Section("update", title, (Paragraph(text("suitability.update_refused")),)),)
    marked = Paragraph(text("suitability.update_marks"))
    return (Section("update", title, (Paragraph(_outcome(advice)), in_short(advice), marked)),)


def _recommendation(advice: Advice) -> Section:
    """The outcome first, then what it is, until when it holds, and whose answers count."""
    assessment, chosen = advice.assessment, advice.chosen
    until = assessment.valid_until
    assert until is not None
    rows: list[tuple[Text, Value]] = [
        (text("suitability.profile"), advice.profile(chosen.profile)),
        (text("suitability.profile_version"), Verbatim(chosen.version)),
        (text("suitability.class"), risk_class(advice, chosen)),
        (text("suitability.amount"), told(advice, "amount")),
        (text("suitability.assessed_on"), text("advice.words", words=assessment.day)),
        (text("suitability.valid_until"), text("advice.words", words=until)),
        (text("suitability.questionnaire"), Verbatim(advice.questionnaire.version)),
    ]
    who = persons(advice)
    blocks: list[Block] = [
        Paragraph(_outcome(advice)),
        Paragraph(mandate(advice.model.context.profile)),
        warning("capital_at_risk"),
        *risk_scale(advice.model.context, advice.model.outlook.risk),
        Paragraph(text("clause.own_risk_indicator")),
        Facts(tuple(rows)),
        *([Paragraph(who)] if who else []),
        Paragraph(text("suitability.purpose")),
        Paragraph(text("suitability.marks_words")),
    ]
    return Section("suitability", text("suitability.recommendation"), tuple(blocks))


def _outcome(advice: Advice) -> Text:
    """What is confirmed or recommended."""
    confirmed = advice.assessment.outcome is Outcome.CONFIRMED
    key = "suitability.confirmed" if confirmed else "suitability.recommended"
    return text(key, profile=advice.profile(advice.chosen.profile))


def _answer(advice: Advice) -> Text:
    """The sentence on the cover."""
    return text(
        "suitability.answer",
        profile=advice.profile(advice.chosen.profile),
        found=risk_class(advice, advice.chosen),
        permitted=concluded(advice, PERMITTED),
    )
