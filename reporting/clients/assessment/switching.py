"""The switch test: do the benefits exceed the costs of leaving what the client holds (DR Art 54(11))?"""

from __future__ import annotations

from collections.abc import Iterator

from reporting.clients.assessment import rules
from reporting.clients.assessment.profile_rules import Case
from reporting.clients.assessment.types import Finding, Measure, Switch, Verdict

FACTS = ("switch_amount", "switch_class", "switch_running_cost", "switch_exit_cost", "holding_years")


def switch_of(case: Case) -> Switch | None:
    """The test's figures for a profile; None where nothing is switched or a value is missing.

    What the client holds is taken to earn the house's assumption for its asset class, before costs, as the
    profile is. Both count until the client's own horizon.
    """
    sheet = case.sheet
    if "switch" not in sheet.chosen("existing_portfolio") or any(id not in sheet.facts for id in FACTS):
        return None
    held = _assumed(case)
    if held is None:
        return None
    amount, years = _number(case, "switch_amount"), _number(case, "holding_years")
    gain = (case.outcome.expected_return - held) * years * amount
    saving = (_number(case, "switch_running_cost") - case.outcome.yearly_cost) * years * amount
    return Switch(amount, years, gain, saving, _number(case, "switch_exit_cost"))


def switch_findings(case: Case, switch: Switch | None) -> Iterator[Finding]:
    """Nothing where nothing is switched; else whether a benefit remains."""
    if "switch" not in case.sheet.chosen("existing_portfolio"):
        return
    facts = case.sheet.of("existing_portfolio", *FACTS)
    if switch is None:
        yield Finding(rules.SWITCH, Verdict.STOP, facts, reason="unknown")
        return
    measures = tuple(
        Measure(name, getattr(switch, name), "money") for name in ("amount", "gain", "saving", "costs", "net")
    )
    verdict = Verdict.PASSED if switch.justified else Verdict.STOP
    yield Finding(rules.SWITCH, verdict, facts, measures)


def _number(case: Case, id: str) -> float:
    value = case.sheet.number(id)
    assert value is not None
    return value


def _assumed(case: Case) -> float | None:
    """What the house assumes for the class of what is held, a year and before costs, in the profile's
    currency; None where it assumes nothing for it."""
    question, assumptions = case.questionnaire.question("switch_class"), case.house.assumptions
    assert question is not None
    name = question.option(case.sheet.chosen("switch_class")[0]).asset_class
    premium = assumptions.premium.get(name)
    rate = assumptions.risk_free.get(case.profile.base_currency)
    return None if premium is None or rate is None else rate.value + premium.value
