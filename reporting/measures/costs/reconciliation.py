"""Costs incurred beside costs estimated: which estimate was off by more than the firm tolerates."""

from __future__ import annotations

from dataclasses import dataclass

from reporting.measures.costs.categories import Category, Costs, total


@dataclass(frozen=True, slots=True)
class Deviation:
    """One category, or all together where it is None: decimals a year of the value; `beyond` the
    threshold, both ways."""

    category: Category | None
    estimated: float
    incurred: float
    beyond: bool

    @property
    def difference(self) -> float:
        """Incurred less estimated."""
        return self.incurred - self.estimated


def deviations(estimated: Costs, incurred: Costs, threshold: float) -> tuple[Deviation, ...]:
    """Every category in table order, then all together: small deviations on one side add up.

    A difference of exactly the threshold is within it.
    """
    pairs = [(category, estimated[category], incurred[category]) for category in Category]
    every = [*pairs, (None, total(estimated), total(incurred))]
    return tuple(
        Deviation(category, before, after, round(abs(after - before) - threshold, 12) > 0)
        for category, before, after in every
    )
