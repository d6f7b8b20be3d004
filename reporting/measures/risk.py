"""Dispersion and tails of a sample (docs/method.md section 7): decimals; losses are positive."""

from __future__ import annotations

from math import sqrt
from statistics import NormalDist

import numpy as np

from reporting.domain.series import Floats
from reporting.measures.sample import NotAvailable, Result, Sample, is_constant


def volatility(sample: Sample) -> Result:
    """Sample standard deviation of the returns, a year."""
    return float(np.std(sample.returns.values, ddof=1) * sqrt(sample.periods_per_year))


def downside_deviation(sample: Sample) -> Result:
    """Root mean square of the shortfalls below the risk-free return, all periods in the mean, a year."""
    excess = sample.excess
    if isinstance(excess, NotAvailable):
        return excess
    shortfalls = np.minimum(excess, 0)
    return float(np.sqrt(np.mean(shortfalls**2)) * sqrt(sample.periods_per_year))


def historical_var(sample: Sample, level: float) -> Result:
    """Loss that `level` of the periods did not exceed; quantile with linear interpolation."""
    return 0.0 - float(np.quantile(sample.returns.values, 1 - level, method="linear"))


def expected_shortfall(sample: Sample, level: float) -> Result:
    """Mean loss of the periods at or beyond the historical value at risk."""
    returns = sample.returns.values
    quantile = np.quantile(returns, 1 - level, method="linear")
    # At least the worst period: interpolation may round a quantile below its own order statistic.
    return 0.0 - float(np.mean(returns[returns <= max(quantile, returns.min())]))


def cornish_fisher_var(sample: Sample, level: float) -> Result:
    """Loss at `level` by the Cornish-Fisher expansion; not available outside its domain."""
    returns = sample.returns.values
    if is_constant(returns):
        return NotAvailable("zero_volatility")
    skew, kurtosis = shape(returns)
    z = NormalDist().inv_cdf(1 - level)
    if not expansion_is_monotone(z, skew, kurtosis):
        return NotAvailable("not_monotone")
    return -float(np.mean(returns) + np.std(returns) * cornish_fisher(z, skew, kurtosis))


def cornish_fisher(z: float, skew: float, kurtosis: float) -> float:
    """Quantile of a standardised variable with this skewness and excess kurtosis; z the normal one."""
    return z + (z**2 - 1) / 6 * skew + (z**3 - 3 * z) / 24 * kurtosis - (2 * z**3 - 5 * z) / 36 * skew**2


def expansion_is_monotone(z: float, skew: float, kurtosis: float) -> bool:
    """Whether the expansion rises in z all the way from minus infinity up to `z`.

    Its derivative is the parabola a z^2 + b z + c. It must not dip below zero on that half-line: it
    opens upward (or is a line that falls), and its lowest point there is not negative.
    """
    a = kurtosis / 8 - skew**2 / 6
    b = skew / 3
    c = 1 - kurtosis / 8 + 5 * skew**2 / 36
    if a < 0 or (a == 0 and b > 0):
        return False
    lowest = min(z, -b / (2 * a)) if a > 0 else z
    return a * lowest**2 + b * lowest + c >= 0


def skewness(sample: Sample) -> Result:
    """Third standardised moment, population."""
    if is_constant(sample.returns.values):
        return NotAvailable("zero_volatility")
    return shape(sample.returns.values)[0]


def excess_kurtosis(sample: Sample) -> Result:
    """Fourth standardised moment less 3, population."""
    if is_constant(sample.returns.values):
        return NotAvailable("zero_volatility")
    return shape(sample.returns.values)[1]


def shape(values: Floats) -> tuple[float, float]:
    """Skewness and excess kurtosis by population moments of values (n,) that are not all equal."""
    scores = (values - values.mean()) / np.std(values)
    return float(np.mean(scores**3)), float(np.mean(scores**4) - 3)
