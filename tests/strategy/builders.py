"""Small synthetic markets, profiles and instruments, made in memory and the same for a seed everywhere."""

from __future__ import annotations

from dataclasses import MISSING, fields, replace
from datetime import date
from typing import Any

import numpy as np

from reporting.domain.fees import FeeSchedule
from reporting.domain.house import Instrument, Sourced
from reporting.domain.market import Market
from reporting.domain.profile import (
    Benchmark,
    BlendMode,
    Fees,
    Holding,
    Limits,
    Profile,
    RiskBand,
    SignalWeights,
    SignalWindows,
    TotalWeight,
)
from reporting.domain.series import Dates, Floats
from reporting.domain.units import Frequency
from reporting.strategy.decide import Rules, rules_of
from tests.inputs.builders import FREE
from tests.strategy import reference

METHOD = 1e-9
"""docs/method.md: two people who build from the page alone get the same numbers to this."""

TICKERS = ("AAA", "BBB", "CCC", "DDD", "EEE", "FFF", "GGG", "HHH")
CLASSES = ("equity", "equity", "bonds", "real_estate", "equity", "bonds", "cash", "real_estate")
EXPOSURES = (1.0, 1.0, 0.0, 1.0, 1.0, 0.0, 0.0, 1.0)
COSTS = (0.0005, 0.001, 0.0002, 0.0015, 0.0005, 0.0003, 0.0001, 0.002)
VOLATILITIES = (0.16, 0.22, 0.05, 0.20, 0.18, 0.07, 0.01, 0.25)


def instrument(ticker: str, **other: Any) -> Instrument:
    """An ETF of the tests; costs and sensitivities that are not named are zero."""
    i = TICKERS.index(ticker)
    numbers = {field.name: 0.0 for field in fields(Instrument) if field.default is MISSING}
    named = {
        "isin": "XX0000000000",
        "name": ticker,
        "asset_class": CLASSES[i],
        "currency": "USD",
        "domicile": "US",
        "trading_cost": COSTS[i],
        "seasonality": EXPOSURES[i],
        "kid_available": False,
    }
    values = {name: Sourced(value, illustrative=True) for name, value in (numbers | named).items()}
    return Instrument(**(values | {"ticker": ticker} | other))


def instruments() -> dict[str, Instrument]:
    return {ticker: instrument(ticker) for ticker in TICKERS}


def profile(n: int = 4, **other: Any) -> Profile:
    base = Profile(
        id="balanced",
        version="1",
        name="Balanced",
        objective="A profile of the tests.",
        base_currency="USD",
        universe=tuple(Holding(ticker, 1 / n) for ticker in TICKERS[:n]),
        weights=SignalWeights(0.30, 0.30, 0.25, 0.15),
        windows=SignalWindows(),
        blend=BlendMode.LINEAR,
        total_weight=TotalWeight(0.9, 1.1, "20260101"),
        limits=Limits(cap=0.5, downtrend_cap=0.25),
        schedule=Frequency.WEEKLY,
        lag=1,
        risk_band=RiskBand(3, 5),
        horizon=2,
        minimum_horizon=1,
        fees=Fees(service=0.006, vat=0.2),
        benchmark=Benchmark(),
    )
    return replace(base, **other)


def rules(chosen: Profile, known: dict[str, Instrument] | None = None, schedule: FeeSchedule = FREE) -> Rules:
    return rules_of(chosen, known or instruments(), schedule, np.datetime64("2021-12-31"))


def weekdays(start: str, count: int) -> Dates:
    first = np.datetime64(start, "D")
    days = np.arange(first, first + 7 * (count // 5 + 3))
    return days[np.is_busday(days)][:count]


def sessions(start: str, count: int, seed: int, holidays: float = 0.03) -> Dates:
    """Weekdays without a few of them, so that weeks and months end on other days than Fridays."""
    days = weekdays(start, int(count * 1.2) + 10)
    noise = np.random.Generator(np.random.Philox(key=seed + 1000))
    return days[noise.random(len(days)) >= holidays][:count]


def random_closes(seed: int, count: int, n: int) -> Floats:
    """A common factor, fat tails and quiet and stormy years, so that trends turn and risk rows bind."""
    noise = np.random.Generator(np.random.Philox(key=seed))
    market = noise.standard_t(4, (count, 1)) / np.sqrt(2)
    own = noise.standard_t(4, (count, n)) / np.sqrt(2)
    regime = 1.0 + 1.2 * (np.sin(np.arange(count) / 120.0 + seed) > 0.4)[:, None]
    scale = np.array(VOLATILITIES[:n]) / np.sqrt(252)
    returns = 0.0002 + scale * regime * (0.6 * market + 0.8 * own)
    closes: Floats = 50.0 * np.exp(np.cumsum(np.clip(returns, -0.2, 0.2), axis=0))
    return closes


def market_of(days: Dates, closes: Floats, rate: Floats | float = 0.02, **others: Floats) -> Market:
    rates = np.full(len(days), rate) if isinstance(rate, float) else rate
    tickers = TICKERS[: closes.shape[1]]
    return Market("USD", days, tickers, closes, rates, others, (), (), synthetic=True)


def market(seed: int, count: int = 600, n: int = 4, start: str = "2015-03-04") -> Market:
    """A random market whose cash rate moves, negative at times."""
    days = sessions(start, count, seed)
    rate = 0.01 + 0.02 * np.sin(np.arange(count) / 90.0)
    return market_of(days, random_closes(seed, count, n), rate)


def listed_from(known: Market, ticker: str, row: int) -> Market:
    closes = known.closes.copy()
    closes[:row, known.tickers.index(ticker)] = np.nan
    return replace(known, closes=closes)


def delisted_after(known: Market, ticker: str, row: int) -> Market:
    closes = known.closes.copy()
    closes[row + 1 :, known.tickers.index(ticker)] = np.nan
    return replace(known, closes=closes)


def dates_of(days: Dates) -> list[date]:
    return [day.astype(object) for day in days.astype("datetime64[D]")]


def plain_prices(known: Market) -> reference.Prices:
    """A market as the reference reads it."""
    closes = [[None if np.isnan(x) else float(x) for x in row] for row in known.closes]
    return reference.Prices(dates_of(known.sessions), closes, [float(x) for x in known.cash_rate])


def plain_facts(n: int, known: dict[str, Instrument] | None = None) -> reference.Facts:
    house = known or instruments()
    held = [house[ticker] for ticker in TICKERS[:n]]
    return reference.Facts(
        [x.asset_class.value for x in held],
        [x.seasonality.value for x in held],
        [x.trading_cost.value for x in held],
        [x.last_date for x in held],
    )
