"""What an ex-ante cost block rests on, and the two projections that it prints."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from reporting.disclosures.context import Context
from reporting.domain.fees import FeeSchedule
from reporting.measures.costs.categories import Category, Costs
from reporting.measures.costs.charges import Charges, Position, Trading, charges
from reporting.measures.costs.projection import Projection, project, solved_growth


@dataclass(frozen=True, slots=True)
class Estimate:
    """An `amount` in the profile's currency, bought at the target `weights` by ticker.

    `trading` is the mean of `paths` simulated paths, `moderate` the final wealth of 1 after the
    recommended holding period in the moderate scenario, as the document prints it.
    """

    amount: float
    weights: Mapping[str, float]
    trading: Trading
    moderate: float
    paths: int


@dataclass(frozen=True, slots=True)
class Projected:
    """The charges, and what they do without growth and with the growth of the moderate scenario."""

    estimate: Estimate
    charges: Charges
    flat: Projection
    moderate: Projection

    @property
    def first(self) -> Costs:
        """What is paid in the first year."""
        return self._incidental(self.flat.paid[0], self.moderate.paid[0])

    @property
    def average(self) -> Costs:
        """Mean of what is paid a year."""
        return self._incidental(self.flat.average, self.moderate.average)

    def _incidental(self, flat: Costs, moderate: Costs) -> Costs:
        """Without growth, but for the performance fee: it exists only where there is a gain."""
        return {**flat, Category.S5: moderate[Category.S5]}


def schedule_of(context: Context) -> FeeSchedule:
    """The firm's price list."""
    return context.house.firm.fees.value


def positions(context: Context, weights: Mapping[str, float]) -> tuple[Position, ...]:
    """The profile's ETFs at these weights."""
    trading = zip(context.profile.tickers, context.rules.trading_costs, strict=True)
    instruments = context.house.instruments
    return tuple(Position(instruments[ticker], weights[ticker], float(cost)) for ticker, cost in trading)


def projected(context: Context, estimate: Estimate) -> Projected:
    """Charges and projections. Raises `Refused` naming every product cost that is missing."""
    profile, amount = context.profile, estimate.amount
    held = positions(context, estimate.weights)
    charged = charges(profile.fees, schedule_of(context), held, estimate.trading, amount)
    growth = solved_growth(charged, amount, profile.horizon, estimate.moderate * amount)
    return Projected(
        estimate,
        charged,
        project(charged, amount, profile.horizon, 0.0),
        project(charged, amount, profile.horizon, growth),
    )
