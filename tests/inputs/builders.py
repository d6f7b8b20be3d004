"""Small profiles, houses and tables for the tests of the market's inputs."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np

from reporting.domain.fees import FeeSchedule, PerformanceFee
from reporting.domain.house import Assumptions, Firm, House, Instrument, Shocks, Sourced
from reporting.domain.market import PriceTable, RateTable
from reporting.domain.profile import (
    Benchmark,
    BlendMode,
    Fees,
    Holding,
    Limits,
    MissingPrice,
    Profile,
    RiskBand,
    SignalWeights,
    SignalWindows,
    TotalWeight,
)
from reporting.domain.units import Frequency

NAN = float("nan")
FREE = FeeSchedule((), 0, 0, 0, 0, 0, 0, PerformanceFee(0, 0, True), 0, 0, 0, 0.001)
"""A firm that charges nothing but the fee of each profile."""


def sourced(value: Any) -> Sourced[Any]:
    return Sourced(value, illustrative=True)


def instrument(
    ticker: str, currency: str = "USD", cash_like: bool = False, last_date: date | None = None
) -> Instrument:
    texts = {"isin": "", "name": ticker, "asset_class": "equity", "currency": currency, "domicile": "IE"}
    numbers = (
        "ongoing_cost transaction_cost incidental_cost entry_cost exit_cost trading_cost seasonality "
        "duration equity_sensitivity real_estate_sensitivity usd_sensitivity"
    ).split()
    fields = {name: sourced(text) for name, text in texts.items()} | {name: sourced(0.0) for name in numbers}
    return Instrument(
        ticker=ticker, kid_available=sourced(True), cash_like=cash_like, last_date=last_date, **fields
    )


def house(*instruments: Instrument) -> House:
    nothing = sourced("")
    zero = sourced(0.0)
    assumptions = Assumptions("1", {}, {}, Shocks(zero, zero, zero, zero), ())
    return House(
        Firm(*[nothing] * 13, fees=sourced(FREE)), {row.ticker: row for row in instruments}, assumptions, {}
    )


def profile(*tickers: str, currency: str = "USD", missing: MissingPrice = MissingPrice.FAIL) -> Profile:
    return Profile(
        id="tested",
        version="1",
        name="Described",
        objective="",
        base_currency=currency,
        universe=tuple(Holding(ticker, 1 / len(tickers)) for ticker in tickers),
        weights=SignalWeights(0.25, 0.25, 0.25, 0.25),
        windows=SignalWindows(),
        blend=BlendMode.LINEAR,
        total_weight=TotalWeight(0.95, 1.05, "1"),
        limits=Limits(0.5, 0.25),
        schedule=Frequency.WEEKLY,
        lag=1,
        risk_band=RiskBand(1, 7),
        horizon=5,
        minimum_horizon=4,
        fees=Fees(0.0, 0.0),
        benchmark=Benchmark(),
        missing_price=missing,
    )


def weekdays(count: int, start: str = "2021-01-04") -> np.ndarray:
    """That many weekdays from a Monday on."""
    return np.busday_offset(np.datetime64(start, "D"), np.arange(count), roll="forward")


def prices(dates: Any, **columns: list[float]) -> PriceTable:
    closes = np.column_stack([np.array(column, dtype=float) for column in columns.values()])
    return PriceTable(np.array(dates, dtype="datetime64[D]"), tuple(columns), closes, "prices.csv", "0" * 64)


def rates(dates: Any, source: str = "fx.csv", **columns: list[float]) -> RateTable:
    values = np.column_stack([np.array(column, dtype=float) for column in columns.values()])
    return RateTable(np.array(dates, dtype="datetime64[D]"), tuple(columns), values, source, "0" * 64)
