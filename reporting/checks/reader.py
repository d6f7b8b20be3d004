"""Reads a PDF back: pages, text, structure, language; hostile files end here, in one sentence."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property

import pypdf
from pypdf.generic import DictionaryObject

from reporting.checks.drawn import read_pages
from reporting.checks.objects import array, dictionaries, dictionary
from reporting.checks.page import Page, Run
from reporting.checks.structure import Element, read_structure
from reporting.domain.errors import unusable

MAX_BYTES = 64 * 2**20
"""Larger than any document of ours by far; a larger file is not even opened."""
MAX_PAGES = 2000
ACTIVE = ("/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/RichMediaExecute")
"""Actions beyond following a link; a document for a client only lies there."""


@dataclass(frozen=True)
class Printed:
    """A PDF as it was found. `language` is the catalogue's /Lang, empty without one."""

    content: bytes
    pages: tuple[Page, ...]
    structure: tuple[Element, ...]
    language: str
    title: str
    author: str
    hidden_layers: bool

    @cached_property
    def text(self) -> str:
        """All text of all pages without spaces."""
        return "".join(page.joined.text for page in self.pages)


def read_printed(content: bytes, file: str) -> Printed:
    """The document in `content`. Raises Unusable, in one sentence, for all that is no sound, quiet PDF."""
    _require_pdf(content, file)
    with _quiet():
        try:
            document = pypdf.PdfReader(io.BytesIO(content), strict=False)
            encrypted = document.is_encrypted
        except Exception:  # a library that meets hostile bytes may raise anything
            raise _damaged(file) from None
        if encrypted:
            raise unusable(file, "the PDF is encrypted; no document of ours is, so give the original")
        try:
            return _read(document, content, file)
        except RecursionError:
            raise unusable(file, "the PDF is nested too deeply; give the file as it was written") from None
        except (
            pypdf.errors.PyPdfError,
            KeyError,
            TypeError,
            ValueError,
            AttributeError,
            IndexError,
            OSError,
        ):
            raise _damaged(file) from None


def _read(document: pypdf.PdfReader, content: bytes, file: str) -> Printed:
    count = len(document.pages)
    if not 0 < count <= MAX_PAGES:
        raise unusable(file, f"the PDF has {count} pages; a document of ours has 1 to {MAX_PAGES}")
    if active := _active(document):
        raise unusable(file, f"the PDF holds {active}, which no document of ours does; do not open it")
    root = dictionary(document.trailer, "/Root")
    about = document.metadata or pypdf.DocumentInformation()
    structure = read_structure(document)
    known = {mark for top in structure for mark in top.all_marks()}
    drawn = {mark for top in structure for figure in top.all("Figure") for mark in figure.all_marks()}
    return Printed(
        content,
        tuple(_told_apart(page, known, drawn) for page in read_pages(content, file)),
        structure,
        str(root.get("/Lang", "")),
        str(about.get("/Title", "")),
        str(about.get("/Author", "")),
        _hidden_layers(root),
    )


def _told_apart(page: Page, known: set[tuple[int, int]], drawn: set[tuple[int, int]]) -> Page:
    """The page with its head and foot told from its content, because the structure does not know them, and
    the labels of charts from its text, because they belong to a figure.

    Without any structure everything counts as content.
    """

    def told(run: Run) -> Run:
        mark = (page.number, run.mark)
        return replace(run, artifact=bool(known) and mark not in known, drawing=run.drawing or mark in drawn)

    return replace(page, runs=tuple(map(told, page.runs)))


def _require_pdf(content: bytes, file: str) -> None:
    if not content:
        raise unusable(file, "the file is empty; give a PDF")
    if len(content) > MAX_BYTES:
        raise unusable(file, f"the file is larger than {MAX_BYTES // 2**20} MB; no document of ours is")
    if not content.startswith(b"%PDF-"):
        raise unusable(file, "this is no PDF; give a document that was built")
    if b"%%EOF" not in content[-1024:]:
        raise _damaged(file)


def _damaged(file: str) -> Exception:
    return unusable(file, "the PDF is damaged or cut off; give the file as it was written")


def _active(document: pypdf.PdfReader) -> str:
    """The first name of something active in the catalogue, on a page or behind a link; empty without any."""
    root = dictionary(document.trailer, "/Root")
    if "/JavaScript" in dictionary(root, "/Names"):
        return "JavaScript"
    if "/AA" in root or dictionary(root, "/OpenAction"):
        return "an action on opening"
    for page in document.pages:
        if "/AA" in page:
            return "an action of a page"
        for annotation in dictionaries(array(page, "/Annots")):
            if dictionary(annotation, "/A").get("/S") in ACTIVE or "/AA" in annotation:
                return "an action behind a link"
    return ""


def _hidden_layers(root: DictionaryObject) -> bool:
    default = dictionary(dictionary(root, "/OCProperties"), "/D")
    return bool(array(default, "/OFF")) or default.get("/BaseState") == "/OFF"


@contextmanager
def _quiet() -> Iterator[None]:
    """pypdf tells its troubles to a logger; the verdict tells them to the user."""
    logger = logging.getLogger("pypdf")
    before = logger.disabled
    logger.disabled = True
    try:
        yield
    finally:
        logger.disabled = before
