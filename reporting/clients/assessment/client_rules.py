"""Rules on the client, whatever the profile: what stops here stops every recommendation."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from reporting.clients.assessment import rules
from reporting.clients.assessment.answers import Sheet
from reporting.clients.assessment.quantities import facts_of, holds, looked_at, value_of
from reporting.clients.assessment.types import Fact, Finding, Measure, Score, Verdict
from reporting.domain.client import ClientRecord, Holder
from reporting.domain.questionnaire import Questionnaire
from reporting.measures.periods import months_before


def client_findings(
    record: ClientRecord, sheet: Sheet, questionnaire: Questionnaire, day: date
) -> Iterator[Finding]:
    """Every rule on the client with its verdict, in a fixed order."""
    yield _relationship(record, day)
    yield _persons(record)
    yield from _complete(sheet)
    yield from _age(sheet, questionnaire, day)
    yield from _versions(sheet, questionnaire)
    yield from _contradictions(sheet, questionnaire)
    yield from _liquidity(sheet)
    yield from _sustainability_asked(sheet)


def score_findings(scores: tuple[Score, ...], permitted: int) -> Iterator[Finding]:
    """The four scores and what they permit together, as applied rules."""
    for score in scores:
        measures = (
            Measure("points", score.points, "points"),
            Measure("highest", score.highest, "class"),
        )
        reason = "presumed" if score.presumed else "capped" if score.capped_by else "points"
        yield Finding(
            rules.SCORE, Verdict.PASSED, score.facts, measures, subject=score.dimension.value, reason=reason
        )
    measure = Measure("permitted", permitted, "class")
    lowest = next(score for score in scores if score.highest == permitted)
    yield Finding(rules.PERMITTED, Verdict.PASSED, lowest.facts, (measure,), reason=lowest.dimension.value)


def valid_until(sheet: Sheet, questionnaire: Questionnaire) -> date | None:
    """The last day on which all answers are young enough, None without answers."""
    days = [fact.given_on for fact in sheet.facts.values() if fact.given_on is not None]
    return months_before(min(days), -questionnaire.valid_months) if days else None


def oldest(sheet: Sheet) -> Fact | None:
    """The fact that was given first, the first of the questionnaire among equals."""
    dated = [fact for fact in sheet.facts.values() if fact.given_on is not None]
    return min(dated, key=lambda fact: fact.given_on or date.max, default=None)


def _relationship(record: ClientRecord, day: date) -> Finding:
    client = record.client
    since = Fact("client.since", client.since)
    if client.since > day:
        return Finding(rules.RELATIONSHIP, Verdict.STOP, (since,), reason="not_begun")
    if client.ended is not None and client.ended <= day:
        return Finding(
            rules.RELATIONSHIP, Verdict.STOP, (Fact("client.ended", client.ended),), reason="ended"
        )
    return Finding(rules.RELATIONSHIP, Verdict.PASSED, (since,))


def _persons(record: ClientRecord) -> Finding:
    """Joint holders and legal entities name whose answers count (Art 54(6))."""
    client = record.client
    facts = (Fact("client.holder", client.holder.value),)
    if client.holder is not Holder.PERSON and not client.persons:
        return Finding(rules.PERSONS, Verdict.STOP, facts, reason=client.holder.value)
    return Finding(rules.PERSONS, Verdict.PASSED, facts, reason=client.holder.value)


def _complete(sheet: Sheet) -> Iterator[Finding]:
    for id in sheet.gaps:
        yield Finding(rules.COMPLETE, Verdict.STOP, subject=id, reason="missing")
    amount = value_of(sheet, "amount")
    if amount is not None and amount <= 0:
        yield Finding(rules.COMPLETE, Verdict.STOP, sheet.of("amount"), subject="amount", reason="zero")
    elif not sheet.gaps:
        yield Finding(
            rules.COMPLETE, Verdict.PASSED, measures=(Measure("answers", len(sheet.facts), "count"),)
        )


def _age(sheet: Sheet, questionnaire: Questionnaire, day: date) -> Iterator[Finding]:
    fact, until = oldest(sheet), valid_until(sheet, questionnaire)
    if fact is None or until is None:
        return
    verdict = Verdict.PASSED if day <= until else Verdict.STOP
    measure = Measure("valid_months", questionnaire.valid_months, "months")
    yield Finding(rules.AGE, verdict, (fact,), (measure,), subject=fact.id)


def _versions(sheet: Sheet, questionnaire: Questionnaire) -> Iterator[Finding]:
    """Answers to an earlier version count while question and option still exist; it is said."""
    earlier = tuple(fact for fact in sheet.facts.values() if fact.version != questionnaire.version)
    verdict = Verdict.CAUTION if earlier else Verdict.PASSED
    yield Finding(rules.VERSION_OF_ANSWERS, verdict, earlier)


def _contradictions(sheet: Sheet, questionnaire: Questionnaire) -> Iterator[Finding]:
    found = False
    for each in questionnaire.contradictions:
        if all(holds(sheet, condition) for condition in each.when):
            found = True
            facts = (fact for condition in each.when for fact in looked_at(sheet, condition))
            yield Finding(rules.CONTRADICTION, Verdict.STOP, tuple(dict.fromkeys(facts)), subject=each.id)
    if not found:
        measure = Measure("checked", len(questionnaire.contradictions), "count")
        yield Finding(rules.CONTRADICTION, Verdict.PASSED, measures=(measure,))


def _liquidity(sheet: Sheet) -> Iterator[Finding]:
    need, kept = value_of(sheet, "liquidity_need"), value_of(sheet, "kept_outside")
    if need is None or kept is None:
        return
    verdict = Verdict.PASSED if need <= kept else Verdict.STOP
    measures = (Measure("need", need, "money"), Measure("kept", kept, "money"))
    yield Finding(rules.LIQUIDITY, verdict, sheet.of("liquidity_need", "kept_outside"), measures)


def _sustainability_asked(sheet: Sheet) -> Iterator[Finding]:
    """Recorded after the rest, "none" included; a missing answer is a gap already."""
    facts = facts_of(sheet, "sustainability")
    if facts:
        yield Finding(
            rules.SUSTAINABILITY_ASKED, Verdict.PASSED, facts, reason=sheet.chosen("sustainability")[0]
        )
