"""Estimated against incurred: the threshold works both ways, and reaching it is not passing it."""

import pytest

from reporting.measures.costs.categories import Category, costs
from reporting.measures.costs.reconciliation import deviations


@pytest.mark.parametrize(
    ("incurred", "beyond"), [(0.006, False), (0.007, False), (0.0071, True), (0.005, False), (0.0049, True)]
)
def test_a_deviation_is_named_beyond_the_threshold(incurred: float, beyond: bool) -> None:
    found = deviations(costs({Category.S2: 0.006}), costs({Category.S2: incurred}), 0.001)
    assert [each.category for each in found] == [*Category, None]
    assert [each.category for each in found if each.beyond] == ([Category.S2, None] if beyond else [])
    assert found[1].difference == pytest.approx(incurred - 0.006, abs=1e-15)


def test_deviations_within_the_threshold_add_up_to_a_total_beyond_it() -> None:
    before = costs({Category.S2: 0.006, Category.S3: 0.001, Category.P2: 0.002})
    after = costs({Category.S2: 0.006, Category.S3: 0.0018, Category.P2: 0.0027})
    found = deviations(before, after, 0.001)
    assert [each.category for each in found if each.beyond] == [None]
    assert found[-1].estimated == pytest.approx(0.009, abs=1e-15)
    assert found[-1].difference == pytest.approx(0.0015, abs=1e-15)
