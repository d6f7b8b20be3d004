"""A client's documents in every language: the same figures, all words inside their cells, no head broken."""

import json
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
import weasyprint
from weasyprint.formatting_structure import boxes

from reporting.disclosures.clients.annual_costs import annual_costs_chapter
from reporting.disclosures.clients.chapter import Chapter
from reporting.disclosures.clients.pack import document as client_document
from reporting.disclosures.clients.statement import statement_chapter
from reporting.disclosures.words import text
from reporting.domain.disclosure import Disclosure, DocumentKind
from reporting.rendering.languages import client_languages
from reporting.rendering.twin import twin
from tests.delivery.test_languages import digits, laid_out, outside
from tests.disclosures.clients.accounts import context_of, facts
from tests.disclosures.clients.advised import told

PERSONA = "P18"
"""One whose account has changed its profile, so that its benchmark and its costs need words of their own."""
LANGUAGES = client_languages()
HYPHENS = "-\N{HYPHEN}\N{SOFT HYPHEN}"


@cache
def document(language: str) -> Disclosure:
    """Statement, costs and suitability report, one behind the other."""
    account = facts(PERSONA)
    costs = annual_costs_chapter(account)
    assert isinstance(costs, Chapter)
    chapters = (statement_chapter(account), costs, told(mandate="balanced-ucits").chapter)
    sections = tuple(section for chapter in chapters for section in chapter.sections)
    client = context_of(account.client.record)
    title = text("pack.title")
    return replace(client_document(client, DocumentKind.PACK, title, title, sections), language=language)


@cache
def pages(language: str) -> tuple[Any, ...]:
    """The laid out pages."""
    return laid_out(document(language))


def heads(box: Any) -> Iterator[Any]:
    """Every head of a column."""
    if isinstance(box, boxes.TableCellBox) and box.element_tag == "th":
        yield box
        return
    for child in getattr(box, "children", ()):
        yield from heads(child)


def lines(box: Any) -> Iterator[str]:
    """The text of a cell line by line."""
    if isinstance(box, boxes.TextBox):
        yield box.text.strip()
    for child in getattr(box, "children", ()):
        yield from lines(child)


def as_printed(box: Any) -> str:
    """The lines of a cell as one text; a line that ends with a hyphen goes on in the next."""
    whole = ""
    for line in lines(box):
        whole = whole[:-1] + line if whole and whole[-1] in HYPHENS else f"{whole} {line}"
    return " ".join(whole.split())


def as_given(box: Any) -> str:
    """What stands in the cell."""
    return " ".join("".join(box.element.itertext()).replace("\N{SOFT HYPHEN}", "").split())


def broken(pages: tuple[Any, ...]) -> list[str]:
    """Heads with a word that is broken without a hyphen."""
    found = (head for page in pages for head in heads(page))
    return [as_printed(head) for head in found if as_printed(head) != as_given(head)]


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_every_language_states_the_same_figures(language: str) -> None:
    english, other = (json.loads(twin(document(each)))["figures"] for each in ("en", language))
    assert other.keys() == english.keys() and len(other) > 300
    for id, figure in other.items():
        assert digits(figure["printed"]) == digits(english[id]["printed"]), id
        assert figure["value"] == english[id]["value"], id


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_leaves_its_cell_or_the_page(language: str) -> None:
    assert list(outside(pages(language))) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_of_a_head_is_broken_without_a_hyphen(language: str) -> None:
    assert broken(pages(language)) == []


def test_a_broken_head_would_be_found() -> None:
    def headed(width: int) -> list[str]:
        style = f"table {{ width: {width}px; table-layout: fixed }} th {{ overflow-wrap: anywhere }}"
        laid = weasyprint.HTML(string=f"<style>{style}</style><table><tr><th>Naturaleza</th></tr></table>")
        return broken(tuple(page._page_box for page in laid.render().pages))

    assert headed(200) == []
    (found,) = headed(40)
    assert "".join(found.split()) == "Naturaleza" != found
