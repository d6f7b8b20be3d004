"""A document in one of its languages: the same figures, other words, a mark while nobody approved them."""

from __future__ import annotations

from dataclasses import replace

from reporting.domain.disclosure import Disclosure, Status, Text
from reporting.domain.house import Firm
from reporting.domain.localised import SOURCE


def spoken(disclosure: Disclosure, language: str, firm: Firm) -> Disclosure:
    """The document in `language`, with an id of its own; figures and layout are those of every language.

    A translation that the firm has not approved makes a draft of what would be final.
    """
    if language == SOURCE:
        return replace(disclosure, language=language)
    named = replace(disclosure, language=language, document_id=f"{disclosure.document_id}-{language}")
    if any(approval.language == language for approval in firm.translations):
        return named
    status = Status.DRAFT if disclosure.status is Status.FINAL else disclosure.status
    return replace(
        named, status=status, reasons=(*disclosure.reasons, Text("draft.translation_not_approved"))
    )
