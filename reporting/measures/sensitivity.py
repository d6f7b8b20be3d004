"""What a result owes to chance: its spread over other draws (docs/method.md section 4)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from reporting.domain.series import Floats


@dataclass(frozen=True, slots=True)
class Spread:
    """Smallest, 5 % quantile, median, 95 % quantile and largest of many values; linear interpolation."""

    lowest: float
    low: float
    median: float
    high: float
    highest: float


def spread(values: Floats) -> Spread:
    """The spread of values (k,) without NaN. Raises ValueError for none."""
    if len(values) == 0:
        raise ValueError("no values have no spread")
    return Spread(*(float(value) for value in np.quantile(values, (0.0, 0.05, 0.5, 0.95, 1.0))))


@dataclass(frozen=True, slots=True, eq=False)
class Outcomes:
    """Of P portfolios over one span: annualised return, deepest drawdown, trading cost a year; each (P,)."""

    annualised_return: Floats
    max_drawdown: Floats
    trading_cost: Floats


def outcomes(nav: Floats, costs: Floats, years: float) -> Outcomes:
    """Outcomes of values (T, P) and trading costs (T, P) of each session, over a span of `years`.

    The cost of a session counts as a share of the value before it, that of the first one not at all.
    """
    highest = np.maximum.accumulate(nav, axis=0)
    return Outcomes(
        annualised_return=(nav[-1] / nav[0]) ** (1 / years) - 1,
        max_drawdown=(nav / highest - 1).min(axis=0),
        trading_cost=(costs[1:] / nav[:-1]).sum(axis=0) / years,
    )
