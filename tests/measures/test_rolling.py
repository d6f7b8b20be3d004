"""Figures that move with time."""

from __future__ import annotations

import statistics
from math import sqrt

import numpy as np
import pytest

from reporting.domain.units import Frequency
from reporting.measures.nav import period_returns
from reporting.measures.rolling import drawdown_series, rolling_volatility
from tests.measures.samples import fat_tailed, nav_of
from tests.tolerances import EXACT


def test_each_point_is_the_volatility_of_the_last_52_weeks() -> None:
    nav = nav_of(fat_tailed(3, 400), "2015-01-02")
    weekly = period_returns(nav, Frequency.WEEKLY).values.tolist()
    rolled = rolling_volatility(nav)
    assert len(rolled.values) == len(rolled.dates) == len(weekly) - 51
    for place, value in enumerate(rolled.values):
        assert value == pytest.approx(statistics.stdev(weekly[place : place + 52]) * sqrt(52), rel=EXACT)
    assert str(rolled.dates[0]) == "2016-01-01", "the Friday 52 weeks after the first"


def test_too_few_weeks_give_no_point() -> None:
    rolled = rolling_volatility(nav_of(fat_tailed(3, 100)))
    assert len(rolled.values) == len(rolled.dates) == 0


def test_52_weeks_give_one_point() -> None:
    """From a Friday on, the last of 52 further weeks ends 52 times five days later."""
    for days, points in ((260, 1), (259, 0)):
        rolled = rolling_volatility(nav_of(fat_tailed(3, days), "2015-01-02"))
        assert len(rolled.values) == len(rolled.dates) == points


def test_drawdown_has_a_value_for_every_point() -> None:
    nav = nav_of(np.array([-0.1, 0.05, 0.2]))
    assert drawdown_series(nav).values == pytest.approx([0, -0.1, -0.055, 0], abs=EXACT)
