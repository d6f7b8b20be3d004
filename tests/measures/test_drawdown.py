"""The deepest drawdown of a path with its dates."""

from __future__ import annotations

import numpy as np
import pytest

from reporting.domain.series import NavPath
from reporting.domain.units import Frequency
from reporting.measures.drawdown import calmar, deepest_drawdown, drawdowns
from tests.measures.samples import sample, weekdays
from tests.tolerances import EXACT


def path(*values: float) -> NavPath:
    return NavPath(weekdays("2021-01-04", len(values)), np.array(values))


def test_peak_trough_recovery_and_length_in_calendar_days() -> None:
    fall = deepest_drawdown(path(100, 110, 99, 88, 105, 110, 120))
    assert fall.depth == pytest.approx(-0.2, rel=EXACT)
    assert (str(fall.peak), str(fall.trough), str(fall.recovery)) == (
        "2021-01-05",
        "2021-01-07",
        "2021-01-11",
    )
    assert fall.days == 6, "a weekend lies inside"


def test_a_fall_that_lasts_has_no_recovery_and_counts_to_the_last_date() -> None:
    fall = deepest_drawdown(path(100, 90, 95, 92))
    assert fall.recovery is None
    assert str(fall.peak) == "2021-01-04"
    assert fall.days == 3


def test_the_peak_is_the_last_day_at_the_highest_value() -> None:
    assert str(deepest_drawdown(path(100, 100, 90)).peak) == "2021-01-05"


def test_the_earliest_of_two_equal_falls_counts() -> None:
    assert str(deepest_drawdown(path(100, 80, 100, 80)).trough) == "2021-01-05"


def test_a_path_that_never_fell() -> None:
    fall = deepest_drawdown(path(100, 101, 102))
    assert fall.depth == 0
    assert fall.days == 0


def test_the_starting_value_counts_as_a_peak() -> None:
    assert drawdowns(np.array([100.0, 90.0, 99.0])) == pytest.approx([0, -0.1, -0.01], abs=EXACT)


def test_calmar_is_growth_for_each_unit_of_the_deepest_loss() -> None:
    """A year of -20 %, then +50 %: 20 % gained after a fall of 20 %."""
    year = sample(-0.2, *[0.0] * 10, 0.5, frequency=Frequency.MONTHLY)
    assert calmar(year) == pytest.approx(1.0, rel=EXACT)
