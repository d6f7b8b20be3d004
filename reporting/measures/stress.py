"""The stress scenario by formula (docs/method.md section 9, item 6)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import exp, sqrt

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from reporting.domain.series import Dates, Floats
from reporting.law.parameters import parameter
from reporting.measures.moments import SAMPLE_YEARS, moments
from reporting.measures.periods import months_before
from reporting.measures.risk import cornish_fisher
from reporting.measures.sample import NotAvailable


@dataclass(frozen=True, slots=True)
class StressRule:
    """Which parameters of the law the formula takes, by id."""

    windows: str = "stress_windows"
    percentiles: str = "stress_percentiles"


OWN = StressRule()
"""The service's own estimate from daily returns."""


def constant_mix_log_returns(
    sessions: Dates, closes: Floats, weights: Floats, cash_rate: Floats | None = None
) -> Floats | NotAvailable:
    """Daily log returns over the last five years of a mix put back to its weights every day.

    `sessions` (S,), `closes` (S, n) up to the as-of date, `weights` (n,); what they leave out of 1 is
    cash at the annual `cash_rate` (S,) of the session before, without return where that is None or NaN
    throughout, as in a market without rates. Not available where an ETF with weight has no price on one
    of these sessions.
    """
    start = np.datetime64(months_before(sessions[-1].astype("datetime64[D]").item(), 12 * SAMPLE_YEARS))
    first = int(np.searchsorted(sessions, start, side="right")) - 1
    if first < 0:
        return NotAvailable("under_five_years")
    held = weights != 0
    prices = closes[first:, held]
    if not np.isfinite(prices).all():
        return NotAvailable("needs_price")
    growth = (prices[1:] / prices[:-1] - 1) @ weights[held]
    if cash_rate is not None and np.isfinite(cash_rate).any():
        spans = np.diff(sessions[first:]).astype(np.int64) / 365
        growth = growth + (1 - weights.sum()) * cash_rate[first:-1] * spans
    return np.asarray(np.log1p(growth))


def stressed_volatility(
    log_returns: Floats, years: int, day: date, rule: StressRule = OWN
) -> float | NotAvailable:
    """Percentile of the rolling population volatilities of log returns (M0,), a period.

    One year takes the shorter window and the higher percentile; linear interpolation.
    """
    place = 0 if years <= 1 else 1
    window = int(parameter(rule.windows, day).values[place])
    if len(log_returns) < window:
        return NotAvailable("too_short")
    volatilities = sliding_window_view(log_returns, window).std(axis=1)
    return float(np.quantile(volatilities, parameter(rule.percentiles, day).values[place]))


def stress_factor(
    log_returns: Floats,
    years: int,
    day: date,
    entry: float = 0.0,
    exit: float = 0.0,
    yearly_costs: tuple[float, ...] = (),
    rule: StressRule = OWN,
) -> float | NotAvailable:
    """Final value of 1 invested for `years` whole years under stress, after service costs.

    `log_returns` (M0,) are five years of daily log returns of the current target at constant weights.
    `entry` E and `exit` X are shares of the amount paid in and out, `yearly_costs` c_t one share for
    each year: service costs only, product costs are in the prices. The document prints the lower of
    this and the unfavourable scenario. Raises ValueError for a cost of another year.
    """
    if len(yearly_costs) not in (0, years):
        raise ValueError("yearly costs name one share for each year")
    sigma = stressed_volatility(log_returns, years, day, rule)
    if isinstance(sigma, NotAvailable):
        return sigma
    sample = moments(log_returns)
    z = parameter("stress_quantiles", day).values[0 if years <= 1 else 1]
    periods = sample.periods(years)
    root = sqrt(periods)
    # Skewness and kurtosis of a sum of N periods shrink with the root of N and with N.
    quantile = cornish_fisher(z, sample.skewness / root, sample.kurtosis / periods)
    gross = exp(sigma * root * quantile - 0.5 * sigma**2 * periods)
    kept = float(np.prod([1 - cost for cost in yearly_costs]))
    return gross * (1 - entry) * (1 - exit) * kept
