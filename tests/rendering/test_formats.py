"""Printed numbers: half-up on the decimal a reader sees, signs, units, locales."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporting.domain.figure import Figure
from reporting.domain.units import Nature, Unit
from reporting.rendering.formats import MINUS, Formatter, rounded

NBSP = "\N{NO-BREAK SPACE}"
ENGLISH = Formatter("en")


def figure(
    value: float, unit: Unit, decimals: int = 2, *, signed: bool = False, currency: str = ""
) -> Figure:
    return Figure("f", value, unit, Nature.CURRENT, "d", decimals, currency, signed=signed)


@pytest.mark.parametrize(
    ("value", "decimals", "printed"),
    [
        (2.675, 2, "2.68"),  # binary 2.67499..., and half-even would print 2.68 as well
        (2.665, 2, "2.67"),  # half-even would print 2.66
        (0.5, 0, "1"),
        (1.5, 0, "2"),
        (2.5, 0, "3"),
        (-2.5, 0, f"{MINUS}3"),
        (1234567.891, 1, "1,234,567.9"),
        (-0.004, 2, "0.00"),
        (-0.0, 2, "0.00"),
        (1e-320, 2, "0.00"),
        (1e22, 0, "10,000,000,000,000,000,000,000"),
        (1234.0, -2, "1,200"),
    ],
)
def test_a_number_is_rounded_half_up_as_a_reader_would(value: float, decimals: int, printed: str) -> None:
    assert ENGLISH.number(value, decimals) == printed


@given(st.floats(allow_nan=False, allow_infinity=False), st.integers(0, 6))
def test_rounding_never_moves_a_value_by_more_than_half_a_step(value: float, decimals: int) -> None:
    distance = abs(rounded(value, decimals) - Decimal(repr(value)))
    assert distance * 2 <= Decimal(1).scaleb(-decimals)


@given(st.decimals(-1000, 1000, places=3))
def test_percentages_are_rounded_after_the_shift_and_not_before(share: Decimal) -> None:
    # Second formulation: integer arithmetic on thousandths of a percent.
    thousandths = int(abs(share) * 1000) * 100
    tenths = (thousandths + 50) // 100
    sign = MINUS if share < 0 and tenths else ""
    digits = f"{tenths // 10:,}.{tenths % 10}"
    assert ENGLISH.percent(float(share), 1) == f"{sign}{digits}%"


@pytest.mark.parametrize(
    ("given_figure", "printed"),
    [
        (figure(0.05125, Unit.PERCENT), "5.13%"),
        (figure(0.05125, Unit.PERCENT_PER_YEAR, 1), "5.1%"),
        (figure(-0.3, Unit.PERCENT, 0), f"{MINUS}30%"),
        (figure(0.3, Unit.PERCENT, 0, signed=True), "+30%"),
        (figure(-0.00001, Unit.PERCENT, 1, signed=True), "0.0%"),
        (figure(10_000, Unit.MONEY, 0, currency="EUR"), f"EUR{NBSP}10,000"),
        (figure(-1234.5, Unit.MONEY, 2, currency="USD"), f"{MINUS}USD{NBSP}1,234.50"),
        (figure(1.0, Unit.YEARS, 0), f"1{NBSP}year"),
        (figure(5.0, Unit.YEARS, 0), f"5{NBSP}years"),
        (figure(12.0, Unit.DAYS, 0), f"12{NBSP}days"),
        (figure(1200.0, Unit.COUNT, 0), "1,200"),
        (figure(4.0, Unit.RISK_CLASS, 0), "4"),
        (figure(0.875, Unit.RATIO, 2), "0.88"),
        (figure(212.345, Unit.INDEX, 1), "212.3"),
    ],
)
def test_each_unit_has_its_characters(given_figure: Figure, printed: str) -> None:
    assert ENGLISH.figure(given_figure) == printed


@pytest.mark.parametrize(
    ("language", "money", "percent", "day"),
    [
        ("en", f"EUR{NBSP}1,234.50", "5.3%", f"30{NBSP}September 2026"),
        ("de", f"1.234,50{NBSP}EUR", f"5,3{NBSP}%", f"30.{NBSP}September 2026"),
        (
            "fr",
            f"1\N{NARROW NO-BREAK SPACE}234,50{NBSP}EUR",
            "5,3\N{NARROW NO-BREAK SPACE}%",
            f"30{NBSP}septembre 2026",
        ),
    ],
)
def test_other_languages_print_in_their_own_way(language: str, money: str, percent: str, day: str) -> None:
    formatter = Formatter(language)
    assert formatter.money(1234.5, "EUR", 2) == money
    # Which no-break space stands before the sign is CLDR's choice and has changed; both are right.
    assert formatter.percent(0.0525, 1).replace("\N{NARROW NO-BREAK SPACE}", NBSP) == percent.replace(
        "\N{NARROW NO-BREAK SPACE}", NBSP
    )
    assert formatter.day(date(2026, 9, 30)) == day


@pytest.mark.parametrize(
    ("language", "one_year", "five_years", "days", "first"),
    [
        ("en", "1 year", "5 years", "12 days", "1 October 2026"),
        ("de", "1 Jahr", "5 Jahre", "12 Tage", "1. Oktober 2026"),
        ("fr", "1 an", "5 ans", "12 jours", "1er octobre 2026"),
        ("it", "1 anno", "5 anni", "12 giorni", "1º ottobre 2026"),
        ("es", "1 año", "5 años", "12 días", "1 de octubre de 2026"),
        ("nl", "1 jaar", "5 jaar", "12 dagen", "1 oktober 2026"),
    ],
)
def test_durations_and_days_have_the_words_of_the_language(
    language: str, one_year: str, five_years: str, days: str, first: str
) -> None:
    formatter = Formatter(language)
    spans = (figure(1.0, Unit.YEARS, 0), figure(5.0, Unit.YEARS, 0), figure(12.0, Unit.DAYS, 0))
    printed = [*(formatter.figure(span) for span in spans), formatter.day(date(2026, 10, 1))]
    assert [text.replace(NBSP, " ") for text in printed] == [one_year, five_years, days, first]
    assert all(NBSP in text for text in printed)


def test_a_day_never_parts_from_its_month() -> None:
    day = date(2026, 9, 30)
    assert Formatter("es").day(day) == f"30{NBSP}de{NBSP}septiembre de 2026"
    assert Formatter("fr").day(date(2026, 10, 1)) == f"1er{NBSP}octobre 2026"
    assert Formatter("it").day(day, brief=True) == f"30{NBSP}set 2026"


def test_a_missing_value_is_no_number() -> None:
    with pytest.raises(ValueError, match="has no value"):
        ENGLISH.figure(Figure("f", None, Unit.RATIO, Nature.CURRENT, "d", missing="reason"))


def test_a_part_of_a_total_prints_the_units_it_was_given() -> None:
    part = Figure("f", 0.00604, Unit.PERCENT, Nature.CURRENT, "d", 2, printed_units=61)
    assert ENGLISH.figure(part) == "0.61%"
    part = replace(part, unit=Unit.MONEY, currency="EUR", printed_units=-5)
    assert ENGLISH.figure(part) == f"{MINUS}EUR{NBSP}0.05"
