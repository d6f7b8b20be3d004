"""A NAV path: which points enter which measure."""

from __future__ import annotations

import numpy as np
import pytest

from reporting.domain.series import NavPath
from reporting.domain.units import Frequency
from reporting.measures.nav import measure_nav, nav_sample, period_returns
from reporting.measures.registry import MEASURES
from reporting.measures.sample import NotAvailable
from tests.measures.samples import fat_tailed, nav_of, weekdays
from tests.tolerances import EXACT


def test_a_week_that_is_not_over_enters_nothing() -> None:
    """Wednesday to Wednesday: the first part of a week ends at its Friday, the last has not ended."""
    nav = NavPath(weekdays("2021-01-06", 11), np.arange(100.0, 111.0))
    assert period_returns(nav, Frequency.WEEKLY).values == pytest.approx([107 / 102 - 1], rel=EXACT)


def test_the_last_friday_of_the_path_ends_a_week_and_a_holiday_friday_does_not_lose_one() -> None:
    nav = NavPath(weekdays("2021-01-04", 10), np.arange(100.0, 110.0))
    assert len(period_returns(nav, Frequency.WEEKLY).values) == 1
    without_friday = NavPath(np.delete(nav.dates, 4), np.delete(nav.values, 4))
    assert period_returns(without_friday, Frequency.WEEKLY).values == pytest.approx(
        [109 / 103 - 1], rel=EXACT
    )


def test_a_month_that_is_not_over_enters_nothing() -> None:
    nav = nav_of(np.full(70, 0.001), "2021-01-01")
    assert str(nav.dates[-1]) == "2021-04-09"
    assert len(period_returns(nav, Frequency.MONTHLY).values) == 2


def test_years_are_calendar_days_and_a_year_has_365_of_them() -> None:
    year = NavPath(np.array(["2021-01-01", "2022-01-01"], dtype="datetime64[D]"), np.array([100.0, 110.0]))
    assert measure_nav(year)["annualised_return"] == pytest.approx(1.1 ** (365.25 / 365) - 1, rel=EXACT)
    short = NavPath(np.array(["2021-01-01", "2021-12-31"], dtype="datetime64[D]"), np.array([100.0, 110.0]))
    assert measure_nav(short)["annualised_return"] == NotAvailable("under_one_year")


def test_each_measure_stands_at_the_frequency_of_its_row() -> None:
    nav, benchmark = nav_of(fat_tailed(1, 800)), nav_of(fat_tailed(2, 800))
    cash = nav_of(np.full(800, 0.0001))
    values = measure_nav(nav, benchmark, cash)
    for row in MEASURES:
        assert values[row.id] == row.of(nav_sample(nav, row.nav, benchmark, cash))
        assert not isinstance(values[row.id], NotAvailable), row.id
    daily = {row.id for row in MEASURES if row.nav is Frequency.DAILY}
    assert daily == {"total_return", "annualised_return", "max_drawdown", "calmar", "ulcer_index"}
    monthly = {row.id for row in MEASURES if row.nav is Frequency.MONTHLY}
    assert monthly == {"best_period", "worst_period", "positive_share"}


def test_a_fall_inside_a_week_is_a_drawdown() -> None:
    nav = NavPath(weekdays("2021-01-08", 6), np.array([100.0, 80, 90, 95, 99, 101]))
    assert measure_nav(nav)["max_drawdown"] == pytest.approx(-0.2, rel=EXACT)


def test_a_path_of_one_point_gives_reasons_alone() -> None:
    values = measure_nav(NavPath(weekdays("2021-01-08", 1), np.array([100.0])))
    assert all(isinstance(value, NotAvailable) for value in values.values())


def test_benchmark_on_other_dates_is_refused() -> None:
    with pytest.raises(ValueError, match="dates of the path"):
        measure_nav(nav_of(np.zeros(5)), nav_of(np.zeros(5), "2015-01-02"))
