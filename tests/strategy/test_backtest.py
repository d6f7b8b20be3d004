"""Whole backtests against the reference, no look-ahead, and what must not matter."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from reporting.domain.errors import Refused, Unusable
from reporting.domain.fees import PerformanceFee
from reporting.domain.house import Sourced
from reporting.domain.market import Market
from reporting.domain.profile import (
    BlendMode,
    Limits,
    Profile,
    RiskBand,
    SignalWeights,
    TotalWeight,
)
from reporting.domain.units import Frequency
from reporting.strategy.backtest import Backtest, backtest, over_seeds
from reporting.strategy.current import current_allocation, decision_at, decisions_of
from reporting.strategy.decide import decide_market
from tests.inputs.builders import FREE
from tests.strategy import builders, reference
from tests.strategy.builders import METHOD
from tests.tolerances import EXACT

DIAGRAM: dict[str, Any] = {
    "blend": BlendMode.DIAGRAM,
    "weights": SignalWeights(0.3, 0.3, 0.2, 0.2),
    "lag": 5,
}
PROFILES: dict[str, Profile] = {
    "balanced": builders.profile(),
    "monthly, lag 5": builders.profile(schedule=Frequency.MONTHLY, lag=5),
    "diagram": builders.profile(**DIAGRAM),
    "risk row": builders.profile(risk_band=RiskBand(2, 3)),
    "risk row below the target": builders.profile(risk_band=RiskBand(1, 2)),
    "no risk row": builders.profile(risk_band=RiskBand(5, 7)),
    "groups": builders.profile(5, limits=Limits(0.5, 0.2, (("equity", 0.4), ("bonds", 0.3)))),
    "skip negative": builders.profile(limits=Limits(0.5, 0.5, skip_negative=True)),
    "min turnover": builders.profile(limits=Limits(0.5, 0.25, min_turnover=0.2)),
    "fixed": builders.profile(total_weight=TotalWeight(0.9, 1.1, "1", fixed=0.95)),
    "leverage": builders.profile(
        3, total_weight=TotalWeight(1.1, 1.3, "9"), leverage_allowed=True, leverage_spread=0.01
    ),
}


def compare(
    found: Backtest,
    known: Market,
    profile: Profile,
    facts: reference.Facts,
    charged: reference.PriceList | None = None,
) -> None:
    choices, book = reference.backtest(builders.plain_prices(known), profile, facts, charged)
    made = found.decisions
    assert builders.dates_of(made.days) == [builders.dates_of(known.sessions)[c.row] for c in choices]
    for name, expected in (
        ("signals", np.array([c.signals for c in choices]).transpose(2, 1, 0)),
        ("scores", np.array([c.scores for c in choices]).T),
        ("draw", np.array([c.draw for c in choices])),
        ("target", np.array([c.target for c in choices])),
        ("weights", np.array([c.weights for c in choices]).T),
    ):
        np.testing.assert_allclose(getattr(made, name), expected, rtol=0, atol=METHOD, err_msg=name)
    assert made.upper.tolist() == np.array([c.upper for c in choices]).T.tolist()
    volatility = np.array([[np.nan if v is None else v for v in c.volatilities] for c in choices]).T
    np.testing.assert_allclose(
        np.where(made.available, made.volatility, np.nan), volatility, rtol=0, atol=METHOD
    )
    record = found.record
    assert found.nav.values == pytest.approx(book.nav, abs=METHOD)
    assert record.cash[:, 0] == pytest.approx(np.array(book.cash) - np.array(book.accrued), abs=METHOD)
    assert record.custody[:, 0] == pytest.approx(book.custody, abs=METHOD)
    assert record.performance[:, 0] == pytest.approx(book.performance, abs=METHOD)
    assert np.flatnonzero(record.skipped[:, 0]).tolist() == [row - book.rows[0] for row in book.skipped]
    traded = [row - book.rows[0] for row in book.cost]
    assert record.costs[traded, 0] == pytest.approx(list(book.cost.values()), abs=METHOD)
    assert record.turnover[traded, 0] == pytest.approx(list(book.turnover.values()), abs=METHOD)


@pytest.mark.parametrize("name", PROFILES)
def test_a_backtest_equals_the_reference(name: str) -> None:
    profile = PROFILES[name]
    n = len(profile.universe)
    known = builders.market(20 + list(PROFILES).index(name), 520, n)
    found = backtest(builders.rules(profile), known)
    compare(found, known, profile, builders.plain_facts(n))
    if name.startswith("risk row"):
        risk = (found.decisions.volatility * found.decisions.weights).sum(axis=0)
        edge = reference.SRRI_EDGES[profile.risk_band.highest - 1] - 1e-6
        assert (risk <= edge + EXACT).all() and (risk > edge - EXACT).mean() > 0.3, "the row binds"


@pytest.mark.parametrize("high_water_mark", [True, False])
def test_what_the_price_list_charges_equals_the_reference(high_water_mark: bool) -> None:
    profile, known = builders.profile(), builders.market(37, 900)
    fee = PerformanceFee(0.2, 0.02, high_water_mark)
    schedule = replace(FREE, custody=0.002, performance=fee, fx_margin=0.003, vat=0.2)
    abroad = builders.instruments() | {"CCC": builders.instrument("CCC", currency=Sourced("EUR", True))}
    facts = builders.plain_facts(4)
    facts.trading_cost[2] += 0.003
    charged = reference.PriceList(0.0024, 0.24, 0.02, high_water_mark)
    found = backtest(builders.rules(profile, abroad, schedule), known)
    compare(found, known, profile, facts, charged)
    assert found.decisions.weights[2].max() > 0.2, "what is in another currency is traded"
    settled = np.flatnonzero(found.record.performance[:, 0])
    years = {day.astype(object).year for day in found.sessions[settled]}
    assert len(years) >= 2 and (found.record.performance < 0).any(), "a fee was due, and taken back"
    assert list(found.fees) == ["service_fee", "custody", "performance_fee"]


def test_late_listings_and_delistings_equal_the_reference() -> None:
    profile = builders.profile(5)
    known = builders.listed_from(builders.market(31, 640, 5), "AAA", 90)
    known = builders.listed_from(known, "BBB", 150)
    known = builders.delisted_after(known, "CCC", 500)
    known = builders.delisted_after(known, "EEE", 537)
    facts = builders.plain_facts(5)
    facts.last_date[2] = known.sessions[500].astype(object)
    facts.last_date[4] = known.sessions[537].astype(object)
    compare(backtest(builders.rules(profile), known), known, profile, facts)


def test_an_etf_delisted_on_every_day_of_a_week_becomes_cash() -> None:
    profile = builders.profile()
    base = builders.market(33, 330)
    for row in range(280, 286):
        known = builders.delisted_after(base, "CCC", row)
        facts = builders.plain_facts(4)
        facts.last_date[2] = known.sessions[row].astype(object)
        compare(backtest(builders.rules(profile), known), known, profile, facts)


def test_nothing_is_bought_of_an_etf_whose_last_session_is_the_first_decision() -> None:
    profile = builders.profile()
    base = builders.market(1, 330)
    row = base.index_of(backtest(builders.rules(profile), base).decisions.days[0])
    known = builders.delisted_after(base, "CCC", row)
    facts = builders.plain_facts(4)
    facts.last_date[2] = known.sessions[row].astype(object)
    found = backtest(builders.rules(profile), known)
    assert found.decisions.weights[2, 0] > 0, "it was still listed when the decision was taken"
    compare(found, known, profile, facts)


def test_an_own_trading_cost_replaces_that_of_the_instruments() -> None:
    profile = builders.profile()
    profile = replace(profile, fees=replace(profile.fees, trading_cost=0.003))
    facts = builders.plain_facts(4)
    facts.trading_cost = [0.003] * 4
    known = builders.market(35, 400)
    compare(backtest(builders.rules(profile), known), known, profile, facts)


# --- no look-ahead -----------------------------------------------------------------------------------

TABLES = ("signals", "scores", "volatility", "available", "upper", "draw", "target", "weights")


def assert_same_past(part: Backtest, whole: Backtest, before: np.datetime64) -> None:
    """Every decision of the whole before a date stands in the part, bit by bit, and the NAV with it."""
    days = whole.decisions.days[whole.decisions.days < before]
    assert len(days) >= 10
    assert np.array_equal(part.decisions.days[: len(days)], days)
    for name in TABLES:
        mine, theirs = getattr(part.decisions, name), getattr(whole.decisions, name)
        assert np.array_equal(mine[..., : len(days)], theirs[..., : len(days)], equal_nan=True), name
    rows = int((whole.sessions < before).sum())
    assert np.array_equal(part.nav.values[:rows], whole.nav.values[:rows])


@pytest.mark.parametrize("name", ["balanced", "monthly, lag 5", "groups", "risk row"])
def test_deleting_every_later_row_changes_no_past_decision(name: str) -> None:
    profile = PROFILES[name]
    rules = builders.rules(profile)
    known = builders.market(41, 640, len(profile.universe))
    whole = backtest(rules, known)
    for cut in (560, 571, 583, 599):
        day = known.sessions[cut]
        # the last week or month of the cut may be incomplete, so its decision is not known yet
        start = day - 31 if profile.schedule is Frequency.MONTHLY else day - 6
        assert_same_past(backtest(rules, known.until(day)), whole, start)


@pytest.mark.parametrize("name", ["balanced", "monthly, lag 5", "groups", "risk row"])
def test_false_later_rows_change_no_past_decision(name: str) -> None:
    profile = PROFILES[name]
    rules = builders.rules(profile)
    known = builders.market(43, 640, len(profile.universe))
    whole = backtest(rules, known)
    noise = np.random.Generator(np.random.Philox(key=1))
    for cut in (560, 583):
        closes, rates = known.closes.copy(), known.cash_rate.copy()
        closes[cut:] = noise.lognormal(3, 2, closes[cut:].shape)
        rates[cut:] = 9.0
        false = replace(known, closes=closes, cash_rate=rates)
        assert_same_past(backtest(rules, false), whole, known.sessions[cut])


def test_false_rows_after_the_end_change_no_past_decision() -> None:
    rules = builders.rules(builders.profile())
    known = builders.market(45, 560)
    more = builders.weekdays(str(known.sessions[-1] + 1), 90)
    noise = np.random.Generator(np.random.Philox(key=2))
    longer = replace(
        known,
        sessions=np.concatenate([known.sessions, more]),
        closes=np.concatenate([known.closes, noise.lognormal(3, 2, (90, 4))]),
        cash_rate=np.concatenate([known.cash_rate, np.full(90, -5.0)]),
    )
    assert_same_past(backtest(rules, longer), backtest(rules, known), known.sessions[-1] - 6)


def test_a_decision_is_taken_from_data_up_to_its_own_close_alone() -> None:
    rules = builders.rules(builders.profile())
    known = builders.market(47, 420)
    rows = np.arange(280, 420, 5)
    together = decide_market(rules, known, rows)
    for k, row in enumerate(rows):
        alone = decide_market(rules, known.until(known.sessions[row]), np.array([row]))
        for name in TABLES:
            mine, theirs = getattr(alone, name)[..., 0], getattr(together, name)[..., k]
            assert np.array_equal(mine, theirs, equal_nan=True), name


def test_a_longer_history_before_the_windows_changes_nothing() -> None:
    rules = builders.rules(builders.profile())
    known = builders.market(49, 1600)
    start = known.sessions[1400].astype(object)
    whole = backtest(rules, known, start)
    for cut in (1, 33, 90):
        short = replace(
            known,
            sessions=known.sessions[cut:],
            closes=known.closes[cut:],
            cash_rate=known.cash_rate[cut:],
        )
        part = backtest(rules, short, start)
        assert np.array_equal(part.nav.values, whole.nav.values)
        for name in TABLES:
            assert np.array_equal(getattr(part.decisions, name), getattr(whole.decisions, name)), name


def test_another_order_of_the_etfs_moves_the_weights_with_them() -> None:
    # the risk row leaves no ties here; where scores tie the order of the profile decides, by design
    profile = builders.profile(risk_band=RiskBand(3, 4))
    known = builders.market(50, 430)
    order = [2, 0, 3, 1]
    whole = backtest(builders.rules(profile), known)
    moved = replace(known, closes=known.closes[:, order], tickers=tuple(builders.TICKERS[i] for i in order))
    turned = replace(profile, universe=tuple(profile.universe[i] for i in order))
    found = backtest(builders.rules(turned), moved)
    np.testing.assert_allclose(found.decisions.weights, whole.decisions.weights[order], rtol=0, atol=METHOD)
    assert found.nav.values == pytest.approx(whole.nav.values, abs=METHOD)


# --- the first decision, other seeds, the current allocation -------------------------------------------


def test_the_first_decision_is_the_first_point_with_two_available_etfs() -> None:
    known = builders.market_of(builders.weekdays("2018-01-01", 400), builders.random_closes(1, 400, 3))
    known = builders.listed_from(known, "AAA", 30)
    known = builders.listed_from(known, "BBB", 40)  # Monday of the ninth week
    found = backtest(builders.rules(builders.profile(3)), known)
    first = np.datetime64("2018-01-01") + 7 * (6 + 53) - 3  # Friday of AAA's 53rd week
    assert found.decisions.days[0] == first
    assert found.sessions[0] == first + 3, "executed on the Monday after"
    assert found.nav.values[0] == 100.0


def test_from_moves_the_first_decision() -> None:
    known = builders.market(51, 500)
    rules = builders.rules(builders.profile())
    day = known.sessions[400]
    found = backtest(rules, known, day.astype(object))
    assert found.decisions.days[0] >= day
    assert found.decisions.days[0] - day < np.timedelta64(8, "D")


def test_no_executable_decision_is_a_refusal_in_words() -> None:
    with pytest.raises(Refused, match="252 sessions"):
        backtest(builders.rules(builders.profile()), builders.market(53, 200))


def test_other_seeds_are_the_same_backtest_with_the_seed_replaced() -> None:
    known = builders.market(55, 450)
    profile = builders.profile(risk_band=RiskBand(2, 4))
    base = backtest(builders.rules(profile), known)
    many = over_seeds(base.rules, known, base, ("1", "2", "x"))
    band = profile.total_weight
    variants = [replace(band, seed=seed) for seed in ("1", "2", "x")] + [replace(band, fixed=1.0)]
    for k, total in enumerate(variants):
        other = backtest(builders.rules(replace(profile, total_weight=total)), known)
        assert many.nav[:, k] == pytest.approx(other.nav.values, abs=EXACT * 100)
        assert many.costs[:, k] == pytest.approx(other.record.costs[:, 0], abs=EXACT)


def test_cash_without_a_rate_earns_nothing() -> None:
    known = builders.market(57, 380)
    bare = replace(known, cash_rate=np.full(380, np.nan))
    zero = replace(known, cash_rate=np.zeros(380))
    rules = builders.rules(builders.profile())
    assert np.array_equal(backtest(rules, bare).nav.values, backtest(rules, zero).nav.values)


def test_the_current_allocation_is_the_last_executed_decision_at_drifted_weights() -> None:
    profile = builders.profile(lag=5)
    known = builders.market(59, 420)
    found = backtest(builders.rules(profile), known)
    choices, book = reference.backtest(builders.plain_prices(known), profile, builders.plain_facts(4))
    for row in (330, 333, 371, 419):
        day = known.sessions[row].astype(object)
        allocation = current_allocation(found, day)
        place = book.rows.index(row)
        values = [book.units[place][i] * float(known.closes[row, i]) for i in range(4)]
        value = sum(values) + book.cash[place] - book.accrued[place]
        assert allocation.weights == pytest.approx([x / value for x in values], abs=METHOD)
        assert sum(allocation.weights) + allocation.cash == pytest.approx(1.0, abs=EXACT)
        executed = [c for c in choices if c.row + 5 <= row]
        assert np.datetime64(allocation.decision.as_of) == known.sessions[executed[-1].row]
        later = [c for c in choices if c.row <= row < c.row + 5]
        assert (allocation.pending is None) == (not later)
        if later:
            assert allocation.pending is not None
            assert np.datetime64(allocation.pending.as_of) == known.sessions[later[-1].row]


def test_of_several_pending_decisions_the_newest_is_named() -> None:
    """Executed eight sessions later, so that on most days two decisions wait."""
    known = builders.market(41, 420)
    found = backtest(builders.rules(builders.profile(lag=8)), known)
    waiting = [day for day in found.decisions.days[found.executions < 0]]
    assert len(waiting) >= 2
    pending = current_allocation(found, known.sessions[-1].astype(object)).pending
    assert pending is not None and pending.as_of == waiting[-1].astype(object)


def test_before_the_first_session_there_is_no_decision() -> None:
    known = builders.market(41, 420)
    day = (known.sessions[0] - 1).astype(object)
    with pytest.raises(Unusable, match=f"no session on or before {day}; the prices begin on"):
        decision_at(builders.rules(builders.profile()), known, day)


def test_before_the_first_execution_there_is_no_current_allocation() -> None:
    found = backtest(builders.rules(builders.profile()), builders.market(61, 330))
    with pytest.raises(Refused, match="later date"):
        current_allocation(found, (found.sessions[0] - 1).astype(object))


def test_the_decision_of_a_date_is_that_of_the_backtest() -> None:
    known = builders.market(63, 360)
    rules = builders.rules(builders.profile())
    listed = decisions_of(backtest(rules, known))
    for decision in listed[::4]:
        assert decision_at(rules, known, decision.as_of) == decision
    assert decision_at(rules, known, known.sessions[-1].astype(object)).execution_date is None
