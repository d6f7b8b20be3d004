"""The words that may not stand in a document are found however they are written."""

import re

import pytest

from reporting.inputs.resources import bundled
from reporting.law.language import denied_words, readability, stop_words
from reporting.law.source import load
from reporting.rendering.catalogue import read_messages
from reporting.rendering.languages import languages

GROUPS = {"promises", "endorsement", "marketing"}
LANGUAGES = {"en", "de", "fr", "it", "es", "nl"}


def denied(language: str, group: str, text: str) -> bool:
    rule = denied_words()[language][group]
    return bool(rule.pattern.search(rule.without_exceptions(text)))


def test_every_language_has_every_list() -> None:
    assert denied_words().keys() == stop_words().keys() == readability().keys() == LANGUAGES
    assert all(groups.keys() == GROUPS for groups in denied_words().values())


@pytest.mark.parametrize(
    ("language", "group", "text"),
    [
        ("en", "marketing", "Don't miss it"),
        ("fr", "endorsement", "Le service est approuvé par l'autorité."),
        ("fr", "marketing", "Investissez dès aujourd'hui"),
        ("it", "endorsement", "Il servizio è approvato dall'autorità."),
    ],
)
@pytest.mark.parametrize("apostrophe", ["'", "’"])
def test_both_apostrophes_are_found(language: str, group: str, text: str, apostrophe: str) -> None:
    assert denied(language, group, text.replace("'", apostrophe))


@pytest.mark.parametrize(
    ("language", "group", "text"),
    [
        ("de", "promises", "eine sichere Anlage"),
        ("de", "promises", "Ihr Geld ist abgesichert."),
        ("de", "endorsement", "Das Profil wurde geprüft und genehmigt."),
        ("de", "marketing", "Verpassen Sie nicht den Einstieg!"),
        ("fr", "promises", "un placement sans aucun risque"),
        ("fr", "promises", "en toute sécurité"),
        ("fr", "endorsement", "une stratégie approuvée par la CSSF"),
        ("fr", "marketing", "Ne manquez pas cette offre"),
        ("nl", "promises", "een veilige belegging"),
        ("nl", "promises", "een risicovrije belegging"),
        ("nl", "promises", "Beleggen zonder risico's"),
        ("nl", "endorsement", "De dienst is goedgekeurd door de AFM."),
        ("nl", "marketing", "Mis deze kans niet!"),
        ("it", "promises", "I rendimenti sono garantiti."),
        ("it", "promises", "un investimento sicuro"),
        ("it", "promises", "una strategia a rischio zero"),
        ("it", "promises", "titoli privi di rischi"),
        ("it", "endorsement", "La strategia è stata approvata dalla CONSOB."),
        ("it", "marketing", "Investa oggi stesso!"),
        ("es", "promises", "La empresa garantice o no el capital."),
        ("es", "promises", "una estrategia probada"),
        ("es", "promises", "el resultado óptimo"),
        ("es", "promises", "una inversión sin riesgos"),
        ("es", "endorsement", "El servicio está autorizado y recomendado por el supervisor."),
        ("es", "marketing", "¡Invierta hoy mismo!"),
    ],
)
def test_promises_praise_and_calls_are_found(language: str, group: str, text: str) -> None:
    assert denied(language, group, text)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "der risikofreie Zins"),
        ("de", "Es gibt keine Garantie."),
        ("fr", "le taux sans risque"),
        ("fr", "Le capital n’est pas garanti."),
        ("nl", "de risicovrije rente"),
        ("nl", "Het kapitaal is niet gegarandeerd."),
        ("en", "There is no risk class."),
        ("it", "il tasso privo di rischio"),
        ("it", "i tassi privi di rischio"),
        ("it", "Nessuna garanzia di rendimento."),
        ("es", "los tipos sin riesgo"),
        ("es", "El capital no está garantizado."),
        ("es", "La probabilidad de pérdida"),
    ],
)
def test_fixed_terms_and_denials_are_allowed(language: str, text: str) -> None:
    assert not denied(language, "promises", text)


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_every_listed_phrase_is_found_in_its_own_list(language: str) -> None:
    """As long as no exception holds it; a phrase that can match nothing would be a hole in the list."""
    for group, rows in load("denied_words")[language].items():
        pattern = denied_words()[language][group].pattern
        for phrase in rows["words"]:
            text = re.sub(r"\*", "x", phrase) + ("autorità" if phrase.endswith("'") else "")
            assert pattern.search(f"A {text} B"), phrase


def test_no_common_word_counts_for_two_languages() -> None:
    listed = [word for words in stop_words().values() for word in words]
    assert len(listed) == len(set(listed))


@pytest.mark.parametrize("language", languages())
def test_no_text_of_a_language_reads_like_another(language: str) -> None:
    """Text by text, and for a list of short labels in one cell; fewer than twelve words are not judged."""
    folders = (bundled("templates") / "messages" / part for part in (language, f"{language}/clients"))
    messages = {key: text for folder in folders for key, text in read_messages(folder).items()}
    labels = " ".join(text for key, text in messages.items() if key.startswith("ep.why_"))
    for text in (*messages.values(), labels):
        words = re.findall(r"[^\W\d_]+", re.sub(r"\{\w+\}", "", text).lower())
        hits = {name: sum(word in common for word in words) for name, common in stop_words().items()}
        foreign = max(count for name, count in hits.items() if name != language)
        assert len(words) < 12 or foreign <= hits[language] + 1, text


@pytest.mark.parametrize("language", languages())
def test_no_text_holds_a_denied_word(language: str) -> None:
    for folder in (language, f"{language}/clients"):
        for text in read_messages(bundled("templates") / "messages" / folder).values():
            assert not any(denied(language, group, text) for group in GROUPS), text
