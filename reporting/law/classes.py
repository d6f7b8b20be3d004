"""From a volatility to a risk class from 1 to 7, by the tables in force on a date."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from datetime import date

import numpy as np

from reporting.law.parameters import parameter

MARKET_CLASSES = 7


def srri_class(volatility: float, day: date | np.datetime64) -> int:
    """SRRI class of a volatility a year (CESR/10-673); an edge belongs to the class above it."""
    return 1 + bisect_right(parameter("srri_edges", day).values, volatility)


def market_risk_class(volatility: float, day: date | np.datetime64) -> int:
    """PRIIPs market risk class of a value-at-risk equivalent volatility; edges as above."""
    return 1 + bisect_right(parameter("sri_edges", day).values, volatility)


def credit_risk_class(step: int, years: int, day: date | np.datetime64) -> int:
    """PRIIPs credit risk class of a credit quality step (0 to 6) over a holding period in years.

    Raises ValueError for a step that does not exist.
    """
    classes = parameter("sri_credit_classes", day).values
    if not 0 <= step < len(classes):
        raise ValueError(f"credit quality steps go from 0 to {len(classes) - 1}, not to {step}")
    horizons = parameter("sri_credit_horizons", day).values
    column = bisect_left(horizons, years)
    adjusted = parameter("sri_credit_steps", day).values[step * (len(horizons) + 1) + column]
    return int(classes[int(adjusted)])


def summary_risk_class(market: int, credit: int, day: date | np.datetime64) -> int:
    """Summary risk indicator of a market risk class (1 to 7) and a credit risk class (1 to 6).

    Raises ValueError for classes that do not exist.
    """
    matrix = parameter("sri_matrix", day).values
    if not (1 <= market <= MARKET_CLASSES and 1 <= credit <= len(matrix) // MARKET_CLASSES):
        raise ValueError(f"there is no market risk class {market} with credit risk class {credit}")
    return int(matrix[(credit - 1) * MARKET_CLASSES + market - 1])
