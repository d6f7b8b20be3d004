"""The nine categories of Annex II: five of the service, four of the instruments; all are always shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum


class Category(StrEnum):
    """A row of the cost tables. S is the service, P the products; the same name means different costs."""

    S1 = "S1"  # one-off
    S2 = "S2"  # ongoing
    S3 = "S3"  # transactions
    S4 = "S4"  # ancillary services
    S5 = "S5"  # incidental
    P1 = "P1"  # one-off
    P2 = "P2"  # ongoing
    P3 = "P3"  # transactions
    P4 = "P4"  # incidental


SERVICE = (Category.S1, Category.S2, Category.S3, Category.S4, Category.S5)
INSTRUMENTS = (Category.P1, Category.P2, Category.P3, Category.P4)

Costs = Mapping[Category, float]
"""A number for each of the nine, money or decimals."""


def costs(given: Costs) -> Costs:
    """All nine, in table order; what is not given is nothing charged."""
    return {category: float(given.get(category, 0.0)) for category in Category}


def total(of: Costs, categories: Iterable[Category] = Category) -> float:
    """The sum over some categories, over all of them by default."""
    return sum(of[category] for category in categories)


def scaled(of: Costs, factor: float) -> Costs:
    """Each cost times a factor."""
    return {category: value * factor for category, value in of.items()}


def added(first: Costs, second: Costs) -> Costs:
    """Each cost of one and the other together."""
    return {category: first[category] + second[category] for category in Category}
