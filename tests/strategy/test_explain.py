"""Reasons, binding rules and shadow prices: each statement is checked against the programme itself."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from reporting.domain.decision import Decision, Reason
from reporting.domain.profile import Limits, Profile, RiskBand
from reporting.strategy.backtest import backtest
from reporting.strategy.current import decisions_of
from reporting.strategy.decide import Rules
from reporting.strategy.explain import _prices
from tests.strategy import builders, reference
from tests.strategy.problems import Case, solved

TIGHT = 1e-9
PROFILES: dict[str, Profile] = {
    "balanced": builders.profile(),
    "risk row": builders.profile(risk_band=RiskBand(2, 4)),
    "calm": builders.profile(risk_band=RiskBand(1, 2)),
    "groups": builders.profile(5, limits=Limits(0.5, 0.25, (("equity", 0.4),))),
    "folded": builders.profile(limits=Limits(0.5, 0.25, (("bonds", 0.2),))),
    "nothing in a downtrend": builders.profile(limits=Limits(0.5, 0.0, (("bonds", 0.0),))),
    "skip negative": builders.profile(limits=Limits(0.5, 0.25, skip_negative=True)),
}


def explained(name: str) -> tuple[Rules, tuple[Decision, ...]]:
    profile = PROFILES[name]
    n = len(profile.universe)
    known = builders.listed_from(builders.market(73, 430, n), "BBB", 90)
    rules = builders.rules(profile)
    return rules, decisions_of(backtest(rules, known))


def case_of(rules: Rules, decision: Decision) -> Case:
    return Case(
        np.array([etf.score for etf in decision.etfs]),
        np.array([etf.upper_bound for etf in decision.etfs]),
        np.array([etf.volatility or 0.0 for etf in decision.etfs]),
        decision.total_weight.target,
        rules.constraints.budget,
        tuple((group.members, group.cap) for group in rules.constraints.groups),
    )


@pytest.mark.parametrize("name", PROFILES)
def test_every_reason_is_true(name: str) -> None:
    rules, decisions = explained(name)
    limits = rules.profile.limits
    for decision in decisions:
        binding = {part.rule for part in decision.binding}
        for etf in decision.etfs:
            at_bound = etf.upper_bound - etf.weight <= TIGHT
            match etf.reason:
                case Reason.UNAVAILABLE:
                    assert etf.volatility is None and etf.weight == 0 and etf.score == 0
                case Reason.NEGATIVE:
                    assert limits.skip_negative and etf.score < 0 and etf.weight == 0
                case Reason.CAP:
                    assert at_bound and etf.upper_bound == limits.cap and etf.signals.trend >= 0
                    assert f"cap:{etf.ticker}" in binding
                case Reason.DOWNTREND_CAP:
                    assert at_bound and etf.upper_bound == limits.downtrend_cap and etf.signals.trend < 0
                    assert f"downtrend_cap:{etf.ticker}" in binding or etf.upper_bound == 0
                case Reason.GROUP:
                    assert (
                        any(rule.startswith("group:") for rule in binding)
                        or dict(limits.group_caps)[builders.CLASSES[builders.TICKERS.index(etf.ticker)]] == 0
                    )
                case Reason.SCORE:
                    assert etf.weight <= TIGHT < etf.upper_bound and binding & {"total", "risk"}
                case Reason.RISK:
                    assert TIGHT < etf.weight < etf.upper_bound and "risk" in binding
                case Reason.TOTAL:
                    assert TIGHT < etf.weight < etf.upper_bound and "total" in binding
                case _:
                    pytest.fail(f"{etf.ticker} has no reason")
    assert len({etf.reason for decision in decisions for etf in decision.etfs}) >= 3


@pytest.mark.parametrize("name", PROFILES)
def test_the_binding_rules_are_those_without_slack(name: str) -> None:
    rules, decisions = explained(name)
    for decision in decisions:
        weights = [etf.weight for etf in decision.etfs]
        rows = case_of(rules, decision).problem.rows
        names = ["total"] + ["risk"] * bool(np.isfinite(rules.constraints.budget))
        names += [f"group:{group.name}" for group in rules.constraints.groups]
        tight = {
            name
            for name, (a, b) in zip(names, rows, strict=True)
            if b - sum(x * w for x, w in zip(a, weights, strict=True)) <= TIGHT
        }
        named = {part.rule for part in decision.binding}
        assert {rule for rule in named if rule in names} == tight
        bounded = {rule.split(":")[1] for rule in named - set(names)}
        alone = {rules.profile.tickers[g.members[0]]: g.cap for g in rules.constraints.alone}
        most = {etf.ticker: min(etf.upper_bound, alone.get(etf.ticker, 1.0)) for etf in decision.etfs}
        at_bound = {etf.ticker for etf in decision.etfs if 0 < most[etf.ticker] <= etf.weight + TIGHT}
        assert len(bounded) == len(at_bound)
        if not rules.constraints.alone:
            assert bounded == at_bound


@pytest.mark.parametrize("name", ["balanced", "risk row"])
def test_shadow_prices_are_what_one_more_unit_would_gain(name: str) -> None:
    rules, decisions = explained(name)
    compared: set[str] = set()
    for decision in decisions:
        case = case_of(rules, decision)
        best = case.scores @ solved(case)
        for part in decision.binding:
            if part.shadow_price is None:
                continue
            more, step = loosened(case, part.rule)
            gain = (more.scores @ solved(more) - best) / step
            assert gain == pytest.approx(part.shadow_price, abs=1e-6), part
            compared.add(part.rule.split(":")[0])
    assert compared >= {"total", "cap"} | ({"risk"} if name == "risk row" else set())


def loosened(case: Case, rule: str, step: float = 1e-7) -> tuple[Case, float]:
    if rule == "total":
        return replace(case, target=case.target + step), step
    if rule == "risk":
        return replace(case, budget=case.budget + step), step
    upper = case.upper.copy()
    upper[builders.TICKERS.index(rule.split(":")[1])] += step
    return replace(case, upper=upper), step


@pytest.mark.parametrize("name", PROFILES)
def test_a_decision_adds_up(name: str) -> None:
    rules, decisions = explained(name)
    for decision in decisions:
        total = decision.total_weight
        invested = sum(etf.weight for etf in decision.etfs)
        assert total.invested == pytest.approx(invested, abs=1e-12)
        assert decision.cash + total.invested == pytest.approx(1.0, abs=1e-12)
        assert total.target == min(total.draw, 1.0)
        assert (total.draw, total.target) == reference.draw(rules.profile, decision.as_of)
        assert total.invested <= total.target + 1e-12


def test_the_pending_decision_has_no_execution_date() -> None:
    known = builders.market(73, 400)
    known = known.until(known.sessions[np.flatnonzero(np.is_busday(known.sessions, "0000100"))[-1]])
    decisions = decisions_of(backtest(builders.rules(builders.profile(lag=5)), known))
    assert decisions[-1].as_of == known.sessions[-1].astype(object)
    assert decisions[-1].execution_date is None
    for decision in decisions[:-1]:
        later: Any = known.index_of(np.datetime64(decision.as_of)) + 5
        assert decision.execution_date == known.sessions[later].astype(object)


def test_one_more_unit_goes_to_the_one_etf_between_its_bounds() -> None:
    scores, upper, calm = np.array([0.5, 0.3, 0.1]), np.full(3, 0.4), np.full(3, 0.1)
    assert _prices(np.array([0.4, 0.2, 0.0]), upper, scores, calm, False) == (0.3, 0.0, True)


def test_two_etfs_between_their_bounds_without_a_risk_row_leave_the_price_open() -> None:
    assert _prices(np.full(2, 0.2), np.full(2, 0.4), np.full(2, 0.3), np.full(2, 0.1), False) is None
