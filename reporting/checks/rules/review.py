"""When suitability is looked at again, and that a statement says how it stands (Arts 52(5), 54(12), (13))."""

from __future__ import annotations

from collections.abc import Iterator

from reporting.checks.asked import of
from reporting.checks.chapters import Chapter
from reporting.checks.cited import marks
from reporting.checks.rule import Rule
from reporting.checks.rules.advice import REPORT, reason
from reporting.checks.rules.contents import STATEMENT
from reporting.checks.subject import Subject, boxed, excerpt
from reporting.checks.twin import TwinCallout
from reporting.checks.verdict import seen
from reporting.domain.disclosure import DocumentKind, Number, Text
from reporting.domain.verdict import Evidence
from reporting.law.parameters import newest
from reporting.measures.periods import months_before

FAMILY = "review"
REVIEW, UPDATE = "review", "update"
WORDS = "suitability.review_words"
CLOSED, MARKED = "suitability.update_closed", "suitability.update_marks"
MONTHS = 12
UPDATED = ("goal", "term", "risk", "capacity", "sustainability")
"""Preferences, objectives and other characteristics (Directive 2014/65/EU, Art 25(6))."""
SIZE_TOLERANCE = 0.05


def _prominent(subject: Subject, chapter: Chapter) -> Iterator[Evidence]:
    """The statement stands in a box of its own, no smaller than the text and not in the margin."""
    section = chapter.section(REVIEW)
    boxes = [block for block in (section.blocks if section else ()) if isinstance(block, TwinCallout)]
    if not any(subject.read(WORDS, box.text) is not None for box in boxes):
        yield seen("not_boxed", subject.page_of(section))
    places = list(subject.places(subject.pattern(WORDS)))
    if not places:
        yield seen("message_nowhere", subject.page_of(section), key=WORDS)
    margin = newest("page_margin").value
    for page, runs in places:
        for run in runs:
            low = run.size < subject.body_size - SIZE_TOLERANCE
            if low or run.box[1] < margin or run.box[3] > page.height - margin:
                yield boxed(page, [run], "not_prominent", text=excerpt([run]), size=Number(run.size, 1))


def _within_year(subject: Subject, chapter: Chapter) -> Iterator[Evidence]:
    """The answers hold beyond the day of the document and at most a year from the day they were judged."""
    page = subject.page_of(chapter.section("suitability"))
    facts = chapter.facts("suitability")
    days = [
        facts.get(subject.words.message(f"suitability.{name}")) for name in ("assessed_on", "valid_until")
    ]
    assessed, until = (subject.day(chapter.twin.cell(value).text) if value else None for value in days)
    if assessed is None or until is None:
        yield seen("no_review_date", page)
    elif not assessed <= subject.as_of < until or months_before(until, MONTHS) > assessed:
        yield seen("review_late", page, assessed=assessed, until=until)
    said = (found for text in chapter.texts(REVIEW) if (found := subject.read(WORDS, text)))
    if until is not None and next((subject.day(found["until"]) for found in said), None) != until:
        yield seen("no_review_date", subject.page_of(chapter.section(REVIEW)))


def _updated(subject: Subject, chapter: Chapter) -> Iterator[Evidence]:
    """Each of the client's preferences, objectives and characteristics with its facts, or that it cannot be
    confirmed, and the document that says why; or that the account was closed by then."""
    section = chapter.section(UPDATE)
    page = subject.page_of(section)
    if section is None:
        yield seen("no_update")
        return
    if any(subject.read("suitability.update_refused", text) is not None for text in chapter.texts(UPDATE)):
        if subject.kind is DocumentKind.PACK and not subject.holds([DocumentKind.REFUSAL]):
            yield seen("refusal_missing", page)
        return
    if gone := next(filter(None, (subject.read(CLOSED, text) for text in chapter.texts(UPDATE))), None):
        day = subject.day(gone["day"])
        if day is None or day > subject.as_of:
            yield seen("no_update", page)
        return
    if not any(subject.read(MARKED, text) is not None for text in chapter.texts(UPDATE)):
        yield seen("message_nowhere", page, key=MARKED)
    for heading in UPDATED:
        if not marks(reason(subject, chapter, heading, UPDATE)):
            yield seen("nothing_cited", page, heading=Text(f"suitability.{heading}"))


RULES = (
    Rule("review_prominent", FAMILY, "DR 2017/565 Art 54(12)", of(REPORT, _prominent, REVIEW), twin=True),
    Rule(
        "review_within_year",
        FAMILY,
        "DR 2017/565 Art 54(13)",
        of(REPORT, _within_year, "suitability"),
        twin=True,
    ),
    Rule(
        "suitability_updated",
        FAMILY,
        "Directive 2014/65/EU Art 25(6)",
        of(STATEMENT, _updated, UPDATE),
        twin=True,
    ),
)
