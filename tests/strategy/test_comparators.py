"""Strategic mix, benchmark and cash: from 100 on the first execution date, with costs, without fees."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from reporting.domain.errors import Refused
from reporting.domain.market import Market
from reporting.domain.profile import Benchmark, Holding
from reporting.strategy import comparators
from reporting.strategy.backtest import Backtest, backtest
from tests.strategy import builders, reference
from tests.strategy.builders import METHOD
from tests.tolerances import EXACT

MIX = (0.3, 0.2, 0.4, 0.1)
UNIVERSE = tuple(Holding(ticker, share) for ticker, share in zip(builders.TICKERS, MIX, strict=False))


def simulated(known: Market, benchmark: Benchmark | None = None) -> Backtest:
    profile = builders.profile(universe=UNIVERSE, benchmark=benchmark or Benchmark())
    return backtest(builders.rules(profile), known)


def execution_rows(found: Backtest, known: Market) -> list[int]:
    first = known.index_of(found.sessions[0])
    return [first + int(row) for row in found.executions if row >= 0]


@pytest.mark.parametrize("seed", range(3))
def test_the_strategic_mix_equals_the_reference(seed: int) -> None:
    known = builders.listed_from(builders.market(80 + seed, 480), "BBB", 330 + seed)
    found = simulated(known)
    prices, facts = builders.plain_prices(known), builders.plain_facts(4)
    orders = reference.strategic_orders(prices, facts, list(MIX), execution_rows(found, known))
    mix = comparators.strategic_mix(found, known)
    assert mix.values == pytest.approx(reference.execute(prices, facts, orders, fee=0.0).nav, abs=METHOD)
    assert (mix.dates == found.nav.dates).all()


def test_the_share_of_an_unlisted_etf_goes_pro_rata_to_the_others() -> None:
    known = builders.market(83, 400)
    young = builders.listed_from(known, "BBB", 390)
    found = simulated(young)
    rows = execution_rows(found, young)
    prices, facts = builders.plain_prices(young), builders.plain_facts(4)
    orders = reference.strategic_orders(prices, facts, list(MIX), rows)
    assert orders[rows[0]] == pytest.approx([0.375, 0.0, 0.5, 0.125], abs=EXACT)
    # on the first day the others are bought for 100: what they earn until the next day is the mix's return
    first = rows[0]
    growth = young.closes[first + 1, [0, 2, 3]] / young.closes[first, [0, 2, 3]]
    costs = 100 * np.array([0.375, 0.5, 0.125]) @ np.array(builders.COSTS)[[0, 2, 3]]
    days = (young.sessions[first + 1] - young.sessions[first]).astype(int)
    owed = costs * (1 + young.cash_rate[first] * days / 365)
    expected = 100 * np.array([0.375, 0.5, 0.125]) @ growth - owed
    assert comparators.strategic_mix(found, young).values[1] == pytest.approx(expected, abs=METHOD)


def test_a_delisted_etf_leaves_the_mix_on_its_last_session() -> None:
    base = builders.market(82, 400)
    rows = execution_rows(simulated(base), base)
    for last in (rows[2] - 1, rows[2], rows[2] + 1):
        known = builders.delisted_after(base, "CCC", last)
        found = simulated(known)
        facts = builders.plain_facts(4)
        facts.last_date[2] = known.sessions[last].astype(object)
        prices = builders.plain_prices(known)
        orders = reference.strategic_orders(prices, facts, list(MIX), execution_rows(found, known))
        expected = reference.execute(prices, facts, orders, fee=0.0).nav
        assert comparators.strategic_mix(found, known).values == pytest.approx(expected, abs=METHOD)


def test_a_benchmark_without_a_price_is_refused_in_words() -> None:
    late = np.where(np.arange(400) < 350, np.nan, 10.0)
    known = replace(builders.market(84, 400), others={"EEE": late})
    with pytest.raises(
        Refused, match=r"of EEE, .*, nothing has a price on \d{4}-\d\d-\d\d; give its prices from then on"
    ):
        comparators.benchmark(simulated(known, Benchmark((("EEE", 1.0),))), known)


def test_a_single_benchmark_is_bought_and_held() -> None:
    other = builders.random_closes(9, 400, 1)[:, 0]
    known = replace(builders.market(84, 400), others={"EEE": other}, cash_rate=np.zeros(400))
    found = simulated(known, Benchmark((("EEE", 1.0),)))
    first = known.index_of(found.sessions[0])
    # units for 100; the cost of 0.05 % stays as negative cash
    expected = 100 * other[first:] / other[first] - 100 * builders.COSTS[4]
    expected[0] = 100.0
    assert comparators.benchmark(found, known).values == pytest.approx(expected, abs=METHOD)


def test_a_mixed_benchmark_is_rebalanced_at_month_ends() -> None:
    known = replace(builders.market(85, 480), others={"EEE": builders.random_closes(10, 480, 1)[:, 0]})
    found = simulated(known, Benchmark((("AAA", 0.6), ("EEE", 0.4))))
    first = known.index_of(found.sessions[0])
    closes = np.column_stack([known.closes[:, 0], known.others["EEE"]])
    pair = builders.market_of(known.sessions, closes, known.cash_rate)
    facts = reference.Facts(["equity"] * 2, [0.0] * 2, [builders.COSTS[0], builders.COSTS[4]], [None] * 2)
    prices = builders.plain_prices(pair)
    ends = reference.monthly_points(prices.days, len(prices.days) - 1)
    orders = {row: [0.6, 0.4] for row in [first, *(row for row in ends if row > first)]}
    expected = reference.execute(prices, facts, orders, fee=0.0).nav
    assert comparators.benchmark(found, known).values == pytest.approx(expected, abs=METHOD)


def test_without_weights_the_benchmark_is_the_strategic_mix() -> None:
    known = builders.market(86, 400)
    found = simulated(known)
    mix = comparators.strategic_mix(found, known)
    assert np.array_equal(comparators.benchmark(found, known).values, mix.values)


def test_cash_compounds_the_rate_of_the_day_before() -> None:
    known = builders.market(87, 400)
    found = simulated(known)
    first = known.index_of(found.sessions[0])
    value, expected = 100.0, [100.0]
    for row in range(first + 1, 400):
        days = (known.sessions[row] - known.sessions[row - 1]).astype(int)
        value *= 1 + known.cash_rate[row - 1] * days / 365
        expected.append(value)
    cash = comparators.cash(found, known)
    assert cash is not None
    assert cash.values == pytest.approx(expected, abs=METHOD)


def test_without_rates_there_is_no_cash_comparator() -> None:
    known = replace(builders.market(88, 400), cash_rate=np.full(400, np.nan))
    assert comparators.cash(simulated(known), known) is None


def test_comparators_pay_no_service_fee() -> None:
    known = builders.market(89, 420)
    profile = builders.profile(universe=UNIVERSE)
    free = replace(profile, fees=replace(profile.fees, service=0.0))
    dear, cheap = (backtest(builders.rules(p), known) for p in (profile, free))
    assert dear.nav.values[-1] < cheap.nav.values[-1]
    pair = [comparators.strategic_mix(found, known).values for found in (dear, cheap)]
    assert np.array_equal(*pair)


def test_tickers_beyond_the_universe_are_named_once() -> None:
    benchmark = Benchmark((("AAA", 0.5), ("EEE", 0.5)), orientation="EEE")
    profile = builders.profile(benchmark=benchmark)
    assert comparators.benchmark_tickers(profile) == ("EEE",)
    assert comparators.benchmark_tickers(builders.profile()) == ()
