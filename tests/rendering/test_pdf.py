"""The PDF: conformant, reproducible, in its own fonts, and deaf to everything outside."""

import hashlib
import io
import os
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

import page
import pypdf
import pytest

from reporting.domain.disclosure import Callout, Emphasis, Section, Status, Text, Verbatim
from reporting.domain.errors import Refused, Unusable
from reporting.rendering import pdf as printer
from reporting.rendering.pdf import Attachment, render_pdf
from tests.rendering import sample

ROOT = Path(__file__).parents[2]
TWIN = Attachment("twin.json", b'{"a": 1}\n', "application/json", "The figures of this document")


@cache
def pdf() -> bytes:
    return render_pdf(sample.disclosure(), (TWIN,), sample.words())


@cache
def final() -> bytes:
    return render_pdf(sample.disclosure(Status.FINAL), words=sample.words())


def pages(content: bytes) -> list[str]:
    """Text of each page, no-break spaces as plain ones."""
    return [
        each.extract_text().replace("\N{NO-BREAK SPACE}", " ")
        for each in pypdf.PdfReader(io.BytesIO(content)).pages
    ]


@pytest.mark.parametrize("profile", ["3a", "ua1"])
@pytest.mark.parametrize("document", [pdf, final], ids=["specimen", "final"])
def test_one_file_conforms_to_pdf_a_and_pdf_ua(document: Callable[[], bytes], profile: str) -> None:
    report = page.validate_pdf_bytes(document(), profile=profile)
    assert report.is_compliant, [(failure.rule_id, failure.message) for failure in report.failures]


def test_two_renders_have_the_same_bytes_whatever_was_printed_between() -> None:
    first = pdf()
    final()
    assert render_pdf(sample.disclosure(), (TWIN,), sample.words()) == first


def test_another_process_with_another_hash_seed_prints_the_same_bytes() -> None:
    code = (
        "import hashlib; from tests.rendering import sample, test_pdf;"
        "print(hashlib.sha256(test_pdf.pdf()).hexdigest())"
    )
    environment = os.environ | {
        "PYTHONHASHSEED": "4711",
        "TZ": "Asia/Tokyo",
        "LC_ALL": "C",
        "SOURCE_DATE_EPOCH": "1",
    }
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == hashlib.sha256(pdf()).hexdigest()


def test_only_the_shipped_fonts_are_embedded() -> None:
    names = set()
    for each in pypdf.PdfReader(io.BytesIO(pdf())).pages:
        names |= {font["/BaseFont"].split("+")[-1] for font in each["/Resources"]["/Font"].values()}
    assert names and all(name.startswith(("Source-Sans-3", "Source-Serif-4-Display")) for name in names)


def test_every_page_says_what_it_is() -> None:
    texts = pages(pdf())
    for number, text in enumerate(texts, 1):
        assert f"Page {number} of {len(texts)}" in text
        assert "Specimen Asset Management S.A." in text
        assert "balanced-2026Q3-ex-ante-7c41d09e" in text
        assert "As of 30 September 2026" in text
        assert "SPECIMEN – not for clients" in text
    assert "the particulars of the firm are illustrative" in texts[0]
    assert not any("not for clients" in text for text in pages(final()))


def test_a_long_table_repeats_its_head_and_leaves_no_page_without_rows() -> None:
    texts = [text for text in pages(pdf()) if "Specimen Fund" in text]
    assert len(texts) == 2
    assert all("Instrument" in text and "Ticker" in text for text in texts)


def test_the_attachment_travels_whole_and_dated_as_the_document() -> None:
    reader = pypdf.PdfReader(io.BytesIO(pdf()))
    assert reader.attachments == {"twin.json": [TWIN.content]}
    assert reader.metadata is not None
    assert reader.metadata["/CreationDate"].startswith("D:20260930000000")
    assert reader.metadata["/Title"] == "Scenario disclosure – Balanced – 2026Q3"


def test_the_identifier_follows_the_content() -> None:
    def identifier(content: bytes) -> object:
        return pypdf.PdfReader(io.BytesIO(content)).trailer["/ID"][0]

    other = render_pdf(sample.disclosure(period="2026Q4", sections=()), words=sample.words())
    assert len({str(identifier(each)) for each in (pdf(), final(), other)}) == 3


def test_characters_without_a_glyph_are_refused_by_name() -> None:
    with pytest.raises(Unusable, match=r"U\+4E2D"):
        render_pdf(sample.disclosure(firm="中 S.A."), words=sample.words())


def test_a_hostile_name_prints_literally() -> None:
    name = "{{7*7}}<img src=file:///etc/hostname>"
    text = Text("sample.series.name", {"name": Verbatim(name)})
    section = Section("x", text, (Callout(text, Emphasis.WARNING),))
    content = render_pdf(sample.disclosure(firm=name, sections=(section,)), words=sample.words())
    assert pages(content)[0].count(name) == 4


VECTORS = {
    "image": '<img src="{url}" alt="x">',
    "style": '<link rel="stylesheet" href="{url}">',
    "import": "<style>@import url({url});</style>",
    "background": '<p style="background: url({url})">x</p>',
    "font": "<style>@font-face {{ font-family: x; src: url({url}) }}</style><p style='font-family: x'>x</p>",
    "attachment": '<link rel="attachment" href="{url}">',
    "link attachment": '<a rel="attachment" href="{url}">x</a>',
    "embed": '<embed src="{url}">',
    "object": '<object data="{url}"></object>',
    "list": '<ul style="list-style-image: url({url})"><li>x</li></ul>',
    "content": "<style>p::before {{ content: url({url}) }}</style><p>x</p>",
    "svg image": '<svg width="9" height="9"><image href="{url}" width="9" height="9"/></svg>',
}


@pytest.mark.parametrize("vector", VECTORS)
@pytest.mark.parametrize(
    "address", ["file", "http://127.0.0.1:9/x", "data:text/plain,canary", "ftp://x/y", "chart:no"]
)
def test_a_document_that_asks_for_anything_else_is_not_printed(
    vector: str, address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    canary = tmp_path / "canary.svg"
    canary.write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" id="a"/>')
    url = canary.as_uri() if address == "file" else address
    html = f"<html lang=en><title>x</title><body>{VECTORS[vector].format(url=url)}</body></html>"
    monkeypatch.setattr(printer, "render_html", lambda *_: html)
    # WeasyPrint swallows even fatal errors inside an SVG, but says so, and a remark is fatal as well.
    with pytest.raises(Refused):
        render_pdf(sample.disclosure(Status.FINAL, sections=()), words=sample.words())


def test_a_remark_of_the_printer_fails_the_render(monkeypatch: pytest.MonkeyPatch) -> None:
    html = "<html lang=en><title>x</title><body><p style='colour: red'>x</p></body></html>"
    monkeypatch.setattr(printer, "render_html", lambda *_: html)
    with pytest.raises(Refused, match="colour"):
        render_pdf(sample.disclosure(Status.FINAL, sections=()), words=sample.words())
