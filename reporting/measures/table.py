"""The measures of every series of a table of returns, each over its own life."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from reporting.domain.series import Floats, ReturnSeries
from reporting.inputs.returns import ReturnTable
from reporting.measures.registry import measure
from reporting.measures.sample import NotAvailable, Result, Sample


def measure_table(table: ReturnTable) -> dict[str, dict[str, Result]]:
    """Measures by column and id. The risk-free column is no series; the benchmark is one without a peer.

    A benchmark or risk-free return that does not cover a series' whole life makes the measures that
    need it not available there: the series' window is never cut to fit.
    """
    return {
        name: measure(_sample(table, name))
        for name in table.columns
        if name != table.risk_free or name == table.benchmark
    }


def _sample(table: ReturnTable, name: str) -> Sample:
    values = table.column(name)
    alive = np.isfinite(values)
    benchmark: ReturnSeries | NotAvailable
    if not table.benchmark:
        benchmark = NotAvailable("needs_benchmark")
    elif name == table.benchmark:
        benchmark = NotAvailable("is_benchmark")
    else:
        benchmark = _cut(table, table.benchmark, alive, "benchmark_shorter")
    risk_free = _cut(table, table.risk_free, alive, "risk_free_shorter") if table.risk_free else None
    return Sample(_series(table, values[alive]), benchmark, risk_free)


def _cut(table: ReturnTable, name: str, alive: NDArray[np.bool_], reason: str) -> ReturnSeries | NotAvailable:
    """Another column on the rows of a series' life."""
    values = table.column(name)[alive]
    return _series(table, values) if np.isfinite(values).all() else NotAvailable(reason, name)


def _series(table: ReturnTable, values: Floats) -> ReturnSeries:
    return ReturnSeries(values, table.frequency)
