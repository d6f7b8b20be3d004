"""Texts that may differ by language: in profiles and in house files."""

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from reporting.domain.errors import Unusable
from reporting.domain.house import Sourced, TranslationApproval
from reporting.domain.localised import Localised
from reporting.inputs.house import load_house
from reporting.inputs.profiles import load_profile, load_profiles
from tests.inputs.shipped import PROFILES

SIX = ("en", "de", "fr", "it", "es", "nl")


@pytest.fixture
def profiles(tmp_path: Path) -> Path:
    """A copy of the shipped profiles and house."""
    return Path(shutil.copytree(PROFILES, tmp_path / "profiles"))


def rename(profiles: Path, name: str) -> Path:
    """`balanced.yaml` with these lines as its name."""
    file = profiles / "balanced.yaml"
    text = file.read_text(encoding="utf-8")
    changed = re.sub(r"(?m)^name:\n(  .*\n)+", name, text)
    assert changed != text
    file.write_text(changed, encoding="utf-8")
    return file


def test_one_text_counts_for_all_languages(profiles: Path) -> None:
    file = rename(profiles, "name: Balanced\n")
    assert load_profile(file, load_house(profiles / "house")).name == "Balanced"


def test_a_mapping_gives_the_text_of_each_language(profiles: Path) -> None:
    file = rename(profiles, "name: {en: Calm, de_AT: Ruhig,  fr: 'Calme  et  long'}\n")
    name = load_profile(file, load_house(profiles / "house")).name
    assert name == Localised((("en", "Calm"), ("de_AT", "Ruhig"), ("fr", "Calme et long")))
    assert name.words("fr") == "Calme et long" and name.words("de") is None


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("name: {english: Calm}\n", "codes of languages"),
        ("name: {}\n", "not a mapping"),
        ("name: {en: Calm, de: ''}\n", "de: has no text"),
        (f"name: {{en: {'x' * 81}}}\n", "en: the text has 81 characters"),
        ("name: {en: [Calm]}\n", "en: one value is expected here, not a list"),
    ],
)
def test_a_text_that_cannot_be_used_is_named(profiles: Path, name: str, problem: str) -> None:
    file = rename(profiles, name)
    with pytest.raises(Unusable, match=problem) as caught:
        load_profile(file, load_house(profiles / "house"))
    assert [fault.path for fault in caught.value.faults] == ["name"]


def test_shipped_texts_are_given_in_six_languages() -> None:
    house = load_house(PROFILES / "house")
    texts = [each for p in load_profiles(PROFILES, house) for each in (p.name, p.objective)]
    texts += [each.name for each in house.assumptions.episodes]
    texts += [house.firm.complaints.value, house.firm.delegation.value, house.firm.authority.value]
    for each in texts:
        assert isinstance(each, Localised) and tuple(code for code, _ in each.texts) == SIX
        assert len({words for _, words in each.texts}) > 1


def test_a_text_of_the_house_keeps_its_origin(profiles: Path) -> None:
    file = profiles / "house" / "firm.yaml"
    own = "{value: {en: Main Street 1, fr: 1 rue Longue}, source: Register, as_of: 2026-09-30}"
    lines = [
        f"address: {own}" if line.startswith("address:") else line for line in file.read_text().split("\n")
    ]
    file.write_text("\n".join(lines))
    address = load_house(file.parent).firm.address
    both = Localised((("en", "Main Street 1"), ("fr", "1 rue Longue")))
    assert address == Sourced(both, False, "Register", date(2026, 9, 30))


def test_an_approval_of_a_translation_is_recorded_whole(profiles: Path) -> None:
    file = profiles / "house" / "firm.yaml"
    text = file.read_text()
    entry = (
        "translations:\n  de: {approved_by: Head of compliance, approved_on: 2026-01-05, reference: T-7}\n"
    )
    file.write_text(text + entry)
    approved = TranslationApproval("de", "Head of compliance", date(2026, 1, 5), "T-7")
    assert load_house(file.parent).firm.translations == (approved,)
    for entry, places in (
        ("  de: {approved_by: X}\n", {"translations.de.approved_on", "translations.de.reference"}),
        ("  German: {approved_by: X, approved_on: 2026-01-05, reference: r}\n", {"translations.German"}),
    ):
        file.write_text(f"{text}translations:\n{entry}")
        with pytest.raises(Unusable) as caught:
            load_house(file.parent)
        assert {fault.path for fault in caught.value.faults} == places
    assert load_house(PROFILES / "house").firm.translations == ()
