"""Summary risk indicator by Delegated Regulation (EU) 2017/653 Annex II (docs/method.md section 8)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from math import sqrt

import numpy as np

from reporting.domain.market import Market
from reporting.domain.series import ActualPast, Floats
from reporting.domain.units import Frequency
from reporting.law.classes import MARKET_CLASSES, market_risk_class, summary_risk_class
from reporting.law.parameters import parameter
from reporting.measures.backfill import backfilled
from reporting.measures.five_years import five_year_log_returns
from reporting.measures.moments import Moments, moments
from reporting.measures.risk_class import Basis
from reporting.measures.sample import NotAvailable
from reporting.measures.stress import constant_mix_log_returns


@dataclass(frozen=True, slots=True)
class Sri:
    """The indicator `value` and what led to it.

    `volatility` is the highest value-at-risk equivalent volatility a year (decimal), `basis` whose it
    is, `candidates` that of every basis; `var` and the `count` M0 of log returns belong to the highest,
    `periods` is N. `market` is the market risk class, one up for monthly data, `credit` the credit risk
    class, `years` the holding period T. `proxied` names ETFs whose early prices are their proxy's.
    """

    value: int
    market: int
    credit: int
    volatility: float
    var: float
    basis: Basis
    candidates: dict[Basis, float]
    count: int
    periods: int
    years: int
    frequency: Frequency
    proxied: tuple[str, ...] = ()


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
    return _lifted(equivalent_volatility(var, years, day), frequency, day)


def profile_sri(
    market: Market,
    strategic: Floats,
    target: Floats,
    years: int,
    day: date,
    proxies: Mapping[str, str] | None = None,
    live: ActualPast | None = None,
) -> Sri | NotAvailable:
    """Indicator of a profile, by the rule for flexible allocation: the highest volatility decides.

    Candidates are the `strategic` mix (n,), the current `target` (n,), both put back to their weights
    every session, and the `live` record of daily values once it spans five years. `years` is the
    recommended holding period. Credit risk class 1: the profile holds funds. Not available under five
    years of prices of an ETF with weight that has no proxy. The backtest never enters.
    """
    closes, proxied = backfilled(market, proxies or {})
    samples: dict[Basis, Floats] = {}
    for basis, weights in ((Basis.STRATEGIC_MIX, strategic), (Basis.CURRENT_TARGET, target)):
        logs = constant_mix_log_returns(market.sessions, closes, weights, market.cash_rate)
        if isinstance(logs, NotAvailable):
            return logs
        samples[basis] = logs
    own = five_year_log_returns(live.nav, Frequency.DAILY) if live is not None else None
    if isinstance(own, np.ndarray):
        samples[Basis.LIVE] = own
    window = market.closes[-len(samples[Basis.STRATEGIC_MIX]) - 1 :, (strategic != 0) | (target != 0)]
    held = [name for name, one, two in zip(market.tickers, strategic, target, strict=True) if one or two]
    young = {name for name, closes in zip(held, window.T, strict=True) if not np.isfinite(closes).all()}
    return _indicator(samples, Frequency.DAILY, years, day, tuple(name for name in proxied if name in young))


def record_sri(record: ActualPast, frequency: Frequency, years: int, day: date) -> Sri | NotAvailable:
    """Indicator of a single record, such as a fund's own, from its last five years at `frequency`."""
    logs = five_year_log_returns(record.nav, frequency)
    if isinstance(logs, NotAvailable):
        return logs
    return _indicator({Basis.LIVE: logs}, frequency, years, day)


def _indicator(
    samples: Mapping[Basis, Floats],
    frequency: Frequency,
    years: int,
    day: date,
    proxied: tuple[str, ...] = (),
) -> Sri:
    shapes = {basis: moments(logs) for basis, logs in samples.items()}
    risks = {basis: value_at_risk(one, one.periods(years), day) for basis, one in shapes.items()}
    found = {basis: equivalent_volatility(var, years, day) for basis, var in risks.items()}
    highest = max(found, key=lambda basis: found[basis])
    market = _lifted(found[highest], frequency, day)
    credit = int(parameter("sri_fund_credit_class", day).value)
    return Sri(
        value=summary_risk_class(market, credit, day),
        market=market,
        credit=credit,
        volatility=found[highest],
        var=risks[highest],
        basis=highest,
        candidates=found,
        count=shapes[highest].count,
        periods=shapes[highest].periods(years),
        years=years,
        frequency=frequency,
        proxied=proxied,
    )


def _lifted(volatility: float, frequency: Frequency, day: date | np.datetime64) -> int:
    """The class of a volatility, one up where only monthly data exist."""
    found = market_risk_class(volatility, day)
    return min(found + 1, MARKET_CLASSES) if frequency is Frequency.MONTHLY else found
