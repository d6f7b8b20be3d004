"""A client who suits the balanced UCITS profile, and what profiles do: the material of the tests.

Every test changes a few answers of this client and names what must follow from the questionnaire's tables.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

from reporting.clients.assessment.assess import assess
from reporting.clients.assessment.types import Assessment, Candidate, Finding, ProfileOutcome, Verdict
from reporting.domain.client import Account, AccountKind, Answer, Category, Client, ClientRecord, Holder
from reporting.domain.house import House
from reporting.domain.profile import Profile
from reporting.domain.questionnaire import Questionnaire
from reporting.inputs.profiles import load_profiles
from reporting.inputs.questionnaire import load_questionnaire
from tests.inputs.shipped import PROFILES, house

DAY = date(2026, 10, 30)
ASKED = date(2026, 3, 2)

SUITED: Mapping[str, str] = {
    "occupation": "employed",
    "income": "60000",
    "income_source": "work",
    "income_outlook": "rising",
    "commitments": "30000",
    "liquid_assets": "80000",
    "investments": "60000",
    "real_property": "300000",
    "debts": "40000",
    "existing_portfolio": "kept",
    "purpose": "retirement",
    "goal": "growth",
    "amount": "50000",
    "holding_years": "10",
    "liquidity_need": "10000",
    "kept_outside": "30000",
    "tolerable_loss": "30000",
    "reaction": "hold",
    "preferred_range": "wide",
    "largest_fall": "under_35",
    "certainty": "even",
    "past_falls": "held",
    "education": "university",
    "finance_work": "not_in_finance",
    "services_known": "own_orders; advice",
    "experience_years": "under_10",
    "experience_trades": "up_to_5",
    "experience_volume": "medium",
    "knows_cash": "informed",
    "knows_bonds": "experienced",
    "knows_equity": "experienced",
    "knows_property": "informed",
    "knows_leverage": "none",
    "test_cash": "slightly",
    "test_rates": "falls",
    "test_equity": "half",
    "test_property": "markets",
    "test_leverage": "unknown",
    "test_spread": "market",
    "test_currency": "less",
    "sustainability": "none",
}
WISHES = {
    "sustainability": "wanted",
    "taxonomy_share": "0 %",
    "sfdr_share": "10 %",
    "pai": "not_wanted",
    "if_unmet": "no_recommendation",
}
SWITCHED = {
    "existing_portfolio": "switch",
    "switch_amount": "40000",
    "switch_class": "bonds",
    "switch_running_cost": "1.5 %",
    "switch_exit_cost": "400",
}

CLASSES = {"conservative": 3, "balanced": 4, "aggressive": 6}
LOSSES = {"conservative": (0.12, 0.10), "balanced": (0.40, 0.35), "aggressive": (0.65, 0.66)}
COSTS = {"conservative": 0.009, "balanced": 0.010, "aggressive": 0.012}


@cache
def questionnaire() -> Questionnaire:
    """The shipped one."""
    return load_questionnaire(PROFILES / "house")


@cache
def profiles() -> dict[str, Profile]:
    """The three UCITS profiles and the US one that mirrors the middle one."""
    wanted = ("conservative-ucits", "balanced-ucits", "aggressive-ucits", "balanced")
    found = {profile.id: profile for profile in load_profiles(PROFILES, house())}
    return {id: found[id] for id in wanted}


def outcomes() -> dict[str, ProfileOutcome]:
    """Plain numbers in the place of simulated ones."""
    made = {}
    for id, profile in profiles().items():
        kind = id.removesuffix("-ucits")
        stress, tail = LOSSES[kind]
        made[id] = ProfileOutcome(id, CLASSES[kind], stress, tail, profile.minimum_horizon, COSTS[kind], 0.05)
    return made


def record(
    changes: Mapping[str, str | None] | None = None,
    *,
    mandate: str = "",
    closed: date | None = None,
    given: date = ASKED,
    version: str = "2026-10",
    **client: Any,
) -> ClientRecord:
    """The suited client with other answers (None takes one away) and other particulars."""
    answers = {**SUITED, **(changes or {})}
    rows = tuple(Answer(id, value, given, version) for id, value in answers.items() if value is not None)
    person = Client(
        id="C-1",
        category=Category.RETAIL,
        holder=Holder.PERSON,
        name="Persona 01",
        persons=(),
        address="Example street 1",
        country="DE",
        language="en",
        currency="EUR",
        since=date(2026, 1, 5),
    )
    account = Account("A-1", AccountKind.MANDATE, "Mandate 1", "EUR", date(2026, 3, 9), closed, mandate)
    return ClientRecord(replace(person, **client), rows, (account,) if mandate else ())


def assessed(
    changes: Mapping[str, str | None] | None = None,
    *,
    day: date = DAY,
    given_outcomes: Mapping[str, ProfileOutcome] | None = None,
    using: House | None = None,
    **particulars: Any,
) -> Assessment:
    """The assessment of `record(...)`."""
    return assess(
        record(changes, **particulars),
        using or house(),
        questionnaire(),
        profiles(),
        outcomes() if given_outcomes is None else given_outcomes,
        day,
    )


def of(found: Assessment, profile: str) -> Candidate:
    """What was found of a profile."""
    judged = found.judged(profile)
    assert judged is not None
    return judged


def findings(where: Assessment | Candidate, rule: str, subject: str | None = None) -> list[Finding]:
    """The findings of a rule, on one subject if it is given."""
    return [each for each in where.findings if each.rule.id == rule and subject in (None, each.subject)]


def verdicts(where: Assessment | Candidate, rule: str, subject: str | None = None) -> list[Verdict]:
    """Their verdicts."""
    return [each.verdict for each in findings(where, rule, subject)]
