"""The register of measures: a new one is a new row; glossaries and tables are printed from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from reporting.domain.units import Frequency, Unit
from reporting.measures import drawdown, ratios, returns, risk
from reporting.measures.sample import NotAvailable, Result, Sample

METHOD = "docs/method.md section 7"


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure. Its name and its definition are the messages `measure.<id>` and `definition.<id>`.

    `nav` is the frequency at which a NAV path is measured, and part of the figure's name there.
    `periods` is the least number of returns that it needs.
    """

    id: str
    function: Callable[[Sample], Result]
    unit: Unit
    nav: Frequency
    source: str = METHOD
    decimals: int = 2
    periods: int = 2

    def of(self, sample: Sample) -> Result:
        """The value, or the reason why there is none."""
        if len(sample.returns.values) < self.periods:
            return NotAvailable("too_short")
        return self.function(sample)


MEASURES: tuple[Measure, ...] = (
    Measure(
        "total_return",
        returns.total_return,
        Unit.PERCENT,
        Frequency.DAILY,
        periods=1,
    ),
    Measure(
        "annualised_return",
        returns.annualised_return,
        Unit.PERCENT_PER_YEAR,
        Frequency.DAILY,
        periods=1,
    ),
    Measure(
        "volatility",
        risk.volatility,
        Unit.PERCENT_PER_YEAR,
        Frequency.WEEKLY,
    ),
    Measure(
        "sharpe",
        ratios.sharpe,
        Unit.RATIO,
        Frequency.WEEKLY,
    ),
    Measure(
        "sortino",
        ratios.sortino,
        Unit.RATIO,
        Frequency.WEEKLY,
    ),
    Measure(
        "downside_deviation",
        risk.downside_deviation,
        Unit.PERCENT_PER_YEAR,
        Frequency.WEEKLY,
    ),
    Measure(
        "tracking_error",
        ratios.tracking_error,
        Unit.PERCENT_PER_YEAR,
        Frequency.WEEKLY,
    ),
    Measure(
        "information_ratio",
        ratios.information_ratio,
        Unit.RATIO,
        Frequency.WEEKLY,
    ),
    Measure(
        "beta",
        ratios.beta,
        Unit.RATIO,
        Frequency.WEEKLY,
    ),
    Measure(
        "correlation",
        ratios.correlation,
        Unit.RATIO,
        Frequency.WEEKLY,
    ),
    Measure(
        "max_drawdown",
        drawdown.max_drawdown,
        Unit.PERCENT,
        Frequency.DAILY,
        periods=1,
    ),
    Measure(
        "calmar",
        drawdown.calmar,
        Unit.RATIO,
        Frequency.DAILY,
        periods=1,
    ),
    Measure(
        "ulcer_index",
        drawdown.ulcer_index,
        Unit.PERCENT,
        Frequency.DAILY,
        periods=1,
    ),
    Measure(
        "var_95_historical",
        partial(risk.historical_var, level=0.95),
        Unit.PERCENT,
        Frequency.WEEKLY,
    ),
    Measure(
        "var_975_historical",
        partial(risk.historical_var, level=0.975),
        Unit.PERCENT,
        Frequency.WEEKLY,
    ),
    Measure(
        "es_95_historical",
        partial(risk.expected_shortfall, level=0.95),
        Unit.PERCENT,
        Frequency.WEEKLY,
    ),
    Measure(
        "var_95_cornish_fisher",
        partial(risk.cornish_fisher_var, level=0.95),
        Unit.PERCENT,
        Frequency.WEEKLY,
    ),
    Measure(
        "best_period",
        returns.best_period,
        Unit.PERCENT,
        Frequency.MONTHLY,
        periods=1,
    ),
    Measure(
        "worst_period",
        returns.worst_period,
        Unit.PERCENT,
        Frequency.MONTHLY,
        periods=1,
    ),
    Measure(
        "positive_share",
        returns.positive_share,
        Unit.PERCENT,
        Frequency.MONTHLY,
        decimals=1,
        periods=1,
    ),
    Measure(
        "skewness",
        risk.skewness,
        Unit.RATIO,
        Frequency.WEEKLY,
    ),
    Measure(
        "excess_kurtosis",
        risk.excess_kurtosis,
        Unit.RATIO,
        Frequency.WEEKLY,
    ),
)

BY_ID: dict[str, Measure] = {row.id: row for row in MEASURES}


def measure(sample: Sample) -> dict[str, Result]:
    """Every measure of one sample by id, in the register's order."""
    return {row.id: row.of(sample) for row in MEASURES}
