"""Which profile suits: truth tables of each rule, at and beyond its edge."""

from dataclasses import replace
from typing import Any

import pytest

from reporting.clients.assessment.targets import loss_bearing
from reporting.clients.assessment.types import Outcome, ProfileOutcome, Verdict
from reporting.domain.client import Category
from reporting.domain.house import House, Sourced
from reporting.domain.target_market import Fit, Sustainability, TargetMarket
from tests.clients.assessment.cases import (
    SWITCHED,
    WISHES,
    assessed,
    findings,
    of,
    outcomes,
    verdicts,
)
from tests.inputs.shipped import house

MIDDLE = "balanced-ucits"


def offering(profile: str = MIDDLE, **values: Any) -> dict[str, ProfileOutcome]:
    """The outcomes with one changed."""
    return {**outcomes(), profile: replace(outcomes()[profile], **values)}


def with_instrument(ticker: str, **values: Any) -> House:
    """The shipped house with one instrument changed."""
    changed = replace(house().instruments[ticker], **values)
    return replace(house(), instruments={**house().instruments, ticker: changed})


def market(**values: Any) -> Sourced[TargetMarket]:
    return Sourced(TargetMarket(**values), True)


@pytest.mark.parametrize(
    ("risk_class", "verdict"),
    [(3, Verdict.PASSED), (4, Verdict.PASSED), (5, Verdict.PASSED), (6, Verdict.STOP), (None, Verdict.STOP)],
)
def test_the_class_in_the_clients_currency_lies_within_what_is_permitted(
    risk_class: int | None, verdict: Verdict
) -> None:
    found = of(assessed(given_outcomes=offering(risk_class=risk_class)), MIDDLE)
    assert verdicts(found, "risk_class") == [verdict]


def test_a_class_outside_the_profiles_own_band_stops_it() -> None:
    found = of(assessed(given_outcomes=offering(risk_class=2)), MIDDLE)
    assert [each.rule.id for each in found.stops] == ["own_band"]


def test_a_band_that_reaches_above_what_is_permitted_is_said() -> None:
    found = of(assessed({"largest_fall": "under_20"}), MIDDLE)
    (finding,) = findings(found, "band_above")
    assert finding.verdict is Verdict.CAUTION
    assert (finding.measure("highest"), finding.measure("permitted")) == (5, 4)
    assert findings(of(assessed(), MIDDLE), "band_above") == []


@pytest.mark.parametrize(
    ("loss", "stress", "tail", "verdict"),
    [
        ("20000", 0.40, 0.10, Verdict.PASSED),
        ("19999.99", 0.40, 0.10, Verdict.STOP),
        ("20000", 0.10, 0.40, Verdict.PASSED),
        ("19999.99", 0.10, 0.40, Verdict.STOP),
        ("15000", 0.0, -0.2, Verdict.PASSED),  # nothing is lost even in the worst outcome
    ],
)
def test_the_larger_loss_in_money_stays_within_what_can_be_borne(
    loss: str, stress: float, tail: float, verdict: Verdict
) -> None:
    offered = offering(stress_loss=stress, tail_loss=tail)
    found = of(assessed({"tolerable_loss": loss}, given_outcomes=offered), MIDDLE)
    (finding,) = findings(found, "loss")
    assert finding.verdict is verdict
    assert finding.measure("loss") == pytest.approx(50_000 * max(stress, tail, 0), abs=1e-9)
    assert {fact.id for fact in finding.facts} == {"amount", "tolerable_loss"}


@pytest.mark.parametrize(("years", "stops"), [("4", False), ("3.9", True)])
def test_the_horizon_reaches_the_profiles_minimum(years: str, stops: bool) -> None:
    found = of(assessed({"holding_years": years}), MIDDLE)
    assert (verdicts(found, "horizon") == [Verdict.STOP]) is stops


def test_a_horizon_below_the_recommended_period_is_said() -> None:
    assert verdicts(of(assessed({"holding_years": "4"}), MIDDLE), "recommended_period") == [Verdict.CAUTION]
    assert verdicts(of(assessed({"holding_years": "5"}), MIDDLE), "recommended_period") == []


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({}, ""),
        ({"knows_property": "none"}, "not_known"),
        ({"test_property": "houses"}, "test_failed"),
        ({"test_property": "unknown"}, "test_failed"),
        ({"knows_property": "none", "test_property": "houses"}, "not_known"),
    ],
)
def test_each_type_of_instrument_is_known_and_its_test_passed(changes: dict[str, str], reason: str) -> None:
    found = assessed(changes)
    (finding,) = findings(of(found, MIDDLE), "knowledge", "real estate")
    assert (finding.reason, finding.stops) == (reason, bool(reason))
    assert {fact.id for fact in finding.facts} == {"knows_property", "test_property"}
    assert of(found, "conservative-ucits").suitable  # which holds no real estate


def test_a_type_that_no_question_asks_for_is_not_taken_as_known() -> None:
    changed = with_instrument("IWDP", asset_class=Sourced("commodities", True))
    (finding,) = findings(of(assessed(using=changed), MIDDLE), "knowledge", "commodities")
    assert finding.stops and finding.reason == "not_asked"


@pytest.mark.parametrize(
    ("fit", "verdict"),
    [
        (Fit.TARGET, Verdict.PASSED),
        (Fit.NEUTRAL, Verdict.CAUTION),
        (Fit.EXCLUDED, Verdict.STOP),
        (None, Verdict.NOT_STATED),
    ],
)
@pytest.mark.parametrize(
    ("rule", "key"),
    [("target_client", "retail"), ("target_knowledge", "informed"), ("target_loss", "limited_loss")],
)
def test_the_negative_target_market_stops_and_silence_is_said(
    rule: str, key: str, fit: Fit | None, verdict: Verdict
) -> None:
    changed = with_instrument("CSPX", target_market=market(**{key: fit}))
    found = of(assessed(using=changed), MIDDLE)
    assert verdicts(found, rule, "CSPX") == [verdict]
    assert found.suitable is (fit is not Fit.EXCLUDED)


def test_an_instrument_without_a_target_market_meets_none_of_its_criteria() -> None:
    found = of(assessed(using=with_instrument("CSPX", target_market=None)), MIDDLE)
    told = [each.verdict for each in found.findings if each.subject == "CSPX"]
    assert told == [Verdict.NOT_STATED] * 5
    assert found.suitable and len([each for each in found.against if each.subject == "CSPX"]) == 5


def test_a_professional_client_is_looked_up_as_one() -> None:
    changed = with_instrument("CSPX", target_market=market(retail=Fit.TARGET, professional=Fit.EXCLUDED))
    assert of(assessed(using=changed), MIDDLE).suitable
    found = of(assessed(using=changed, category=Category.PROFESSIONAL), MIDDLE)
    assert [each.rule.id for each in found.stops] == ["target_client"]


def test_risk_and_period_of_one_instrument_are_said_and_stop_nothing() -> None:
    changed = with_instrument("CSPX", target_market=market(risk_tolerance=6, minimum_years=11))
    found = of(assessed(using=changed), MIDDLE)
    assert verdicts(found, "target_risk", "CSPX") == [Verdict.CAUTION]
    assert verdicts(found, "target_period", "CSPX") == [Verdict.CAUTION]
    changed = with_instrument("CSPX", target_market=market(risk_tolerance=5, minimum_years=10))
    found = of(assessed(using=changed), MIDDLE)
    assert verdicts(found, "target_risk", "CSPX") == [Verdict.PASSED]
    assert verdicts(found, "target_period", "CSPX") == [Verdict.PASSED]


@pytest.mark.parametrize(
    ("share", "name"), [(0.0, "no_loss"), (0.01, "limited_loss"), (0.99, "limited_loss"), (1.0, "full_loss")]
)
def test_the_loss_that_can_be_borne_as_target_markets_name_it(share: float, name: str) -> None:
    assert loss_bearing(share) == name


def test_key_information_and_currency_are_said() -> None:
    found = of(assessed(), "balanced")
    assert verdicts(found, "key_information") == [Verdict.CAUTION] * 4
    assert verdicts(found, "currency") == [Verdict.CAUTION]
    assert verdicts(of(assessed(), MIDDLE), "key_information") == [Verdict.PASSED]
    assert verdicts(of(assessed(category=Category.PROFESSIONAL), "balanced"), "key_information") == []


def weighted(*shares: float) -> tuple[tuple[str, float], ...]:
    return tuple(zip(("CSPX", "ZPRR", "AGGH", "IWDP"), shares, strict=True))


@pytest.mark.parametrize(
    ("wish", "met"), [("14 %", True), ("14.01 %", False), ("0 %", True)]
)  # half of 18 % and half of 10 %
def test_shares_of_the_portfolio_are_those_of_its_instruments_by_weight(wish: str, met: bool) -> None:
    offered = offering(weights=weighted(0.5, 0.5, 0, 0))
    wishes = {**WISHES, "sfdr_share": wish, "taxonomy_share": "1 %"}
    found = of(assessed(wishes, given_outcomes=offered), MIDDLE)
    assert all(v is Verdict.PASSED for v in verdicts(found, "sustainable")) is met
    assert len(verdicts(found, "sustainable")) == (0 if wish == "0 %" else 1)
    assert verdicts(found, "taxonomy") == [Verdict.PASSED]


def test_a_wish_that_is_not_met_stops_or_is_given_up_with_its_reason() -> None:
    wishes = {**WISHES, "sfdr_share": "50 %"}
    stopped = assessed(wishes)
    assert stopped.outcome is Outcome.REFUSED
    assert {each.reason for each in findings(of(stopped, MIDDLE), "sustainable")} == {"unmet"}
    given_up = assessed({**wishes, "if_unmet": "give_up", "give_up_reason": "costs"})
    assert given_up.outcome is Outcome.RECOMMENDED
    (finding,) = findings(of(given_up, MIDDLE), "sustainable")
    assert finding.verdict is Verdict.CAUTION
    assert [fact.value for fact in finding.facts][1:] == ["give_up", "costs"]


def test_a_silent_instrument_counts_with_nothing_and_is_named() -> None:
    changed = with_instrument("CSPX", sustainability=None)
    found = of(assessed(WISHES, using=changed), MIDDLE)
    (finding,) = findings(found, "sustainable")
    assert finding.measure("share") == pytest.approx(0.2 * 0.10 + 0.3 * 0.12 + 0.2 * 0.20, abs=1e-12)
    assert (finding.reason, finding.subject, finding.stops) == ("not_stated", "CSPX", True)


@pytest.mark.parametrize(("pai", "reason"), [(True, ""), (False, "unmet"), (None, "not_stated")])
def test_adverse_impacts_are_considered_by_every_instrument_or_the_wish_is_not_met(
    pai: bool | None, reason: str
) -> None:
    changed = with_instrument("CSPX", sustainability=Sourced(Sustainability(0.04, 0.18, pai), True))
    wishes = {**WISHES, "pai": "wanted", "pai_topics": "climate"}
    (finding,) = findings(of(assessed(wishes, using=changed), MIDDLE), "adverse_impacts")
    assert finding.reason == reason and finding.stops is bool(reason)


def test_the_switch_test_by_hand() -> None:
    found = of(assessed(SWITCHED), MIDDLE)
    assert found.switch is not None
    # bonds in euro: 2 % + 1 %; ten years, 40000: (5 % - 3 %) and (1.5 % - 1.0 %) a year, less 400
    assert found.switch.gain == pytest.approx(8000, abs=1e-9)
    assert found.switch.saving == pytest.approx(2000, abs=1e-9)
    assert found.switch.net == pytest.approx(9600, abs=1e-9)
    assert verdicts(found, "switch") == [Verdict.PASSED]


@pytest.mark.parametrize(("costs", "verdict"), [("9999.99", Verdict.PASSED), ("10000", Verdict.STOP)])
def test_a_switch_needs_a_benefit_that_remains(costs: str, verdict: Verdict) -> None:
    found = of(assessed({**SWITCHED, "switch_exit_cost": costs}), MIDDLE)
    assert found.switch is not None and found.switch.net == pytest.approx(10_000 - float(costs), abs=1e-8)
    assert verdicts(found, "switch") == [verdict]


def test_without_a_switch_there_is_no_switch_test() -> None:
    assert of(assessed(), MIDDLE).switch is None
    assert verdicts(of(assessed(), MIDDLE), "switch") == []


def test_a_switch_that_cannot_be_reckoned_is_not_justified() -> None:
    premium = {name: each for name, each in house().assumptions.premium.items() if name != "bonds"}
    without = replace(house(), assumptions=replace(house().assumptions, premium=premium))
    found = of(assessed(SWITCHED, using=without), MIDDLE)
    (finding,) = findings(found, "switch")
    assert finding.stops and finding.reason == "unknown"
