"""Code lists against Babel's CLDR data and known security numbers."""

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from reporting.inputs.codes import COUNTRIES, CURRENCIES, is_isin

ENGLISH = Locale("en")
KNOWN = ["US0378331005", "DE0007164600", "GB0002634946", "IE00B4L5Y983", "AU0000XVGZA3", "US78462F1030"]
"""Apple, SAP, BAE Systems, a world fund, the example of the standard with letters inside, SPY."""


def test_every_code_is_known_to_cldr() -> None:
    assert CURRENCIES <= set(ENGLISH.currencies)
    assert COUNTRIES <= set(ENGLISH.territories)
    assert len(COUNTRIES) == 249  # what ISO 3166-1 assigns


@pytest.mark.parametrize("isin", KNOWN)
def test_a_published_number_is_accepted(isin: str) -> None:
    assert is_isin(isin)


@pytest.mark.parametrize(
    "text", ["", "US037833100", "us0378331005", "US03783310055", "0S0378331005", "US037833100A"]
)
def test_another_form_is_not(text: str) -> None:
    assert not is_isin(text)


@given(st.sampled_from(KNOWN), st.integers(0, 11), st.sampled_from("0123456789"))
def test_one_wrong_digit_is_always_seen(isin: str, place: int, digit: str) -> None:
    if isin[place].isdigit() and isin[place] != digit:
        assert not is_isin(isin[:place] + digit + isin[place + 1 :])
