"""Samples that several tests of measures share."""

from __future__ import annotations

import numpy as np

from reporting.domain.series import Floats, NavPath, ReturnSeries
from reporting.domain.units import Frequency
from reporting.measures.sample import Sample


def series(*values: float, frequency: Frequency = Frequency.DAILY) -> ReturnSeries:
    return ReturnSeries(np.array(values, dtype=float), frequency)


def sample(*values: float, frequency: Frequency = Frequency.DAILY) -> Sample:
    return Sample(series(*values, frequency=frequency))


def fat_tailed(seed: int, count: int, scale: float = 0.01) -> Floats:
    """Returns with fat tails and a lean to the left, the same for a seed everywhere."""
    draws = np.random.Generator(np.random.Philox(key=seed)).standard_t(5, count)
    return np.clip(0.0003 + scale * (draws - 0.05 * draws**2), -0.5, 0.5)


def beside(seed: int, frequency: Frequency, count: int = 600) -> Sample:
    """A sample with a benchmark that it follows loosely, and a risk-free return that moves."""
    benchmark = fat_tailed(seed, count)
    own = 0.7 * benchmark + fat_tailed(seed + 1, count, 0.006)
    risk_free = np.linspace(0.00002, 0.00012, count)
    return Sample(*(ReturnSeries(values, frequency) for values in (own, benchmark, risk_free)))


def weekdays(start: str, count: int) -> np.ndarray:
    """`count` weekdays from `start` on."""
    return np.busday_offset(np.datetime64(start), np.arange(count), roll="forward")


def nav_of(returns: Floats, start: str = "2015-01-01") -> NavPath:
    """A path on weekdays that earns these daily returns."""
    return NavPath(weekdays(start, len(returns) + 1), 100 * np.cumprod(np.append(1.0, 1 + returns)))
