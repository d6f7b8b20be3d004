"""What the firm charges for its service, beside the fee that each profile states itself."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FeeTier:
    """For a portfolio of `lower` (included) to `upper` (not included, None without end): `rate` a year.

    The rate holds for the whole portfolio, not for the part above `lower` alone.
    """

    lower: float
    upper: float | None
    rate: float

    def holds(self, amount: float) -> bool:
        """Whether a portfolio of this size belongs to the tier."""
        return self.lower <= amount and (self.upper is None or amount < self.upper)


@dataclass(frozen=True, slots=True)
class PerformanceFee:
    """`share` of what a year's gain leaves above `hurdle` (a year), decimals.

    With a high-water mark only a gain above the highest earlier year-end value counts; without one the
    gain of each year for itself.
    """

    share: float
    hurdle: float
    high_water_mark: bool


@dataclass(frozen=True, slots=True)
class FeeSchedule:
    """The firm's price list; rates are decimals before VAT, amounts in a profile's base currency.

    `tiers` replace the profile's own service fee in the cost tables where there are any. `minimum` is the
    least service fee a year, `entry_amount` is due once beside `entry_rate`, `custody` a year; `vat` is
    added to all of them and to the performance fee. `fx_margin` is of the amount converted and carries no
    VAT. `received` and `passed_on` are payments of third parties, a year of the portfolio. A cost that
    deviates by more than `deviation` (a year) from its estimate is named.
    """

    tiers: tuple[FeeTier, ...]
    vat: float
    minimum: float
    entry_rate: float
    entry_amount: float
    exit_rate: float
    custody: float
    performance: PerformanceFee
    fx_margin: float
    received: float
    passed_on: float
    deviation: float

    def tier_rate(self, amount: float) -> float | None:
        """The rate a year for a portfolio of this size before VAT, None without tiers."""
        return next((tier.rate for tier in self.tiers if tier.holds(amount)), None)
