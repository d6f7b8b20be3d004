"""Scenarios of products from their own record: windows, percentiles, choice of method, refusals."""

from __future__ import annotations

import math
from datetime import date
from statistics import NormalDist, median

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporting.domain.errors import Refused
from reporting.domain.series import ActualPast, InstrumentReturns, NavPath, SimulatedPast
from reporting.domain.units import Frequency
from reporting.measures.priips import (
    PERCENTILES,
    WINDOWS,
    PriipsScenarios,
    intermediate_periods,
    priips_scenarios,
    printed_amount,
)
from reporting.measures.priips_2017 import percentile_scenarios
from reporting.measures.priips_windows import (
    MonthEnds,
    evaluation_period,
    full_windows,
    short_windows,
    window_scenarios,
)
from reporting.measures.sample import NotAvailable
from tests.measures.samples import fat_tailed, nav_of
from tests.tolerances import EXACT, PEER

BEFORE, SINCE = date(2022, 12, 31), date(2023, 1, 1)
NAMES = ("stress", "unfavourable", "moderate", "favourable")
ROUNDED = 2e-4
"""The regulation prints its coefficients with three decimals; over five years they move a value by less."""


def month_ends(values: list[float]) -> NavPath:
    """A value at the end of each month, the last one on 2024-12-31."""
    ends = (np.datetime64("2025-01") - np.arange(len(values))[::-1]).astype("datetime64[D]") - 1
    return NavPath(ends, np.array(values, dtype=float))


def wobbling(count: int, seed: int = 3) -> list[float]:
    return (100 * np.cumprod(1 + fat_tailed(seed, count, 0.03))).tolist()


def period(nav: NavPath, years: int) -> MonthEnds:
    found = evaluation_period(nav, years, SINCE)
    assert isinstance(found, MonthEnds), found
    return found


def known(result: PriipsScenarios | NotAvailable) -> PriipsScenarios:
    assert isinstance(result, PriipsScenarios), result
    return result


def test_ten_years_and_five_held_give_61_full_and_48_short_windows() -> None:
    ten = period(month_ends(wobbling(200)), 5)
    assert len(ten.dates) == 121
    assert len(full_windows(ten, 5)) == 61
    assert [round(w.growth, 12) for w in short_windows(ten, 5)] == [
        round(float(ten.values[-1] / ten.values[-1 - length]), 12) for length in range(12, 60)
    ]
    assert len(short_windows(ten, 5)) == 48
    assert len(full_windows(ten, 1)) == 109 and short_windows(ten, 1) == ()


@pytest.mark.parametrize(("years", "ends"), [(1, 121), (5, 121), (6, 133), (8, 157), (10, 181)])
def test_the_evaluation_period_is_ten_years_or_five_more_than_are_held(years: int, ends: int) -> None:
    assert len(period(month_ends(wobbling(200)), years).dates) == ends
    assert isinstance(evaluation_period(month_ends(wobbling(ends)), years, SINCE), MonthEnds)
    short = evaluation_period(month_ends(wobbling(ends - 1)), years, SINCE)
    assert short == NotAvailable("priips_record_short")


@given(st.integers(0, 2**32), st.integers(1, 7))
def test_scenarios_are_best_middle_and_worst_window(seed: int, years: int) -> None:
    """A second formulation: plain loops over lists, the statistics module's median."""
    nav = month_ends(wobbling(181, seed))
    values = nav.values.tolist()[-(121 if years <= 5 else 12 * (years + 5) + 1) :]
    full = [values[k + 12 * years] / values[k] for k in range(len(values) - 12 * years)]
    short = [values[-1] / values[-1 - length] for length in range(12, 12 * years)]
    found = window_scenarios(period(nav, years), years)
    assert found["favourable"].growth == pytest.approx(max(full), rel=EXACT)
    assert found["moderate"].growth == pytest.approx(median(full), rel=EXACT)
    assert found["unfavourable"].growth == pytest.approx(min(full + short), rel=EXACT)


def test_constant_growth_makes_all_full_windows_equal() -> None:
    steady = [100 * 1.004**k for k in range(121)]
    found = window_scenarios(period(month_ends(steady), 3), 3)
    assert found["favourable"].growth == pytest.approx(1.004**36, rel=PEER)
    assert found["moderate"].growth == pytest.approx(1.004**36, rel=PEER)
    assert found["unfavourable"].growth == pytest.approx(1.004**12, rel=PEER), "a short window counts whole"


def test_one_fall_near_the_end_is_seen_by_every_window_across_it() -> None:
    """80 from 2024-07-31 on: 6 of 61 windows hold it; the shortest ones of a year do too."""
    values = [100.0] * 115 + [80.0] * 6
    found = window_scenarios(period(month_ends(values), 5), 5)
    assert [round(found[name].growth, 12) for name in NAMES[1:]] == [0.8, 1.0, 1.0]
    assert (found["unfavourable"].start, found["unfavourable"].end) == (date(2019, 7, 31), date(2024, 7, 31))


def test_a_short_window_that_loses_more_than_any_full_one_is_the_unfavourable() -> None:
    """Gains of 2 % a month soften the last year's falls in every full window, in the shortest they do not."""
    values = [100 * 1.02**k for k in range(109)]
    values += [values[-1] * 0.9**k for k in range(1, 13)]
    found = window_scenarios(period(month_ends(values), 5), 5)
    assert found["unfavourable"].growth == pytest.approx(0.9**12, rel=PEER)
    assert (found["unfavourable"].start, found["unfavourable"].end) == (
        date(2023, 12, 31),
        date(2024, 12, 31),
    )


def test_a_hole_in_the_record_has_a_reason() -> None:
    nav = month_ends(wobbling(130))
    holed = NavPath(np.delete(nav.dates, 100), np.delete(nav.values, 100))
    assert evaluation_period(holed, 3, SINCE) == NotAvailable("priips_record_hole")
    moved = nav.dates.copy()
    moved[100] -= np.timedelta64(8, "D")
    assert evaluation_period(NavPath(moved, nav.values), 3, SINCE) == NotAvailable("priips_record_hole")
    moved[100] += np.timedelta64(1, "D")
    assert isinstance(evaluation_period(NavPath(moved, nav.values), 3, SINCE), MonthEnds)


def test_an_unfinished_month_is_left_out() -> None:
    nav = month_ends(wobbling(130))
    begun = NavPath(np.append(nav.dates, np.datetime64("2025-01-15")), np.append(nav.values, 1.0))
    assert np.array_equal(period(begun, 3).dates, period(nav, 3).dates)


LOGS = np.log1p(fat_tailed(7, 1260))


def by_expansion(logs: np.ndarray, years: int, level: float) -> float:
    """The Cornish-Fisher expansion itself instead of the regulation's printed coefficients."""
    z = NormalDist().inv_cdf(level)
    count = len(logs)
    n = math.ceil(count / 5 * years)
    mean = math.fsum(logs) / count
    m2, m3, m4 = (math.fsum((one - mean) ** k for one in logs) / count for k in (2, 3, 4))
    sigma, skew, kurtosis = math.sqrt(m2), m3 / m2**1.5, m4 / m2**2 - 3
    bent = z + (z**2 - 1) / 6 * skew / math.sqrt(n) + (z**3 - 3 * z) / 24 * kurtosis / n
    bent -= (2 * z**3 - 5 * z) / 36 * skew**2 / n
    return math.exp(mean * n + sigma * math.sqrt(n) * bent - 0.5 * m2 * n)


@pytest.mark.parametrize("years", [1, 3, 5])
def test_percentiles_are_those_of_the_expansion_at_ten_fifty_and_ninety_percent(years: int) -> None:
    found = percentile_scenarios(LOGS, years, BEFORE)
    for name, level in (("unfavourable", 0.1), ("moderate", 0.5), ("favourable", 0.9)):
        spread = LOGS.std() * math.sqrt(252 * years)
        tolerance = ROUNDED + spread * abs(1.28 - 1.2816)  # the quantile is printed as 1.28
        assert found[name] == pytest.approx(by_expansion(LOGS, years, level), rel=tolerance), name


def test_percentiles_are_those_of_the_printed_formulas_for_a_short_and_crooked_sample() -> None:
    """Sixty months with one crash: skewness and kurtosis count for much. Signs as printed."""
    logs = np.log1p(np.append(fat_tailed(4, 59, 0.03), -0.35))
    m1, sigma = logs.mean(), logs.std()
    skew, kurtosis = ((logs - m1) ** 3).mean() / sigma**3, ((logs - m1) ** 4).mean() / sigma**4 - 3
    n = 24
    drift, root = m1 * n - 0.5 * sigma**2 * n, math.sqrt(n)
    low = -1.28 + 0.107 * skew / root + 0.0724 * kurtosis / n - 0.0611 * skew**2 / n
    high = 1.28 + 0.107 * skew / root - 0.0724 * kurtosis / n + 0.0611 * skew**2 / n
    expected = {
        "unfavourable": math.exp(drift + sigma * root * low),
        "moderate": math.exp(drift - sigma * skew / 6),
        "favourable": math.exp(drift + sigma * root * high),
    }
    assert percentile_scenarios(logs, 2, BEFORE) == pytest.approx(expected, rel=EXACT)


def test_the_printed_coefficients_come_from_the_ninety_percent_quantile() -> None:
    z = NormalDist().inv_cdf(0.9)
    coefficients = ((z * z - 1) / 6, (z**3 - 3 * z) / 24, (2 * z**3 - 5 * z) / 36)
    assert coefficients == pytest.approx((0.107, -0.0724, -0.0611), abs=1.2e-4)


def test_percentiles_of_constant_growth_are_that_growth() -> None:
    found = percentile_scenarios(np.full(1260, 0.0003), 3, BEFORE)
    assert list(found.values()) == pytest.approx([math.exp(0.0003 * 756)] * 3, rel=PEER)


@pytest.mark.parametrize(
    ("recommended", "before", "since"),
    [(1, (1,), (1,)), (2, (1, 2), (1, 2)), (3, (1, 2, 3), (1, 3)), (5, (1, 3, 5), (1, 5)),
     (9, (1, 5, 9), (1, 9)), (10, (1, 5, 10), (1, 5, 10)), (11, (1, 6, 11), (1, 6, 11))],
)  # fmt: skip
def test_holding_periods_shown(recommended: int, before: tuple[int, ...], since: tuple[int, ...]) -> None:
    assert intermediate_periods(recommended, BEFORE) == before
    assert intermediate_periods(recommended, SINCE) == since


LONG = ActualPast(nav_of(fat_tailed(11, 4200), "2008-01-01"))


def test_the_method_is_that_in_force_on_the_day() -> None:
    old = known(priips_scenarios(LONG, Frequency.DAILY, 5, BEFORE))
    new = known(priips_scenarios(LONG, Frequency.DAILY, 5, SINCE))
    assert (old.method, new.method) == (PERCENTILES, WINDOWS)
    assert (old.horizons, new.horizons) == ((1, 3, 5), (1, 5))
    assert old.end == LONG.nav.dates[-1].item() == date(2024, 2, 6)
    assert old.start == date(2019, 2, 6), "the five years of the sample"
    assert old.scenarios["moderate", 5].start is None and new.scenarios["moderate", 5].start is not None
    assert new.end <= LONG.nav.dates[-1].item() and (new.end - new.start).days in (3652, 3653)


@pytest.mark.parametrize("day", [BEFORE, SINCE])
def test_entry_and_exit_costs_are_taken_off_every_scenario(day: date) -> None:
    free = known(priips_scenarios(LONG, Frequency.DAILY, 5, day)).scenarios
    paid = known(priips_scenarios(LONG, Frequency.DAILY, 5, day, entry=0.02, exit=0.01)).scenarios
    for key, one in free.items():
        assert paid[key].wealth == pytest.approx(one.wealth * 0.98 * 0.99, rel=EXACT)
        assert paid[key].annual == pytest.approx((one.wealth * 0.98 * 0.99) ** (1 / key[1]) - 1, rel=EXACT)


@pytest.mark.parametrize("frequency", list(Frequency))
def test_every_declared_frequency_has_its_stress_window(frequency: Frequency) -> None:
    found = known(priips_scenarios(LONG, frequency, 3, SINCE)).scenarios
    for years in (1, 3):
        wealth = [found[name, years].wealth for name in NAMES]
        assert wealth == sorted(wealth)


@given(st.integers(0, 2**32))
def test_stress_is_never_better_than_unfavourable(seed: int) -> None:
    falling = [100 * 0.97**k for k in range(121)]
    noisy = (np.array(falling) * np.exp(fat_tailed(seed, 121, 0.001))).tolist()
    found = known(priips_scenarios(ActualPast(month_ends(noisy)), Frequency.MONTHLY, 5, SINCE)).scenarios
    for years in (1, 5):
        assert found["stress", years].wealth <= found["unfavourable", years].wealth


def test_simulated_past_is_refused_in_one_sentence() -> None:
    model = SimulatedPast(LONG.nav)
    weeks = InstrumentReturns(np.array([], dtype="datetime64[D]"), np.empty((0, 5, 1)))
    for past in (model, weeks, LONG.nav):
        with pytest.raises(Refused, match="never simulated past performance") as caught:
            priips_scenarios(past, Frequency.DAILY, 5, SINCE)  # type: ignore[arg-type]
        assert len(caught.value.faults) == 1


@pytest.mark.parametrize("day", [BEFORE, SINCE])
def test_a_holding_period_of_one_year_has_one_column(day: date) -> None:
    found = known(priips_scenarios(LONG, Frequency.DAILY, 1, day))
    assert found.horizons == (1,) and sorted(found.scenarios) == sorted((name, 1) for name in NAMES)


def test_too_short_a_record_has_a_reason_and_a_broken_period_an_error() -> None:
    young = ActualPast(nav_of(fat_tailed(1, 1000), "2020-01-01"))
    assert priips_scenarios(young, Frequency.DAILY, 5, BEFORE) == NotAvailable("under_five_years")
    middle = ActualPast(nav_of(fat_tailed(1, 2000), "2016-01-01"))
    assert priips_scenarios(middle, Frequency.DAILY, 5, SINCE) == NotAvailable("priips_record_short")
    assert isinstance(priips_scenarios(middle, Frequency.DAILY, 5, BEFORE), PriipsScenarios)
    with pytest.raises(ValueError, match="at least one whole year"):
        priips_scenarios(LONG, Frequency.DAILY, 0, SINCE)


def test_amounts_go_to_the_nearest_ten_half_upward() -> None:
    amounts = [printed_amount(wealth, SINCE) for wealth in (1.0, 1.00049, 1.0005, 0.7004999, 1.7804)]
    assert amounts == [10_000, 10_000, 10_010, 7_000, 17_800]
