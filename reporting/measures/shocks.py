"""Hypothetical shocks on given weights, through the instruments' sensitivities (method section 10).

They say what a move of that size would do today; they replay no past.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from reporting.domain.house import Instrument, Shocks


class Shock(StrEnum):
    """The shocks, in the order of the table."""

    EQUITY = "equity"
    RATES = "rates"
    REAL_ESTATE = "real_estate"
    USD_UP = "usd_up"
    USD_DOWN = "usd_down"


@dataclass(frozen=True, slots=True)
class ShockEffect:
    """What one shock does to a portfolio. `size` is the shock, decimal (0.02 is 200 basis points);
    `total` the change in the portfolio's value, `by_etf` each ETF's part of it, in the weights' order.
    """

    shock: Shock
    size: float
    total: float
    by_etf: tuple[tuple[str, float], ...]


SENSITIVITY: Mapping[Shock, Callable[[Instrument], float]] = {
    Shock.EQUITY: lambda etf: etf.equity_sensitivity.value,
    Shock.RATES: lambda etf: -etf.duration.value,
    Shock.REAL_ESTATE: lambda etf: etf.real_estate_sensitivity.value,
    Shock.USD_UP: lambda etf: etf.usd_sensitivity.value,
    Shock.USD_DOWN: lambda etf: etf.usd_sensitivity.value,
}
"""Change of an ETF's price for each unit of the shock; a rise in rates counts through duration."""


def shock_effects(
    weights: Mapping[str, float], instruments: Mapping[str, Instrument], shocks: Shocks, currency: str
) -> tuple[ShockEffect, ...]:
    """Effect of every shock on ETFs with these weights (decimals); cash does not move.

    The US dollar's shocks are left out for a portfolio that is kept in US dollars.
    """
    sizes = {
        Shock.EQUITY: shocks.equity.value,
        Shock.RATES: shocks.rates.value,
        Shock.REAL_ESTATE: shocks.real_estate.value,
    }
    if currency != "USD":
        sizes |= {Shock.USD_UP: abs(shocks.usd.value), Shock.USD_DOWN: -abs(shocks.usd.value)}
    return tuple(_effect(shock, size, weights, instruments) for shock, size in sizes.items())


def _effect(
    shock: Shock, size: float, weights: Mapping[str, float], instruments: Mapping[str, Instrument]
) -> ShockEffect:
    by_etf = tuple(
        (ticker, 0.0 + weight * SENSITIVITY[shock](instruments[ticker]) * size)
        for ticker, weight in weights.items()
    )
    return ShockEffect(shock, size, sum(part for _, part in by_etf), by_etf)
