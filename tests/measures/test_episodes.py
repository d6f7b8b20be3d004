"""Stretches of history on a path whose fall is known."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from reporting.domain.series import NavPath
from reporting.measures.episodes import EpisodeFigures, episode
from reporting.measures.sample import NotAvailable
from tests.measures.samples import weekdays

DAYS = weekdays("2020-01-01", 8)
PATH = NavPath(DAYS, np.array([100.0, 120.0, 90.0, 60.0, 80.0, 75.0, 110.0, 105.0]))


def day(place: int) -> date:
    return DAYS[place].astype(object)


def test_return_and_fall_count_from_the_close_of_the_first_day() -> None:
    found = episode(PATH, day(2), day(5))
    assert found.total_return == pytest.approx(75 / 90 - 1)
    # From 90 to 60: the higher value before the stretch is none of its business.
    assert found.max_drawdown == pytest.approx(60 / 90 - 1)


def test_a_stretch_may_end_with_the_path() -> None:
    found = episode(PATH, day(3), day(7))
    assert found == EpisodeFigures(pytest.approx(105 / 60 - 1), pytest.approx(75 / 80 - 1))


def test_a_path_that_begins_later_has_no_figures() -> None:
    assert episode(PATH, date(2019, 12, 1), day(3)) == EpisodeFigures(
        NotAvailable("starts_later"), NotAvailable("starts_later")
    )


def test_a_stretch_that_is_not_over_has_no_figures() -> None:
    found = episode(PATH, day(2), date(2020, 1, 11))
    assert found.total_return == NotAvailable("ends_earlier")
