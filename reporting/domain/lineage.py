"""Where a figure comes from: the inputs of its document, the rule by which other figures make it."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

Parameter = tuple[str, str | float | int]
"""A named setting of a figure's formula: `("paths", 10000)`, `("seed", "20260101")`."""


@dataclass(frozen=True, slots=True)
class Input:
    """One input of a document under its manifest key (`prices`, `profile`, ...).

    `first` and `last` are the dates between which its values were used, None for what has no dates.
    """

    key: str
    label: str
    sha256: str
    first: date | None = None
    last: date | None = None


class Rule(StrEnum):
    """Plain arithmetic that makes a figure from its parts, taken in their order at full precision."""

    SUM = "sum"
    """All parts added up; a single part is the figure itself."""
    DIFFERENCE = "difference"
    """All parts but the last added up, less the last."""
    PRODUCT = "product"
    """All parts multiplied."""
    QUOTIENT = "quotient"
    """The first divided by the size of the second."""
    REMAINDER = "remainder"
    """One less all parts."""
    WEIGHTED_SUM = "weighted_sum"
    """Parts of the first half times their partners in the second half, added up."""
    CHAIN = "chain"
    """Returns one after the other: the product of one plus each, less one."""
    YEARLY = "yearly"
    """First over second, to the power of one over the third, less one: a growth rate a year."""
    GROWN = "grown"
    """The first times one plus the second, to the power of the third: an amount after some years."""
    LOST_YIELD = "lost_yield"
    """The first less the growth a year that leads from the third to the second in the fourth, years."""

    def of(self, values: Sequence[float]) -> float:
        """The figure's value from those of its parts. Raises ValueError and ZeroDivisionError."""
        return _ARITHMETIC[self](values)


def _weighted(values: Sequence[float]) -> float:
    half = len(values) // 2
    return math.fsum(a * b for a, b in zip(values[:half], values[half:], strict=True))


def _yearly(values: Sequence[float]) -> float:
    end, start, years = values
    return math.pow(end / start, 1 / years) - 1


def _grown(values: Sequence[float]) -> float:
    amount, growth, years = values
    return amount * math.pow(1 + growth, years)


def _lost_yield(values: Sequence[float]) -> float:
    growth, *kept = values
    return growth - _yearly(kept)


_ARITHMETIC: dict[Rule, Callable[[Sequence[float]], float]] = {
    Rule.SUM: math.fsum,
    Rule.DIFFERENCE: lambda values: math.fsum((*values[:-1], -values[-1])),
    Rule.PRODUCT: math.prod,
    Rule.QUOTIENT: lambda values: values[0] / abs(values[1]),
    Rule.REMAINDER: lambda values: 1 - math.fsum(values),
    Rule.WEIGHTED_SUM: _weighted,
    Rule.CHAIN: lambda values: math.prod(1 + value for value in values) - 1,
    Rule.YEARLY: _yearly,
    Rule.GROWN: _grown,
    Rule.LOST_YIELD: _lost_yield,
}
