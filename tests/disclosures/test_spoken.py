"""The same document in several languages: its figures stay, its status follows the approval."""

from dataclasses import replace
from datetime import date

import pytest

from reporting.disclosures.spoken import spoken
from reporting.domain.disclosure import Disclosure, Status
from reporting.domain.house import Firm, TranslationApproval
from reporting.inputs.house import load_house
from reporting.inputs.resources import bundled
from tests.rendering import sample

APPROVED = TranslationApproval("de", "Head of compliance", date(2026, 1, 5), "T-7")


@pytest.fixture(scope="module")
def firm() -> Firm:
    return load_house(bundled("profiles") / "house").firm


@pytest.fixture(scope="module")
def document() -> Disclosure:
    return sample.disclosure(Status.FINAL)


def test_english_needs_no_approval_and_keeps_the_plain_id(document: Disclosure, firm: Firm) -> None:
    assert spoken(document, "en", firm) == document


def test_a_translation_is_a_draft_until_it_is_approved(document: Disclosure, firm: Firm) -> None:
    german = spoken(document, "de", firm)
    assert (german.language, german.document_id) == ("de", f"{document.document_id}-de")
    assert german.status is Status.DRAFT
    assert [reason.key for reason in german.reasons] == ["draft.translation_not_approved"]
    approved = replace(firm, translations=(APPROVED,))
    assert spoken(document, "de", approved) == replace(german, status=Status.FINAL, reasons=())
    assert spoken(document, "fr", approved).status is Status.DRAFT


@pytest.mark.parametrize("status", [Status.DRAFT, Status.SPECIMEN])
def test_a_graver_mark_stays_and_the_reason_is_added(firm: Firm, status: Status) -> None:
    marked = sample.disclosure(status)
    german = spoken(marked, "de", firm)
    assert german.status is status
    assert german.reasons[:-1] == marked.reasons and len(german.reasons) == len(marked.reasons) + 1


def test_no_figure_changes(document: Disclosure, firm: Firm) -> None:
    assert list(spoken(document, "nl", firm).figures()) == list(document.figures())
