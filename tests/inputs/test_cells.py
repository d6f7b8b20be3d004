"""Single cells: what is a number, what is a date, what is neither and how the message helps."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporting.inputs.cells import as_dates, as_numbers


@given(st.lists(st.floats(allow_nan=False, allow_infinity=False)))
def test_numbers_written_by_python_are_read_back_exactly(values: list[float]) -> None:
    read, wrong = as_numbers([repr(value) for value in values])
    assert wrong == []
    assert read.tolist() == values


@given(st.lists(st.text(max_size=12), min_size=1))
def test_any_text_is_a_finite_number_empty_or_wrong(texts: list[str]) -> None:
    read, wrong = as_numbers(texts)
    wrong_rows = {row for row, _ in wrong}
    for row, text in enumerate(texts):
        assert np.isfinite(read[row]) or not text.strip() or row in wrong_rows


def test_an_empty_cell_is_nan_and_no_fault() -> None:
    read, wrong = as_numbers(["1.5", "", "  ", "-2e-1"])
    assert wrong == []
    assert np.isnan(read[1:3]).all()
    assert read[[0, 3]].tolist() == [1.5, -0.2]


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("NaN", "leave the cell empty"),
        ("n/a", "leave the cell empty"),
        ("-", "leave the cell empty"),
        ("inf", "too large"),
        ("-Infinity", "too large"),
        ("1e309", "too large"),
        ("12,5", "with a point"),
        ("1,234.5", "thousands separators"),
        ("1.234,50", "thousands separators"),
        ("1 234", "thousands separators"),
        ("1\u202f234", "thousands separators"),
        ("1_000", "thousands separators"),
        ("\u0661\u0662", "no number"),
        ("0x1p3", "no number"),
        ("abc", "no number"),
        ("1.2.3", "no number"),
        ("5%", "no number"),
    ],
)
def test_what_is_no_number_says_how_to_write_it(text: str, hint: str) -> None:
    read, wrong = as_numbers(["1", text])
    assert np.isnan(read[1])
    assert [row for row, _ in wrong] == [1]
    assert hint in wrong[0][1]


@given(st.lists(st.dates()))
def test_iso_dates_are_read_back(days: list[date]) -> None:
    read, wrong = as_dates([day.isoformat() for day in days])
    assert wrong == []
    assert read.tolist() == days


@pytest.mark.parametrize(
    "text", ["2021-12-31 00:00:00", "2021-12-31T00:00", " 2021-12-31 ", "2021-12-31 00:00:00.000"]
)
def test_midnight_without_a_zone_is_a_day(text: str) -> None:
    read, wrong = as_dates([text])
    assert wrong == []
    assert read[0] == np.datetime64("2021-12-31")


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("", "no date"),
        ("31.12.2021", "2021-12-31"),
        ("12/31/2021", "2021-12-31"),
        ("20211231", "2021-12-31"),
        ("2021-12", "2021-12-31"),
        ("2021-02-29", "2021-12-31"),
        ("2021-W01-1", "2021-12-31"),
        ("today", "2021-12-31"),
        ("NaT", "2021-12-31"),
        ("2021-12-31T00:00:00Z", "another day"),
        ("2021-12-31 00:00:00+01:00", "another day"),
        ("2021-12-31 16:00:00", "another day"),
    ],
)
def test_what_is_no_day_says_how_to_write_it(text: str, hint: str) -> None:
    read, wrong = as_dates([text])
    assert np.isnat(read[0])
    assert hint in wrong[0][1]
