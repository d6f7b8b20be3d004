"""Italian articles before numbers, by how the numbers are spoken; test_languages.py has the signs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporting.rendering.catalogue import Catalogue
from reporting.rendering.formats import Formatter
from reporting.rendering.typography import inflected

ITALIAN = Formatter("it")
SPOKEN = {
    "zero": (0, 0.05, 0.999),
    "vowel": (1, 1.5, 8, 8.1, 11, 11.7, 80, 88, 800, 8000, 8123, 11000, 11999, 80000, 800000),
    "consonant": (2, 3, 7, 10, 12, 18, 71.5, 100, 101, 108, 111, 118, 1000, 1100, 1888, 10000, 18000),
}
FORMS = {
    "il": {"zero": "lo ", "vowel": "l’", "consonant": "il "},
    "al": {"zero": "allo ", "vowel": "all’", "consonant": "al "},
    "dal": {"zero": "dallo ", "vowel": "dall’", "consonant": "dal "},
    "del": {"zero": "dello ", "vowel": "dell’", "consonant": "del "},
    "nel": {"zero": "nello ", "vowel": "nell’", "consonant": "nel "},
    "sul": {"zero": "sullo ", "vowel": "sull’", "consonant": "sul "},
    "Dal": {"zero": "Dallo ", "vowel": "Dall’", "consonant": "Dal "},
}
"""Otto, ottanta, ottomila, undici, undicimila and uno begin with a vowel; cento and mille do not."""


def said(message: str, value: str) -> str:
    return Catalogue("it", {"k": message}).fill("k", {"x": value})


@pytest.mark.parametrize("article", FORMS)
@pytest.mark.parametrize("kind", SPOKEN)
def test_an_italian_article_suits_the_number_after_it(article: str, kind: str) -> None:
    for number in SPOKEN[kind]:
        digits = 0 if number == int(number) else 3
        for value in (ITALIAN.number(number, digits), ITALIAN.percent(number / 100, digits + 1)):
            assert said(f"{article} {{x}} qui", value) == f"{FORMS[article][kind]}{value} qui"


def test_a_first_day_is_an_ordinal_number_and_takes_the_plain_article() -> None:
    assert said("dal {x}", "1º ottobre 2026") == "dal 1º ottobre 2026"
    assert said("dal {x}", "8 ottobre 2026") == "dall’8 ottobre 2026"


@pytest.mark.parametrize("value", ["−8,0%", "18", "SPY"])
def test_signs_and_names_take_the_plain_article(value: str) -> None:
    assert said("il {x}", value) == f"il {value}"


def test_only_an_article_of_its_own_is_touched() -> None:
    assert said("fil {x}, il  {x}", "8%") == "fil 8%, il  8%"


@given(st.text(alphabet="il deanu{}xy 08", max_size=30), st.sampled_from(["en", "de", "fr", "es", "nl"]))
def test_other_languages_are_left_alone(message: str, language: str) -> None:
    assert inflected(message, {}, language) == message
