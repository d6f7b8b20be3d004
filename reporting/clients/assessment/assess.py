"""The assessment of one client on one day. No files, no clock: everything is given."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from reporting.clients.assessment import rules
from reporting.clients.assessment.answers import Sheet, sheet_of
from reporting.clients.assessment.client_rules import client_findings, score_findings, valid_until
from reporting.clients.assessment.ordering import order_key
from reporting.clients.assessment.profile_rules import Case, profile_findings
from reporting.clients.assessment.scores import level_of, permitted, scores
from reporting.clients.assessment.sustainability import sustainability_findings
from reporting.clients.assessment.switching import switch_findings, switch_of
from reporting.clients.assessment.targets import target_findings
from reporting.clients.assessment.types import (
    Assessment,
    Candidate,
    Fact,
    Finding,
    Outcome,
    ProfileOutcome,
    Score,
    Verdict,
    Versions,
)
from reporting.domain.client import ClientRecord
from reporting.domain.house import House
from reporting.domain.profile import Profile
from reporting.domain.questionnaire import Dimension, GoalOrder, Questionnaire


def assess(
    record: ClientRecord,
    house: House,
    questionnaire: Questionnaire,
    profiles: Mapping[str, Profile],
    outcomes: Mapping[str, ProfileOutcome],
    day: date,
) -> Assessment:
    """What may be recommended to a client, and why (docs/method.md section 13; Art 54 and 55).

    `outcomes` by profile id, in the client's currency; a profile without one is left out. Answers given
    after `day` do not count.
    """
    sheet = sheet_of(record, questionnaire, day)
    found = scores(sheet, questionnaire)
    limit = permitted(found)
    findings = tuple(client_findings(record, sheet, questionnaire, day))
    whole = not sheet.gaps
    cases = _cases(record, house, questionnaire, profiles, outcomes, sheet, found, limit) if whole else ()
    judged = tuple(_judged(case) for case in cases)
    mandate = _managed_by(record, day)
    findings += _unknown(mandate, outcomes)
    goal = _goal(sheet, questionnaire)
    suitable = sorted((c for c in judged if c.suitable), key=lambda c: order_key(c, goal, limit))
    stopped = any(each.stops for each in findings)
    outcome, chosen = _chosen(tuple(suitable), mandate, stopped)
    return Assessment(
        client=record.client.id,
        day=day,
        versions=_versions(questionnaire, profiles),
        facts=tuple(sheet.facts.values()),
        gaps=sheet.gaps,
        scores=found,
        level=level_of(found[list(Dimension).index(Dimension.KNOWLEDGE)], questionnaire) if whole else None,
        permitted=limit if whole else None,
        findings=(*findings, *(score_findings(found, limit) if whole else ())),
        candidates=tuple(suitable),
        rejected=tuple(each for each in judged if not each.suitable),
        outcome=outcome,
        mandate=mandate,
        chosen=chosen,
        valid_until=valid_until(sheet, questionnaire),
    )


def _cases(
    record: ClientRecord,
    house: House,
    questionnaire: Questionnaire,
    profiles: Mapping[str, Profile],
    outcomes: Mapping[str, ProfileOutcome],
    sheet: Sheet,
    found: tuple[Score, ...],
    limit: int,
) -> tuple[Case, ...]:
    """One case for each profile with an outcome, by id."""
    level = level_of(found[list(Dimension).index(Dimension.KNOWLEDGE)], questionnaire)
    return tuple(
        Case(record, sheet, questionnaire, house, found, limit, level, profiles[id], outcomes[id])
        for id in sorted(profiles)
        if id in outcomes
    )


def _managed_by(record: ClientRecord, day: date) -> str:
    """The profile of the mandate, nothing where there is none or it was closed by the day."""
    account = record.mandate
    if account is None or (account.closed is not None and account.closed <= day):
        return ""
    return account.profile


def _unknown(mandate: str, outcomes: Mapping[str, ProfileOutcome]) -> tuple[Finding, ...]:
    """A mandate whose profile cannot be judged is not confirmed."""
    if not mandate or mandate in outcomes:
        return ()
    fact = Fact("mandate.profile", mandate)
    return (Finding(rules.PROFILE_KNOWN, Verdict.STOP, (fact,), subject=mandate),)


def _judged(case: Case) -> Candidate:
    switch = switch_of(case)
    findings = (
        *profile_findings(case),
        *target_findings(case),
        *sustainability_findings(case),
        *switch_findings(case, switch),
    )
    return Candidate(case.profile.id, case.profile.version, case.outcome, findings, switch)


def _goal(sheet: Sheet, questionnaire: Questionnaire) -> GoalOrder:
    """Which profiles the client's goal looks at first."""
    question, chosen = questionnaire.question("goal"), sheet.chosen("goal")
    order = question.option(chosen[0]).order if question is not None and chosen else None
    return order or GoalOrder.LOWEST


def _chosen(suitable: tuple[Candidate, ...], mandate: str, stopped: bool) -> tuple[Outcome, Candidate | None]:
    """A mandate is confirmed or found unsuitable; without one the first suitable profile is recommended."""
    if stopped or not (suitable or mandate):
        return Outcome.REFUSED, None
    if mandate:
        own = next((each for each in suitable if each.profile == mandate), None)
        return (Outcome.UNSUITABLE, None) if own is None else (Outcome.CONFIRMED, own)
    return Outcome.RECOMMENDED, suitable[0]


def _versions(questionnaire: Questionnaire, profiles: Mapping[str, Profile]) -> Versions:
    return Versions(
        questionnaire.version,
        questionnaire.sha256,
        rules.VERSION,
        tuple((id, profiles[id].version) for id in sorted(profiles)),
    )
