"""Half-up rounding, and parts that add up: the largest remainder by its definition and its properties."""

from decimal import Decimal
from math import floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporting.domain.rounding import apportioned, rounded, units

AMOUNTS = st.integers(-100_000_000, 100_000_000).map(lambda n: n / 10_000)
"""Four decimals: their sums are exact in decimal arithmetic, so the properties need no tolerance."""


def decimal_total(parts: list[float]) -> Decimal:
    return sum((Decimal(repr(part)) for part in parts), Decimal(0))


@pytest.mark.parametrize(
    ("value", "decimals", "shift", "expected"),
    [(2.675, 2, 0, 268), (1.005, 2, 0, 101), (0.00125, 2, 2, 13), (-2.5, 0, 0, -3), (149.5, -1, 0, 15)],
)
def test_units_round_the_written_decimal_half_up(
    value: float, decimals: int, shift: int, expected: int
) -> None:
    assert units(value, decimals, shift) == expected


@given(AMOUNTS, st.integers(0, 3))
def test_units_and_rounded_are_the_same_number(value: float, decimals: int) -> None:
    assert Decimal(units(value, decimals)).scaleb(-decimals) == rounded(value, decimals)


def test_units_left_over_go_to_the_largest_remainders_and_ties_to_the_first() -> None:
    # cut: 1, 2, 3, 0 = 6 of 8; remainders .3 .6 .3 .8: the .8 and the .6 get one each
    assert apportioned([1.3, 2.6, 3.3, 0.8], 8, 0) == (1, 3, 3, 1)
    assert apportioned([0.4, 0.4, 0.4], 1, 0) == (1, 0, 0)


def test_negative_parts_are_cut_towards_minus_infinity() -> None:
    # -0.3 is cut to -1 with a remainder of .7, the largest: it gets the unit back
    assert apportioned([-0.3, 1.6, 0.6], 2, 0) == (0, 2, 0)


@given(st.lists(AMOUNTS, min_size=1, max_size=12), st.integers(0, 3))
def test_parts_add_up_and_none_is_off_by_a_unit(parts: list[float], decimals: int) -> None:
    total = decimal_total(parts)
    printed = apportioned(parts, units(float(total), decimals), decimals)
    assert sum(printed) == units(float(total), decimals)
    for part, shown in zip(parts, printed, strict=True):
        assert abs(Decimal(shown) - Decimal(repr(part)).scaleb(decimals)) < 1


@given(st.lists(AMOUNTS, min_size=1, max_size=12))
def test_a_second_formulation_hands_out_units_one_by_one(parts: list[float]) -> None:
    total = units(float(decimal_total(parts)), 0)
    shown = [floor(Decimal(repr(part))) for part in parts]
    while sum(shown) < total:
        gaps = [Decimal(repr(part)) - one for part, one in zip(parts, shown, strict=True)]
        shown[gaps.index(max(gaps))] += 1
    assert apportioned(parts, total, 0) == tuple(shown)


def test_a_total_that_its_parts_cannot_reach_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot be printed as a total of 7"):
        apportioned([1.0, 2.0], 7, 0)
