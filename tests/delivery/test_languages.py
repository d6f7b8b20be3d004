"""Whole documents in every language: the same figures, and all words inside the page and their cells."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
import weasyprint
from page import validate_pdf_bytes
from weasyprint.formatting_structure import boxes

from reporting.disclosures.words import name
from reporting.domain.disclosure import PROFILE_KINDS, Answers, Disclosure, DocumentKind, Status
from reporting.rendering import pdf
from reporting.rendering.charts import draw
from reporting.rendering.html import charts
from reporting.rendering.languages import languages
from reporting.rendering.pages import column_width
from reporting.rendering.twin import twin
from reporting.rendering.words import shipped_words
from tests.delivery.traced import documents

OTHERS = languages()[1:]
KINDS = tuple(PROFILE_KINDS)
EMPTIEST = 0.55
"""Share of a page that is filled at least, where it is not the last: what moves to the next page, a heading
with its lead and a table that stays whole, takes two fifths of a page, rarely more."""
FEWEST = 8
"""Lines that the last page holds at least: one with less is a leaf that nobody turns for."""
SLACK = 0.6
"""CSS pixels: an italic or the rounding of a glyph's advance may stand out by less than half a point."""


def document(kind: DocumentKind, language: str) -> Disclosure:
    return replace(documents("balanced")[kind], language=language, status=Status.SPECIMEN)


@cache
def told(kind: DocumentKind, language: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(twin(document(kind, language)))
    return content


def digits(printed: str) -> tuple[str, ...]:
    """A printed number without what languages do differently: its sign and its digits."""
    return tuple(sign for sign in printed if sign.isdigit() or sign in "\N{MINUS SIGN}+")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", OTHERS)
def test_every_language_states_the_same_figures(kind: DocumentKind, language: str) -> None:
    english, other = told(kind, "en"), told(kind, language)
    assert other["figures"].keys() == english["figures"].keys()
    for id, figure in other["figures"].items():
        source = english["figures"][id]
        assert {**figure, "printed": "", "missing": ""} == {**source, "printed": "", "missing": ""}, id
        assert digits(figure["printed"]) == digits(source["printed"]), id
        assert bool(figure["missing"]) == bool(source["missing"]), id


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", OTHERS)
def test_every_language_has_the_same_blocks_with_figures_at_the_same_places(
    kind: DocumentKind, language: str
) -> None:
    def shape(part: object) -> object:
        """A block without its words."""
        if isinstance(part, dict):
            return part if "figure" in part else {key: shape(each) for key, each in part.items()}
        if isinstance(part, list):
            return [shape(each) for each in part]
        return "words" if isinstance(part, str) else part

    assert shape(told(kind, language)["sections"]) == shape(told(kind, "en")["sections"])


@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_keeps_the_numbers_that_stand_in_a_text(language: str) -> None:
    """Digits in messages themselves: percentages, articles, sections; only the decimal mark may differ."""

    def numbers(message: str) -> Counter[str]:
        found = re.findall(r"\d+(?:[.,]\d+)*", re.sub(r"\{\w+\}", "", message))
        return Counter(number.replace(",", ".") for number in found)

    source, other = shipped_words("en").catalogue, shipped_words(language).catalogue
    unlike = {
        key: (numbers(source.message(key)), numbers(other.message(key)))
        for key in source
        if key in other and numbers(source.message(key)) != numbers(other.message(key))
    }
    assert unlike == {}


@cache
def pages(kind: DocumentKind, language: str) -> tuple[Any, ...]:
    """The laid out pages of a profile's document."""
    return laid_out(document(kind, language))


def laid_out(disclosure: Disclosure) -> tuple[Any, ...]:
    """The pages of a document as WeasyPrint has them before it writes."""
    laid: list[Any] = []
    render = weasyprint.HTML.render

    def kept(self: weasyprint.HTML, *given: Any, **options: Any) -> Any:
        laid.append(render(self, *given, **options))
        return laid[-1]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(weasyprint.HTML, "render", kept)
        pdf.render_pdf(disclosure)
    return tuple(page._page_box for page in laid[-1].pages)


def texts(box: Any, holder: Any) -> Iterator[tuple[Any, Any]]:
    """Every line of text with the cell, margin box or page that must hold it."""
    if isinstance(box, (boxes.TableCellBox, boxes.MarginBox)):
        holder = box
    if isinstance(box, boxes.TextBox):
        yield box, holder
    for child in getattr(box, "children", ()):
        yield from texts(child, holder)


def outside(laid: tuple[Any, ...]) -> Iterator[tuple[int, str]]:
    """Texts that leave the cell or page that must hold them, with the page's number."""
    for number, page in enumerate(laid, 1):
        for text, holder in texts(page, page):
            sideways = any(
                text.position_x < each.content_box_x() - SLACK
                or text.position_x + text.width > each.content_box_x() + each.width + SLACK
                for each in (holder, page)
            )
            if sideways or text.position_y < 0 or text.position_y + text.height > page.margin_height():
                yield number, text.text


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", languages())
def test_no_text_leaves_its_cell_or_the_page(kind: DocumentKind, language: str) -> None:
    assert list(outside(pages(kind, language))) == []


@pytest.mark.parametrize(
    ("style", "text"),
    [
        ("td { white-space: nowrap }", "Zielgewichtsvorgabe"),
        ("table { margin-left: 600px }", "Wert"),
        ("table { position: relative; top: 900px }", "Wert"),
    ],
)
def test_a_text_outside_would_be_found(style: str, text: str) -> None:
    page = "@page { size: 650px 900px; margin: 20px } table { width: 60px; table-layout: fixed }"
    html = f"<style>{page} {style}</style><table><tr><td>{text}</td></tr></table><p>Wert"
    laid = weasyprint.HTML(string=html).render().pages
    assert list(outside(tuple(each._page_box for each in laid))) == [(1, text)]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", languages())
def test_no_label_of_a_chart_is_cut(kind: DocumentKind, language: str) -> None:
    words = shipped_words(language)
    for chart in charts(document(kind, language)):
        drawn = draw(chart.spec, words, column_width(document(kind, language)))
        assert "…" not in drawn.decode(), chart.spec.id


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", OTHERS)
def test_a_translation_takes_at_most_a_quarter_more_pages(kind: DocumentKind, language: str) -> None:
    assert len(pages(kind, language)) <= 1.25 * len(pages(kind, "en"))


def rectangles(page: Any) -> list[tuple[float, float, float, float, str]]:
    """Left, top, right and bottom of every text of a page, without the empty strips above and below it."""
    found = []
    for text, _ in texts(page, page):
        if text.text.strip():
            strip = text.height * 0.2
            left, top = text.position_x, text.position_y
            right, bottom = left + text.width, top + text.height
            found.append((left, top + strip, right, bottom - strip, text.text))
    return sorted(found, key=lambda each: each[1])


def overlaps(laid: tuple[Any, ...]) -> Iterator[tuple[int, str, str]]:
    """Pairs of texts on each other."""
    for number, page in enumerate(laid, 1):
        found = rectangles(page)
        for place, one in enumerate(found):
            for other in found[place + 1 :]:
                if other[1] >= one[3]:
                    break
                if one[0] < other[2] - SLACK and other[0] < one[2] - SLACK:
                    yield number, one[4], other[4]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", languages())
def test_no_text_stands_on_another(kind: DocumentKind, language: str) -> None:
    assert list(overlaps(pages(kind, language))) == []


def test_a_text_on_another_would_be_found() -> None:
    laid = weasyprint.HTML(string="<p>Wert<p style='margin: -40px 0 0 20px'>Note").render().pages
    assert list(overlaps(tuple(page._page_box for page in laid))) == [(1, "Note", "Wert")]


LONG = "Welche Kosten und welche Nebenkosten der Vermögensverwaltung fallen insgesamt und jährlich an?"


@cache
def long_questions() -> Disclosure:
    """Page 1 in German, each question in its box longer than its answer."""
    found = document(DocumentKind.EX_ANTE, "de")
    first = found.sections[0]
    rows = tuple((name(LONG), name(f"Antwort {number}")) for number in range(4))
    blocks = tuple(Answers(rows) if isinstance(each, Answers) else each for each in first.blocks)
    return replace(found, sections=(replace(first, blocks=blocks),))


def test_a_question_longer_than_its_answer_stays_in_its_box() -> None:
    laid = laid_out(long_questions())
    (box,) = [each for page in laid for each in inside(page) if is_answers(each)]
    lines = [text for text, _ in texts(box, box)]
    assert "".join(text.text for text in lines).replace(" ", "").count(LONG.replace(" ", "")) == 4
    top, bottom = box.padding_box_y(), box.padding_box_y() + box.padding_height()
    assert all(top < text.position_y and text.position_y + text.height <= bottom for text in lines)
    assert list(overlaps(laid)) == [] and list(outside(laid)) == []


def test_a_box_of_long_questions_can_be_read_aloud() -> None:
    report = validate_pdf_bytes(pdf.render_pdf(long_questions()), profile="ua1")
    assert report.is_compliant, [(failure.rule_id, failure.message) for failure in report.failures]


def is_answers(box: Any) -> bool:
    return box.element is not None and box.element.get("class") == "answers"


def inside(box: Any) -> Iterator[Any]:
    """A box and all boxes in it."""
    yield box
    for child in getattr(box, "children", ()):
        yield from inside(child)


def filled(page: Any) -> float:
    """The share of the page's height down to its lowest text or picture, its margins apart."""

    def ends(box: Any) -> Iterator[float]:
        if isinstance(box, boxes.MarginBox):
            return
        if isinstance(box, (boxes.TextBox, boxes.ReplacedBox)):
            yield box.position_y + box.margin_height()
        for child in getattr(box, "children", ()):
            yield from ends(child)

    return float((max(ends(page)) - page.content_box_y()) / page.height)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", languages())
def test_no_page_but_the_last_is_nearly_half_empty(kind: DocumentKind, language: str) -> None:
    shares = [round(filled(page), 2) for page in pages(kind, language)]
    assert [place for place, share in enumerate(shares[:-1], 1) if share < EMPTIEST] == [], shares


def lines_of(page: Any) -> int:
    """Lines of text on a page, its margins apart; what stands side by side is one line."""
    found = [text for text, holder in texts(page, page) if not isinstance(holder, boxes.MarginBox)]
    return len({round(text.position_y) for text in found if text.text.strip()})


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", languages())
def test_the_last_page_holds_more_than_a_few_lines(kind: DocumentKind, language: str) -> None:
    assert lines_of(pages(kind, language)[-1]) >= FEWEST


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", languages())
def test_page_1_holds_the_box_of_answers(kind: DocumentKind, language: str) -> None:
    assert any(is_answers(box) for box in inside(pages(kind, language)[0]))
