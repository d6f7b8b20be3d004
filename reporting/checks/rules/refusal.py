"""Where something is missing or nothing suits, nothing is recommended, in no word (Art 54(8), (10))."""

from __future__ import annotations

from collections.abc import Iterator

from reporting.checks.asked import of
from reporting.checks.chapters import Chapter
from reporting.checks.cited import ANSWERS
from reporting.checks.rule import Rule
from reporting.checks.rules.advice import REPORT
from reporting.checks.subject import Subject
from reporting.checks.verdict import seen
from reporting.domain.disclosure import DocumentKind, Text
from reporting.domain.verdict import Evidence

FAMILY = "refusal"
REFUSAL = (DocumentKind.REFUSAL,)
ADVISING = (DocumentKind.SUITABILITY, DocumentKind.PERSONAL, DocumentKind.SHARED)
RECOMMENDING = ("suitability.recommended", "suitability.confirmed")
REFUSING = ("refusal.nothing", "refusal.unconfirmed", "refusal.unsuitable")
REASONS = "reasons"


def _nothing_recommended(subject: Subject, chapter: Chapter) -> Iterator[Evidence]:
    """It says that it recommends nothing and why; nothing that recommends stands beside it."""
    page = subject.page_of(chapter.sections[0])
    texts = list(chapter.texts())
    if not any(subject.read(key, text) is not None for key in REFUSING for text in texts):
        yield seen("not_refused", page)
    if not any(chapter.texts(REASONS)):
        yield seen("no_reason", subject.page_of(chapter.section(REASONS)))
    for kind in ADVISING:
        if subject.holds([kind]):
            yield seen("advice_beside", page, document=Text(f"cr.kind_{kind}"))
    for key in RECOMMENDING:
        for place, _ in subject.places(subject.pattern(key)):
            yield seen("recommended", place.number, key=key)


def _gaps_refuse(subject: Subject, chapter: Chapter) -> Iterator[Evidence]:
    """A report with a recommendation names no question without an answer but those that may be left open."""
    page = subject.page_of(chapter.section(ANSWERS))
    for text in chapter.texts(ANSWERS):
        optional = subject.read("advice.gap_optional", text)
        if optional is None and subject.read("advice.gap", text) is not None:
            yield seen("gap", page)


RULES = (
    Rule(
        "nothing_recommended",
        FAMILY,
        "DR 2017/565 Art 54(10)",
        of(REFUSAL, _nothing_recommended, REASONS),
        twin=True,
    ),
    Rule("no_gap", FAMILY, "DR 2017/565 Art 54(8)", of(REPORT, _gaps_refuse, ANSWERS), twin=True),
)
