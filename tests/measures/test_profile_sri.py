"""The summary risk indicator of a profile and of a single record."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from math import ceil, log, sqrt

import numpy as np
import pytest

from reporting.domain.market import Market
from reporting.domain.series import ActualPast, Floats, NavPath
from reporting.domain.units import Frequency
from reporting.measures.five_years import five_year_log_returns
from reporting.measures.risk_class import Basis
from reporting.measures.sample import NotAvailable
from reporting.measures.sri import Sri, profile_sri, record_sri
from tests.measures.samples import fat_tailed, nav_of, weekdays
from tests.tolerances import EXACT

DAY = date(2021, 12, 31)
MIX, ALL_A, ALL_B = np.array([0.5, 0.5]), np.array([1.0, 0.0]), np.array([0.0, 1.0])


def market(*scales: float, count: int = 1400) -> Market:
    """ETFs A, B, ... of rising volatility on weekdays, without cash rates."""
    columns = [100 * np.cumprod(1 + fat_tailed(seed, count, scale)) for seed, scale in enumerate(scales, 1)]
    sessions = weekdays("2016-08-01", count)
    names = tuple("ABCDEF"[: len(columns)])
    return Market("USD", sessions, names, np.column_stack(columns), np.full(count, np.nan), {}, (), (), True)


def known(result: Sri | NotAvailable) -> Sri:
    assert isinstance(result, Sri), result
    return result


def by_hand(logs: Floats, years: int) -> float:
    """Value-at-risk equivalent volatility written out from the regulation's text."""
    count = len(logs)
    periods = ceil(count / 5 * years)
    mean = sum(logs) / count
    m2, m3, m4 = (sum((one - mean) ** power for one in logs) / count for power in (2, 3, 4))
    sigma = sqrt(m2)
    skew, kurtosis = m3 / sigma**3, m4 / sigma**4 - 3
    var = (
        sigma
        * sqrt(periods)
        * (-1.96 + 0.474 * skew / sqrt(periods) - 0.0687 * kurtosis / periods + 0.146 * skew**2 / periods)
        - 0.5 * sigma**2 * periods
    )
    return (sqrt(3.842 - 2 * var) - 1.96) / sqrt(years)


def test_the_higher_of_mix_and_target_decides() -> None:
    two = market(0.004, 0.02)
    calm, wild = known(profile_sri(two, ALL_A, ALL_A, 5, DAY)), known(profile_sri(two, ALL_A, ALL_B, 5, DAY))
    assert (calm.basis, wild.basis) == (Basis.STRATEGIC_MIX, Basis.CURRENT_TARGET)
    assert wild.volatility == max(wild.candidates.values()) > calm.volatility
    assert wild.value == wild.market > calm.value
    assert known(profile_sri(two, ALL_B, ALL_A, 5, DAY)).volatility == wild.volatility


def test_the_volatility_is_that_of_the_regulation_for_five_years_of_daily_returns() -> None:
    two = market(0.004, 0.02)
    found = known(profile_sri(two, MIX, MIX, 5, DAY))
    start = np.datetime64(f"{two.sessions[-1].item().year - 5}{str(two.sessions[-1])[4:]}")
    closes = two.closes[np.searchsorted(two.sessions, start, side="right") - 1 :]
    logs = np.array([log(1 + ((b / a - 1) @ MIX)) for a, b in zip(closes[:-1], closes[1:], strict=True)])
    assert found.count == len(logs)
    assert found.periods == len(logs), "five years of five"
    assert found.volatility == pytest.approx(by_hand(logs, 5), rel=1e-10)  # sums of fourth powers
    assert (found.credit, found.years, found.proxied) == (1, 5, ())


def test_cash_without_a_rate_lowers_the_volatility_and_is_no_hole() -> None:
    one = market(0.02)
    whole, half = (known(profile_sri(one, np.array([w]), np.array([w]), 5, DAY)) for w in (1.0, 0.5))
    assert half.volatility == pytest.approx(whole.volatility / 2, rel=0.03)  # skewness changes it a little


def test_under_five_years_there_is_none_unless_a_proxy_stands_in() -> None:
    two = market(0.004, 0.02)
    closes = two.closes.copy()
    closes[:300, 0] = np.nan
    young = replace(two, closes=closes)
    assert profile_sri(young, MIX, MIX, 5, DAY) == NotAvailable("needs_price")
    assert known(profile_sri(young, ALL_B, ALL_B, 5, DAY)).proxied == ()
    named = known(profile_sri(young, MIX, MIX, 5, DAY, {"A": "B"}))
    assert named.proxied == ("A",)
    short = market(0.01, count=1200)
    assert profile_sri(short, np.ones(1), np.ones(1), 5, DAY) == NotAvailable("under_five_years")


def test_a_proxy_before_the_five_years_is_not_named() -> None:
    two = market(0.004, 0.02)
    first = len(two.sessions) - 1 - known(profile_sri(two, MIX, MIX, 5, DAY)).count
    for gone, named in ((20, ()), (first, ()), (first + 1, ("A",))):
        closes = two.closes.copy()
        closes[:gone, 0] = np.nan
        assert known(profile_sri(replace(two, closes=closes), MIX, MIX, 5, DAY, {"A": "B"})).proxied == named


def test_a_live_record_counts_from_five_years_upward() -> None:
    one = market(0.004)
    wild = fat_tailed(9, 1400, 0.02)
    long = ActualPast(nav_of(wild, "2016-08-01"))
    short = ActualPast(nav_of(wild[:800], "2019-01-01"))
    assert known(profile_sri(one, np.ones(1), np.ones(1), 5, DAY, live=long)).basis is Basis.LIVE
    assert Basis.LIVE not in known(profile_sri(one, np.ones(1), np.ones(1), 5, DAY, live=short)).candidates


def months(count: int) -> NavPath:
    """A value at the end of each month, alternating, the last one on 2021-12-31."""
    ends = (np.datetime64("2022-01") - np.arange(count)[::-1]).astype("datetime64[D]") - 1
    return NavPath(ends, np.where(np.arange(count) % 2 == 0, 100.0, 104.0))


def test_monthly_data_alone_lift_the_class_of_a_record_by_one() -> None:
    monthly = known(record_sri(ActualPast(months(61)), Frequency.MONTHLY, 5, DAY))
    assert (monthly.count, monthly.periods) == (60, 60)
    assert monthly.volatility == pytest.approx(log(1.04) * sqrt(12), rel=0.03)
    assert (monthly.market, monthly.value) == (5, 5), "0.136 is class 4 before the step"
    assert record_sri(ActualPast(months(60)), Frequency.MONTHLY, 5, DAY) == NotAvailable("under_five_years")


def test_the_sample_is_five_years_of_completed_points() -> None:
    daily = nav_of(fat_tailed(1, 1500), "2016-01-01")
    logs = five_year_log_returns(daily, Frequency.DAILY)
    assert isinstance(logs, np.ndarray)
    assert np.exp(logs.sum()) == pytest.approx(daily.values[-1] / daily.values[-len(logs) - 1], rel=EXACT)
    assert 1300 < len(logs) < 1310, "about 261 weekdays a year"
    weekly = five_year_log_returns(daily, Frequency.WEEKLY)
    assert isinstance(weekly, np.ndarray) and len(weekly) == 260
    assert five_year_log_returns(months(60), Frequency.MONTHLY) == NotAvailable("under_five_years")


def test_the_daily_sample_begins_with_the_value_five_years_before_the_last() -> None:
    """Friday 2016-08-12 to Thursday 2021-08-12: the first day counts, one day later is too late."""
    days = weekdays("2016-08-12", 1305)
    assert str(days[-1]) == "2021-08-12"
    nav = NavPath(days, 100 * np.cumprod(np.append(1, 1 + fat_tailed(2, 1304))))
    whole = five_year_log_returns(nav, Frequency.DAILY)
    assert isinstance(whole, np.ndarray) and len(whole) == 1304
    late = NavPath(days[1:], nav.values[1:])
    assert five_year_log_returns(late, Frequency.DAILY) == NotAvailable("under_five_years")
    longer = NavPath(weekdays("2016-08-10", 1307), np.append([90.0, 95.0], nav.values))
    assert np.array_equal(five_year_log_returns(longer, Frequency.DAILY), whole)


def test_a_record_that_does_not_move_is_in_the_lowest_class() -> None:
    still = ActualPast(nav_of(np.zeros(1400), "2016-08-01"))
    assert known(record_sri(still, Frequency.DAILY, 5, DAY)).value == 1
