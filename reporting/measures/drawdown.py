"""Losses from the highest value so far (docs/method.md section 7), the starting value included."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from reporting.domain.series import Floats, NavPath
from reporting.measures.returns import annualised_return
from reporting.measures.sample import NotAvailable, Result, Sample


def drawdowns(values: Floats) -> Floats:
    """Each value against the highest up to it, minus 1: decimals in (-1, 0], same shape as values."""
    highest = np.maximum.accumulate(values)
    return values / highest - 1


def max_drawdown(sample: Sample) -> Result:
    """Deepest drawdown, a negative decimal or 0."""
    return float(drawdowns(sample.wealth).min())


def calmar(sample: Sample) -> Result:
    """Annualised return for each unit of the deepest drawdown."""
    growth, depth = annualised_return(sample), float(drawdowns(sample.wealth).min())
    if isinstance(growth, NotAvailable):
        return growth
    if depth == 0:
        return NotAvailable("no_drawdown")
    return growth / -depth


def ulcer_index(sample: Sample) -> Result:
    """Root mean square of the drawdowns of the n points after the start."""
    return float(np.sqrt(np.mean(drawdowns(sample.wealth)[1:] ** 2)))


@dataclass(frozen=True, slots=True)
class Drawdown:
    """The deepest fall of a path. `depth` is a decimal, 0 where the path never fell.

    `recovery` is the first date at or above the peak again, None while it lasts; `days` counts
    calendar days from the peak to the recovery, or to the last date without one.
    """

    depth: float
    peak: np.datetime64
    trough: np.datetime64
    recovery: np.datetime64 | None
    days: int


def deepest_drawdown(nav: NavPath) -> Drawdown:
    """The deepest fall of a NAV path with its dates; the earliest of equals, peak the latest high."""
    falls = drawdowns(nav.values)
    trough = int(np.argmin(falls))
    upto = nav.values[: trough + 1]
    peak = int(np.flatnonzero(upto == upto.max())[-1])
    after = np.flatnonzero(nav.values[trough:] >= nav.values[peak])
    end = trough + int(after[0]) if len(after) else len(falls) - 1
    return Drawdown(
        depth=float(falls[trough]),
        peak=nav.dates[peak],
        trough=nav.dates[trough],
        recovery=nav.dates[end] if len(after) else None,
        days=int((nav.dates[end] - nav.dates[peak]).astype(int)),
    )
