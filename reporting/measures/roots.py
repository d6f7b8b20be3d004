"""The root of a function of one number."""

from __future__ import annotations

from collections.abc import Callable

RESOLUTION = 1e-16
"""Of a rate: less than a double near 1 can tell."""


def root(function: Callable[[float], float], low: float, high: float) -> float:
    """Where a function changes its sign between two numbers, to `RESOLUTION` or the last bit, by halving.

    Raises ValueError where both ends have the same sign. SciPy's `brentq`, which the tests compare with, asks
    the function less often; but loading it costs each process that makes client packs 42 MB.
    """
    at_low, at_high = function(low), function(high)
    if at_low == 0:
        return low
    if at_high == 0:
        return high
    if (at_low < 0) == (at_high < 0):
        raise ValueError(f"the function has the same sign at {low} and at {high}")
    while high - low > RESOLUTION and low < (middle := low + (high - low) / 2) < high:
        at_middle = function(middle)
        if at_middle == 0:
            return middle
        low, high = (middle, high) if (at_middle < 0) == (at_low < 0) else (low, middle)
    return low
