"""Roots by halving against SciPy and against closed forms."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import brentq

from reporting.measures.roots import root


@given(st.floats(-0.9, 9.0), st.booleans())
def test_a_root_is_that_of_scipy_to_the_rounding_of_its_function(at: float, rising: bool) -> None:
    """SciPy stops within 4 epsilon of its root; both functions round (1 + x)^5 to 1e-16 of its size."""

    def gap(x: float) -> float:
        return ((1 + x) ** 5 - (1 + at) ** 5) * (1 if rising else -1)

    assert root(gap, -0.99, 10.0) == pytest.approx(brentq(gap, -0.99, 10.0, xtol=1e-15), abs=1e-14)


def test_roots_that_are_known_are_found_to_the_last_bits() -> None:
    assert root(lambda x: x * x - 2, 0.0, 2.0) == pytest.approx(math.sqrt(2), abs=3e-16)
    assert root(math.cos, 1.0, 2.0) == pytest.approx(math.pi / 2, abs=3e-16)


@pytest.mark.parametrize(("low", "high"), [(0.0, 1.0), (-1.0, 0.0), (-1.0, 1.0)])
def test_a_root_at_an_end_or_in_the_middle_is_exact(low: float, high: float) -> None:
    assert root(lambda x: x, low, high) == 0.0


def test_a_root_near_zero_takes_no_more_steps_than_its_resolution_asks_for() -> None:
    """From 1 to 1e-16 are 54 halvings; doubles near 0 would allow a thousand."""
    asked: list[float] = []

    def gap(x: float) -> float:
        asked.append(x)
        return x - 1e-300

    assert abs(root(gap, -0.5, 0.5)) <= 1e-16
    assert len(asked) <= 2 + 54


@pytest.mark.parametrize("sign", [1.0, -1.0])
def test_a_function_without_a_change_of_sign_is_an_error(sign: float) -> None:
    with pytest.raises(ValueError, match="the same sign at 0.0 and at 1.0"):
        root(lambda x: sign * (1 + x), 0.0, 1.0)


@pytest.mark.parametrize("at", [1.5, math.nextafter(1.5, 2.0)])
def test_halving_ends_between_neighbours_whichever_of_them_their_middle_rounds_to(at: float) -> None:
    assert root(lambda x: -1.0 if x < at else 1.0, 1.0, 2.0) == math.nextafter(at, 1.0)
