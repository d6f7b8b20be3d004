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
    """One measure. `definition` is a sentence with its formula in words, printed in glossaries.

    `nav` is the frequency at which a NAV path is measured, and part of the figure's name there.
    `periods` is the least number of returns that it needs.
    """

    id: str
    function: Callable[[Sample], Result]
    unit: Unit
    definition: str
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
        "Final value divided by starting value, minus one.",
        Frequency.DAILY,
        periods=1,
    ),
    Measure(
        "annualised_return",
        returns.annualised_return,
        Unit.PERCENT_PER_YEAR,
        "The constant yearly return that leads to the same final value: final value divided by starting "
        "value, raised to one over the number of years, minus one; not stated for less than a year.",
        Frequency.DAILY,
        periods=1,
    ),
    Measure(
        "volatility",
        risk.volatility,
        Unit.PERCENT_PER_YEAR,
        "How widely the returns spread around their mean: their sample standard deviation times the square "
        "root of the number of periods in a year.",
        Frequency.WEEKLY,
    ),
    Measure(
        "sharpe",
        ratios.sharpe,
        Unit.RATIO,
        "Arithmetic mean of the returns above the risk-free return divided by their sample standard "
        "deviation, times the square root of the number of periods in a year; the risk-free return counts "
        "as zero where none is given.",
        Frequency.WEEKLY,
    ),
    Measure(
        "sortino",
        ratios.sortino,
        Unit.RATIO,
        "Arithmetic mean of the returns above the risk-free return, times the number of periods in a year, "
        "divided by the downside deviation; the risk-free return counts as zero where none is given.",
        Frequency.WEEKLY,
    ),
    Measure(
        "downside_deviation",
        risk.downside_deviation,
        Unit.PERCENT_PER_YEAR,
        "How far returns fall short of the risk-free return: the root of the mean squared shortfall, with "
        "every period in the mean, times the square root of the number of periods in a year; the risk-free "
        "return counts as zero where none is given.",
        Frequency.WEEKLY,
    ),
    Measure(
        "tracking_error",
        ratios.tracking_error,
        Unit.PERCENT_PER_YEAR,
        "How widely the difference to the benchmark's returns spreads: its sample standard deviation times "
        "the square root of the number of periods in a year.",
        Frequency.WEEKLY,
    ),
    Measure(
        "information_ratio",
        ratios.information_ratio,
        Unit.RATIO,
        "Arithmetic mean of the difference to the benchmark's returns, times the number of periods in a "
        "year, divided by the tracking error.",
        Frequency.WEEKLY,
    ),
    Measure(
        "beta",
        ratios.beta,
        Unit.RATIO,
        "Covariance of the returns with the benchmark's returns, divided by the variance of the benchmark's "
        "returns.",
        Frequency.WEEKLY,
    ),
    Measure(
        "correlation",
        ratios.correlation,
        Unit.RATIO,
        "Covariance of the returns with the benchmark's returns, divided by the product of the two standard "
        "deviations; between -1 and 1.",
        Frequency.WEEKLY,
    ),
    Measure(
        "max_drawdown",
        drawdown.max_drawdown,
        Unit.PERCENT,
        "The deepest fall from the highest value reached before: value divided by that highest value, minus "
        "one, at its lowest; the starting value counts.",
        Frequency.DAILY,
        periods=1,
    ),
    Measure(
        "calmar",
        drawdown.calmar,
        Unit.RATIO,
        "Annualised return divided by the size of the maximum drawdown; not stated for less than a year.",
        Frequency.DAILY,
        periods=1,
    ),
    Measure(
        "ulcer_index",
        drawdown.ulcer_index,
        Unit.PERCENT,
        "Depth and duration of falls in one number: the root of the mean squared drawdown over all points "
        "after the start.",
        Frequency.DAILY,
        periods=1,
    ),
    Measure(
        "var_95_historical",
        partial(risk.historical_var, level=0.95),
        Unit.PERCENT,
        "The loss of one period that 95 % of the periods did not exceed: the 5 % quantile of the returns "
        "with its sign turned, linear interpolation.",
        Frequency.WEEKLY,
    ),
    Measure(
        "var_975_historical",
        partial(risk.historical_var, level=0.975),
        Unit.PERCENT,
        "The loss of one period that 97.5 % of the periods did not exceed: the 2.5 % quantile of the returns "
        "with its sign turned, linear interpolation.",
        Frequency.WEEKLY,
    ),
    Measure(
        "es_95_historical",
        partial(risk.expected_shortfall, level=0.95),
        Unit.PERCENT,
        "The mean loss of the periods whose return lay at or below the 5 % quantile of all returns.",
        Frequency.WEEKLY,
    ),
    Measure(
        "var_95_cornish_fisher",
        partial(risk.cornish_fisher_var, level=0.95),
        Unit.PERCENT,
        "The loss of one period that 95 % of the periods should not exceed, from mean, standard deviation, "
        "skewness and kurtosis by the Cornish-Fisher expansion; not stated where that does not hold.",
        Frequency.WEEKLY,
    ),
    Measure(
        "best_period",
        returns.best_period,
        Unit.PERCENT,
        "The highest return of one period.",
        Frequency.MONTHLY,
        periods=1,
    ),
    Measure(
        "worst_period",
        returns.worst_period,
        Unit.PERCENT,
        "The lowest return of one period.",
        Frequency.MONTHLY,
        periods=1,
    ),
    Measure(
        "positive_share",
        returns.positive_share,
        Unit.PERCENT,
        "The number of periods with a return above zero divided by the number of all periods.",
        Frequency.MONTHLY,
        decimals=1,
        periods=1,
    ),
    Measure(
        "skewness",
        risk.skewness,
        Unit.RATIO,
        "Lopsidedness of the returns: the mean cubed deviation from the mean divided by the cubed standard "
        "deviation (population); below zero, large losses are more frequent than large gains.",
        Frequency.WEEKLY,
    ),
    Measure(
        "excess_kurtosis",
        risk.excess_kurtosis,
        Unit.RATIO,
        "Weight of the tails: the mean fourth power of the deviation from the mean divided by the fourth "
        "power of the standard deviation, minus three (population); zero for a normal distribution.",
        Frequency.WEEKLY,
    ),
)

BY_ID: dict[str, Measure] = {row.id: row for row in MEASURES}


def measure(sample: Sample) -> dict[str, Result]:
    """Every measure of one sample by id, in the register's order."""
    return {row.id: row.of(sample) for row in MEASURES}
