"""What is printed is read back: numbers, days and messages of every language, in whatever text."""

from __future__ import annotations

import time
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporting.checks.printed import day, number, plain, template
from reporting.domain.units import Nature, Unit
from reporting.inputs.twins import TwinFigure
from reporting.rendering.formats import Formatter
from reporting.rendering.languages import languages

LANGUAGES = languages()
WORDS = st.text("abc 0123456789.,€", max_size=12).map(plain)


def figure(value: float, printed: str, unit: Unit, decimals: int) -> TwinFigure:
    return TwinFigure(
        value=value, printed=printed, unit=unit, nature=Nature.CURRENT, definition="x", decimals=decimals,
        currency=None, missing=None, sources=[], parts=[], rule=None, parameters={},
    )  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
@given(value=st.integers(-(10**12), 10**12), decimals=st.integers(0, 6))
def test_a_printed_number_is_read_back_in_every_language(language: str, value: int, decimals: int) -> None:
    formatter, exact = Formatter(language), Decimal(value).scaleb(-decimals)
    money = formatter.money(float(exact), "EUR", decimals, signed=True)
    if abs(value) < 10**11:  # beyond, a double has not all the digits
        assert number(figure(1.0, money, Unit.MONEY, decimals)) == exact
        share = formatter.percent(float(exact) / 100, decimals, signed=True)
        assert number(figure(1.0, share, Unit.PERCENT, decimals)) == exact


def test_a_figure_without_value_is_no_number() -> None:
    assert number(None) is None
    missing = figure(1.0, "not available", Unit.MONEY, 2).model_copy(update={"value": None})
    assert number(missing) is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_day_is_read_back_in_every_language(language: str) -> None:
    formatter = Formatter(language)
    for shift in range(0, 400):
        wanted = date(2027, 1, 1) + timedelta(days=shift)
        for text in (formatter.day(wanted), formatter.day(wanted, brief=True), wanted.isoformat()):
            assert day(text, language) == day(f"({text})", language) == wanted, text


@pytest.mark.parametrize(
    "text", ["", "2026", "31 February 2026", "2026-13-01", "no day", "1 2 3 4", "9" * 40]
)
def test_what_is_no_day_is_none(text: str) -> None:
    assert day(text, "en") is None


@given(WORDS, WORDS)
def test_a_message_gives_back_its_values(first: str, second: str) -> None:
    message = "From {start} to <{end}>!"
    assert template(message).read(f"From {first} to <{second}>!") == {"start": first, "end": second}
    assert template(message).read(f"From {first} to <{second}>") is None
    assert template(message).read(f"Not so: From {first} to <{second}>!") is None


def test_a_value_may_hold_words_of_the_message() -> None:
    assert template("{start} to {end}").read("1 October 2025 to 30 September 2026") == {
        "start": "1 October 2025",
        "end": "30 September 2026",
    }
    assert template("{a}: {b}.").read("x: y. z.") == {"a": "x", "b": "y. z"}
    assert template("Nothing.").read("Nothing.") == {} and template("Nothing.").read("Nothing. More") is None


def test_messages_that_follow_each_other_are_found_one_by_one() -> None:
    text = "You want {a}. You want 1 in green; funds state 2. You want 3 in blue; funds state 4. That is all."
    wish = template("You want {wish} in blue; funds state {share}.")
    assert list(wish.find(text)) == [{"wish": "3", "share": "4"}]
    assert [each["n"] for each in template("No. {n};").find("No. 1; No. 2; No. 3;")] == ["1", "2", "3"]
    assert len(list(template("ab").find("abab"))) == 2


@pytest.mark.parametrize(
    ("article", "shares"),
    [("il", ("il 5%", "l’8%", "lo 0,5%")), ("del", ("del 5%", "dell’11%", "dello 0%"))],
)
def test_italian_articles_change_with_their_number(article: str, shares: tuple[str, ...]) -> None:
    for share in shares:
        assert template(f"perde {article} {{share}} dopo").read(f"perde {share} dopo") is not None


def test_no_text_takes_long() -> None:
    """A text that holds the words of a message ten thousand times, and never the last ones."""
    text = plain("x to y, " * 10_000)
    before = time.perf_counter()
    for message in ("{a} to {b}, {c} to {d}, {e} to {f}, {g} to {h}!", "x {a} to {b}, x {c} to {d}!"):
        assert template(message).read(text) is None and list(template(message).find(text)) == []
    assert [each["b"] for each in template("x {a} {b}!").find(f"{text}!")] == ["y,"]
    assert time.perf_counter() - before < 1.0
