"""The spread over portfolios, against the formulas written out for one portfolio at a time."""

from __future__ import annotations

import numpy as np
import pytest

from reporting.measures.sensitivity import Spread, outcomes, spread
from tests.tolerances import EXACT


def test_spread_of_a_known_list() -> None:
    assert spread(np.arange(101.0)[::-1]) == Spread(0.0, 5.0, 50.0, 95.0, 100.0)
    with pytest.raises(ValueError):
        spread(np.array([]))


def test_outcomes_of_each_portfolio_alone() -> None:
    nav = np.array([[100.0, 100.0], [110.0, 90.0], [99.0, 95.0], [121.0, 81.0]])
    costs = np.array([[5.0, 5.0], [0.1, 0.2], [0.0, 0.0], [0.3, 0.0]])
    found = outcomes(nav, costs, years=2.0)
    # The cost of the first session belongs to the time before the span.
    assert found.annualised_return == pytest.approx([0.1, -0.1], abs=EXACT)
    assert found.max_drawdown == pytest.approx([99 / 110 - 1, -0.19], abs=EXACT)
    assert found.trading_cost == pytest.approx([(0.1 / 100 + 0.3 / 99) / 2, 0.2 / 100 / 2], abs=EXACT)
