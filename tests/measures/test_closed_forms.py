"""Measures of series whose values are known without a computer: constant growth, one jump, a first loss."""

from __future__ import annotations

from math import sqrt

import numpy as np
import pytest

from reporting.domain.series import ReturnSeries
from reporting.domain.units import Frequency
from reporting.measures.registry import BY_ID, MEASURES, measure
from reporting.measures.sample import NotAvailable, Sample
from tests.measures.samples import sample, series
from tests.tolerances import EXACT


@pytest.mark.parametrize(("frequency", "periods"), [("daily", 252), ("weekly", 52), ("monthly", 12)])
def test_constant_growth_annualises_by_the_declared_frequency(frequency: str, periods: int) -> None:
    values = measure(sample(*[0.006] * 2 * periods, frequency=Frequency(frequency)))
    assert values["annualised_return"] == pytest.approx(1.006**periods - 1, rel=EXACT)
    assert values["total_return"] == pytest.approx(1.006 ** (2 * periods) - 1, rel=EXACT)


def test_constant_growth_has_no_risk_and_no_ratio() -> None:
    values = measure(sample(*[0.01] * 24, frequency=Frequency.MONTHLY))
    assert values["volatility"] == pytest.approx(0, abs=EXACT)
    assert values["max_drawdown"] == values["ulcer_index"] == values["downside_deviation"] == 0
    assert (
        values["sharpe"] == values["skewness"] == values["excess_kurtosis"] == NotAvailable("zero_volatility")
    )
    assert values["sortino"] == NotAvailable("no_downside")
    assert values["calmar"] == NotAvailable("no_drawdown")
    assert values["var_95_cornish_fisher"] == NotAvailable("zero_volatility")
    assert values["var_95_historical"] == values["es_95_historical"] == pytest.approx(-0.01, rel=EXACT)


def test_noise_of_rounding_is_no_volatility() -> None:
    prices = 100 * 1.0001 ** np.arange(300)
    returns = prices[1:] / prices[:-1] - 1
    assert np.ptp(returns) > 0, "the case needs returns that rounding has made unequal"
    assert BY_ID["sharpe"].of(Sample(ReturnSeries(returns, Frequency.DAILY))) == NotAvailable(
        "zero_volatility"
    )


def test_half_a_year_is_not_annualised() -> None:
    values = measure(sample(*[0.006] * 26, frequency=Frequency.WEEKLY))
    assert values["annualised_return"] == values["calmar"] == NotAvailable("under_one_year")
    assert values["total_return"] == pytest.approx(1.006**26 - 1, rel=EXACT)


def test_twelve_months_are_the_first_that_are_annualised() -> None:
    eleven, twelve = (sample(*[0.01] * n, frequency=Frequency.MONTHLY) for n in (11, 12))
    assert BY_ID["annualised_return"].of(eleven) == NotAvailable("under_one_year")
    assert BY_ID["annualised_return"].of(twelve) == pytest.approx(1.01**12 - 1, rel=EXACT)


def test_loss_of_the_first_day_is_a_drawdown() -> None:
    values = measure(sample(-0.1, 0.0, 0.05))
    assert values["max_drawdown"] == pytest.approx(-0.1, rel=EXACT)
    assert values["ulcer_index"] == pytest.approx(sqrt((0.1**2 + 0.1**2 + 0.055**2) / 3), rel=EXACT)


def test_one_jump_among_nothing() -> None:
    """n - 1 returns of 0 and one of j: mean j/n, sample variance j^2/n, skewness (n-2)/sqrt(n-1)."""
    n, jump = 100, 0.2
    values = measure(sample(*[0.0] * 60, jump, *[0.0] * 39))
    assert values["volatility"] == pytest.approx(jump / sqrt(n) * sqrt(252), rel=EXACT)
    assert values["sharpe"] == pytest.approx(sqrt(252 / n), rel=EXACT)
    assert values["skewness"] == pytest.approx((n - 2) / sqrt(n - 1), rel=EXACT)
    assert values["excess_kurtosis"] == pytest.approx((n**2 - 3 * n + 3) / (n - 1) - 3, rel=EXACT)
    assert values["best_period"] == jump
    assert values["worst_period"] == 0
    assert values["positive_share"] == 1 / n


def test_one_fall_among_nothing_in_downside_deviation_and_sortino() -> None:
    values = measure(sample(*[0.0] * 9, -0.05))
    assert values["downside_deviation"] == pytest.approx(0.05 / sqrt(10) * sqrt(252), rel=EXACT)
    assert values["sortino"] == pytest.approx(-0.005 * 252 / (0.05 / sqrt(10) * sqrt(252)), rel=EXACT)


def test_quantile_between_two_returns_and_the_mean_at_or_below_it() -> None:
    """21 equally spaced returns: the 5 % quantile is the second lowest, the 2.5 % one halfway below it."""
    values = measure(sample(*np.linspace(-0.10, 0.10, 21)))
    assert values["var_95_historical"] == pytest.approx(0.09, rel=EXACT)
    assert values["var_975_historical"] == pytest.approx(0.095, rel=EXACT)
    assert values["es_95_historical"] == pytest.approx(0.095, rel=EXACT)


def test_twice_the_benchmark_has_beta_two_and_correlation_one() -> None:
    market = series(0.01, -0.02, 0.03, 0.005)
    values = measure(Sample(series(*(2 * market.values)), market))
    assert values["beta"] == pytest.approx(2, rel=EXACT)
    assert values["correlation"] == pytest.approx(1, rel=EXACT)
    active = np.array([0.01, -0.02, 0.03, 0.005])
    error = np.sqrt(np.sum((active - active.mean()) ** 2) / 3 * 252)
    assert values["tracking_error"] == pytest.approx(error, rel=EXACT)
    assert values["information_ratio"] == pytest.approx(active.mean() * 252 / error, rel=EXACT)


def test_the_benchmark_itself_has_no_information_ratio() -> None:
    market = series(0.01, -0.02, 0.03)
    values = measure(Sample(market, market))
    assert values["tracking_error"] == 0
    assert values["information_ratio"] == NotAvailable("zero_tracking_error")


def test_a_flat_benchmark_has_no_beta() -> None:
    values = measure(Sample(series(0.01, -0.02, 0.03), series(0.001, 0.001, 0.001)))
    assert values["beta"] == values["correlation"] == NotAvailable("zero_benchmark_volatility")


def test_without_a_benchmark_the_relative_measures_say_so() -> None:
    values = measure(sample(0.01, 0.02, -0.01))
    relative = {id for id, value in values.items() if value == NotAvailable("needs_benchmark")}
    assert relative == {"tracking_error", "information_ratio", "beta", "correlation"}


def test_risk_free_return_is_the_return_of_each_period() -> None:
    risk_free = series(0.001, 0.002, 0.001, 0.002)
    own = series(0.011, -0.008, 0.021, 0.002)
    excess = [0.010, -0.010, 0.020, 0.0]
    mean, squares = 0.005, sum((e - 0.005) ** 2 for e in excess)
    values = measure(Sample(own, risk_free=risk_free))
    assert values["sharpe"] == pytest.approx(mean / sqrt(squares / 3) * sqrt(252), rel=EXACT)
    assert values["downside_deviation"] == pytest.approx(sqrt(0.010**2 / 4 * 252), rel=EXACT)
    assert values["sortino"] == pytest.approx(mean * 252 / sqrt(0.010**2 / 4 * 252), rel=EXACT)


def test_too_few_returns_give_a_reason_for_every_measure() -> None:
    assert set(measure(sample()).values()) == {NotAvailable("too_short")}
    single = measure(sample(0.01))
    assert single["total_return"] == pytest.approx(0.01)
    assert single["volatility"] == single["var_95_historical"] == NotAvailable("too_short")


def test_a_sample_refuses_other_lengths_frequencies_and_total_losses() -> None:
    with pytest.raises(ValueError, match="same periods"):
        Sample(series(0.1, 0.2), series(0.1))
    with pytest.raises(ValueError, match="same periods"):
        Sample(series(0.1), series(0.1, frequency=Frequency.WEEKLY))
    with pytest.raises(ValueError, match="-100 %"):
        sample(0.1, -1.0)


def test_the_register_has_the_ids_of_the_command_line() -> None:
    expected = (
        "total_return annualised_return volatility sharpe sortino downside_deviation tracking_error "
        "information_ratio beta correlation max_drawdown calmar ulcer_index var_95_historical "
        "var_975_historical es_95_historical var_95_cornish_fisher best_period worst_period positive_share "
        "skewness excess_kurtosis"
    ).split()
    assert [row.id for row in MEASURES] == expected
