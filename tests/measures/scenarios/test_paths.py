"""Simulated prices and their statistics: the shared sums equal the plain windows on every path."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from reporting.domain.profile import SignalWindows
from reporting.domain.units import Frequency
from reporting.measures.scenarios import bootstrap, paths
from reporting.measures.scenarios.simulation import scenario_key
from reporting.strategy import windows
from tests.measures.scenarios import reference
from tests.measures.scenarios.settings import ASSUMPTIONS, RISK_FREE, days_by_weekday, long_market, setting
from tests.strategy import builders
from tests.strategy.builders import METHOD

COUNT = 5


def simulated(as_of: np.datetime64, years: int, schedule: Frequency) -> tuple[paths.Plan, np.ndarray, int]:
    """The plan, the closes (h + T, n * P) and the length of the past."""
    start = setting(long_market(), as_of, years)
    table = bootstrap.calibrated(start.returns, start.assumptions)
    horizon = bootstrap.horizon(as_of, years)
    key = scenario_key(builders.rules(builders.profile()), as_of)
    sources = bootstrap.source_weeks(key, range(COUNT), horizon.weeks, len(table))
    growth = paths.growth_paths(table, horizon.place, horizon.week, sources)
    plan = paths.plan(start.past, horizon.days, schedule)
    return plan, paths.price_paths(start.past, growth), len(start.past.sessions)


@pytest.mark.parametrize("schedule", [Frequency.WEEKLY, Frequency.MONTHLY])
@pytest.mark.parametrize("place", [1, 3, 4])
def test_statistics_of_paths_equal_those_of_the_plain_windows(place: int, schedule: Frequency) -> None:
    plan, closes, _ = simulated(days_by_weekday()[place], 2, schedule)
    for spans in (SignalWindows(), SignalWindows(21, 9, 61, 3, 44)):
        found = paths.statistics(closes, plan, spans, 4)
        for k in range(COUNT):
            alone = closes.reshape(len(closes), 4, COUNT)[:, :, k]
            expected = windows.statistics(plan.joined, alone, plan.rows, spans)
            assert expected.available.all() and found.available.all()
            for name in expected.__slots__:
                mine = getattr(found, name).reshape(4, -1, COUNT)[:, :, k]
                np.testing.assert_allclose(mine, getattr(expected, name), rtol=0, atol=METHOD, err_msg=name)


def test_statistics_of_paths_after_a_short_history_equal_those_of_the_plain_windows() -> None:
    """80 weeks of past: the volatility of a decision has fewer than 260 weeks, and all of them count."""
    as_of = days_by_weekday()[2]
    start = setting(long_market(), as_of, 1)
    past = paths.Past(start.past.sessions[-400:], start.past.closes[-400:])
    table = bootstrap.calibrated(start.returns, start.assumptions)
    horizon = bootstrap.horizon(as_of, 1)
    sources = bootstrap.source_weeks(1, range(COUNT), horizon.weeks, len(table))
    plan = paths.plan(past, horizon.days, Frequency.WEEKLY)
    closes = paths.price_paths(past, paths.growth_paths(table, horizon.place, horizon.week, sources))
    found = paths.statistics(closes, plan, SignalWindows(), 4).volatility
    for k in range(COUNT):
        alone = closes.reshape(len(closes), 4, COUNT)[:, :, k]
        expected = windows.statistics(plan.joined, alone, plan.rows, SignalWindows()).volatility
        np.testing.assert_allclose(found.reshape(4, -1, COUNT)[:, :, k], expected, rtol=0, atol=METHOD)


@pytest.mark.parametrize("place", range(5))
def test_prices_of_a_path_equal_the_reference(place: int) -> None:
    known, as_of = long_market(), days_by_weekday()[place]
    plan, closes, past = simulated(as_of, 1, Frequency.WEEKLY)
    prices, row = builders.plain_prices(known), known.index_of(as_of)
    for k in (0, COUNT - 1):
        table, anchor = reference.path_prices(
            prices, builders.profile(), row, list(ASSUMPTIONS), RISK_FREE, 1, k
        )
        assert builders.dates_of(plan.joined) == table.days
        assert anchor == past - 1
        alone = closes.reshape(len(closes), 4, COUNT)[:, :, k]
        np.testing.assert_allclose(alone, table.closes, rtol=1e-11)


def test_decisions_fall_on_the_points_after_the_as_of_date() -> None:
    for place, as_of in enumerate(days_by_weekday()):
        plan, _, past = simulated(as_of, 1, Frequency.WEEKLY)
        days = plan.joined[plan.rows]
        friday = as_of + (4 - place if place < 4 else 7)
        assert days[0] == friday and (np.diff(days).astype(int) == 7).all()
        assert plan.rows.min() >= past
        monthly, _, _ = simulated(as_of, 1, Frequency.MONTHLY)
        ends = monthly.joined[monthly.rows].astype("datetime64[M]")
        assert (np.diff(ends).astype(int) == 1).all() and len(ends) in (11, 12, 13)


def test_the_past_is_261_completed_weeks_and_the_running_one() -> None:
    known = long_market()
    for as_of in days_by_weekday():
        part = known.until(as_of)
        past = paths.past_of(part.sessions, part.closes)
        mondays = {reference.rules.monday(day) for day in builders.dates_of(past.sessions)}
        complete = as_of.astype(object).weekday() == 4
        assert len(mondays) == (261 if complete else 262)
        assert past.sessions[-1] == as_of


def test_a_younger_market_gives_all_it_has() -> None:
    known = builders.market(3, 900)
    assert len(paths.past_of(known.sessions, known.closes).sessions) == 900


def test_each_path_starts_at_the_last_actual_price() -> None:
    as_of = days_by_weekday()[2]
    _, closes, past = simulated(as_of, 1, Frequency.WEEKLY)
    known = long_market()
    last = closes[past - 1].reshape(4, COUNT)
    assert (last == known.closes[known.index_of(as_of)][:, None]).all()


def test_the_history_before_the_past_changes_no_statistic() -> None:
    known = long_market()
    as_of = days_by_weekday()[4]
    other = known.closes.copy()
    start = setting(known, as_of, 1)
    before = known.index_of(start.past.sessions[0])
    other[:before] = 1.0
    again = paths.past_of(known.until(as_of).sessions, replace(known, closes=other).until(as_of).closes)
    assert np.array_equal(again.closes, start.past.closes)
