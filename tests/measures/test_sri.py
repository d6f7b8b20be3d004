"""Market risk by the PRIIPs rules, against the published example of the European authorities."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from reporting.domain.units import Frequency
from reporting.law.classes import market_risk_class
from reporting.measures.moments import Moments, from_raw, moments
from reporting.measures.sri import equivalent_volatility, risk_class, value_at_risk
from tests.measures.samples import fat_tailed
from tests.tolerances import EXACT, PUBLISHED_VAR, PUBLISHED_VEV

DAY = date(2021, 12, 31)
EXAMPLE = from_raw(1280, 0.000149905, -6.44479e-07, 1.46705e-07)


def test_published_example_of_value_at_risk() -> None:
    assert EXAMPLE.periods(1) == 256
    var = value_at_risk(EXAMPLE, 256, DAY)
    assert var == pytest.approx(-0.4053, abs=PUBLISHED_VAR)
    assert equivalent_volatility(var, 1, DAY) == pytest.approx(0.1969, abs=PUBLISHED_VEV)
    assert risk_class(EXAMPLE, 1, Frequency.DAILY, DAY) == 4


def test_equivalent_volatility_of_normal_returns_is_their_volatility() -> None:
    """With no skewness and no kurtosis the two formulas undo each other, but for 1.96 squared (3.8416)."""
    normal = Moments(1260, 0.01, 0.0, 0.0)
    for years in (1, 3, 5):
        var = value_at_risk(normal, normal.periods(years), DAY)
        expected = 0.01 * np.sqrt(252)
        assert equivalent_volatility(var, years, DAY) == pytest.approx(expected, abs=PUBLISHED_VEV)


def test_periods_are_rounded_up_without_a_float() -> None:
    assert Moments(1256, 0.01, 0, 0).periods(1) == 252
    assert Moments(1256, 0.01, 0, 0).periods(5) == 1256
    assert Moments(260, 0.01, 0, 0).periods(3) == 156


def test_moments_are_population_moments() -> None:
    stats = pytest.importorskip("scipy.stats")
    values = fat_tailed(1, 500)
    ours = moments(values)
    assert ours.sigma == pytest.approx(values.std(), rel=EXACT)
    assert ours.skewness == pytest.approx(float(stats.skew(values)), rel=1e-10)
    assert ours.kurtosis == pytest.approx(float(stats.kurtosis(values)), rel=1e-10)
    assert moments(np.full(10, 0.01)) == Moments(10, 0.0, 0.0, 0.0)
    with pytest.raises(ValueError, match="empty"):
        moments(values[:0])


@pytest.mark.parametrize(
    ("volatility", "expected"), [(0.0049, 1), (0.005, 2), (0.05, 3), (0.12, 4), (0.2, 5), (0.3, 6), (0.8, 7)]
)
def test_edges(volatility: float, expected: int) -> None:
    assert market_risk_class(volatility, DAY) == expected


def test_monthly_data_alone_lift_the_class_by_one() -> None:
    monthly = Moments(60, 0.03, 0.0, 0.0)
    assert risk_class(monthly, 5, Frequency.MONTHLY, DAY) == risk_class(monthly, 5, Frequency.WEEKLY, DAY) + 1
    assert risk_class(Moments(60, 0.5, 0.0, 0.0), 1, Frequency.MONTHLY, DAY) == 7
