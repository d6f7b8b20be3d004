"""The structure tree of a tagged PDF in reading order: which element holds which marked text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pypdf
from pypdf.generic import DictionaryObject, IndirectObject, NumberObject

from reporting.checks.objects import array, dictionary, resolved

DEEPEST = 60


@dataclass(frozen=True, slots=True)
class Element:
    """An element by its standard name (`H2`, `Table`, `TR`), its own marked text and its children.

    `marks` are pairs of page (from 1) and number on that page.
    """

    kind: str
    marks: tuple[tuple[int, int], ...]
    children: tuple[Element, ...]
    alternative: str = ""

    def all_marks(self) -> Iterator[tuple[int, int]]:
        """Marked text of the element and of everything inside it."""
        yield from self.marks
        for child in self.children:
            yield from child.all_marks()

    def all(self, *kinds: str) -> Iterator[Element]:
        """Elements of these kinds inside this one, in reading order, itself included."""
        if self.kind in kinds:
            yield self
        for child in self.children:
            yield from child.all(*kinds)


def read_structure(document: pypdf.PdfReader) -> tuple[Element, ...]:
    """The top elements of the document; none where it is not tagged."""
    root = dictionary(dictionary(document.trailer, "/Root"), "/StructTreeRoot")
    references = [page.indirect_reference for page in document.pages]
    pages = {each.idnum: number for number, each in enumerate(references, 1) if each is not None}
    return _children(root, pages, 0, 0)[1]


def _children(
    holder: DictionaryObject, pages: dict[int, int], page: int, depth: int
) -> tuple[tuple[tuple[int, int], ...], tuple[Element, ...]]:
    """Marks and elements directly inside an element whose page is `page` unless it names another."""
    if depth > DEEPEST:
        raise ValueError("the structure is nested too deeply")
    marks: list[tuple[int, int]] = []
    elements: list[Element] = []
    for entry in array(holder, "/K"):
        kid = resolved(entry)
        if isinstance(kid, NumberObject):
            marks.append((page, int(kid)))
        elif isinstance(kid, DictionaryObject) and "/S" in kid:
            elements.append(_element(kid, pages, page, depth + 1))
        elif isinstance(kid, DictionaryObject) and isinstance(mark := kid.get("/MCID"), NumberObject):
            marks.append((_page(kid, pages, page), int(mark)))
    return tuple(marks), tuple(elements)


def _element(holder: DictionaryObject, pages: dict[int, int], page: int, depth: int) -> Element:
    own = _page(holder, pages, page)
    marks, children = _children(holder, pages, own, depth)
    return Element(str(holder["/S"]).lstrip("/"), marks, children, str(holder.get("/Alt", "")))


def _page(holder: DictionaryObject, pages: dict[int, int], default: int) -> int:
    reference = holder.raw_get("/Pg") if "/Pg" in holder else None
    return pages.get(reference.idnum, default) if isinstance(reference, IndirectObject) else default
