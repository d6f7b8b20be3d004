"""An assessment as JSON and as lines to read. Facts are those that rules used; name and address are none."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from reporting.clients.assessment.types import (
    Assessment,
    Candidate,
    Fact,
    Finding,
    ProfileOutcome,
    Score,
    Switch,
    Verdict,
)
from reporting.delivery.text import Json, number


def shape(found: Assessment) -> dict[str, Json]:
    """Everything that was decided, with the facts behind it; numbers in full precision."""
    versions = found.versions
    return {
        "client": found.client,
        "as_of": found.day.isoformat(),
        "outcome": found.outcome.value,
        "mandate": found.mandate or None,
        "chosen": found.chosen.profile if found.chosen else None,
        "permitted_risk_class": found.permitted,
        "investor": found.level.value if found.level else None,
        "valid_until": found.valid_until.isoformat() if found.valid_until else None,
        "scores": [_score(each) for each in found.scores],
        "facts": [_fact(each) for each in found.facts],
        "gaps": list(found.gaps),
        "findings": [_finding(each) for each in found.findings],
        "candidates": [_candidate(each) for each in found.candidates],
        "rejected": [_candidate(each) for each in found.rejected],
        "reasons": [_finding(each) for each in found.reasons],
        "versions": {
            "questionnaire": versions.questionnaire,
            "questionnaire_sha256": versions.questionnaire_sha256,
            "rules": versions.rules,
            "profiles": dict(versions.profiles),
        },
    }


def _score(score: Score) -> Json:
    return {
        "dimension": score.dimension.value,
        "points": score.points,
        "highest_risk_class": score.highest,
        "capped_by": score.capped_by or None,
        "presumed": score.presumed,
        "facts": [fact.id for fact in score.facts],
    }


def _fact(fact: Fact) -> Json:
    return {
        "id": fact.id,
        "value": _value(fact),
        "given_on": fact.given_on.isoformat() if fact.given_on else None,
        "version": fact.version or None,
    }


def _value(fact: Fact) -> Json:
    if isinstance(fact.value, Decimal):
        return float(fact.value)
    if isinstance(fact.value, date):
        return fact.value.isoformat()
    return list(fact.value) if isinstance(fact.value, tuple) else fact.value


def _finding(finding: Finding) -> Json:
    return {
        "rule": finding.rule.id,
        "rule_version": finding.rule.version,
        "reference": finding.rule.reference,
        "verdict": finding.verdict.value,
        "subject": finding.subject or None,
        "reason": finding.reason or None,
        "measures": [
            {"id": each.id, "value": number(each.value), "unit": each.unit} for each in finding.measures
        ],
        "facts": [_fact(each) for each in finding.facts],
    }


def _candidate(candidate: Candidate) -> Json:
    return {
        "profile": candidate.profile,
        "version": candidate.version,
        "suitable": candidate.suitable,
        "outcome": _outcome(candidate.outcome),
        "switch": None if candidate.switch is None else _switch(candidate.switch),
        "findings": [_finding(each) for each in candidate.findings],
    }


def _outcome(outcome: ProfileOutcome) -> Json:
    return {
        "risk_class": outcome.risk_class,
        "stress_loss": number(outcome.stress_loss),
        "tail_loss": number(outcome.tail_loss),
        "minimum_horizon": outcome.minimum_horizon,
        "yearly_cost": number(outcome.yearly_cost),
        "expected_return": number(outcome.expected_return),
        "weights": {ticker: number(weight) for ticker, weight in outcome.weights},
    }


def _switch(switch: Switch) -> Json:
    return {
        "amount": number(switch.amount),
        "years": number(switch.years),
        "gain": number(switch.gain),
        "saving": number(switch.saving),
        "costs": number(switch.costs),
        "net": number(switch.net),
    }


def report(found: Assessment) -> str:
    """The outcome, the scores, and each finding that stops or speaks against, a line each."""
    chosen = f": {found.chosen.profile}" if found.chosen else ""
    scores = ", ".join(f"{each.dimension.value} {each.highest}" for each in found.scores)
    limit = "unknown" if found.permitted is None else str(found.permitted)
    lines = [
        f"{found.outcome.value}{chosen}",
        f"highest risk class {limit} ({scores})",
        *_told(found.findings),
        *(f"  suits: {each.profile}" for each in found.candidates),
        *(line for each in found.candidates for line in _told(each.findings, each.profile)),
        *(line for each in found.rejected for line in _told(each.findings, each.profile)),
    ]
    return "\n".join(lines) + "\n"


def _told(findings: Iterable[Finding], profile: str = "") -> list[str]:
    """What did not simply pass."""
    return [
        "  "
        + " ".join(
            part for part in (each.verdict.value, profile, each.rule.id, each.subject, each.reason) if part
        )
        for each in findings
        if each.verdict is not Verdict.PASSED
    ]
