"""Cells: what passes means what it says, and no message repeats what it refuses."""

from __future__ import annotations

import unicodedata
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

import pytest
from babel import Locale
from hypothesis import assume, given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from reporting.domain.client import FlowKind
from reporting.inputs.clients.cells import (
    CENTS,
    COUNTRY,
    CURRENCY,
    ID,
    INSTRUMENT,
    PROFILE,
    QUESTION,
    At,
    Language,
    Names,
    Number,
    Of,
    On,
    Words,
)
from reporting.inputs.scalars import Reader

UNITS = Number(6, "zero")


def read(reader: Reader, text: str) -> Any:
    return TypeAdapter(Annotated[Any, reader]).validate_python(text)


def refused(reader: Reader, text: str) -> str:
    with pytest.raises(ValidationError) as caught:
        read(reader, text)
    (error,) = caught.value.errors(include_input=False)
    return error["msg"]


# --- texts


@pytest.mark.parametrize(
    "text",
    [
        "Persona 07",
        "{{ 7*7 }}{% raw %}",
        "<script>alert(1)</script> & <img src=file:///etc/passwd>",
        "../../etc/passwd",
        "http://host.example/?q=1",
        "${jndi:x} %n %s",
        "Robert'); DROP TABLE clients;--",
        "اسم بالعربية",
        "שם בעברית",
        "नमस्ते\u200d",
        "x" * 120,
    ],
)
def test_markup_templates_and_other_scripts_are_plain_text(text: str) -> None:
    assert read(Words(120), text) == text


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@sum", "＝1", "  =1+1"])
def test_no_text_begins_a_formula(start: str) -> None:
    assert "begins like a formula" in refused(Words(120), start)


@pytest.mark.parametrize("mark", ["\0", "\t", "\r", "\n", "\x1b", "\x7f", "\x85"])
def test_control_characters_are_refused_by_their_code(mark: str) -> None:
    assert refused(Words(120), f"a{mark}b") == (
        f"holds the character U+{ord(mark):04X}, which is not allowed; remove it"
    )


BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


@pytest.mark.parametrize(
    "mark", [*BIDI, "\u200b", "\u2060", "\ufeff", "\u00ad", "\U000e0041", "\udc80", "\ufffe"]
)
def test_characters_that_hide_or_turn_the_reading_direction_are_refused(mark: str) -> None:
    assert f"U+{ord(mark):04X}" in refused(Words(120), f"name{mark}gpj")


def test_a_long_text_is_told_by_its_length_alone() -> None:
    assert refused(Words(120), "x" * 10_000) == "has 10,000 characters; 120 are allowed"


@given(st.text(max_size=200))
def test_a_text_that_passes_is_one_line_without_hidden_characters(text: str) -> None:
    try:
        passed = read(Words(120), text)
    except ValidationError as error:
        (detail,) = error.errors(include_input=False)
        letters = [word for word in text.split() if len(word) > 3]
        assert not any(word in detail["msg"] for word in letters)
        return
    assert passed == " ".join(text.split()) != ""
    assert passed[0] not in "=+-@\t\r" and len(passed) <= 120
    kept = passed.replace("\u200c", "").replace("\u200d", "")
    assert not {unicodedata.category(mark) for mark in kept} & {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def test_names_are_several_texts() -> None:
    assert read(Names(20, 3), "Persona 07 A; Persona 07 B") == ("Persona 07 A", "Persona 07 B")
    assert "holds 4 names; 3 are allowed" in refused(Names(20, 3), "a;b;c;d")
    assert "holds a name twice" in refused(Names(20, 3), "a;b; a")
    assert "is empty" in refused(Names(20, 3), "a;;b")
    assert "begins like a formula" in refused(Names(20, 3), "a;=b")


# --- numbers


@pytest.mark.parametrize(
    ("text", "number"),
    [("12.5", "12.50"), ("12.500000", "12.50"), ("-0", "0.00"), ("007", "7.00"), ("-3.1", "-3.10")],
)
def test_amounts_are_exact_and_have_two_decimals(text: str, number: str) -> None:
    assert str(read(CENTS, text)) == number


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("1e308", "is not a number"),
        ("1" + "0" * 308, "is too large"),
        ("1000000000000", "is too large"),
        ("nan", "is not a number"),
        ("NaN", "is not a number"),
        ("inf", "is not a number"),
        ("-Infinity", "is not a number"),
        ("1,5", "is not a number"),
        ("1 000", "is not a number"),
        ("+5", "is not a number"),
        (".5", "is not a number"),
        ("0x10", "is not a number"),
        ("١٢", "is not a number"),
        ("1_000", "is not a number"),
        ("=1+1", "is not a number"),
        ("9" * 10_000, "is not a number"),
        ("12.345", "has more than 2 decimals"),
        ("0.001", "has more than 2 decimals"),
    ],
)
def test_what_is_no_amount_is_refused_without_showing_it(text: str, message: str) -> None:
    said = refused(CENTS, text)
    assert said.startswith(message)
    assert text not in said.replace("1234.50", "")


def test_signs_and_zero() -> None:
    assert read(UNITS, "0") == 0
    assert "is negative" in refused(UNITS, "-1")
    assert "is zero" in refused(Number(6, "positive"), "0.000000")
    assert read(UNITS, "-0.000000") == 0


@given(st.decimals(-(10**11), 10**11, places=2))
def test_every_amount_comes_back_as_it_was_booked(amount: Decimal) -> None:
    found = read(CENTS, format(amount, "f"))
    assert found == amount and found.as_tuple().exponent == -2


@given(st.decimals(allow_nan=True, allow_infinity=True))
def test_any_decimal_is_read_exactly_or_refused(number: Decimal) -> None:
    try:
        assert read(UNITS, str(number)) == number
    except ValidationError:
        assume(number.is_finite())
        text = str(number)
        beyond = abs(number) >= 10**12 or number < 0 or number != round(number, 6) or "E" in text
        assert beyond or not number.is_finite()


# --- days, times, codes


@pytest.mark.parametrize(
    "text", ["2026-02-30", "2026-2-3", "30.09.2026", "2026-09-30T00:00", "0001-01-01", "-"]
)
def test_what_is_no_day_is_refused(text: str) -> None:
    said = refused(On(), text)
    assert "day" in said and text not in said.replace("2026-09-30, without a time", "")


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_every_day_of_three_centuries_is_a_day(day: date) -> None:
    assert read(On(), day.isoformat()) == day


@pytest.mark.parametrize(
    ("text", "wrong"), [("09:30", False), ("23:59:59", False), ("24:00", True), ("9:30", True)]
)
def test_times_of_day(text: str, wrong: bool) -> None:
    if wrong:
        assert "is not a time of day" in refused(At(), text)
    else:
        assert read(At(), text).isoformat().startswith(text)


@pytest.mark.parametrize("text", ["XXX", "EURO", "eur", "ZZZ", "XTS", "DEM"])
def test_currencies_that_do_not_exist_are_refused(text: str) -> None:
    assert refused(CURRENCY, text) == "is not an ISO 4217 currency code such as EUR"


@pytest.mark.parametrize("text", ["EUR", "USD", "CHF", "SEK"])
def test_currencies_that_babel_knows_too(text: str) -> None:
    assert read(CURRENCY, text) == text
    assert text in Locale("en").currencies


@pytest.mark.parametrize("text", ["UK", "EU", "at", "AUT"])
def test_countries_that_do_not_exist_are_refused(text: str) -> None:
    assert "ISO 3166" in refused(COUNTRY, text)


@pytest.mark.parametrize("text", ["en", "de", "fr", "it", "es", "nl", "de_AT"])
def test_languages(text: str) -> None:
    assert read(Language(), text) == text


@pytest.mark.parametrize("text", ["xx", "english", "EN", "../de", "de-AT", "root", "de_ZZ"])
def test_languages_that_nobody_speaks_are_refused(text: str) -> None:
    assert refused(Language(), text) == "is not the code of a language such as en or de"


@pytest.mark.parametrize("reader", [ID, INSTRUMENT, PROFILE, QUESTION])
@pytest.mark.parametrize("text", ["../../etc/passwd", "a b", "a\0", "=a", "x" * 100, "ä", ".a", "a\n"])
def test_keys_have_a_shape(reader: Reader, text: str) -> None:
    assert text not in refused(reader, text)


@pytest.mark.parametrize("text", ["Balanced", "balanced_ucits", "-balanced"])
def test_ids_of_profiles_have_small_letters_digits_and_hyphens(text: str) -> None:
    assert refused(PROFILE, text) == "is not the id of a profile in small letters, digits and hyphens"


def test_a_slip_in_a_choice_names_what_may_be_meant() -> None:
    assert refused(Of(FlowKind), "widrawal").endswith("; did you mean withdrawal?")
    assert "did you mean" not in refused(Of(FlowKind), "something else")
