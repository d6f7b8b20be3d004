"""Rates and numbers from literal texts; expected values are Python literals, traps are named."""

import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from reporting.inputs.scalars import Number, Rate, Whole, closest, percent
from reporting.inputs.yaml_source import Scalar

SHARE = Rate(0, 1)
FEE = Rate(0, 0.2)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("35 %", 0.35),
        ("35%", 0.35),
        ("0.60 %", 0.006),
        ("0 %", 0.0),
        ("100 %", 1.0),
        ("12.5 %", 0.125),
        ("0.35", 0.35),
        ("0", 0.0),
        ("1", 1.0),
        (".5", 0.5),
        ("1e-3", 0.001),
        ("1.0e-05", 0.00001),
        ("+0.5", 0.5),
    ],
)
def test_a_rate_is_a_percentage_or_a_decimal(text: str, value: float) -> None:
    assert SHARE._read(Scalar(text)) == value


@given(st.integers(0, 100), st.integers(0, 999_999))
def test_a_percentage_is_the_nearest_double_of_its_decimal(whole: int, thousandths: int) -> None:
    text = f"{whole}.{thousandths:06d}"
    exact = Fraction(text) / 100
    if exact <= 1:
        assert SHARE._read(Scalar(f"{text} %")) == float(exact)


@given(st.floats(0, 1))
def test_a_decimal_is_read_back_as_python_writes_it(value: float) -> None:
    assert SHARE._read(Scalar(repr(value))) == value


@pytest.mark.parametrize(
    ("rate", "text", "hint"),
    [
        (SHARE, "35", "did you mean 35 %?"),
        (FEE, "0.6", "did you mean 0.6 %?"),
        (Rate(-0.05, 0.2), "115 %", "did you mean 1.15 %?"),
        (Rate(0, 2), "105", "did you mean 105 %?"),
        (SHARE, "-0.1", "0 % to 100 % is allowed"),
        (Rate(0, 1, positive=True), "0", "more than 0 % to 100 %"),
        (SHARE, "1.0000001", "100.00001 %"),
    ],
)
def test_a_rate_out_of_range_is_asked_about(rate: Rate, text: str, hint: str) -> None:
    with pytest.raises(PydanticCustomError) as caught:
        rate._read(Scalar(text))
    assert hint in caught.value.message()


TRAPS = [
    ("NO", "a word, not a number"),
    ("yes", "a word, not a number"),
    ("on", "a word, not a number"),
    ("true", "a word, not a number"),
    ("1:30", "base-60"),
    ("0o17", "digits 0 to 9"),
    ("0x1F", "digits 0 to 9"),
    ("017", "octal"),
    ("1_000", "underscore"),
    ("0,6", "comma"),
    (".inf", "not a finite number"),
    ("-.INF", "not a finite number"),
    (".nan", "not a finite number"),
    ("NaN", "not a finite number"),
    ("Infinity", "not a finite number"),
    ("1e309", "too large"),
    ("-1e309", "too large"),
    ("2026-10-30", "a date"),
    ("", "no value"),
    ("~", "no value"),
    ("null", "no value"),
    ("half", "not a number"),
    ("-", "not a number"),
    (".", "not a number"),
    ("1e99999999", "not a number"),
    ("1" * 10_000, "not a number"),
    ("1_" * 100_000, "not a number"),
]


@pytest.mark.parametrize(("text", "words"), TRAPS, ids=[text[:12] or "empty" for text, _ in TRAPS])
@pytest.mark.parametrize("kind", [SHARE, Number(-1e9, 1e9), Whole(1, 10**9)], ids=["rate", "number", "whole"])
def test_no_text_turns_into_a_number_unasked(kind: Rate | Number | Whole, text: str, words: str) -> None:
    with pytest.raises(PydanticCustomError) as caught:
        kind._read(Scalar(text))
    assert words in caught.value.message()


@pytest.mark.parametrize("text", ["0,6 %", "1 %%", "% 3", "five %", "1:30 %", "1e2 %"])
def test_a_crooked_percentage_is_refused(text: str) -> None:
    with pytest.raises(PydanticCustomError):
        SHARE._read(Scalar(text))


def test_a_number_in_quotes_is_text_but_a_percentage_may_stand_in_them() -> None:
    with pytest.raises(PydanticCustomError, match="quotes"):
        SHARE._read(Scalar("0.35", plain=False))
    assert SHARE._read(Scalar("35 %", plain=False)) == 0.35


@pytest.mark.parametrize("text", ["1.0", "1e3", "2.5"])
def test_a_whole_number_has_no_point(text: str) -> None:
    with pytest.raises(PydanticCustomError, match="not a whole number"):
        Whole(1, 5000)._read(Scalar(text))


@pytest.mark.parametrize("text", ["0", "-1", "64"])
def test_a_whole_number_keeps_to_its_range(text: str) -> None:
    with pytest.raises(PydanticCustomError, match="1 to 63 is allowed"):
        Whole(1, 63)._read(Scalar(text))


@given(st.text(max_size=40), st.booleans())
def test_any_text_is_a_finite_number_in_range_or_refused(text: str, plain: bool) -> None:
    for kind in (SHARE, Number(-5, 5), Whole(0, 9)):
        try:
            value = kind._read(Scalar(text, plain))
        except PydanticCustomError:
            continue
        assert math.isfinite(value) and -5 <= value <= 9


@pytest.mark.parametrize("node", [[], {}, [Scalar("1")], {"a": Scalar("1")}])
def test_a_list_or_mapping_is_no_number(node: object) -> None:
    with pytest.raises(PydanticCustomError, match="one value is expected"):
        SHARE._read(node)


def test_messages_write_percentages_as_people_do() -> None:
    assert [percent(x) for x in (0.35, 0.006, 1.05, 0.07)] == ["35 %", "0.6 %", "105 %", "7 %"]


@pytest.mark.parametrize(
    ("word", "meant"), [("downtrend-cap", "downtrend_cap"), ("CAP", "cap"), ("capp", "cap"), ("zzz", "")]
)
def test_the_closest_name_is_found_by_its_looks(word: str, meant: str) -> None:
    assert closest(word, ["cap", "downtrend_cap", "group_caps"]) == meant
