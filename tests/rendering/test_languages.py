"""Every language that travels along is whole, typeset by its own rules, and says what the law asks for."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from reporting.domain.disclosure import Verbatim
from reporting.domain.errors import Unusable
from reporting.domain.localised import Localised
from reporting.inputs.resources import bundled
from reporting.measures.registry import MEASURES
from reporting.rendering import languages as shipped
from reporting.rendering.catalogue import Catalogue, placeholders, read_messages
from reporting.rendering.fonts import undrawable
from reporting.rendering.formats import Formatter
from reporting.rendering.languages import differences, languages, shipped_catalogue
from reporting.rendering.typography import QUOTES, THIN, WIDE, typeset
from reporting.rendering.words import shipped_words

LANGUAGES = languages()
FOLDER = bundled("templates") / "messages"
PARTS = {part: set(read_messages(FOLDER / "en" / part)) for part in shipped.PARTS}
MESSAGES = {
    name: {
        key: message
        for folder in (FOLDER / name, *(FOLDER / name / part for part in PARTS))
        for key, message in read_messages(folder).items()
    }
    for name in LANGUAGES
}
UNRELIABLE = {
    "en": ("not a reliable indicator",),
    "de": ("kein verlässlicher Indikator",),
    "fr": ("pas un indicateur fiable",),
    "it": ("non sono un indicatore affidabile", "non costituiscono un indicatore affidabile"),
    "es": ("no constituye un indicador fiable", "no constituyen un indicador fiable"),
    "nl": ("geen betrouwbare indicator",),
}
"""What each warning must say, from the key information documents of each language."""
WARNINGS = ("past_performance", "simulated_past_performance", "future_performance")


def test_english_comes_first() -> None:
    assert LANGUAGES[0] == "en" and list(LANGUAGES[1:]) == sorted(LANGUAGES[1:])


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_has_the_messages_and_placeholders_of_english(language: str) -> None:
    lacking = {key for part in PARTS if language not in shipped.speaking(part) for key in PARTS[part]}
    wanted = {key: message for key, message in MESSAGES["en"].items() if key not in lacking}
    assert [str(fault) for fault in differences(wanted, MESSAGES[language], language)] == []
    assert shipped.main([language]) == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_key_stands_in_the_texts_of_profiles_and_of_clients(language: str) -> None:
    assert not read_messages(FOLDER / language).keys() & read_messages(FOLDER / language / "clients").keys()


def test_what_a_translation_lacks_is_told_at_once() -> None:
    source = {"a": "{x} and {y}", "b": "words", "c": "words", "d": "{x}", "e": "words"}
    broken = {"a": "{x} {z}", "c": " ", "d": "{x.y}", "e": "Wörter", "f": "Wörter"}
    told = {fault.path: fault.message for fault in differences(source, broken, "de")}
    assert told == {
        "a": "{y} is missing; {z} is not in the message of en",
        "b": "the message is missing; translate it",
        "c": "the message is empty",
        "d": "a placeholder is a plain name in braces, not {x.y}",
        "f": "en has no such message; remove it or correct the key",
    }


def test_an_incomplete_language_cannot_print(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, words in (("en", "a: one\nb: two\n"), ("de", "a: eins\nc: drei\n")):
        (tmp_path / "messages" / name).mkdir(parents=True)
        (tmp_path / "messages" / name / "x.yaml").write_text(words, encoding="utf-8")
    monkeypatch.setattr(shipped, "bundled", lambda _: tmp_path)
    with _freshly_read():
        with pytest.raises(Unusable) as caught:
            shipped_catalogue.__wrapped__("de")
        assert [fault.path for fault in caught.value.faults] == ["b", "c"]
        assert shipped.main([]) == 1
        with pytest.raises(Unusable, match="there are en, de"):
            shipped_catalogue.__wrapped__("tlh")


def test_a_language_has_all_texts_of_client_documents_or_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = {"en": "c: one\nd: two\n", "de": None, "fr": "c: un\n", "it": "c: uno\nd: due\n"}
    for name, words in texts.items():
        (tmp_path / "messages" / name / "clients").mkdir(parents=True)
        (tmp_path / "messages" / name / "x.yaml").write_text("a: word\n", encoding="utf-8")
        if words:
            (tmp_path / "messages" / name / "clients" / "y.yaml").write_text(words, encoding="utf-8")
    monkeypatch.setattr(shipped, "bundled", lambda _: tmp_path)
    with _freshly_read():
        assert shipped.client_languages() == ("en", "fr", "it")
        assert set(shipped_catalogue.__wrapped__("it")) == {"a", "c", "d"}
        assert set(shipped_catalogue.__wrapped__("de")) == {"a"}
        with pytest.raises(Unusable, match="messages/fr/clients: d: the message is missing"):
            shipped_catalogue.__wrapped__("fr")


@contextmanager
def _freshly_read() -> Iterator[None]:
    """Without what was read of the shipped messages, before and after."""
    for part in (shipped._messages, shipped._part):
        part.cache_clear()
    try:
        yield
    finally:
        for part in (shipped._messages, shipped._part):
            part.cache_clear()


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_warning_is_a_sentence_of_its_own_and_says_what_it_must(language: str) -> None:
    catalogue = shipped_catalogue(language)
    sentences = [catalogue.message(f"clause.{key}") for key in WARNINGS]
    assert len(set(sentences)) == 3
    for sentence in sentences:
        assert any(phrase in sentence for phrase in UNRELIABLE[language]), sentence


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_language_uses_its_own_signs(language: str) -> None:
    """No typewriter signs, no foreign quotes, no ordinary space where a line must not break."""
    own = QUOTES.get(language, "“”‘")
    foreign = set('"`´„“”‚‘«»') - set(own)
    for key, message in MESSAGES[language].items():
        text = shipped_catalogue(language).message(key)
        assert not foreign & set(message), key
        assert "'" not in text and "..." not in text and "  " not in text, key
        assert not re.search(r"(^|[^\w])-\d", text), f"{key}: a minus is U+2212"
        assert not re.search(r"\d [%‰€]", text), key
        for left, right in zip(own[::2], own[1::2], strict=False):
            assert text.count(left) == text.count(right), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_fonts_draw_every_message_and_format(language: str) -> None:
    formatter = Formatter(language)
    formats = [formatter.percent(-0.0525, 1), formatter.money(1234567.5, "EUR", 2)]
    assert undrawable([*MESSAGES[language].values(), *formats, f"{THIN}{WIDE}’"]) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_measure_has_a_name_and_is_defined_in_one_sentence(language: str) -> None:
    catalogue = shipped_catalogue(language)
    for row in MEASURES:
        assert f"measure.{row.id}" in catalogue
        sentence = re.sub(r"\d[.,]\d", "", catalogue.message(f"definition.{row.id}"))
        assert sentence.endswith(".") and sentence.count(".") == 1


@pytest.mark.parametrize(
    ("language", "typed", "printed"),
    [
        ("en", "It's 10 % or 10%.", "It’s 10% or 10%."),
        ("de", "10 % oder 10%: „so“", f"10{WIDE}% oder 10{WIDE}%: „so“"),
        ("it", "l'indice al 10 %: così!", "l’indice al 10%: così!"),
        ("es", "¿Cuánto? 10 %", f"¿Cuánto? 10{WIDE}%"),
        ("nl", "euro's: 10 %", "euro’s: 10%"),
        ("fr", "Pourquoi? Parce que!", f"Pourquoi{THIN}? Parce que{THIN}!"),
        ("fr", "l'indice : {x}; {y} ?", f"l’indice{WIDE}: {{x}}{THIN}; {{y}}{THIN}?"),
        ("fr", "«mot» et « mot »", f"«{THIN}mot{THIN}» et «{THIN}mot{THIN}»"),
        ("fr", "(vraiment?) «oui!»", f"(vraiment{THIN}?) «{THIN}oui{THIN}!{THIN}»"),
        ("fr", "https://x.example à 12:30", "https://x.example à 12:30"),
    ],
)
def test_small_signs_are_put_in(language: str, typed: str, printed: str) -> None:
    assert typeset(typed, Formatter(language)) == printed
    assert typeset(printed, Formatter(language)) == printed, "typesetting twice changes nothing more"


@pytest.mark.parametrize("language", LANGUAGES)
def test_typesetting_leaves_placeholders_alone(language: str) -> None:
    for key, message in MESSAGES[language].items():
        assert placeholders(shipped_catalogue(language).message(key)) == placeholders(message), key


def test_a_text_that_the_firm_gives_in_each_language_is_typeset_a_verbatim_one_is_not() -> None:
    words, given = shipped_words("fr"), "Une baisse de 20 %: j'attends?"
    said = f"Une baisse de 20{WIDE}%{WIDE}: j’attends{THIN}?"
    assert words.show(Localised((("fr", given),))) == said
    assert words.show(Verbatim(given)) == given


def test_values_are_never_typeset() -> None:
    catalogue = Catalogue("fr", {"k": typeset("{name}: {name}", Formatter("fr"))})
    assert catalogue.fill("k", {"name": "Qu'est-ce: «x»?"}) == f"Qu'est-ce: «x»?{WIDE}: Qu'est-ce: «x»?"
