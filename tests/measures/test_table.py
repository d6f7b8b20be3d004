"""Every series of a table over its own life."""

from __future__ import annotations

import numpy as np
import pytest

from reporting.domain.series import ReturnSeries
from reporting.domain.units import Frequency
from reporting.inputs.returns import ReturnTable
from reporting.measures.registry import measure
from reporting.measures.sample import NotAvailable, Sample
from reporting.measures.table import measure_table
from tests.measures.samples import fat_tailed, weekdays

COUNT = 300


def table(**changes: str) -> ReturnTable:
    """A whole fund, one that starts late and ends early, a benchmark, a risk-free return."""
    values = np.column_stack([fat_tailed(seed, COUNT) for seed in (1, 2, 3, 4)])
    values[:, 3] = 0.0001
    values[:40, 1] = values[-10:, 1] = np.nan
    return ReturnTable(
        weekdays("2020-01-01", COUNT), ("a", "b", "m", "rf"), values, Frequency.DAILY, **changes
    )


def test_what_one_return_tells_and_what_needs_two() -> None:
    """Of a single return no deviation and no quantile is known; a fall or a best period is."""
    one, two = (
        measure(Sample(*(ReturnSeries(np.array(part), Frequency.MONTHLY) for part in parts)))
        for parts in (([0.01], [0.02], [0.0]), ([0.01, -0.03], [0.02, 0.01], [0.0, 0.001]))
    )
    lacking = {id for id, value in one.items() if value == NotAvailable("too_short")}
    assert lacking == {
        "volatility", "sharpe", "sortino", "downside_deviation", "tracking_error", "information_ratio",
        "beta", "correlation", "var_95_historical", "var_975_historical", "es_95_historical",
        "var_95_cornish_fisher", "skewness", "excess_kurtosis",
    }  # fmt: skip
    assert NotAvailable("too_short") not in two.values()
    assert (one["best_period"], one["positive_share"], one["max_drawdown"]) == (0.01, 1.0, 0.0)


def test_a_late_series_is_measured_over_its_own_life_with_its_peers_cut_to_it() -> None:
    source = table(benchmark="m", risk_free="rf")
    cut = slice(40, COUNT - 10)
    own, market, rate = (ReturnSeries(source.column(name)[cut], Frequency.DAILY) for name in ("b", "m", "rf"))
    assert measure_table(source)["b"] == measure(Sample(own, market, rate))


def test_the_risk_free_column_is_no_series_and_the_benchmark_has_no_peer() -> None:
    measured = measure_table(table(benchmark="m", risk_free="rf"))
    assert list(measured) == ["a", "b", "m"]
    assert measured["m"]["beta"] == NotAvailable("is_benchmark")
    assert isinstance(measured["m"]["sharpe"], float)


@pytest.mark.parametrize(
    ("changes", "id", "reason"),
    [
        ({}, "beta", NotAvailable("needs_benchmark")),
        ({"benchmark": "b"}, "beta", NotAvailable("benchmark_shorter", "b")),
        ({"risk_free": "b"}, "sharpe", NotAvailable("risk_free_shorter", "b")),
        ({"risk_free": "b"}, "sortino", NotAvailable("risk_free_shorter", "b")),
    ],
)
def test_a_peer_that_does_not_cover_the_life_cuts_nothing(
    changes: dict[str, str], id: str, reason: NotAvailable
) -> None:
    measured = measure_table(table(**changes))["a"]
    assert measured[id] == reason
    assert measured["volatility"] == measure_table(table())["a"]["volatility"]
