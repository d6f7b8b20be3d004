"""The rules along every path: against the reference, independent of blocks, and behind the wall."""

from __future__ import annotations

import inspect
import pkgutil
import typing
from dataclasses import replace
from types import ModuleType

import numpy as np
import pytest

from reporting.domain.fees import PerformanceFee
from reporting.domain.house import Sourced
from reporting.domain.profile import Limits, Profile, RiskBand, TotalWeight
from reporting.domain.series import ActualPast, Floats, NavPath, SimulatedPast
from reporting.domain.units import Frequency
from reporting.measures import scenarios
from reporting.measures.scenarios import bootstrap, outcomes, paths, simulation
from reporting.strategy.backtest import Backtest
from reporting.strategy.decide import terms_of
from tests.inputs.builders import FREE
from tests.measures.scenarios import reference
from tests.measures.scenarios.settings import (
    ASSUMPTIONS,
    RISK_FREE,
    START,
    days_by_weekday,
    long_market,
    setting,
)
from tests.strategy import builders
from tests.strategy.builders import METHOD

PROFILES: dict[str, tuple[Profile, int]] = {
    "weekly": (builders.profile(), 2),
    "weekly, lag 5, minimum turnover": (
        builders.profile(lag=5, limits=Limits(0.5, 0.25, min_turnover=0.1)),
        4,
    ),
    "monthly, risk row": (builders.profile(schedule=Frequency.MONTHLY, risk_band=RiskBand(2, 4)), 0),
    "leverage": (
        builders.profile(
            total_weight=TotalWeight(1.1, 1.3, "9"), leverage_allowed=True, leverage_spread=0.03
        ),
        1,
    ),
    "groups": (builders.profile(limits=Limits(0.5, 0.2, (("equity", 0.4),))), 3),
}


@pytest.mark.parametrize("name", PROFILES)
def test_a_path_equals_the_reference(name: str) -> None:
    profile, place = PROFILES[name]
    known, as_of = long_market(), days_by_weekday()[place]
    rules = builders.rules(profile)
    found = simulation.simulate(rules, setting(known, as_of, 1), terms_of(rules), count=4)
    for k in (0, 3):
        table, anchor = reference.path_prices(
            builders.plain_prices(known),
            profile,
            known.index_of(as_of),
            list(ASSUMPTIONS),
            RISK_FREE,
            1,
            k,
        )
        _, book = reference.run_path(table, anchor, profile, builders.plain_facts(4), list(START), 100.0)
        wealth = np.array(book.nav) / 100
        days = np.array(table.days[anchor:], dtype="datetime64[D]")
        rows = [int(np.flatnonzero(days == day)[0]) for day in found.days]
        assert found.wealth[:, k] == pytest.approx(wealth[rows], abs=METHOD)
        assert found.yearly[:, k] == pytest.approx([1.0, wealth[-1]], abs=METHOD)
        falls = wealth / np.maximum.accumulate(wealth) - 1
        assert found.drawdown[k] == pytest.approx(falls.min(), abs=METHOD)
        span = (days[-1] - days[0]).astype(int) / 365.25
        turnover = sum(value for row, value in book.turnover.items() if row > anchor) / span
        costs = sum(value for row, value in book.cost.items() if row > anchor) / np.mean(book.nav) / span
        assert found.turnover[k] == pytest.approx(turnover, abs=METHOD)
        assert found.trading_cost[k] == pytest.approx(costs, abs=METHOD)
        if profile.limits.min_turnover:
            assert book.skipped


def test_what_the_price_list_charges_is_paid_on_every_path() -> None:
    """Custody, conversions and the performance fee lower the paths as the reference says."""
    profile, known, as_of = builders.profile(), long_market(), days_by_weekday()[2]
    schedule = replace(FREE, custody=0.002, performance=PerformanceFee(0.2, 0.01, True), fx_margin=0.003)
    abroad = builders.instruments() | {"AAA": builders.instrument("AAA", currency=Sourced("EUR", True))}
    rules = builders.rules(profile, abroad, schedule)
    found = simulation.simulate(rules, setting(known, as_of, 1), terms_of(rules), count=4)
    facts, charged = builders.plain_facts(4), reference.rules.PriceList(0.002, 0.2, 0.01)
    facts.trading_cost[0] += 0.003
    paid = 0.0
    for k in range(4):
        table, anchor = reference.path_prices(
            builders.plain_prices(known), profile, known.index_of(as_of), list(ASSUMPTIONS), RISK_FREE, 1, k
        )
        _, book = reference.run_path(table, anchor, profile, facts, list(START), 100.0, charged)
        assert found.yearly[1, k] == pytest.approx(book.nav[-1] / 100, abs=METHOD)
        paid += sum(book.performance)
    assert paid > 0


def test_a_path_is_the_same_whatever_the_number_of_paths_and_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    rules = builders.rules(builders.profile())
    start = setting(long_market(), days_by_weekday()[2], 1)
    terms = terms_of(rules)
    many = simulation.simulate(rules, start, terms, count=23)
    few = simulation.simulate(rules, start, terms, count=9)
    monkeypatch.setattr(simulation, "BLOCK", 5)
    blocks = simulation.simulate(rules, start, terms, count=23)
    for name in ("wealth", "yearly", "drawdown", "notices", "trading_cost", "turnover"):
        whole = np.asarray(getattr(many, name), dtype=float)
        np.testing.assert_allclose(getattr(few, name), whole[..., :9], rtol=0, atol=1e-12, err_msg=name)
        np.testing.assert_allclose(getattr(blocks, name), whole, rtol=0, atol=1e-12, err_msg=name)


def test_the_same_setting_gives_the_same_bits() -> None:
    rules = builders.rules(builders.profile())
    start = setting(long_market(), days_by_weekday()[4], 1)
    one, two = (simulation.simulate(rules, start, terms_of(rules), count=7) for _ in range(2))
    assert np.array_equal(one.wealth, two.wealth)


def test_the_scenario_key_is_the_published_text() -> None:
    rules = builders.rules(builders.profile())
    key = reference.rules.philox_key("balanced|1|2021-12-31|20260101|scenario")
    assert simulation.scenario_key(rules, np.datetime64("2021-12-31")) == key


def test_cash_alone_earns_the_assumed_rate() -> None:
    # nothing may be held: group caps of zero on every class
    closed = (("equity", 0.0), ("bonds", 0.0), ("real_estate", 0.0))
    profile = builders.profile(limits=Limits(0.5, 0.25, closed))
    rules = builders.rules(profile)
    start = setting(long_market(), days_by_weekday()[4], 1, start=(0.0,) * 4)
    free = simulation.Terms(rules.trading_costs)
    found = simulation.simulate(rules, start, free, count=2)
    days = np.concatenate([[start.as_of], bootstrap.horizon(start.as_of, 1).days])
    expected = np.prod(1 + RISK_FREE * np.diff(days).astype(int) / 365)
    assert found.wealth[-1] == pytest.approx([expected] * 2, abs=METHOD)
    assert (found.turnover == 0).all() and (found.drawdown == 0).all()


def test_the_first_purchase_costs_and_is_no_trading_cost_of_the_year() -> None:
    rules = builders.rules(builders.profile())
    start = setting(long_market(), days_by_weekday()[4], 1)
    # the purchase turns over 0.475; with this minimum no rebalance follows it
    dear, free = (
        simulation.simulate(rules, start, simulation.Terms(np.full(4, cost), 0.0, 0.47), count=3)
        for cost in (0.01, 0.0)
    )
    assert (dear.turnover == 0).all() and (dear.trading_cost == 0).all()
    assert (dear.wealth[0] == 1).all(), "the first point is before costs"
    days = np.concatenate([[start.as_of], bootstrap.horizon(start.as_of, 1).days])
    owed = 0.01 * sum(START) * np.prod(1 + RISK_FREE * np.diff(days).astype(int) / 365)
    assert dear.wealth[-1] == pytest.approx(free.wealth[-1] - owed, abs=METHOD)


# --- the wall ------------------------------------------------------------------------------------------

FORBIDDEN = (Backtest, SimulatedPast, ActualPast, NavPath)
MODULES = (bootstrap, paths, simulation, outcomes)


def types_in(annotation: object) -> set[object]:
    found = {annotation}
    for part in typing.get_args(annotation):
        found |= types_in(part)
    return found


def annotations_of(module: ModuleType) -> list[tuple[str, object]]:
    found = []
    for name, thing in vars(module).items():
        if getattr(thing, "__module__", None) == module.__name__ and callable(thing):
            hints = typing.get_type_hints(thing)
            found += [(f"{module.__name__}.{name}({part})", hint) for part, hint in hints.items()]
    return found


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__.split(".")[-1])
def test_no_scenario_function_takes_a_past_record(module: ModuleType) -> None:
    hints = annotations_of(module)
    assert hints
    for place, hint in hints:
        assert not types_in(hint) & set(FORBIDDEN), place
    held = {thing for thing in vars(module).values() if inspect.isclass(thing)}
    assert not held & set(FORBIDDEN), "not even by name"


def test_every_scenario_module_is_behind_the_wall() -> None:
    names = {f"{scenarios.__name__}.{part.name}" for part in pkgutil.iter_modules(scenarios.__path__)}
    assert names == {module.__name__ for module in MODULES}


def test_a_simulated_past_in_place_of_anything_raises() -> None:
    rules = builders.rules(builders.profile())
    start = setting(long_market(), days_by_weekday()[4], 1)
    values: Floats = np.array([100.0, 101.0])
    past = SimulatedPast(NavPath(np.array(["2021-01-01", "2021-01-04"], dtype="datetime64[D]"), values))
    with pytest.raises((AttributeError, TypeError)):
        simulation.simulate(rules, past, terms_of(rules), count=1)  # type: ignore[arg-type]
    for name in ("past", "returns"):
        parts = {part: getattr(start, part) for part in simulation.Setting.__slots__} | {name: past}
        with pytest.raises((AttributeError, TypeError)):
            simulation.simulate(rules, simulation.Setting(**parts), terms_of(rules), count=1)
    with pytest.raises((AttributeError, TypeError)):
        bootstrap.calibrated(past, np.zeros(4))  # type: ignore[arg-type]
