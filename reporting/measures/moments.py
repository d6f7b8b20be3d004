"""Population moments of log returns, as the PRIIPs formulas take them (docs/method.md sections 8, 9)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from reporting.domain.series import Floats

SAMPLE_YEARS = 5


@dataclass(frozen=True, slots=True)
class Moments:
    """Count M0 of a five-year sample, standard deviation a period, skewness and excess kurtosis.

    A sample without dispersion has no shape: both are 0 there, as they are multiplied by nothing.
    """

    count: int
    sigma: float
    skewness: float
    kurtosis: float

    def periods(self, years: int) -> int:
        """N: trading periods in `years`, ceil(M0/5 x T)."""
        return -(-self.count * years // SAMPLE_YEARS)


def moments(log_returns: Floats) -> Moments:
    """Moments of log returns (M0,), divisor M0. Raises ValueError for an empty sample."""
    if len(log_returns) == 0:
        raise ValueError("an empty sample has no moments")
    deviations = log_returns - log_returns.mean()
    second, third, fourth = (float(np.mean(deviations**power)) for power in (2, 3, 4))
    return from_raw(len(log_returns), second, third, fourth)


def from_raw(count: int, second: float, third: float, fourth: float) -> Moments:
    """Moments from the count and the central moments M2, M3, M4."""
    sigma = second**0.5
    if sigma <= 1e-12:
        return Moments(count, 0.0, 0.0, 0.0)
    return Moments(count, sigma, third / sigma**3, fourth / sigma**4 - 3)
