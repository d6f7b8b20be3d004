"""The register of texts in the manifest."""

from dataclasses import replace
from datetime import date

from reporting.delivery.texts import register
from reporting.domain.house import TranslationApproval
from reporting.inputs.house import load_house
from reporting.inputs.resources import bundled
from reporting.rendering.catalogue import Catalogue
from reporting.rendering.languages import languages


def test_every_translation_is_marked_as_not_approved_until_it_is() -> None:
    firm = load_house(bundled("profiles") / "house").firm
    found = register(languages(), firm)
    assert list(found) == sorted(languages())
    status = {language: entry["status"] for language, entry in found.items()}  # type: ignore[index,call-overload]
    assert status.pop("en") == "source"
    assert set(status.values()) <= {"translation, not approved"}
    approvals = tuple(TranslationApproval(name, "Board", date(2026, 1, 5), "T-7") for name in status)
    for language, entry in register(status, replace(firm, translations=approvals)).items():
        assert isinstance(entry, dict) and entry["status"] == "translation, approved", language
        assert (entry["approved_by"], entry["approved_on"]) == ("Board", "2026-01-05")
        assert entry["reference"] == "T-7"


def test_the_hash_of_texts_changes_with_any_word_and_not_with_their_order() -> None:
    texts = Catalogue("en", {"a": "x", "b": "y"})
    assert texts.sha256 == Catalogue("en", {"b": "y", "a": "x"}).sha256
    others = [{"a": "x", "b": "z"}, {"a": "y", "b": "x"}, {"a": "x"}, {"a": "x", "b": "y", "c": ""}]
    assert len({texts.sha256, *(Catalogue("en", other).sha256 for other in others)}) == 5
