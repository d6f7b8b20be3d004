"""Availability, weekly volatility and the windows: what enters, and what must not."""

from __future__ import annotations

import numpy as np
import pytest

from reporting.domain.profile import SignalWindows
from reporting.domain.series import Dates, Floats
from reporting.strategy.decide import decide_market
from reporting.strategy.windows import availability, statistics, weekly_volatility
from tests.strategy import builders, reference
from tests.strategy.builders import METHOD
from tests.tolerances import EXACT


def first_available(days: Dates, closes: Floats) -> int:
    ready = availability(days, closes, np.arange(len(days)))[0]
    assert (np.diff(ready.astype(int)) >= 0).all(), "once available, always available"
    return int(np.argmax(ready))


def test_five_day_weeks_are_available_on_the_friday_of_week_53() -> None:
    days = builders.weekdays("2018-01-01", 400)  # a Monday
    assert first_available(days, np.ones((400, 1))) == 53 * 5 - 1


def test_four_day_weeks_are_available_at_session_252() -> None:
    days = builders.weekdays("2018-01-01", 500)
    days = days[np.arange(500) % 5 != 4]  # no Fridays: 252 sessions take 63 weeks
    assert first_available(days, np.ones((400, 1))) == 251


def test_a_week_that_ends_without_a_friday_session_counts_from_the_next_week_on() -> None:
    days = builders.weekdays("2018-01-01", 400)
    kept = np.delete(np.arange(400), 53 * 5 - 1)  # the Friday of week 53 is a holiday
    assert first_available(days[kept], np.ones((399, 1))) == 53 * 5 - 1  # Monday of week 54


@pytest.mark.parametrize("seed", range(3))
def test_availability_and_volatility_equal_the_reference(seed: int) -> None:
    known = builders.listed_from(builders.market(seed, 700), "CCC", 120)
    known = builders.delisted_after(known, "DDD", 640)
    prices = builders.plain_prices(known)
    rows = np.concatenate([np.arange(240, 285), np.arange(370, 400), np.arange(600, 700, 7)])
    ready = availability(known.sessions, known.closes, rows)
    volatility = weekly_volatility(known.sessions, known.closes, rows)
    for k, row in enumerate(rows):
        for i in range(4):
            assert ready[i, k] == reference.available(prices, i, int(row))
            if ready[i, k]:
                expected = reference.volatility(prices, i, int(row))
                assert volatility[i, k] == pytest.approx(expected, abs=METHOD)


def weekly(returns: Floats, start: str = "2010-01-04") -> tuple[Dates, Floats]:
    """Five-day weeks in which only Fridays move, by the given returns."""
    days = builders.weekdays(start, 5 * len(returns))
    daily = np.ones(len(days))
    daily[4::5] = 1.0 + returns
    return days, np.cumprod(daily)[:, None]


def test_alternating_weeks_have_the_volatility_of_a_coin() -> None:
    days, closes = weekly(0.01 * (-1.0) ** np.arange(301))
    volatility = weekly_volatility(days, closes, np.array([len(days) - 1]))
    # 260 returns of +-1 %: sample deviation 0.01 * sqrt(260 / 259)
    assert volatility[0, 0] == pytest.approx(0.01 * np.sqrt(260 / 259) * np.sqrt(52), abs=METHOD)


def test_a_shock_leaves_the_volatility_after_260_weeks() -> None:
    returns = 0.001 * (-1.0) ** np.arange(330)
    returns[30] = 0.5
    days, closes = weekly(returns)
    fridays = np.arange(4, len(days), 5)
    volatility = weekly_volatility(days, closes, fridays)[0]
    assert volatility[30 + 259] > 0.2
    assert volatility[30 + 260] < 0.01


def test_the_running_week_enters_no_volatility() -> None:
    days, closes = weekly(0.01 * (-1.0) ** np.arange(60))
    wild = closes.copy()
    wild[-4:] *= 3.0  # Tuesday to Friday of the last week
    for back in (1, 2, 3):  # Thursday, Wednesday, Tuesday
        row = np.array([len(days) - 1 - back])
        assert weekly_volatility(days, wild, row) == weekly_volatility(days, closes, row)
    friday = np.array([len(days) - 1])
    assert weekly_volatility(days, wild, friday) > 5 * weekly_volatility(days, closes, friday)


def test_a_longer_history_before_the_windows_moves_no_bit() -> None:
    known = builders.market(5, 1700)
    rows = np.arange(1400, 1700, 3)  # 261 weeks of about 4.85 sessions are behind each
    long = statistics(known.sessions, known.closes, rows, SignalWindows())
    for cut in (1, 37, 100):
        short = statistics(known.sessions[cut:], known.closes[cut:], rows - cut, SignalWindows())
        for name in long.__slots__:
            assert np.array_equal(getattr(long, name), getattr(short, name)), name


def test_another_etf_changes_no_statistic() -> None:
    # numpy adds one column in another order than several: the last bits may differ
    known = builders.market(6, 600, n=5)
    rows = np.arange(300, 600, 7)
    wide = statistics(known.sessions, known.closes, rows, SignalWindows())
    for n in (1, 2, 4):
        narrow = statistics(known.sessions, known.closes[:, :n], rows, SignalWindows())
        for name in narrow.__slots__:
            np.testing.assert_allclose(getattr(wide, name)[:n], getattr(narrow, name), rtol=EXACT, atol=EXACT)


def test_the_momentum_of_the_first_session_with_a_whole_window_is_known() -> None:
    known = builders.market(8, 80)
    before, first = statistics(known.sessions, known.closes, np.array([62, 63]), SignalWindows()).momentum.T
    assert np.isnan(before).all()
    assert first == pytest.approx(known.closes[63] / known.closes[0] - 1, abs=EXACT)


def test_shorter_windows_are_respected() -> None:
    windows = SignalWindows(21, 10, 60, 3, 40)
    known = builders.market(8, 400)
    profile = builders.profile(windows=windows)
    prices, facts = builders.plain_prices(known), builders.plain_facts(4)
    rows = np.arange(300, 400, 11)
    found = decide_market(builders.rules(profile), known, rows).signals
    for k, row in enumerate(rows):
        expected = np.array(reference.signals(prices, profile, facts, int(row))).T
        np.testing.assert_allclose(found[:, :, k], expected, rtol=0, atol=METHOD)


def test_the_short_term_return_of_a_step_is_the_step() -> None:
    known = builders.market(8, 400, n=1)
    closes = np.full_like(known.closes, 100.0)
    closes[-3:] = 110.0  # inside the last five sessions, so one step of five holds all of it
    found = statistics(known.sessions, closes, np.array([399]), SignalWindows())
    assert found.reversal[0, 0] == pytest.approx(0.1, rel=EXACT)
    assert found.reversal_mean[0, 0] == pytest.approx(0.1 * 3 / SignalWindows().reversal_window, rel=EXACT)
