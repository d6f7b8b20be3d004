"""Market risk by Delegated Regulation (EU) 2017/653 Annex II (docs/method.md section 8)."""

from __future__ import annotations

from datetime import date
from math import sqrt

import numpy as np

from reporting.domain.units import Frequency
from reporting.law.classes import market_risk_class
from reporting.law.parameters import parameter
from reporting.measures.moments import Moments


def value_at_risk(moments: Moments, periods: int, day: date | np.datetime64) -> float:
    """97.5 % value at risk over N periods in return space, a negative number for a loss."""
    z, by_skew, by_kurtosis, by_squared_skew = parameter("sri_var_coefficients", day).values
    root = sqrt(periods)
    shape = (
        z
        + by_skew * moments.skewness / root
        + by_kurtosis * moments.kurtosis / periods
        + by_squared_skew * moments.skewness**2 / periods
    )
    return moments.sigma * root * shape - 0.5 * moments.sigma**2 * periods


def equivalent_volatility(var: float, years: int, day: date | np.datetime64) -> float:
    """Volatility a year that a normal distribution needs for the same value at risk after `years`."""
    under_root, less = parameter("sri_vev_constants", day).values
    return (sqrt(under_root - 2 * var) - less) / sqrt(years)


def risk_class(moments: Moments, years: int, frequency: Frequency, day: date | np.datetime64) -> int:
    """Market risk class for a holding period of `years`; one class up where only monthly data exist."""
    var = value_at_risk(moments, moments.periods(years), day)
    found = market_risk_class(equivalent_volatility(var, years, day), day)
    return min(found + 1, 7) if frequency is Frequency.MONTHLY else found
