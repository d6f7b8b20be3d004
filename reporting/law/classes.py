"""From a volatility to a risk class from 1 to 7, by the edges in force on a date."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date

import numpy as np

from reporting.law.parameters import parameter


def srri_class(volatility: float, day: date | np.datetime64) -> int:
    """SRRI class of a volatility a year (CESR/10-673); an edge belongs to the class above it."""
    return 1 + bisect_right(parameter("srri_edges", day).values, volatility)


def market_risk_class(volatility: float, day: date | np.datetime64) -> int:
    """PRIIPs market risk class of a value-at-risk equivalent volatility; edges as above."""
    return 1 + bisect_right(parameter("sri_edges", day).values, volatility)
