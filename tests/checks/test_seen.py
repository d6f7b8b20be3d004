"""What a check saw is told in the reader's language: numbers, percentages, and names that have a message."""

from __future__ import annotations

from decimal import Decimal

import pytest

from reporting.checks.verdict import percent, shortly, told
from reporting.domain.disclosure import Number, Text
from reporting.rendering.languages import languages
from reporting.rendering.words import shipped_words


@pytest.mark.parametrize(
    ("language", "size", "share", "amount"),
    [
        ("en", "6.5", "−12.50%", "1,234.50"),
        ("de", "6,5", "−12,50\u00a0%", "1.234,50"),
        ("fr", "6,5", "−12,50\u00a0%", "1\u202f234,50"),
        ("it", "6,5", "−12,50%", "1.234,50"),
        ("es", "6,5", "−12,50\u00a0%", "1.234,50"),
        ("nl", "6,5", "−12,50%", "1.234,50"),
    ],
)
def test_a_number_is_written_as_the_language_writes_it(
    language: str, size: str, share: str, amount: str
) -> None:
    words = shipped_words(language)
    assert f" {size} pt" in words.say(told("size", text="x", size=Number(6.45, 1))).replace("\u00a0", " ")
    values = {"printed": percent(Decimal("-12.5"), 2), "low": Decimal("1234.50"), "high": 7}
    text = words.say(told("return_impossible", **values))  # type: ignore[arg-type]
    assert share in text and amount in text and " 7" in text


@pytest.mark.parametrize("language", languages())
def test_a_side_and_a_heading_are_words_of_the_language(language: str) -> None:
    words = shipped_words(language)
    text = words.say(told("side_missing", side=Text("seen.winners")))
    assert words.say(Text("seen.winners")) in text and "winners" not in text
    heading = words.say(Text("suitability.capacity"))
    assert heading in words.say(told("nothing_cited", heading=Text("suitability.capacity")))


def test_numbers_of_any_size_keep_six_digits() -> None:
    words = shipped_words("en")
    shown = words.say(
        told("parts_differ", figure="f", printed=shortly(0.0123456789), parts=shortly(1234567.0))
    )
    assert "0.0123457" in shown and "1,234,570" in shown
