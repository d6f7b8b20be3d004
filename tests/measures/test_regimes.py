"""Behaviour by regime."""

from __future__ import annotations

import numpy as np
import pytest

from reporting.domain.series import NavPath
from reporting.measures.regimes import Regime, RegimeFigures, regimes
from reporting.measures.sample import NotAvailable
from tests.measures.samples import fat_tailed, nav_of
from tests.tolerances import EXACT


def by_name(nav: NavPath, benchmark: NavPath) -> dict[Regime, RegimeFigures]:
    return {figures.regime: figures for figures in regimes(nav, benchmark)}


def test_days_before_the_benchmark_has_a_history_enter_nothing() -> None:
    benchmark = nav_of(fat_tailed(1, 600))
    rows = by_name(benchmark, benchmark)
    assert rows[Regime.HIGH_VOLATILITY].days + rows[Regime.LOW_VOLATILITY].days == 600 - 63
    assert rows[Regime.UP_TREND].days + rows[Regime.DOWN_TREND].days == 600 - 252
    assert rows[Regime.UP_TREND].share + rows[Regime.DOWN_TREND].share == pytest.approx(1)


def test_a_return_belongs_to_the_trend_known_the_evening_before() -> None:
    """The benchmark rises for 252 sessions, then falls below its level of a year ago on one day."""
    moves = np.append(np.full(259, 0.001), [-0.5, 0.01, 0.01])
    benchmark = nav_of(moves)
    nav = NavPath(benchmark.dates[-4:], np.array([100.0, 90.0, 99.0, 110.0]))
    rows = by_name(nav, benchmark)
    assert rows[Regime.UP_TREND].total_return == pytest.approx(-0.1, rel=EXACT)
    assert rows[Regime.DOWN_TREND].total_return == pytest.approx(110 / 90 - 1, rel=EXACT)
    assert rows[Regime.DOWN_TREND].max_drawdown == 0


def test_volatility_is_split_at_its_median() -> None:
    calm, restless = np.tile([0.001, -0.001], 150), np.tile([0.03, -0.03], 150)
    benchmark = nav_of(np.concatenate((calm, restless)))
    own = nav_of(np.concatenate((np.full(300, 0.001), np.tile([0.02, -0.01], 150))))
    rows = by_name(own, benchmark)
    high, low = rows[Regime.HIGH_VOLATILITY], rows[Regime.LOW_VOLATILITY]
    assert abs(high.days - low.days) <= 1
    assert isinstance(low.volatility, float) and isinstance(high.volatility, float)
    assert low.volatility < 0.1 < high.volatility
    assert high.annualised_return != NotAvailable("under_one_year")
    assert high.max_drawdown == pytest.approx(-0.01, rel=1e-9)


def test_volatility_is_that_of_returns_whatever_the_level_of_the_benchmark() -> None:
    """At ten times the level half a percent is more in money than 2 % were, but the calmer market."""
    own = np.concatenate((np.tile([0.02, -0.02], 150), np.tile([0.005, -0.005], 150)))
    tenfold = own.copy()
    tenfold[300] = 9.0
    low = by_name(nav_of(own), nav_of(tenfold))[Regime.LOW_VOLATILITY]
    assert isinstance(low.volatility, float) and low.volatility < 0.2  # 2 % a day are 0.32 a year


def test_a_regime_that_never_was_has_reasons_for_figures() -> None:
    rising = nav_of(np.full(400, 0.001))
    down = by_name(rising, rising)[Regime.DOWN_TREND]
    assert down.days == 0
    assert down.total_return == down.volatility == down.max_drawdown == NotAvailable("too_short")


def test_a_benchmark_without_a_close_on_a_session_is_refused() -> None:
    path = nav_of(np.zeros(10))
    for rows in (slice(0, 10), [0, 1, 2, 4, 5, 6, 7, 8, 9, 10]):
        with pytest.raises(ValueError, match="every session"):
            regimes(path, NavPath(path.dates[rows], path.values[rows]))
