"""Charges written out by hand."""

from dataclasses import replace
from typing import Any

from reporting.domain.fees import FeeSchedule, FeeTier, PerformanceFee
from reporting.domain.house import Instrument, Sourced
from reporting.domain.profile import Fees
from reporting.measures.costs.categories import Category, costs
from reporting.measures.costs.charges import Charges, Position
from tests.inputs import builders

NO_FEE = PerformanceFee(0.0, 0.0, True)
PROFILE_FEES = Fees(service=0.006, vat=0.19)
FREE = builders.FREE


def charged(
    entry: dict[str, float] | None = None,
    yearly: dict[str, float] | None = None,
    leaving: dict[str, float] | None = None,
    minimum: float = 0.0,
    performance: PerformanceFee = NO_FEE,
) -> Charges:
    parts = [
        costs({Category(name): rate for name, rate in (given or {}).items()})
        for given in (entry, yearly, leaving)
    ]
    return Charges(*parts, minimum, performance)


def schedule(**changes: Any) -> FeeSchedule:
    return replace(FREE, **changes)


def tiers(*bounds: tuple[float, float | None, float]) -> tuple[FeeTier, ...]:
    return tuple(FeeTier(*bound) for bound in bounds)


def fund(ticker: str, currency: str = "EUR", **rates: float) -> Instrument:
    values = {name: Sourced(rate, True) for name, rate in rates.items()}
    return replace(builders.instrument(ticker, currency), **values)  # type: ignore[arg-type]


def position(fund: Instrument, weight: float, trading_cost: float = 0.0) -> Position:
    return Position(fund, weight, trading_cost)
