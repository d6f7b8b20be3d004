import csv
import io
import json
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporting.delivery import text


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@sum", " =1"])
def test_words_in_a_cell_never_start_a_formula(cell: str) -> None:
    assert text.plain(cell) == "'" + cell


def test_a_cell_stays_on_its_line() -> None:
    assert text.plain("a\r\n=b\t\0") == "a  =b  "
    assert text.plain("\t=1") == "' =1"


def test_numbers_stay_numbers() -> None:
    assert text.plain(-0.1) == "-0.1"
    assert text.plain(np.float64(-1e-17)) == "-1e-17"
    assert text.plain(None) == ""


@given(
    st.floats(allow_nan=False, allow_infinity=False), st.text(st.characters(exclude_categories=["Cs", "Cc"]))
)
def test_a_table_gives_back_what_was_put_in(value: float, words: str) -> None:
    (_, (number, cell)) = csv.reader(
        io.StringIO(text.table(("a", "b"), [(value, words)]).decode(), newline="")
    )
    assert float(number) == value
    assert cell.removeprefix("'") == words.removeprefix("'")


def test_what_is_no_number_is_null() -> None:
    assert [text.number(value) for value in (math.nan, math.inf, None)] == [None, None, None]
    assert math.copysign(1, text.number(-0.0) or 0.0) == 1
    with pytest.raises(ValueError):
        text.line({"x": math.nan})


def test_a_line_is_ascii_and_a_file_is_sorted() -> None:
    assert text.line({"b": "€", "a": 0.1}) == '{"b": "\\u20ac", "a": 0.1}\n'
    assert list(json.loads(text.pretty({"b": 1, "a": "€"}))) == ["a", "b"]
