"""The target market of each instrument of a profile, the negative one included.

EXCLUDED stops the profile. Outside the target market without being excluded, an instrument may serve to
spread risks in a portfolio that suits as a whole; that is said, as is what its producer does not state.
"""

from __future__ import annotations

from collections.abc import Iterator

from reporting.clients.assessment import rules
from reporting.clients.assessment.profile_rules import Case
from reporting.clients.assessment.quantities import facts_of, value_of
from reporting.clients.assessment.types import Fact, Finding, Measure, Rule, Verdict
from reporting.domain.house import Instrument
from reporting.domain.questionnaire import Dimension
from reporting.domain.target_market import Fit, TargetMarket

VERDICTS = {
    Fit.TARGET: Verdict.PASSED,
    Fit.NEUTRAL: Verdict.CAUTION,
    Fit.EXCLUDED: Verdict.STOP,
    None: Verdict.NOT_STATED,
}


def target_findings(case: Case) -> Iterator[Finding]:
    """Five criteria for each instrument, in the order of the profile."""
    for instrument in case.instruments:
        yield from _fits(case, instrument)
        yield from _numbers(case, instrument)


def loss_bearing(share: float) -> str:
    """The target market's name for the share of the amount that a client can bear to lose."""
    return "no_loss" if share <= 0 else "limited_loss" if share < 1 else "full_loss"


def _market(instrument: Instrument) -> TargetMarket:
    stated = instrument.target_market
    return TargetMarket() if stated is None else stated.value


def _fits(case: Case, instrument: Instrument) -> Iterator[Finding]:
    client = case.record.client.category.value
    score = next(each for each in case.scores if each.dimension is Dimension.KNOWLEDGE)
    yield _fit(instrument, rules.TARGET_CLIENT, client, (case.category,))
    yield _fit(instrument, rules.TARGET_KNOWLEDGE, case.level.value, score.facts or (case.category,))
    share = value_of(case.sheet, "bearable_share")
    if share is not None:
        facts = facts_of(case.sheet, "bearable_share")
        yield _fit(instrument, rules.TARGET_LOSS, loss_bearing(share), facts)


def _fit(instrument: Instrument, rule: Rule, key: str, facts: tuple[Fact, ...]) -> Finding:
    fit: Fit | None = getattr(_market(instrument), key)
    return Finding(rule, VERDICTS[fit], facts, subject=instrument.ticker, reason=key)


def _numbers(case: Case, instrument: Instrument) -> Iterator[Finding]:
    """Risk and period, which a portfolio may spread: below what the instrument asks for, it is said."""
    market = _market(instrument)
    tolerance = next(each for each in case.scores if each.dimension is Dimension.RISK_TOLERANCE)
    yield _least(instrument, rules.TARGET_RISK, tolerance.highest, market.risk_tolerance, tolerance.facts)
    years = case.sheet.number("holding_years")
    if years is not None:
        facts = case.sheet.of("holding_years")
        yield _least(instrument, rules.TARGET_PERIOD, years, market.minimum_years, facts)


def _least(
    instrument: Instrument, rule: Rule, found: float, least: float | None, facts: tuple[Fact, ...]
) -> Finding:
    unit = "class" if rule is rules.TARGET_RISK else "years"
    measures: tuple[Measure, ...] = (Measure("client", found, unit),)
    if least is None:
        return Finding(rule, Verdict.NOT_STATED, facts, measures, subject=instrument.ticker)
    measures += (Measure("least", least, unit),)
    verdict = Verdict.PASSED if found >= least else Verdict.CAUTION
    return Finding(rule, verdict, facts, measures, subject=instrument.ticker)
