from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporting.delivery.period import Quarter, choose_quarter, last_complete, parse_quarter
from reporting.domain.errors import Unusable


def test_a_quarter_has_its_calendar_days() -> None:
    quarter = parse_quarter("2021Q4")
    assert (quarter.first, quarter.last, str(quarter)) == (date(2021, 10, 1), date(2021, 12, 31), "2021Q4")
    assert parse_quarter("2020Q1").last == date(2020, 3, 31)
    assert parse_quarter("9999Q4").last == date(9999, 12, 31)


@pytest.mark.parametrize(
    "text", ["2021", "2021Q0", "2021Q5", "2021q4", " 2021Q4", "2021Q4\n", "0000Q1", "٢٠٢١Q4", ""]
)
def test_anything_else_is_no_quarter(text: str) -> None:
    with pytest.raises(Unusable, match="write it as 2021Q4"):
        parse_quarter(text)


def test_a_quarter_is_complete_with_its_last_weekday() -> None:
    # 31 October 2026 is a Saturday; 31 December 2022 too, so that Friday the 30th ends the quarter.
    assert str(last_complete(date(2026, 10, 30))) == "2026Q3"
    assert str(last_complete(date(2022, 12, 30))) == "2022Q4"
    assert str(last_complete(date(2022, 12, 29))) == "2022Q3"
    assert str(last_complete(date(2021, 1, 4))) == "2020Q4"


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_the_last_complete_quarter_is_over_and_the_next_is_not(day: date) -> None:
    quarter = last_complete(day)
    following = quarter.last + timedelta(days=1)
    after = Quarter(following.year, (following.month + 2) // 3)
    assert quarter.last_weekday <= day < after.last_weekday
    assert after.before == quarter
    assert quarter.last_weekday.weekday() < 5 and quarter.last - quarter.last_weekday < timedelta(days=3)


def test_a_quarter_that_the_data_do_not_finish_is_refused() -> None:
    assert str(choose_quarter("2021Q3", date(2021, 11, 15), "p.csv")) == "2021Q3"
    with pytest.raises(Unusable, match="p.csv: ends on 2021-11-15.*the last complete quarter is 2021Q3"):
        choose_quarter("2021Q4", date(2021, 11, 15), "p.csv")
