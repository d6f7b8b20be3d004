"""The Cornish-Fisher value at risk (docs/method.md section 7): values by hand, and where it does not hold."""

from __future__ import annotations

import numpy as np
import pytest

from reporting.measures.risk import cornish_fisher_var, expansion_is_monotone
from reporting.measures.sample import NotAvailable
from tests.measures.samples import sample
from tests.tolerances import EXACT

Z_95 = -1.6448536269514722
"""The 5 % quantile of the standard normal distribution, from tables."""


def test_a_symmetric_sample_has_the_value_of_the_formula_without_skewness() -> None:
    """-2 %, eight times 0, 2 %, all moved by 0.1 %: variance 0.00008, excess kurtosis 10/2 - 3 = 2."""
    found = cornish_fisher_var(sample(-0.019, *[0.001] * 8, 0.021), 0.95)
    quantile = Z_95 + (Z_95**3 - 3 * Z_95) / 24 * 2
    assert found == pytest.approx(-(0.001 + np.sqrt(0.00008) * quantile), rel=1e-9)  # sums of eight decimals
    assert isinstance(found, float) and found > 0, "a loss is positive"


def test_skewness_enters_linearly_and_squared() -> None:
    stats = pytest.importorskip("scipy.stats")
    values = np.array([-0.04, -0.02, -0.01, *[0.0] * 6, 0.01, 0.01, 0.03])
    skew, kurtosis = stats.skew(values), stats.kurtosis(values)
    terms = (
        Z_95,
        (Z_95**2 - 1) / 6 * skew,
        (Z_95**3 - 3 * Z_95) / 24 * kurtosis,
        -(2 * Z_95**3 - 5 * Z_95) / 36 * skew**2,
    )
    assert skew < -0.3
    found = cornish_fisher_var(sample(*values), 0.95)
    assert found == pytest.approx(-(values.mean() + values.std() * sum(terms)), rel=EXACT * 100)


def test_two_values_alone_are_outside_the_domain() -> None:
    """Of two values the kurtosis is the skewness squared less 2: the parabola opens downward."""
    assert cornish_fisher_var(sample(-0.1, *[0.01] * 9), 0.95) == NotAvailable("not_monotone")


@pytest.mark.parametrize(
    ("skew", "kurtosis", "z", "holds"),
    [
        (0.0, 0.0, -1.0, True),  # the normal distribution: slope 1
        (0.0, 10.0, -1.0, True),  # slope 1.25 z^2 - 0.25: it dips near 0 only, right of z
        (0.0, 10.0, -0.4, False),  # 1.25 * 0.16 - 0.25 = -0.05
        (2.0, 6.0, -1.0, False),  # 0.222 at z, but -0.528 at the lowest point, z = -4
        (0.0, 8.0, 0.5, True),  # slope z^2: it touches zero and turns
        (1.5, 3.55, -1.0, False),  # lowest point 0.86875 - 0.25 / 0.275 = -0.040
        (1.5, 3.6, -1.0, True),  # lowest point 0.8625 - 0.25 / 0.3 = 0.029
        (1.5, 3.0, -1.0, False),  # a line that rises: negative far to the left
        (-1.5, 3.0, -1.0, True),  # a line that falls: 1.4375 at z
        (0.0, -0.1, -1.0, False),  # a parabola that opens downward
    ],
)
def test_the_expansion_holds_where_its_slope_is_never_negative_up_to_z(
    skew: float, kurtosis: float, z: float, holds: bool
) -> None:
    assert expansion_is_monotone(z, skew, kurtosis) is holds
