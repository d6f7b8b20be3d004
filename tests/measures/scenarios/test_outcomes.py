"""What paths come to: anniversaries, falls, notices and standard errors, by hand."""

from __future__ import annotations

import numpy as np
import pytest

from reporting.domain.series import Dates, Floats
from reporting.measures.scenarios import bootstrap, outcomes
from reporting.strategy.execution import Record


def record(nav: Floats, costs: Floats | None = None) -> Record:
    zero = np.zeros_like(nav)
    spent = zero if costs is None else costs
    return Record(nav, spent, zero, zero, zero, zero, spent, zero > 0, zero, None)


def days_of(as_of: str, years: int) -> Dates:
    day = np.datetime64(as_of)
    return np.concatenate([[day], bootstrap.horizon(day, years).days])


@pytest.mark.parametrize(
    ("as_of", "years", "last_of_years"),
    [
        ("2021-12-31", 2, ["2022-12-30", "2023-12-29"]),
        ("2021-10-01", 1, ["2022-09-30"]),  # the anniversary is a Saturday, the last weekday in September
        ("2021-05-03", 2, ["2022-05-03", "2023-05-03"]),
        ("2024-02-29", 4, ["2025-02-28", "2026-02-27", "2027-02-26", "2028-02-29"]),
    ],
)
def test_yearly_wealth_stands_at_the_last_weekday_by_each_anniversary(
    as_of: str, years: int, last_of_years: list[str]
) -> None:
    days = days_of(as_of, years)
    nav = np.arange(1.0, len(days) + 1)[:, None]
    found = outcomes.collect(days, record(nav), years)
    rows = [int(np.flatnonzero(days == np.datetime64(day))[0]) for day in last_of_years]
    assert found.yearly[:, 0].tolist() == [1.0, *(nav[rows, 0])]


def test_wealth_stands_at_month_ends_and_on_the_last_day() -> None:
    days = days_of("2021-11-17", 1)
    found = outcomes.collect(days, record(np.ones((len(days), 1))), 1)
    assert found.days[0] == days[0] and found.days[-1] == days[-1]
    assert found.days[1:3].tolist() == np.array(["2021-11-30", "2021-12-31"], dtype="datetime64[D]").tolist()
    assert len(found.days) == 14


def test_the_drawdown_counts_from_the_first_point() -> None:
    days = days_of("2021-12-31", 1)
    nav = np.full((len(days), 2), 95.0)
    nav[0] = 100.0
    nav[30:, 1] = 200.0
    nav[40, 1] = 150.0
    assert outcomes.collect(days, record(nav), 1).drawdown == pytest.approx([-0.05, -0.25])


def test_costs_and_turnover_leave_the_first_purchase_out() -> None:
    days = days_of("2021-12-31", 1)
    costs = np.zeros((len(days), 1))
    costs[0], costs[10], costs[20] = 9.0, 0.2, 0.3
    found = outcomes.collect(days, record(np.full((len(days), 1), 50.0), costs), 1)
    years = (days[-1] - days[0]).astype(int) / 365.25
    assert found.trading_cost[0] == pytest.approx(0.5 / 50 / years)
    assert found.turnover[0] == pytest.approx(0.5 / years)


def notices(falls: dict[str, float]) -> list[bool]:
    """Notices by quarter for values that change to the given level on the given days."""
    days = days_of("2021-12-31", 1)
    nav, level = np.empty((len(days), 1)), 100.0
    for row, day in enumerate(days):
        level = falls.get(str(day), level)
        nav[row] = level
    return [bool(x) for x in outcomes.collect(days, record(nav), 1).notices[:, 0]]


def test_exactly_ten_percent_is_a_notice_and_a_little_less_is_none() -> None:
    assert notices({"2022-02-01": 90.0}) == [True, False, False, False]
    assert notices({"2022-02-01": 90.0001}) == [False] * 4


def test_each_quarter_starts_from_its_own_base() -> None:
    # 8 % in March and 8 % in April are no notice; the fall since the end of June is one
    assert notices({"2022-03-15": 92.0, "2022-04-15": 84.64}) == [False] * 4
    found = notices({"2022-06-30": 120.0, "2022-07-04": 107.0, "2022-07-05": 115.0})
    assert found == [False, False, True, False]


def test_the_standard_error_is_half_the_distance_of_two_order_statistics() -> None:
    values = np.random.Generator(np.random.Philox(key=1)).permutation(np.arange(1.0, 10001.0))
    # np = 1000, spread sqrt(900) = 30: the 970th and the 1030th
    assert outcomes.standard_error(values, 0.10) == 30.0
    assert outcomes.standard_error(values, 0.50) == 50.0
    assert outcomes.standard_error(values, 0.90) == 30.0


def test_the_standard_error_of_a_normal_quantile() -> None:
    values = np.random.Generator(np.random.Philox(key=2)).standard_normal(40_000)
    # sqrt(p(1-p)/n) / density at the quantile; the estimate itself scatters by about 5 %
    expected = np.sqrt(0.09 / 40_000) / (np.exp(-0.5 * 1.2815515655**2) / np.sqrt(2 * np.pi))
    assert outcomes.standard_error(values, 0.10) == pytest.approx(expected, rel=0.25)


@pytest.mark.parametrize(
    ("years", "expected"), [(1, (1,)), (3, (1, 3)), (9, (1, 9)), (10, (1, 5, 10)), (11, (1, 6, 11))]
)
def test_the_printed_horizons(years: int, expected: tuple[int, ...]) -> None:
    assert outcomes.printed_horizons(years) == expected


def test_blocks_are_joined_in_order() -> None:
    days = days_of("2021-12-31", 1)
    parts = [outcomes.collect(days, record(np.full((len(days), 2), x)), 1) for x in (1.0, 2.0)]
    moved = outcomes.collect(days, record(np.linspace(1, [2, 3], len(days))), 1)
    together = outcomes.joined([*parts, moved])
    assert together.wealth.shape[1] == 6
    assert together.yearly[-1].tolist() == [1.0, 1.0, 1.0, 1.0, 2.0, 3.0]
    assert (together.days == moved.days).all()


def test_the_three_scenarios_are_the_published_quantiles() -> None:
    assert outcomes.QUANTILES == {"unfavourable": 0.10, "moderate": 0.50, "favourable": 0.90}
