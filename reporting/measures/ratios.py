"""Return for risk, and a sample beside its benchmark (docs/method.md section 7)."""

from __future__ import annotations

from math import sqrt

import numpy as np

from reporting.domain.series import Floats
from reporting.measures.risk import downside_deviation
from reporting.measures.sample import CONSTANT, NotAvailable, Result, Sample, is_constant


def sharpe(sample: Sample) -> Result:
    """Mean return above the risk-free return for each unit of its own volatility, a year."""
    excess = sample.excess
    if isinstance(excess, NotAvailable):
        return excess
    if is_constant(excess):
        return NotAvailable("zero_volatility")
    return float(np.mean(excess) / np.std(excess, ddof=1) * sqrt(sample.periods_per_year))


def sortino(sample: Sample) -> Result:
    """Mean return above the risk-free return for each unit of downside deviation, a year."""
    excess, downside = sample.excess, downside_deviation(sample)
    if isinstance(excess, NotAvailable):
        return excess
    if isinstance(downside, NotAvailable):
        return downside
    if downside <= CONSTANT:
        return NotAvailable("no_downside")
    return float(np.mean(excess) * sample.periods_per_year / downside)


def tracking_error(sample: Sample) -> Result:
    """Volatility of the difference to the benchmark, a year."""
    active = _active(sample)
    if isinstance(active, NotAvailable):
        return active
    return float(np.std(active, ddof=1) * sqrt(sample.periods_per_year))


def information_ratio(sample: Sample) -> Result:
    """Mean difference to the benchmark for each unit of tracking error, a year."""
    active = _active(sample)
    if isinstance(active, NotAvailable):
        return active
    if is_constant(active):
        return NotAvailable("zero_tracking_error")
    return float(np.mean(active) / np.std(active, ddof=1) * sqrt(sample.periods_per_year))


def beta(sample: Sample) -> Result:
    """Covariance with the benchmark over the benchmark's variance."""
    benchmark = sample.benchmark
    if isinstance(benchmark, NotAvailable):
        return benchmark
    if is_constant(benchmark.values):
        return NotAvailable("zero_benchmark_volatility")
    deviation = benchmark.values - benchmark.values.mean()
    return float(np.sum(deviation * sample.returns.values) / np.sum(deviation**2))


def correlation(sample: Sample) -> Result:
    """Pearson correlation with the benchmark, in [-1, 1]."""
    benchmark = sample.benchmark
    if isinstance(benchmark, NotAvailable):
        return benchmark
    if is_constant(benchmark.values):
        return NotAvailable("zero_benchmark_volatility")
    if is_constant(sample.returns.values):
        return NotAvailable("zero_volatility")
    return float(np.corrcoef(sample.returns.values, benchmark.values)[0, 1])


def _active(sample: Sample) -> Floats | NotAvailable:
    """Returns less the benchmark's, shape (n,)."""
    if isinstance(sample.benchmark, NotAvailable):
        return sample.benchmark
    return sample.returns.values - sample.benchmark.values
