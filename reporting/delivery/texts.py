"""The register of texts: which words documents were written in, and who approved their translation."""

from __future__ import annotations

from collections.abc import Iterable

from reporting.delivery.text import Json
from reporting.domain.house import Firm
from reporting.domain.localised import SOURCE
from reporting.rendering.languages import shipped_catalogue


def register(languages: Iterable[str], firm: Firm) -> dict[str, Json]:
    """Each language with the number and the hash of its messages, and its approval or that it has none."""
    return {language: _entry(language, firm) for language in sorted(languages)}


def _entry(language: str, firm: Firm) -> Json:
    catalogue = shipped_catalogue(language)
    approvals = {each.language: each for each in firm.translations}
    told: dict[str, Json] = {"messages": len(catalogue), "sha256": catalogue.sha256}
    if language == SOURCE:
        return {**told, "status": "source"}
    if language not in approvals:
        return {**told, "status": "translation, not approved"}
    approval = approvals[language]
    return {
        **told,
        "status": "translation, approved",
        "approved_by": approval.approved_by,
        "approved_on": approval.approved_on.isoformat(),
        "reference": approval.reference,
    }
