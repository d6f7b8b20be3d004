"""Invariants of the measures, on series that hypothesis makes up.

1. A second formulation, in plain Python on fractions or sums, gives the same number.
2. Order: total return, volatility, quantiles and shape do not depend on the order of the returns.
3. Sign: drawdown in (-1, 0], ulcer index at most the deepest drawdown, correlation in [-1, 1].
4. Expected shortfall is never below value at risk, nor above the worst loss.
5. Scale: volatility, downside deviation and value at risk grow with the returns, ratios do not.
6. Beta is linear in the series; the benchmark's own is 1.
7. Cornish-Fisher is available exactly where the expansion rises on a dense grid up to its quantile.
8. No sample of two or more usable returns makes a measure raise or give NaN.
"""

from __future__ import annotations

import math
import statistics
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from reporting.domain.series import ReturnSeries
from reporting.domain.units import Frequency
from reporting.measures.registry import BY_ID, measure
from reporting.measures.risk import cornish_fisher, expansion_is_monotone
from reporting.measures.sample import NotAvailable, Sample
from tests.tolerances import EXACT, PEER

returns = st.integers(-2000, 3000).map(lambda basis_points: basis_points / 10_000)
return_lists = st.lists(returns, min_size=2, max_size=80)
frequencies = st.sampled_from(Frequency)


def of(id: str, values: list[float], other: list[float] | None = None) -> float:
    """A measure that must be available."""
    own = ReturnSeries(np.array(values), Frequency.WEEKLY)
    against = (
        NotAvailable("needs_benchmark") if other is None else ReturnSeries(np.array(other), own.frequency)
    )
    value = BY_ID[id].of(Sample(own, against))
    assert isinstance(value, float), value
    return value


@given(return_lists)
def test_total_return_is_the_exact_product(values: list[float]) -> None:
    product = math.prod(1 + Fraction(value) for value in values) - 1
    assert of("total_return", values) == pytest.approx(float(product), rel=EXACT, abs=EXACT)


@given(return_lists)
def test_volatility_is_that_of_the_standard_library(values: list[float]) -> None:
    expected = statistics.stdev(values) * math.sqrt(52)
    assert of("volatility", values) == pytest.approx(expected, rel=EXACT, abs=EXACT)


@given(return_lists)
def test_drawdown_is_the_worst_of_all_pairs_of_dates(values: list[float]) -> None:
    wealth = [1.0]
    for value in values:
        wealth.append(wealth[-1] * (1 + value))
    worst = min(late / early - 1 for i, early in enumerate(wealth) for late in wealth[i:])
    assert of("max_drawdown", values) == pytest.approx(worst, rel=EXACT, abs=EXACT)


@given(return_lists)
def test_quantile_by_hand(values: list[float]) -> None:
    ordered = sorted(values)
    place = Fraction(len(values) - 1, 20)
    low = int(place)
    high = min(low + 1, len(values) - 1)
    quantile = ordered[low] + float(place - low) * (ordered[high] - ordered[low])
    assert of("var_95_historical", values) == pytest.approx(-quantile, rel=EXACT, abs=EXACT)
    below = [value for value in ordered if value <= quantile + EXACT]
    assert of("es_95_historical", values) == pytest.approx(-statistics.fmean(below), rel=EXACT, abs=EXACT)


@given(return_lists)
def test_downside_counts_every_period(values: list[float]) -> None:
    expected = math.sqrt(52 * math.fsum(min(value, 0) ** 2 for value in values) / len(values))
    assert of("downside_deviation", values) == pytest.approx(expected, rel=EXACT, abs=EXACT)


@given(return_lists, st.randoms(use_true_random=False))
def test_order_matters_to_drawdowns_alone(values: list[float], chance) -> None:  # type: ignore[no-untyped-def]
    shuffled = values[:]
    chance.shuffle(shuffled)
    for id in ("total_return", "volatility", "var_95_historical", "es_95_historical", "positive_share"):
        assert of(id, shuffled) == pytest.approx(of(id, values), rel=EXACT, abs=EXACT)


@given(return_lists)
def test_drawdowns_and_tails_keep_their_order(values: list[float]) -> None:
    depth = of("max_drawdown", values)
    assert -1 < depth <= 0
    assert 0 <= of("ulcer_index", values) <= -depth + EXACT
    shortfall = of("es_95_historical", values)
    assert of("var_95_historical", values) - EXACT <= shortfall <= -of("worst_period", values) + EXACT
    assert of("var_975_historical", values) >= of("var_95_historical", values) - EXACT


@given(return_lists, st.sampled_from([0.25, 0.5, 2.0]))
def test_risk_scales_with_the_returns_and_sharpe_does_not(values: list[float], factor: float) -> None:
    assume(max(values) - min(values) > 1e-3)
    scaled = [factor * value for value in values]
    for id in ("volatility", "downside_deviation", "var_95_historical"):
        assert of(id, scaled) == pytest.approx(factor * of(id, values), rel=EXACT, abs=EXACT)
    for id in ("sharpe", "skewness", "excess_kurtosis"):
        assert of(id, scaled) == pytest.approx(of(id, values), rel=PEER, abs=PEER)


@given(st.lists(st.tuples(returns, returns), min_size=3, max_size=60))
def test_beta_is_linear_and_correlation_bounded(pairs: list[tuple[float, float]]) -> None:
    own, other = ([pair[side] for pair in pairs] for side in (0, 1))
    assume(max(other) - min(other) > 1e-3 and max(own) - min(own) > 1e-3)
    covariance = statistics.covariance(own, other)
    assert of("beta", own, other) == pytest.approx(
        covariance / statistics.variance(other), rel=PEER, abs=PEER
    )
    mixed = [0.5 * a + 0.25 * b for a, b in pairs]
    assert of("beta", mixed, other) == pytest.approx(0.5 * of("beta", own, other) + 0.25, rel=PEER, abs=PEER)
    assert abs(of("correlation", own, other)) <= 1 + EXACT
    assert of("correlation", own, other) == pytest.approx(statistics.correlation(own, other), abs=PEER)


@given(st.floats(-3, 3), st.floats(-2, 12), st.floats(-3, -0.5))
def test_expansion_holds_where_it_rises_on_a_grid(skew: float, kurtosis: float, z: float) -> None:
    grid = np.concatenate((np.linspace(-1e4, -50, 2_000), np.linspace(-50, z, 20_000)))
    steps = np.diff([cornish_fisher(point, skew, kurtosis) for point in grid.tolist()])
    edge = abs(kurtosis / 8 - skew**2 / 6) < 1e-3 or abs(steps.min()) < 1e-6
    assume(not edge)
    assert expansion_is_monotone(z, skew, kurtosis) == bool((steps > 0).all())


@given(return_lists, frequencies)
def test_no_measure_raises_or_gives_a_number_that_is_none(values: list[float], frequency: Frequency) -> None:
    own = ReturnSeries(np.array(values), frequency)
    reverse = ReturnSeries(np.array(values[::-1]), frequency)
    for value in measure(Sample(own, reverse, ReturnSeries(0 * own.values, frequency))).values():
        assert isinstance(value, NotAvailable) or math.isfinite(value)
