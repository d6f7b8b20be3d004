"""Risk classes from the tables of the law: credit steps, credit classes, the summary matrix."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporting.law.classes import credit_risk_class, summary_risk_class

DAY = date(2021, 12, 31)

MATRIX = """
1 2 3 4 5 6 7
1 2 3 4 5 6 7
3 3 3 4 5 6 7
5 5 5 5 5 6 7
5 5 5 5 5 6 7
6 6 6 6 6 6 7
"""


def test_the_summary_matrix_is_that_of_the_regulation() -> None:
    rows = [[int(cell) for cell in line.split()] for line in MATRIX.strip().splitlines()]
    ours = [[summary_risk_class(market, credit, DAY) for market in range(1, 8)] for credit in range(1, 7)]
    assert ours == rows


@pytest.mark.parametrize(
    ("step", "short", "middle", "long"),
    [(0, 1, 1, 1), (1, 1, 1, 1), (2, 1, 2, 2), (3, 2, 3, 3), (4, 3, 4, 5), (5, 4, 5, 6), (6, 6, 6, 6)],
)
def test_the_credit_class_follows_step_and_holding_period(
    step: int, short: int, middle: int, long: int
) -> None:
    """The adjusted steps of the table, with step 0 in class 1 like step 1."""
    assert credit_risk_class(step, 1, DAY) == short
    assert credit_risk_class(step, 2, DAY) == credit_risk_class(step, 12, DAY) == middle
    assert credit_risk_class(step, 13, DAY) == long


@given(st.integers(1, 7), st.integers(1, 6))
def test_the_indicator_never_lies_below_the_market_class_nor_falls_with_either(
    market: int, credit: int
) -> None:
    own = summary_risk_class(market, credit, DAY)
    assert own >= market
    if market < 7:
        assert summary_risk_class(market + 1, credit, DAY) >= own
    if credit < 6:
        assert summary_risk_class(market, credit + 1, DAY) >= own


@pytest.mark.parametrize(("market", "credit"), [(0, 1), (8, 1), (1, 0), (1, 7)])
def test_a_class_that_does_not_exist_is_a_programming_error(market: int, credit: int) -> None:
    with pytest.raises(ValueError, match="there is no market risk class"):
        summary_risk_class(market, credit, DAY)
    with pytest.raises(ValueError, match="from 0 to 6"):
        credit_risk_class(7, 1, DAY)
    with pytest.raises(ValueError, match="from 0 to 6"):
        credit_risk_class(-1, 1, DAY)
