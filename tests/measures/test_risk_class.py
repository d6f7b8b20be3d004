"""The SRRI of a profile: edges, the highest of several volatilities, migration, missing history."""

from __future__ import annotations

from datetime import date
from math import sqrt

import numpy as np
import pytest

from reporting.domain.profile import RiskBand
from reporting.law.classes import srri_class
from reporting.measures.risk_class import Basis, RiskClass, migrate, profile_risk_class, series_class
from reporting.measures.sample import NotAvailable
from reporting.measures.weekly import WeeklyReturns
from tests.measures.samples import fat_tailed
from tests.tolerances import EXACT

DAY = date(2021, 12, 31)


def fridays(count: int) -> np.ndarray:
    return np.datetime64("2015-01-02") + 7 * np.arange(count)


def weekly(*columns: np.ndarray) -> WeeklyReturns:
    values = np.column_stack(columns)
    return WeeklyReturns(tuple("ABCDEF"[: len(columns)]), fridays(len(values)), values)


def known(result: RiskClass | NotAvailable) -> RiskClass:
    assert isinstance(result, RiskClass), result
    return result


def with_volatility(sigma: float, count: int = 260) -> np.ndarray:
    """Returns of plus and minus the same size whose sample volatility a year over 260 weeks is sigma."""
    return np.tile([1.0, -1.0], count // 2 + 1)[:count] * sigma / sqrt(52) * sqrt(259 / 260)


@pytest.mark.parametrize(
    ("volatility", "expected"),
    [
        (0.0, 1),
        (0.00499, 1),
        (0.005, 2),
        (0.02, 3),
        (0.05, 4),
        (0.0999999, 4),
        (0.10, 5),
        (0.15, 6),
        (0.25, 7),
    ],
)
def test_an_edge_belongs_to_the_class_above(volatility: float, expected: int) -> None:
    assert srri_class(volatility, DAY) == expected


def test_class_of_a_single_series_is_its_own_last_260_weeks() -> None:
    wild, calm = with_volatility(0.5, 40), with_volatility(0.03)
    assert series_class(np.concatenate((wild, calm)), DAY) == 3
    assert series_class(calm, DAY) == 3
    assert series_class(calm[1:], DAY) == NotAvailable("under_260_weeks")


def test_all_of_the_last_260_weeks_count_in_the_class_of_a_single_series() -> None:
    """Half of them at 12 % and half at 3 %: the root of the mean square is 8.7 %."""
    halves = np.concatenate((with_volatility(0.12, 130), with_volatility(0.03, 130)))
    assert series_class(np.concatenate((with_volatility(0.5, 40), halves)), DAY) == 4


def test_the_class_of_a_profile_is_that_of_its_last_week() -> None:
    """60 of 260 weeks at 50 %: sqrt(0.25 * 60 / 260 + 0.0009 * 200 / 260) = 24 %."""
    found = np.concatenate((with_volatility(0.03), with_volatility(0.5, 60)))
    rising = known(profile_risk_class(weekly(found), np.ones(1), np.ones(1), 0, DAY))
    assert (rising.classes[0], rising.value) == (3, 6)


def test_the_highest_volatility_gives_the_class_and_its_basis() -> None:
    table = weekly(with_volatility(0.03), with_volatility(0.12))
    found = known(profile_risk_class(table, np.array([1.0, 0.0]), np.array([0.0, 1.0]), 0.006, DAY))
    assert (found.value, found.basis) == (5, Basis.CURRENT_TARGET)
    assert found.candidates[Basis.STRATEGIC_MIX] == pytest.approx(0.03, rel=EXACT)
    assert found.volatility == pytest.approx(0.12, rel=EXACT)
    assert found.inside(RiskBand(3, 5)) and not found.inside(RiskBand(2, 3))


def test_volatility_of_a_mix_is_that_of_its_weekly_returns() -> None:
    table = weekly(fat_tailed(1, 300, 0.02), fat_tailed(2, 300, 0.02))
    mix = np.array([0.6, 0.3])
    found = known(profile_risk_class(table, mix, mix, 0.006, DAY))
    own = (table.values @ mix)[-260:]
    assert found.volatility == pytest.approx(np.sqrt(np.sum((own - own.mean()) ** 2) / 259 * 52), rel=EXACT)
    assert len(found.ends) == len(found.classes) == 41


def test_a_young_etf_without_proxy_gives_no_class_and_is_named() -> None:
    young = with_volatility(0.1, 300)
    young[:41] = np.nan
    table = weekly(with_volatility(0.1, 300), young)
    assert profile_risk_class(table, np.array([0.5, 0.5]), np.zeros(2), 0, DAY) == NotAvailable(
        "needs_proxy", "B"
    )
    assert profile_risk_class(table, np.array([1.0, 0.0]), np.array([0.5, 0.1]), 0, DAY) == NotAvailable(
        "needs_proxy", "B"
    )
    assert isinstance(
        profile_risk_class(table, np.array([1.0, 0.0]), np.array([1.0, 0.0]), 0, DAY), RiskClass
    )


def test_a_young_etf_that_nobody_holds_is_not_named() -> None:
    young = with_volatility(0.1, 300)
    young[:41] = np.nan
    table, half = weekly(with_volatility(0.1, 300), young, young), np.array([0.5, 0.5, 0.0])
    assert profile_risk_class(table, half, half, 0, DAY) == NotAvailable("needs_proxy", "B")


def test_a_young_etf_delays_the_first_computable_week() -> None:
    young = with_volatility(0.1, 300)
    young[:30] = np.nan
    found = known(profile_risk_class(weekly(young), np.array([1.0]), np.array([1.0]), 0, DAY))
    assert len(found.ends) == 11
    assert found.ends[0] == fridays(290)[-1]


def test_under_260_weeks_there_is_no_class() -> None:
    table = weekly(with_volatility(0.1, 259))
    assert profile_risk_class(table, np.ones(1), np.ones(1), 0, DAY) == NotAvailable("under_260_weeks")


def test_targets_of_each_week_count_where_they_were_current() -> None:
    table = weekly(with_volatility(0.03, 280), with_volatility(0.3, 280))
    targets = np.full((280, 2), np.nan)
    targets[270:] = [1.0, 0.0]
    found = known(profile_risk_class(table, np.array([1.0, 0.0]), targets, 0, DAY))
    assert set(found.classes) == {3}
    targets[265] = [0.0, 1.0]
    later = known(profile_risk_class(table, np.array([1.0, 0.0]), targets, 0, DAY))
    assert later.volatilities.argmax() == 265 - 259
    assert later.value == 3, "one week outside moves no class"


def test_a_live_record_counts_and_a_short_one_is_completed_by_the_mix() -> None:
    table = weekly(with_volatility(0.03, 300))
    live = with_volatility(0.2, 300)
    full = known(profile_risk_class(table, np.ones(1), np.ones(1), 0, DAY, live))
    assert (full.basis, full.volatility) == (Basis.LIVE, pytest.approx(0.2, rel=EXACT))
    short = known(profile_risk_class(table, np.ones(1), np.ones(1), 0, DAY, live[:100]))
    spliced = np.concatenate((table.values[-260:-100, 0], live[:100]))
    assert short.basis is Basis.LIVE_COMPLETED
    assert short.volatility == pytest.approx(np.std(spliced, ddof=1) * sqrt(52), rel=EXACT)


def migrated(raw: list[int]) -> list[int]:
    return list(migrate(fridays(len(raw)), tuple(raw), DAY))


def test_the_class_stays_while_one_week_in_four_months_lay_inside() -> None:
    raw = [4] * 20 + ([5] * 16 + [4]) * 5
    assert set(migrated(raw)) == {4}


def test_the_class_changes_when_every_week_of_four_months_lay_outside() -> None:
    """Fridays: the last inside is row 9, 2015-03-06. On 10 July the window begins after 10 March."""
    raw = [4] * 10 + [5] * 30
    smoothed = migrated(raw)
    change = smoothed.index(5)
    end, last_inside = fridays(40)[change], fridays(40)[9]
    assert str(end) == "2015-07-10"
    assert str(last_inside) == "2015-03-06"
    assert str(fridays(40)[change - 1]) == "2015-07-03", "whose window still begins after 3 March"
    assert smoothed == [4] * change + [5] * (40 - change)


def test_most_weeks_decide_and_the_higher_class_wins_a_tie() -> None:
    assert migrated([4] * 10 + [6] * 12 + [5] * 6)[-1] == 6
    assert migrated([4] * 10 + [6] * 5 + [5] * 13)[-1] == 5
    tie = [4] * 10 + [5, 6] * 9
    smoothed = migrated(tie)
    assert smoothed[-1] == 6


def test_a_change_of_class_does_not_wait_for_the_week_after() -> None:
    """Rows 10 to 27 fill four months outside (see above); row 28 inside again comes too late to stop it."""
    assert migrated([4] * 10 + [5] * 18 + [4])[27] == 5
