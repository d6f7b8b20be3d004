"""Heads of pages and notes in the margin, as a reader of the finished file finds them."""

import io
from functools import cache

import pypdf
import pytest

from reporting.checks.page import Page
from reporting.checks.reader import Printed, read_printed
from reporting.domain.disclosure import (
    Callout,
    Emphasis,
    Paragraph,
    Section,
    Status,
    Table,
    Terms,
    Text,
)
from reporting.law.clauses import Prominence, Reach, clauses
from reporting.rendering.languages import languages
from reporting.rendering.pdf import render_pdf
from reporting.rendering.words import shipped_words
from tests.rendering import sample

WARNING = sample.say("warning")
WARNINGS = [
    each
    for each in clauses().values()
    if each.prominence is Prominence.WARNING and each.scope.reach is Reach.PAGE
]
BESIDE = Terms(((sample.say("term"), sample.say("meaning")),))


def printed(*sections: Section, status: Status = Status.SPECIMEN) -> Printed:
    return read_printed(render_pdf(sample.disclosure(status, sections=sections), words=sample.words()), "x")


@cache
def whole() -> Printed:
    return read_printed(render_pdf(sample.disclosure(), words=sample.words()), "x")


def pages_with(document: Printed, words: str) -> list[int]:
    sought = "".join(words.split())
    return [page.number for page in document.pages for _ in range(page.joined_body.text.count(sought))]


def top(page: Page, words: str) -> float:
    """Height of the upper end of the first run that begins with these words."""
    return next(run.box[3] for run in page.body if run.text.startswith(words))


def test_a_warning_stands_once_on_each_page_of_its_sections_and_on_no_other() -> None:
    words = sample.words().say(WARNING)
    reader = pypdf.PdfReader(io.BytesIO(whole().content))
    texts = [page.extract_text() for page in reader.pages]
    inside = [n for n, text in enumerate(texts, 1) if "What you may get back" in text or "Range of" in text]
    assert inside and pages_with(whole(), words) == [1, *inside]


def test_the_structure_reads_a_warning_before_the_rest_of_its_page() -> None:
    firsts: dict[int, str] = {}
    marked = {(page.number, run.mark): run.text for page in whole().pages for run in page.runs}
    for element in whole().structure:
        for part in element.children:
            marks = list(part.all_marks())
            text = "".join(marked.get(mark, "") for mark in marks)
            firsts.setdefault(marks[0][0], text)
    words = "".join(sample.words().say(WARNING).split())
    for page in pages_with(whole(), words)[1:]:
        assert "".join(firsts[page].split()).endswith(words)


@pytest.mark.parametrize("status", [Status.FINAL, Status.SPECIMEN])
@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("clause", WARNINGS, ids=lambda clause: clause.id)
def test_the_page_leaves_room_for_its_warning(clause: object, language: str, status: Status) -> None:
    """However many lines the words take, the text below begins a line's height under them at least."""
    words = shipped_words(language)
    own = Callout(Text(clause.text), Emphasis.WARNING, clause.id)  # type: ignore[attr-defined]
    terms = Terms(((Text("shared.glossary"), Text("shared.glossary")),))
    text = Text("page.footer", {"page": Text("shared.firm"), "pages": Text("shared.firm")})
    for beside in (Terms(), terms):
        section = Section("x", Text("shared.firm"), (Paragraph(text),), True, warning=own, beside=beside)
        plain = sample.disclosure(status, sections=(section,), language=language, reasons=())
        named = {each: Text("shared.firm") for each in ("title", "subtitle")}
        document = read_printed(render_pdf(sample.replace(plain, **named), words=words), "x")
        page = document.pages[1]
        sought = "".join(words.say(own.text).split())
        assert sought in page.joined_body.text
        head = [run for run in page.body if "".join(run.text.split()) in sought]
        gap = min(run.box[1] for run in head) - next(run.box[3] for run in page.body if run.size > 14)
        assert 28 < gap < 31


NOTED = {
    "table": sample.replace(sample.scenarios(), beside=BESIDE),
    "chart": sample.replace(sample.chart(sample.fan()), beside=Terms(BESIDE.rows * 3)),
}


@pytest.mark.parametrize("kind", NOTED)
@pytest.mark.parametrize("lines", range(0, 36, 2))
def test_a_note_is_printed_once_beside_what_it_explains(kind: str, lines: int) -> None:
    """Wherever the page ends: a note that would be broken goes on with its table."""
    block = NOTED[kind]
    filler = tuple(Paragraph(sample.say("term")) for _ in range(lines))
    document = printed(Section("x", sample.say("title"), (*filler, block)))
    caption = sample.words().say(block.caption if isinstance(block, Table) else block.title)
    (number,) = pages_with(document, caption)
    notes = pages_with(document, sample.words().say(sample.say("meaning")))
    assert notes == [number] * len(block.beside.rows)
    page = document.pages[number - 1]
    assert abs(top(page, "The fall of") - top(page, caption[:9])) < 24


def test_notes_stand_in_the_margin_and_the_text_beside_them() -> None:
    table = sample.replace(sample.scenarios(), beside=BESIDE)
    page = printed(
        *(Section("a", sample.say("title"), ()), Section("b", sample.say("title"), (table,)))
    ).pages[0]
    below = [run for run in page.body if run.box[3] < top(page, "2")]
    notes = [run for run in below if run.size == pytest.approx(7.8, abs=0.05)]
    assert notes and min(run.box[0] for run in notes) > max(run.box[2] for run in below if run not in notes)
    assert all(run.size >= 7 for run in notes)


def test_without_notes_the_text_has_the_whole_width() -> None:
    def right(*blocks: Table) -> float:
        page = printed(
            Section("a", sample.say("title"), ()), Section("b", sample.say("title"), blocks)
        ).pages[0]
        return max(run.box[2] for run in page.body if run.size == pytest.approx(9, abs=0.05))

    narrow = sample.replace(sample.scenarios(), beside=BESIDE)
    assert right(sample.scenarios()) > right(narrow) + 90
