"""The four signals: hand-made markets with known answers, and random ones against the reference."""

from __future__ import annotations

from datetime import date
from statistics import stdev

import numpy as np
import pytest

from reporting.domain.series import Floats
from reporting.strategy import signals
from reporting.strategy.decide import decide_market
from reporting.strategy.signals import relative_strength, season
from tests.strategy import builders, reference
from tests.strategy.builders import METHOD
from tests.tolerances import EXACT


def last_signals(closes: Floats) -> Floats:
    """Signals (4, n) on the last session of a market of weekdays without holidays."""
    known = builders.market_of(builders.weekdays("2018-01-01", len(closes)), closes)
    rules = builders.rules(builders.profile(closes.shape[1]))
    return decide_market(rules, known, np.array([len(closes) - 1])).signals[:, :, 0]


def growing(rates: list[float], count: int = 300) -> Floats:
    """Closes that grow by a constant rate a session."""
    closes: Floats = 40.0 * (1.0 + np.array(rates)) ** np.arange(count)[:, None]
    return closes


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("lag", [1, 5])
def test_signals_equal_the_reference_on_random_markets(seed: int, lag: int) -> None:
    known = builders.listed_from(builders.market(seed, 420), "BBB", 60 + 20 * seed)
    profile = builders.profile(lag=lag)
    rows = np.arange(285, 420, 9)
    found = decide_market(builders.rules(profile), known, rows).signals
    prices, facts = builders.plain_prices(known), builders.plain_facts(4)
    for k, row in enumerate(rows):
        expected = np.array(reference.signals(prices, profile, facts, int(row))).T
        np.testing.assert_allclose(found[:, :, k], expected, rtol=0, atol=METHOD)


def test_signals_stay_between_minus_one_and_one() -> None:
    known = builders.market(11, 500, n=8)
    found = decide_market(builders.rules(builders.profile(8)), known, np.arange(270, 500)).signals
    assert (np.abs(found) <= 1).all()
    assert (np.abs(found[:3]) == 1).any(axis=(1, 2)).all(), "every signal is clipped somewhere"


def test_equal_constant_growth_has_no_strength_a_full_trend_and_no_reversal() -> None:
    strength, trend, reversal, _ = last_signals(growing([0.0003] * 3))
    assert (strength == 0).all() and (reversal == 0).all()
    assert (trend == 1).all()


@pytest.mark.parametrize(("rate", "expected"), [(-0.0004, -1.0), (0.0, 0.0), (0.01, 1.0)])
def test_trend_without_volatility_is_the_sign_of_the_gap(rate: float, expected: float) -> None:
    assert last_signals(growing([rate, rate]))[1] == pytest.approx([expected] * 2, abs=0)


def test_the_deviation_from_running_sums_is_the_sample_deviation() -> None:
    values = np.array([0.01, -0.02, 0.005, 0.03])
    found = signals.deviation(values.sum(), (values**2).sum(), len(values))
    assert found == pytest.approx(stdev(values.tolist()), rel=EXACT)


def test_rounding_below_zero_is_no_deviation() -> None:
    # three times 0.1: the square of the sum over three is above the sum of the squares by one bit
    assert signals.deviation(np.float64(0.3), np.float64(0.029999999999999995), 3) == 0


def test_two_etfs_stand_half_a_point_on_either_side() -> None:
    strength = last_signals(growing([0.0002, 0.0007]))[0]
    assert strength == pytest.approx([-0.5, 0.5], abs=METHOD)


def test_three_evenly_spread_returns_stand_at_the_root_of_three_eighths() -> None:
    # z = (-1, 0, 1) / sqrt(2/3), half of it is sqrt(3/8)
    quarter = np.array([1.01, 1.02, 1.03])
    closes = growing(list(quarter ** (1 / 63) - 1))
    assert last_signals(closes)[0] == pytest.approx([-np.sqrt(3 / 8), 0, np.sqrt(3 / 8)], abs=METHOD)


def test_an_outlier_among_eight_is_clipped() -> None:
    # its z-score is sqrt(7) = 2.65, half of it above 1; the others are at -1/sqrt(7), halved
    strength = last_signals(growing([0.0] * 7 + [0.001]))[0]
    assert strength == pytest.approx([-0.5 / np.sqrt(7)] * 7 + [1.0], abs=METHOD)


def test_strength_needs_two_available_etfs() -> None:
    momentum = np.array([[0.1], [0.3], [np.nan]])
    assert (relative_strength(momentum, np.array([[True], [False], [False]])) == 0).all()
    assert (relative_strength(momentum, np.zeros((3, 1), dtype=bool)) == 0).all()


def test_trend_by_hand_on_a_step() -> None:
    # flat, one rise of 1 % 120 sessions ago: SMA_50 = 1.01, SMA_200 = 1 + 0.01 * 120/200,
    # one of 200 log returns is log 1.01: sample deviation = log 1.01 * sqrt(1/200)
    closes = np.ones((300, 2))
    closes[-120:] = 1.01
    annual = np.log(1.01) * np.sqrt(1 / 200) * np.sqrt(252)
    expected = (1.01 / 1.006 - 1) / (0.5 * annual)
    assert last_signals(closes)[1] == pytest.approx([expected] * 2, abs=METHOD)
    assert 0 < expected < 1, "the case is not clipped"


@pytest.mark.parametrize("jump", [0.02, -0.02])
def test_a_sudden_fall_scores_high_and_a_sudden_rise_low(jump: float) -> None:
    closes = np.ones((300, 2))
    closes[-1] = 1 + jump
    # x_d = jump, the other 125 values 0: z = (125/126) * sqrt(126) = 11.1, clipped
    assert last_signals(closes)[2] == pytest.approx([-np.sign(jump)] * 2, abs=0)


def test_reversal_by_hand_when_half_of_the_window_moves() -> None:
    # 5-session returns of a series that jumps by 10 % every tenth session: half are 0.1, half are 0
    closes = 1.1 ** ((np.arange(300)[:, None] + 1) // 10 * np.ones(2))
    x = closes[-126:] / closes[-131:-5] - 1
    count = int(np.round(x[:, 0] / 0.1).sum())
    share = count / 126
    deviation = 0.1 * np.sqrt(126 * share * (1 - share) / 125)
    expected = -(round(float(x[-1, 0]), 9) - 0.1 * share) / deviation / 2
    assert last_signals(closes)[2] == pytest.approx([expected] * 2, abs=METHOD)
    assert 0 < abs(expected) < 1


@pytest.mark.parametrize(
    ("decision", "lag", "expected"),
    [
        ("2021-12-31", 1, 1.0),  # Monday 3 January: first weekday of the month, winter
        ("2020-12-31", 1, 1.0),  # 1 January is a weekday: no holidays
        ("2021-12-30", 1, 1.0),  # 31 December, last weekday
        ("2021-12-29", 1, 0.5),  # 30 December
        ("2021-05-28", 1, 0.0),  # Monday 31 May: last weekday, summer
        ("2021-05-27", 1, -0.5),  # Friday 28 May is not the last weekday
        ("2021-06-02", 1, 0.0),  # 3 June, third weekday
        ("2021-06-03", 1, -0.5),  # 4 June, fourth weekday
        ("2021-04-29", 1, 1.0),  # Friday 30 April, still winter
        ("2021-04-30", 1, 0.0),  # Monday 3 May: first weekday, summer
        ("2021-10-25", 5, 1.0),  # Monday 1 November: a week ahead, winter begins
        ("2021-10-22", 5, 0.0),  # Friday 29 October: last weekday of October, summer
        ("2021-10-21", 5, -0.5),
    ],
)
def test_seasons_by_hand(decision: str, lag: int, expected: float) -> None:
    assert season(np.array([decision], dtype="datetime64[D]"), lag)[0] == expected


def test_seasons_of_ten_years_equal_the_reference() -> None:
    days = builders.weekdays("2012-01-02", 2600)
    for lag in (1, 5):
        expected = [reference.calendar(day, lag, 1.0) for day in builders.dates_of(days)]
        assert season(days, lag).tolist() == expected


def test_the_calendar_signal_scales_with_the_exposure_of_the_instrument() -> None:
    found = signals.calendar(np.array([1.0, 0.5, 0.0]), np.array([1.0, -0.5]), np.ones((3, 2), dtype=bool))
    assert found.tolist() == [[1.0, -0.5], [0.5, -0.25], [0.0, 0.0]]


def test_an_etf_that_is_not_available_has_no_signal_and_does_not_move_the_others() -> None:
    known = builders.market(3, 400)
    young = builders.listed_from(known, "DDD", 300)
    row = np.array([399])
    four = decide_market(builders.rules(builders.profile()), young, row)
    three = decide_market(
        builders.rules(builders.profile(3)),
        builders.market_of(known.sessions, known.closes[:, :3], known.cash_rate),
        row,
    )
    assert (four.signals[:, 3] == 0).all()
    np.testing.assert_allclose(four.signals[:, :3], three.signals, rtol=0, atol=METHOD)


def test_the_reference_agrees_with_dates_known_by_heart() -> None:
    assert reference.after_weekdays(date(2021, 12, 31), 1) == date(2022, 1, 3)
    assert reference.calendar(date(2021, 12, 31), 1, 1.0) == 1.0
    assert reference.is_last_weekday_of_month(date(2021, 7, 30))
