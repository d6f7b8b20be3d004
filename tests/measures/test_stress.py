"""The stress formula, step by step by hand."""

from __future__ import annotations

import math
from datetime import date

import numpy as np
import pytest

from reporting.measures.sample import NotAvailable
from reporting.measures.stress import constant_mix_log_returns, stress_factor, stressed_volatility
from tests.measures.samples import fat_tailed, weekdays
from tests.tolerances import EXACT, PEER

DAY = date(2021, 12, 31)
RETURNS = np.log1p(fat_tailed(5, 1258))


def by_hand(returns: list[float], years: int) -> float:
    """The formula in plain Python."""
    window, share, z = (21, 0.99, -2.326347874) if years == 1 else (63, 0.95, -1.644853627)
    rolling = []
    for start in range(len(returns) - window + 1):
        part = returns[start : start + window]
        mean = math.fsum(part) / window
        rolling.append(math.sqrt(math.fsum((r - mean) ** 2 for r in part) / window))
    rolling.sort()
    place = share * (len(rolling) - 1)
    low = math.floor(place)
    stressed = rolling[low] + (place - low) * (rolling[low + 1] - rolling[low])
    count, mean = len(returns), math.fsum(returns) / len(returns)
    m2, m3, m4 = (math.fsum((r - mean) ** k for r in returns) / count for k in (2, 3, 4))
    skew, kurtosis = m3 / m2**1.5, m4 / m2**2 - 3
    n = math.ceil(count / 5 * years)
    factor = z + (z**2 - 1) / 6 * skew / math.sqrt(n) + (z**3 - 3 * z) / 24 * kurtosis / n
    factor -= (2 * z**3 - 5 * z) / 36 * skew**2 / n
    return math.exp(stressed * math.sqrt(n) * factor - 0.5 * stressed**2 * n)


@pytest.mark.parametrize("years", [1, 2, 3, 5, 7])
def test_formula(years: int) -> None:
    assert stress_factor(RETURNS, years, DAY) == pytest.approx(by_hand(RETURNS.tolist(), years), rel=PEER)


def test_service_costs_are_taken_off() -> None:
    gross = stress_factor(RETURNS, 3, DAY)
    assert isinstance(gross, float)
    net = stress_factor(RETURNS, 3, DAY, entry=0.01, exit=0.02, yearly_costs=(0.006, 0.006, 0.01))
    assert net == pytest.approx(gross * 0.99 * 0.98 * 0.994 * 0.994 * 0.99, rel=EXACT)
    with pytest.raises(ValueError, match="each year"):
        stress_factor(RETURNS, 3, DAY, yearly_costs=(0.006,))


def test_nothing_moves_without_volatility() -> None:
    assert stress_factor(np.full(1258, 0.0001), 3, DAY) == pytest.approx(1, abs=1e-9)


def test_too_short_a_sample_has_no_stressed_volatility() -> None:
    assert stressed_volatility(RETURNS[:62], 3, DAY) == NotAvailable("too_short")
    assert isinstance(stressed_volatility(RETURNS[:62], 1, DAY), float)


def test_too_short_a_sample_has_no_stress_scenario() -> None:
    assert stress_factor(RETURNS[:62], 3, DAY) == NotAvailable("too_short")


def test_mix_returns_are_those_of_the_last_five_years_at_constant_weights() -> None:
    sessions = weekdays("2015-01-01", 1600)
    closes = 100 * np.cumprod(1 + np.column_stack((fat_tailed(1, 1600), fat_tailed(2, 1600))), axis=0)
    rate = np.full(1600, 0.0365)
    logs = constant_mix_log_returns(sessions, closes, np.array([0.6, 0.3]), rate)
    assert isinstance(logs, np.ndarray)
    assert 1300 <= len(logs) <= 1306
    last = 0.6 * (closes[-1, 0] / closes[-2, 0] - 1) + 0.3 * (closes[-1, 1] / closes[-2, 1] - 1)
    days = int((sessions[-1] - sessions[-2]).astype(int))
    assert logs[-1] == pytest.approx(math.log(1 + last + 0.1 * 0.0001 * days), rel=EXACT)


def test_missing_history_has_a_reason() -> None:
    sessions = weekdays("2015-01-01", 1600)
    closes = np.full((1600, 2), 100.0)
    closes[:400, 1] = np.nan
    weights = np.array([0.5, 0.5])
    assert constant_mix_log_returns(sessions, closes, weights) == NotAvailable("needs_price")
    assert isinstance(constant_mix_log_returns(sessions, closes, np.array([1.0, 0.0])), np.ndarray)
    short = constant_mix_log_returns(sessions[-1200:], closes[-1200:], weights)
    assert short == NotAvailable("under_five_years")


def test_a_market_without_cash_rates_pays_nothing_on_cash() -> None:
    sessions = weekdays("2015-01-01", 1600)
    closes = 100 * np.cumprod(1 + fat_tailed(1, 1600))[:, None]
    none = constant_mix_log_returns(sessions, closes, np.array([0.7]), np.full(1600, np.nan))
    assert isinstance(none, np.ndarray)
    assert np.array_equal(none, constant_mix_log_returns(sessions, closes, np.array([0.7])))
