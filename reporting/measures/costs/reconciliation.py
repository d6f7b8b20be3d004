"""Costs incurred beside costs estimated: which estimate was off by more than the firm tolerates."""

from __future__ import annotations

from dataclasses import dataclass

from reporting.measures.costs.categories import Category, Costs


@dataclass(frozen=True, slots=True)
class Deviation:
    """One category, decimals a year of the value; `beyond` the threshold, both ways."""

    category: Category
    estimated: float
    incurred: float
    beyond: bool

    @property
    def difference(self) -> float:
        """Incurred less estimated."""
        return self.incurred - self.estimated


def deviations(estimated: Costs, incurred: Costs, threshold: float) -> tuple[Deviation, ...]:
    """Every category in table order. A difference of exactly the threshold is within it."""
    return tuple(
        Deviation(
            category,
            estimated[category],
            incurred[category],
            round(abs(incurred[category] - estimated[category]) - threshold, 12) > 0,
        )
        for category in Category
    )
