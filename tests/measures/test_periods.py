"""Quarters and 12-month periods."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from reporting.domain.errors import Unusable
from reporting.domain.series import NavPath
from reporting.measures.periods import (
    months_before,
    quarter,
    return_between,
    twelve_month_returns,
    whole_years,
)
from reporting.measures.sample import NotAvailable
from tests.measures.samples import weekdays
from tests.tolerances import EXACT

END = date(2021, 12, 31)


def growing(start: str, end: str) -> NavPath:
    """A path on weekdays whose value is the calendar day's number, so that every return can be read off."""
    days = weekdays(start, 4000)
    days = days[days <= np.datetime64(end)]
    return NavPath(days, days.astype("datetime64[D]").astype(float))


def number(day: str) -> float:
    return float(np.datetime64(day).astype(int))


def test_a_quarter_runs_from_the_close_before_it_to_its_last_day() -> None:
    assert quarter("2021Q4") == (date(2021, 9, 30), END)
    assert quarter("2020Q1") == (date(2019, 12, 31), date(2020, 3, 31))
    assert quarter("0002Q1") == (date(1, 12, 31), date(2, 3, 31)), "the first with a day before it"


@pytest.mark.parametrize("text", ["2021", "2021Q5", "2021q4", "Q4 2021", "2021Q4 ", "0001Q1", "２０２１Q4"])
def test_what_is_no_quarter_is_refused(text: str) -> None:
    with pytest.raises(Unusable, match="write it as 2021Q4"):
        quarter(text)


def test_months_before_keep_the_end_of_the_month() -> None:
    assert months_before(date(2021, 2, 28), 12) == date(2020, 2, 29)
    assert months_before(date(2020, 2, 29), 12) == date(2019, 2, 28)
    assert months_before(END, 4) == date(2021, 8, 31)
    assert months_before(date(2021, 3, 30), 1) == date(2021, 2, 28)
    assert months_before(date(2021, 1, 15), 13) == date(2019, 12, 15)


def test_twelve_month_periods_are_complete_consecutive_and_newest_first() -> None:
    rows = twelve_month_returns(growing("2010-01-01", "2021-12-31"), END, 5)
    assert [(row.start.year, row.end.year) for row in rows] == [(y - 1, y) for y in range(2021, 2016, -1)]
    assert all(later.start == earlier.end for later, earlier in zip(rows, rows[1:], strict=False))
    # 2017 ended on a Sunday: its last session was the 29th.
    assert rows[3].value == pytest.approx(number("2018-12-31") / number("2017-12-29") - 1, rel=EXACT)


def test_periods_before_inception_are_not_shown() -> None:
    assert len(twelve_month_returns(growing("2019-06-03", "2021-12-31"), END, 5)) == 2
    assert len(twelve_month_returns(growing("2019-12-31", "2021-12-31"), END, 5)) == 2
    assert len(twelve_month_returns(growing("2020-01-01", "2021-12-31"), END, 5)) == 1


def test_nothing_is_shown_under_a_year() -> None:
    assert twelve_month_returns(growing("2021-01-04", "2021-12-31"), END, 5) == ()
    assert whole_years(growing("2021-01-04", "2021-12-31"), END) == NotAvailable("under_one_year")


def test_a_path_that_ends_early_has_no_return_to_the_end() -> None:
    path = growing("2019-01-01", "2021-12-15")
    assert return_between(path, date(2021, 9, 30), END) == NotAvailable("no_recent_value")
    assert return_between(path, date(2018, 9, 30), date(2021, 9, 30)) == NotAvailable("starts_later")


def test_charts_span_whole_years() -> None:
    part = whole_years(growing("2018-03-01", "2021-12-31"), END)
    assert isinstance(part, NavPath)
    assert (str(part.dates[0]), str(part.dates[-1])) == ("2018-12-31", "2021-12-31")


def test_a_chart_of_a_single_year_is_shown() -> None:
    part = whole_years(growing("2020-06-01", "2021-12-31"), END)
    assert isinstance(part, NavPath)
    assert (str(part.dates[0]), str(part.dates[-1])) == ("2020-12-31", "2021-12-31")
