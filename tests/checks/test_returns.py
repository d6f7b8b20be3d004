"""The rule on money-weighted returns asks for what the program prints, whatever the length of the period."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporting.checks.rules.performance import growth_over
from reporting.clients.returns import internal_rate
from reporting.domain.rounding import rounded


@given(
    begun=st.integers(1_000, 10**7),
    annual=st.floats(-0.9, 4.0),
    days=st.sampled_from([30, 92, 364, 365, 366]),
)
def test_a_value_without_payments_grows_by_its_printed_return(begun: int, annual: float, days: int) -> None:
    """The rate of method section 7, a year's from 365 days upward, printed in percent with two decimals."""
    whole = (1 + annual) ** (days / 365.25)
    found = internal_rate(np.array([float(begun)]), np.array([days / 365.25]), begun * whole)
    assert isinstance(found, float) and found == pytest.approx(annual, abs=1e-9)
    printed = rounded(found if days >= 365 else whole - 1, 2, 2)
    assert float(growth_over(printed, days)) == pytest.approx(whole, abs=0.0000502)


def test_a_year_of_365_days_is_a_little_less_than_a_year() -> None:
    assert growth_over(Decimal("100.00"), 365) == pytest.approx(
        Decimal(2) ** (Decimal(365) / Decimal("365.25"))
    )
    assert growth_over(Decimal("100.00"), 364) == 2
