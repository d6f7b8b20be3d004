"""Pages that are laid out once for many files: each file is what WeasyPrint makes of the whole document.

The oracle is the same document laid out at once, all pages anew.
"""

import hashlib
import io
import os
import re
import subprocess
import sys
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import page as validator
import pypdf
import pypdfium2
import pytest

from reporting.checks.structure import read_structure
from reporting.domain.disclosure import (
    Callout,
    Contents,
    Disclosure,
    DocumentKind,
    Emphasis,
    Section,
    Terms,
    Text,
    Verbatim,
)
from reporting.domain.errors import Refused
from reporting.rendering.binding import SharedPages
from reporting.rendering.engine import font_configuration, weasyprint
from reporting.rendering.pdf import Annex, Attachment, lay_annex, render_pdf
from tests.rendering import sample

ROOT = Path(__file__).parents[2]
SHARED = ("past", "words")
"""The sections of the sample that stand in for the shared ones: charts, lists, boxes, a glossary."""
MORE = "ŽŒ©ĦŁ"
"""Signs that no other text here uses."""


def split() -> tuple[tuple[Section, ...], tuple[Section, ...]]:
    """The sections of the client, with a list of contents that names both parts, and the shared ones."""
    sections = tuple(replace(each, opens=None) for each in sample.sections())
    own = tuple(each for each in sections if each.id not in SHARED)
    shared = tuple(_without_contents(each) for each in sections if each.id in SHARED)
    shared = (replace(shared[0], opens=sample.say("section.past"), new_page=True), *shared[1:])
    rows = tuple((each.id, each.title) for each in (*own, *shared))
    return (replace(own[0], blocks=(Contents(rows), *own[0].blocks)), *own[1:]), shared


def _without_contents(section: Section) -> Section:
    return replace(section, blocks=tuple(each for each in section.blocks if not isinstance(each, Contents)))


def client(name: str) -> Disclosure:
    """A document whose own part prints a name."""
    own, _ = split()
    told = Text("sample.series.name", {"name": Verbatim(name)})
    own = (replace(own[0], blocks=(*own[0].blocks, Callout(told, Emphasis.NOTE))), *own[1:])
    return sample.disclosure(document_id=f"pack-of-{len(name)}", sections=own)


@cache
def annex() -> Annex:
    return lay_annex(sample.disclosure(kind=DocumentKind.SHARED, sections=split()[1]), sample.words())


@cache
def bound(name: str) -> bytes:
    twin = Attachment("twin.json", name.encode(), "application/json", "The figures of this document")
    return render_pdf(client(name), (twin,), sample.words(), annex=annex())


@cache
def whole() -> bytes:
    """The same document without any annex."""
    told = client("Ada")
    return render_pdf(replace(told, sections=(*told.sections, *split()[1])), words=sample.words())


def reader(content: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(content))


def test_every_page_looks_as_if_all_had_been_laid_out_at_once() -> None:
    one, other = (pypdfium2.PdfDocument(content) for content in (bound("Ada"), whole()))
    assert len(one) == len(other) > len(annex().pages.pages) > 1
    for mine, theirs in zip(one, other, strict=True):
        pictures = [each.render(scale=1.5).to_numpy() for each in (mine, theirs)]
        assert np.array_equal(*pictures)
        assert len(np.unique(pictures[0])) > 50


def test_tags_marks_and_alternative_texts_are_those_of_the_whole_document() -> None:
    one, other = (read_structure(reader(content)) for content in (bound("Ada"), whole()))
    assert one == other
    assert [element.kind for top in one for element in top.all("Figure", "Table", "H1", "L")]
    assert all(element.alternative for top in one for element in top.all("Figure"))


def test_marks_on_each_page_belong_to_the_structure_of_that_page() -> None:
    """What a page marks, its entry in the parent tree knows: the oracle is the standard's own rule."""
    document = reader(bound("Ada"))
    tree = document.root_object["/StructTreeRoot"]["/ParentTree"]["/Nums"]  # type: ignore[index]
    known = {int(tree[place]): tree[place + 1].get_object() for place in range(0, len(tree), 2)}
    for page in document.pages:
        content = page.get_contents()
        assert content is not None
        marks = sorted(map(int, re.findall(rb"/MCID (\d+)", content.get_data())))
        assert marks == list(range(len(known[page["/StructParents"]]))) and marks


def _outline(document: pypdf.PdfReader, entries: list[Any], level: int = 0) -> list[tuple[Any, ...]]:
    found: list[tuple[Any, ...]] = []
    for entry in entries:
        if isinstance(entry, list):
            found += _outline(document, entry, level + 1)
        else:
            number = document.get_destination_page_number(entry)
            found.append((level, entry.title, number, entry.get("/Left"), entry.get("/Top")))
    return found


def test_bookmarks_links_and_their_targets_are_those_of_the_whole_document() -> None:
    one, other = reader(bound("Ada")), reader(whole())
    assert _outline(one, one.outline) == _outline(other, other.outline) != []
    places = [
        {
            name: (document.get_destination_page_number(each), each.get("/Left"), each.get("/Top"))
            for name, each in document.named_destinations.items()
        }
        for document in (one, other)
    ]
    assert places[0] == places[1] and set(SHARED) <= set(places[0])
    linked = [
        [
            (number, str(annotation.get_object()["/Dest"]), list(annotation.get_object()["/Rect"]))
            for number, page in enumerate(document.pages)
            for annotation in page.get("/Annots", [])
        ]
        for document in (one, other)
    ]
    assert linked[0] == linked[1] and set(SHARED) <= {target for _, target, _ in linked[0]}


def test_pages_are_counted_through_and_the_contents_name_the_right_ones() -> None:
    document = reader(bound("Ada"))
    texts = [page.extract_text() for page in document.pages]
    own = len(texts) - len(annex().pages.pages)
    for number, text in enumerate(texts, 1):
        assert f"Page {number} of {len(texts)}" in text and "pack-of-3" in text
        assert "SPECIMEN – not for clients" in text
    titles = [sample.words().say(section.title) for section in split()[1]]
    for title, number in zip(titles, (own + 1, len(texts)), strict=True):
        assert re.search(rf"{re.escape(title)}[ .\s]*{number}\n", texts[0])
        assert title in texts[number - 1]


@pytest.mark.parametrize("profile", ["3a", "ua1"])
def test_a_bound_file_conforms(profile: str) -> None:
    report = validator.validate_pdf_bytes(bound("Ada"), profile=profile)
    assert report.is_compliant, [(failure.rule_id, failure.message) for failure in report.failures]


def _drawable(content: bytes) -> dict[str, set[str]]:
    """The signs that each font of a file can draw, by its map to Unicode."""
    found: dict[str, set[str]] = {}
    for font in reader(content).pages[0]["/Resources"]["/Font"].values():  # type: ignore[index]
        signs = re.findall(r"<[0-9a-f]{4}> <([0-9a-f]+)>", font["/ToUnicode"].get_data().decode())
        found[font["/BaseFont"]] = {bytes.fromhex(sign).decode("utf-16-be") for sign in signs}
    return found


def test_the_bytes_depend_on_nothing_that_was_bound_before_nor_on_the_process() -> None:
    alone = subprocess.run(
        [sys.executable, "-c", "from tests.rendering import test_binding as t; t.show('Ada')"],
        cwd=ROOT,
        env=os.environ | {"PYTHONHASHSEED": "4711"},
        capture_output=True,
        text=True,
        check=True,
    )
    before = bound("Ada")
    others = [render_pdf(client(name), words=sample.words(), annex=annex()) for name in (MORE, MORE[::-1])]
    twin = Attachment("twin.json", b"Ada", "application/json", "The figures of this document")
    again = render_pdf(client("Ada"), (twin,), sample.words(), annex=annex())
    assert again == before and others[0] != others[1]
    assert alone.stdout.strip() == hashlib.sha256(before).hexdigest()


def show(name: str) -> None:
    """For another process."""
    print(hashlib.sha256(bound(name)).hexdigest())  # noqa: T201


def test_no_file_can_draw_a_sign_that_only_another_client_uses() -> None:
    theirs = _drawable(render_pdf(client(MORE), words=sample.words(), annex=annex()))
    mine = _drawable(render_pdf(client("Ada"), words=sample.words(), annex=annex()))
    assert set(MORE) <= set().union(*theirs.values())
    assert not set(MORE) & set().union(*mine.values())
    assert mine == _drawable(whole())


def test_another_annex_makes_another_identifier() -> None:
    _, shared = split()
    more = Terms(((sample.say("term"), sample.say("meaning")),))
    longer = (*shared[:-1], replace(shared[-1], blocks=(*shared[-1].blocks, more)))
    other = lay_annex(sample.disclosure(kind=DocumentKind.SHARED, sections=longer), sample.words())
    files = [render_pdf(client("Ada"), words=sample.words(), annex=each) for each in (annex(), other)]
    assert len({str(reader(each).trailer["/ID"][0]) for each in files}) == 2


def test_an_id_in_both_parts_is_refused() -> None:
    told = client("Ada")
    twice = replace(told.sections[-1], id=SHARED[1])
    with pytest.raises(Refused, match=f"twice: .{SHARED[1]}"):
        render_pdf(replace(told, sections=(*told.sections, twice)), words=sample.words(), annex=annex())


@pytest.mark.parametrize(
    "markup",
    [
        '<p style="opacity: 0.5">x</p>',
        '<p style="background: linear-gradient(red, blue)">x</p>',
        '<p><a href="#there">x</a></p>',
    ],
)
def test_a_page_that_draws_more_than_can_be_copied_is_refused(markup: str) -> None:
    html = weasyprint.HTML(string=f'<html lang=en><body id="there">{markup}</body></html>')
    pages = html.render(font_config=font_configuration()).pages
    with pytest.raises(ValueError, match="cannot be copied"):
        SharedPages(pages)
