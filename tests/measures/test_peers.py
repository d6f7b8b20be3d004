"""Other libraries as oracles. Where one differs by design, the difference is named and computed.

- quantstats: value at risk and, by default, expected shortfall take a normal distribution with the
  sample's mean and standard deviation; ours are empirical. Not compared.
- quantstats: skewness and kurtosis are the bias-corrected ones of pandas, ours are population moments;
  compared after undoing the correction.
- empyrical: expected shortfall is the mean of the worst 5 % of the rows, cut to a whole number; ours of
  the returns at or below the interpolated quantile. Not compared; pandas stands in.
- empyrical: downside risk and Sortino take one constant required return; compared at zero.
- skfolio: measures are of one period, so volatility and downside deviation are annualised here; its semi
  deviation has Bessel's correction by default, ours divides by n: compared without. Value at risk is one of
  the returns, ours is interpolated between two: they are neighbours. Expected shortfall splits a return
  where 5 % of the rows are no whole number; compared on 600 rows, of which 30 are the worst for both.
- ffn: annualises by calendar days of its index, in years of 365.25 days: compared on NAV paths only.
"""

from __future__ import annotations

import warnings
from math import sqrt

import numpy as np
import pytest

from reporting.domain.series import NavPath, ReturnSeries
from reporting.domain.units import Frequency
from reporting.measures.nav import measure_nav
from reporting.measures.registry import measure
from reporting.measures.risk import historical_var
from reporting.measures.sample import Sample
from tests.measures.samples import beside, fat_tailed, nav_of
from tests.tolerances import PEER

pd = pytest.importorskip("pandas")
stats = pytest.importorskip("scipy.stats")


@pytest.mark.parametrize("frequency", list(Frequency))
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_empyrical(frequency: Frequency, seed: int) -> None:
    empyrical = pytest.importorskip("empyrical")
    full = beside(seed, frequency)
    own, market = full.returns.values, full.benchmark.values  # type: ignore[union-attr]
    risk_free = full.risk_free.values  # type: ignore[union-attr]
    m = frequency.periods_per_year
    ours = measure(full)
    plain = measure(Sample(full.returns))
    theirs = {
        "total_return": empyrical.cum_returns_final(own),
        "annualised_return": empyrical.annual_return(own, annualization=m),
        "volatility": empyrical.annual_volatility(own, annualization=m),
        "sharpe": empyrical.sharpe_ratio(own, risk_free, annualization=m),
        "max_drawdown": empyrical.max_drawdown(own),
        "calmar": empyrical.calmar_ratio(own, annualization=m),
        "beta": empyrical.beta(own, market),
        "var_95_historical": -empyrical.value_at_risk(own, 0.05),
        "var_975_historical": -empyrical.value_at_risk(own, 0.025),
        "tracking_error": float(np.std(own - market, ddof=1) * sqrt(m)),
    }
    for id, value in theirs.items():
        assert ours[id] == pytest.approx(value, rel=PEER), id
    assert plain["downside_deviation"] == pytest.approx(
        empyrical.downside_risk(own, annualization=m), rel=PEER
    )
    assert plain["sortino"] == pytest.approx(empyrical.sortino_ratio(own, annualization=m), rel=PEER)


@pytest.mark.parametrize("seed", [4, 5])
def test_quantstats(seed: int) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        quantstats = pytest.importorskip("quantstats")
    own = fat_tailed(seed, 700)
    dated = pd.Series(own, index=pd.bdate_range("2015-01-01", periods=700))
    ours = measure(Sample(ReturnSeries(own, Frequency.DAILY)))
    qs = quantstats.stats
    assert ours["total_return"] == pytest.approx(float(qs.comp(dated)), rel=PEER)
    assert ours["volatility"] == pytest.approx(float(qs.volatility(dated, periods=252)), rel=PEER)
    assert ours["sharpe"] == pytest.approx(float(qs.sharpe(dated, periods=252)), rel=PEER)
    assert ours["sortino"] == pytest.approx(float(qs.sortino(dated, periods=252)), rel=PEER)
    assert ours["best_period"] == pytest.approx(float(qs.best(dated)), rel=PEER)
    assert ours["worst_period"] == pytest.approx(float(qs.worst(dated)), rel=PEER)
    assert ours["max_drawdown"] == pytest.approx(float(qs.max_drawdown(dated)), rel=PEER)
    n = len(own)
    corrected = ours["skewness"] * sqrt(n * (n - 1)) / (n - 2)  # type: ignore[operator]
    assert corrected == pytest.approx(float(qs.skew(dated)), rel=PEER)


@pytest.mark.parametrize("frequency", list(Frequency))
@pytest.mark.parametrize("seed", [10, 11])
def test_skfolio(frequency: Frequency, seed: int) -> None:
    measures = pytest.importorskip("skfolio.measures")
    own, m = fat_tailed(seed, 600), frequency.periods_per_year
    ours = measure(Sample(ReturnSeries(own, frequency)))
    falls = measures.get_drawdowns(own, compounded=True)
    below = measures.semi_deviation(own, min_acceptable_return=0.0, biased=True)
    theirs = {
        "volatility": measures.standard_deviation(own) * sqrt(m),
        "downside_deviation": below * sqrt(m),
        "sortino": own.mean() / below * sqrt(m),
        "max_drawdown": -measures.max_drawdown(falls),
        "ulcer_index": measures.ulcer_index(falls),
        "skewness": measures.skew(own),
        "excess_kurtosis": measures.kurtosis(own) - 3,
        "es_95_historical": measures.cvar(own, 0.95),
        "worst_period": -measures.worst_realization(own),
    }
    for id, value in theirs.items():
        assert ours[id] == pytest.approx(value, rel=PEER), id
    losses = np.sort(-own)
    place = int(np.searchsorted(losses, measures.value_at_risk(own, 0.95)))
    assert losses[place] <= ours["var_95_historical"] <= losses[place + 1]


@pytest.mark.parametrize("seed", [6, 7])
def test_scipy_and_pandas_for_shape_and_relation(seed: int) -> None:
    full = beside(seed, Frequency.WEEKLY)
    own, market = pd.Series(full.returns.values), pd.Series(full.benchmark.values)  # type: ignore[union-attr]
    ours = measure(full)
    assert ours["skewness"] == pytest.approx(float(stats.skew(own)), rel=PEER)
    assert ours["excess_kurtosis"] == pytest.approx(float(stats.kurtosis(own)), rel=PEER)
    assert ours["correlation"] == pytest.approx(own.corr(market), rel=PEER)
    assert ours["es_95_historical"] == pytest.approx(-own[own <= own.quantile(0.05)].mean(), rel=PEER)
    assert historical_var(full, 0.99) == pytest.approx(-own.quantile(0.01), rel=PEER)


def test_ffn_on_a_nav_path() -> None:
    ffn = pytest.importorskip("ffn")
    nav = nav_of(fat_tailed(8, 1200))
    prices = pd.Series(nav.values, index=pd.DatetimeIndex(nav.dates))
    ours = measure_nav(nav)
    assert ours["total_return"] == pytest.approx(ffn.calc_total_return(prices), rel=PEER)
    assert ours["max_drawdown"] == pytest.approx(ffn.calc_max_drawdown(prices), rel=PEER)
    # ffn's year has 365.25 days too (31557600 seconds).
    assert ours["annualised_return"] == pytest.approx(ffn.calc_cagr(prices), rel=PEER)


def test_weekly_and_monthly_points_are_those_of_pandas() -> None:
    nav = nav_of(fat_tailed(9, 783), "2015-01-01")
    nav = NavPath(nav.dates[:782], nav.values[:782])
    assert str(nav.dates[-1]) == "2017-12-29", "ends with a whole week and month"
    prices = pd.Series(nav.values, index=pd.DatetimeIndex(nav.dates))
    weekly = prices.resample("W-FRI").last().pct_change().dropna().to_numpy()
    monthly = prices.resample("ME").last().pct_change().dropna().to_numpy()
    ours = measure_nav(nav)
    assert ours["volatility"] == pytest.approx(np.std(weekly, ddof=1) * sqrt(52), rel=PEER)
    assert ours["var_95_historical"] == pytest.approx(-np.quantile(weekly, 0.05), rel=PEER)
    assert ours["best_period"] == pytest.approx(monthly.max(), rel=PEER)
    assert ours["positive_share"] == pytest.approx((monthly > 0).mean(), rel=PEER)
