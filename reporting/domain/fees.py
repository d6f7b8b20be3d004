"""What the firm charges for its service, beside the fee that each profile states itself."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from reporting.domain.series import Floats


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
    """`share` of what lies above a mark and the `hurdle` on it (a year), decimals; settled at year ends.

    The first mark is what was paid in. With a high-water mark it is the highest value at which a year was
    settled since; without one that of the last year, so that the gain of each year counts for itself.
    """

    share: float
    hurdle: float
    high_water_mark: bool

    def due(self, value: Floats, mark: Floats, years: float) -> Floats:
        """The fee on a value after all other costs, `years` after the mark was last settled (any shape)."""
        fee: Floats = self.share * np.maximum(0.0, value - mark * (1 + self.hurdle * years))
        return fee

    def mark_after(self, mark: Floats, left: Floats) -> Floats:
        """The mark of the next year where the fee of this one left a value (any shape)."""
        return np.maximum(mark, left) if self.high_water_mark else left


NO_PERFORMANCE_FEE = PerformanceFee(0.0, 0.0, high_water_mark=True)


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

    @property
    def only_yearly(self) -> bool:
        """Whether nothing is charged but a yearly fee and what trading costs."""
        others = (self.minimum, self.entry_rate, self.entry_amount, self.exit_rate, self.custody)
        return not any((*others, self.performance.share))

    @property
    def custody_with_vat(self) -> float:
        """Custody a year, VAT included."""
        return self.custody * (1 + self.vat)

    @property
    def performance_with_vat(self) -> PerformanceFee:
        """The performance fee as a client pays it, VAT included."""
        return replace(self.performance, share=self.performance.share * (1 + self.vat))

    def tier_rate(self, amount: float) -> float | None:
        """The rate a year for a portfolio of this size before VAT, None without tiers."""
        return next((tier.rate for tier in self.tiers if tier.holds(amount)), None)
