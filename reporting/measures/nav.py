"""Measures of a NAV path: each at the frequency of its register row (docs/method.md section 7)."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from reporting.domain.calendar import points
from reporting.domain.series import NavPath, ReturnSeries
from reporting.domain.units import Frequency
from reporting.measures.registry import MEASURES
from reporting.measures.sample import NotAvailable, Result, Sample


def period_returns(nav: NavPath, frequency: Frequency) -> ReturnSeries:
    """Returns between completed daily, weekly or monthly points; partial weeks and months enter nothing.

    Shape (k-1,) for k points, empty for fewer than two.
    """
    values = nav.values[points(nav.dates, frequency)]
    return ReturnSeries(values[1:] / values[:-1] - 1, frequency)


def nav_sample(
    nav: NavPath, frequency: Frequency, benchmark: NavPath | None = None, cash: NavPath | None = None
) -> Sample:
    """The path at one frequency beside its benchmark and cash, which have points on the same dates.

    Raises ValueError when they have not.
    """
    for other in (benchmark, cash):
        if other is not None and not np.array_equal(other.dates, nav.dates):
            raise ValueError("benchmark and cash have their points on the dates of the path")
    sample = Sample(
        period_returns(nav, frequency),
        NotAvailable("needs_benchmark") if benchmark is None else period_returns(benchmark, frequency),
        None if cash is None else period_returns(cash, frequency),
    )
    return replace(sample, days=nav.days) if frequency is Frequency.DAILY else sample


def measure_nav(
    nav: NavPath, benchmark: NavPath | None = None, cash: NavPath | None = None
) -> dict[str, Result]:
    """Every measure of a NAV path by id: `Measure.nav` says at which frequency.

    Without `cash` the risk-free return counts as zero.
    """
    samples = {frequency: nav_sample(nav, frequency, benchmark, cash) for frequency in Frequency}
    return {row.id: row.of(samples[row.nav]) for row in MEASURES}
