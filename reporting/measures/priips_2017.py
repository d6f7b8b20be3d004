"""Scenarios of products by percentiles, the rule until the end of 2022.

Delegated Regulation (EU) 2017/653, Annex IV in its first version: a Cornish-Fisher expansion of the
log return over the holding period, with the drift that was observed.
"""

from __future__ import annotations

from datetime import date
from math import exp, sqrt

from reporting.domain.series import Floats
from reporting.law.parameters import parameter
from reporting.measures.moments import moments


def percentile_scenarios(log_returns: Floats, years: int, day: date) -> dict[str, float]:
    """Final value of 1 at the 10th, 50th and 90th percentile, before costs.

    `log_returns` (M0,) are five years of the record; `day` lies in the years of this rule.
    """
    z, by_skew, by_kurtosis, by_squared_skew = parameter("priips_percentile_coefficients", day).values
    sample = moments(log_returns)
    periods = sample.periods(years)
    root = sqrt(periods)
    skew = by_skew * sample.skewness / root
    even = by_kurtosis * sample.kurtosis / periods - by_squared_skew * sample.skewness**2 / periods
    centre = float(log_returns.mean()) * periods - 0.5 * sample.sigma**2 * periods
    spread = sample.sigma * root
    return {
        "unfavourable": exp(centre + spread * (-z + skew + even)),
        "moderate": exp(centre - sample.sigma * sample.skewness / 6),
        "favourable": exp(centre + spread * (z + skew - even)),
    }
