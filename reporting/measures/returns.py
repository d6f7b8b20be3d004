"""Returns of a sample (docs/method.md section 7): decimals; no NaN comes in or goes out."""

from __future__ import annotations

import numpy as np

from reporting.measures.sample import NotAvailable, Result, Sample


def total_return(sample: Sample) -> Result:
    """What 1 has gained over the whole span."""
    return float(sample.wealth[-1] - 1)


def annualised_return(sample: Sample) -> Result:
    """Constant return a year that gives the same total; from a span of one year upward."""
    if not sample.spans_a_year:
        return NotAvailable("under_one_year")
    return float(sample.wealth[-1] ** (1 / sample.years) - 1)


def best_period(sample: Sample) -> Result:
    """Highest return of one period."""
    return float(sample.returns.values.max())


def worst_period(sample: Sample) -> Result:
    """Lowest return of one period."""
    return float(sample.returns.values.min())


def positive_share(sample: Sample) -> Result:
    """Share of periods with a return above zero."""
    return float(np.mean(sample.returns.values > 0))
