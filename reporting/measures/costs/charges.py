"""What a portfolio is charged, as rates by category: from the fee schedule, the products and the trading.

VAT belongs to the cost. A product cost that its data source does not state refuses the work.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reporting.domain.errors import Fault, Refused
from reporting.domain.fees import FeeSchedule, PerformanceFee
from reporting.domain.house import Instrument
from reporting.domain.profile import Fees
from reporting.measures.costs.categories import Category, Costs, costs, total


@dataclass(frozen=True, slots=True)
class Position:
    """An instrument in the portfolio: `weight` of the value, `trading_cost` of the value traded, the margin
    on a conversion included."""

    instrument: Instrument
    weight: float
    trading_cost: float


@dataclass(frozen=True, slots=True)
class Trading:
    """What trading is expected to cost: `rate` a year of the value at a `turnover` a year, the first
    purchase apart (docs/method.md section 11: the mean of the simulated paths)."""

    rate: float
    turnover: float


@dataclass(frozen=True, slots=True)
class Charges:
    """Rates by category: `entry` once of the amount, `yearly` of the value, `exit` once of the final value.

    `minimum` is the least service fee a year in money; `performance` is due at year ends. VAT is in all.
    """

    entry: Costs
    yearly: Costs
    exit: Costs
    minimum: float
    performance: PerformanceFee


def service_rate(fees: Fees, schedule: FeeSchedule, amount: float) -> float:
    """S2 a year with VAT: the schedule's tier for this amount, else the profile's own fee."""
    tier = schedule.tier_rate(amount)
    return fees.service_with_vat if tier is None else tier * (1 + schedule.vat)


def charges(
    fees: Fees,
    schedule: FeeSchedule,
    positions: Sequence[Position],
    trading: Trading,
    amount: float,
) -> Charges:
    """The charges on a new portfolio of `amount` that buys these positions.

    Raises `Refused` naming ISIN and field of every product cost that is missing.
    """
    refuse_missing({each.instrument.ticker: each.instrument for each in positions})
    vat = 1 + schedule.vat
    entry = {
        Category.S1: (schedule.entry_rate + schedule.entry_amount / amount) * vat,
        Category.S3: sum(each.weight * each.trading_cost for each in positions),
        Category.P1: sum(each.weight * each.instrument.entry_cost.value for each in positions),
    }
    yearly = {
        Category.S2: service_rate(fees, schedule, amount),
        Category.S3: trading.rate,
        Category.S4: schedule.custody_with_vat,
        **product_rates(positions),
    }
    leaving = {
        Category.S1: schedule.exit_rate * vat,
        Category.P1: sum(each.weight * each.instrument.exit_cost.value for each in positions),
    }
    least, performance = schedule.minimum * vat, schedule.performance_with_vat
    return Charges(costs(entry), costs(yearly), costs(leaving), least, performance)


def product_rates(positions: Sequence[Position]) -> dict[Category, float]:
    """P2 to P4 a year of the portfolio's value."""
    return {
        Category.P2: sum(each.weight * each.instrument.ongoing_cost.value for each in positions),
        Category.P3: sum(each.weight * each.instrument.transaction_cost.value for each in positions),
        Category.P4: sum(each.weight * each.instrument.incidental_cost.value for each in positions),
    }


def refuse_missing(instruments: Mapping[str, Instrument]) -> None:
    """Raises `Refused` with one fault for each cost that the data source of an instrument leaves open."""
    faults = [
        Fault("instruments.yaml", f"{each.isin.value}: no cost is stated in {field}; ask for it", ticker)
        for ticker, each in instruments.items()
        for field in each.missing_costs
    ]
    if faults:
        raise Refused(faults)


def running_rate(charged: Charges) -> float:
    """Everything that is charged each year by rate, decimals: the sum of S2 to S4 and P2 to P4."""
    return total(charged.yearly)
