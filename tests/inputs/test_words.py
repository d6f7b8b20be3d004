"""Texts, switches, dates, choices and codes from literal texts."""

from datetime import date

import pytest
from pydantic_core import PydanticCustomError

from reporting.domain.profile import MissingPrice
from reporting.domain.units import Frequency
from reporting.inputs.scalars import Reader
from reporting.inputs.words import (
    COUNTRY,
    CURRENCY,
    LITERAL,
    PROFILE_ID,
    TICKER,
    Choice,
    Day,
    Flag,
    Prose,
)
from reporting.inputs.yaml_source import Scalar


def refusal(reader: Reader, text: str, plain: bool = True) -> str:
    with pytest.raises(PydanticCustomError) as caught:
        reader._read(Scalar(text, plain))
    return caught.value.message()


@pytest.mark.parametrize("text", ["NO", "yes", "1:30", "017", "true", "1e5", "2026-10-30", "0o17"])
def test_where_text_is_expected_it_stays_text(text: str) -> None:
    assert Prose()._read(Scalar(text)) == text


def test_norway_is_a_country_and_so_is_no_trap() -> None:
    assert COUNTRY._read(Scalar("NO")) == "NO"
    assert TICKER._read(Scalar("ON")) == "ON"


def test_version_and_seed_keep_their_literal_text() -> None:
    for text in ("1", "1.0", "01", "20260101", "2026-Q1", "1e3"):
        assert LITERAL._read(Scalar(text)) == text


@pytest.mark.parametrize("text", ["a|b", "", " x", "a b", "x" * 33, "../up"])
def test_version_and_seed_cannot_blur_the_key_of_the_draw(text: str) -> None:
    assert refusal(LITERAL, text, plain=False)


@pytest.mark.parametrize("text", ["../up", "Upper", "a/b", "a.b", "-a", "", "x" * 64, "ä", "a\n"])
def test_a_profile_id_is_a_safe_name_of_a_folder(text: str) -> None:
    assert "id of small letters" in refusal(PROFILE_ID, text, plain=False)


@pytest.mark.parametrize("text", ["NO", "no", "off", "False", "0", "'true'"])
def test_a_switch_is_true_or_false_alone(text: str) -> None:
    assert "write true or false" in refusal(Flag(), text)
    assert Flag()._read(Scalar("true")) is True
    assert Flag()._read(Scalar("false")) is False


def test_a_switch_in_quotes_is_text() -> None:
    assert "text" in refusal(Flag(), "true", plain=False)


def test_a_date_has_one_form() -> None:
    assert Day()._read(Scalar("2026-02-28")) == date(2026, 2, 28)
    assert "no day 2026-02-30" in refusal(Day(), "2026-02-30")
    for text in ("30.10.2026", "2026-1-5", "20261030", "2026-10-30T00:00:00"):
        assert "is not a date" in refusal(Day(), text)


def test_prose_is_one_line_of_limited_length() -> None:
    assert Prose()._read(Scalar("a\n  b\n", False)) == "a b"
    assert "81 characters; 80 are allowed" in refusal(Prose(80), "x" * 81)
    assert "no text" in refusal(Prose(), "  ", plain=False)


def test_a_choice_suggests_what_was_meant() -> None:
    assert "is not one of fail, hold; did you mean hold?" in refusal(Choice(MissingPrice), "hodl")
    assert "is not one of weekly, monthly" in refusal(Choice(Frequency, ("daily",)), "daily")


def test_a_currency_is_on_the_public_list() -> None:
    assert CURRENCY._read(Scalar("CHF")) == "CHF"
    assert "did you mean EUR?" in refusal(CURRENCY, "eur")
    assert "ISO 4217" in refusal(CURRENCY, "EURO")
