"""What stands on each page, by PDFium: text with place, size and colour, and the ground under it."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pypdfium2
import pypdfium2.raw as pdfium

from reporting.checks.page import WHITE, Color, Page, Run
from reporting.domain.errors import unusable
from reporting.domain.verdict import Box

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
Picture = npt.NDArray[np.uint8]
SHIFTS = np.array([1 << 16, 1 << 8, 1], dtype=np.uint32)
LINE_END_HYPHEN = "\x02"
"""PDFium's sign for a hyphen at the end of a line."""
DEEPEST = 8
LARGEST = 5000.0
"""Points; A4 is 842 high."""
MOST_OBJECTS = 200_000
"""Objects on one page; a busy chart has a few thousand."""
THIN = 12.0
"""Points; a box of that width or height is mostly ground, a smaller one may be mostly ink."""
CAPITAL = 0.7
"""Height of capitals, as a share of the size."""
DOUBTFUL = 5.0
"""A contrast below this is looked at more closely."""
CLOSE = 4
"""How many times as large the closer picture is."""
MOST_LOOKS, LONGEST_LINE, TALLEST_LINE = 500, 1200.0, 120.0
"""Closer looks on one page, and the points of a line that gets one: more is none of our pages."""
INVISIBLE = (pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an object stands: the matrix of the forms around it, and what they say about it."""

    matrix: Matrix = IDENTITY
    mark: int = -1
    artifact: bool = False
    depth: int = 0


def read_pages(content: bytes, file: str) -> tuple[Page, ...]:
    """All pages. Raises Unusable for a file that PDFium cannot open and for endless pages."""
    try:
        with closing(pypdfium2.PdfDocument(content)) as document:
            return tuple(_page(document, index, file) for index in range(len(document)))
    except pypdfium2.PdfiumError:
        raise unusable(file, "the PDF is damaged or cut off; give the file as it was written") from None


def _page(document: pypdfium2.PdfDocument, index: int, file: str) -> Page:
    page = document[index]
    text = page.get_textpage()
    width, height = page.get_width(), page.get_height()
    if max(width, height) > LARGEST:
        raise unusable(file, "a page of the PDF is larger than a wall; give the file as it was written")
    try:
        return Page(index + 1, width, height, tuple(_Reader(text.raw, file, page, index + 1).runs()))
    finally:
        text.close()
        page.close()


class _Reader:
    """Walks the objects of one page in the order in which they were painted."""

    def __init__(self, text: object, file: str, page: pypdfium2.PdfPage, number: int) -> None:
        self._text = text
        self._file = file
        self._page = page
        self._width, self._height = page.get_size()
        self._picture = _painted(page)
        self._number = number
        self._seen = 0
        self._looks = 0

    def runs(self) -> Iterator[Run]:
        page = self._page.raw
        for number in range(pdfium.FPDFPage_CountObjects(page)):
            yield from self._object(pdfium.FPDFPage_GetObject(page, number), _Place())

    def _object(self, item: object, place: _Place) -> Iterator[Run]:
        self._seen += 1
        if self._seen > MOST_OBJECTS or place.depth > DEEPEST:
            raise unusable(self._file, "a page of the PDF never ends; give the file as it was written")
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            run = self._run(item, place)
            if run.text.strip():
                yield run
        elif kind == pdfium.FPDF_PAGEOBJ_FORM:
            inner = _inside(item, place)
            for number in range(pdfium.FPDFFormObj_CountObjects(item)):
                yield from self._object(pdfium.FPDFFormObj_GetObject(item, number), inner)

    def _run(self, item: object, place: _Place) -> Run:
        matrix = _times(_matrix(item), place.matrix)
        size = ctypes.c_float()
        pdfium.FPDFTextObj_GetFontSize(item, size)
        box = _placed(_bounds(item), place.matrix)
        mark, artifact = _marking(item, place)
        scale = (matrix[1] ** 2 + matrix[3] ** 2) ** 0.5 or (matrix[0] ** 2 + matrix[2] ** 2) ** 0.5
        # Around a thin sign there must be more ground than its own blurred edges.
        margin = 1 if min(box[2] - box[0], box[3] - box[1]) > THIN else 3
        run = Run(
            _characters(item, self._text),
            size.value * scale,
            box,
            _color(item),
            _ground(self._picture, box, margin, margin),
            self._number,
            mark,
            artifact,
            place.depth > 0,
            pdfium.FPDFTextObj_GetTextRenderMode(item) not in INVISIBLE,
        )
        upright = not matrix[1] and not matrix[2] and matrix[3] > 0
        return self._closer(run, matrix[5]) if upright and run.contrast < DOUBTFUL else run

    def _closer(self, run: Run, base: float) -> Run:
        """The run on the ground of its own line, from the base to the height of capitals: what is drawn close
        above or below is none."""
        left, right = max(run.box[0] - 1, 0), min(run.box[2] + 1, self._width)
        bottom = max(min(run.box[1], base), 0)
        top = min(max(run.box[3], base + CAPITAL * run.size), self._height)
        self._looks += 1
        if (
            not (0 < right - left < LONGEST_LINE and 0 < top - bottom < TALLEST_LINE)
            or self._looks > MOST_LOOKS
        ):
            return run
        outside = (left, bottom, self._width - right, self._height - top)
        return replace(run, background=_most(_painted(self._page, CLOSE, outside)))


def _painted(
    page: pypdfium2.PdfPage, scale: int = 1, outside: tuple[float, float, float, float] = (0, 0, 0, 0)
) -> Picture:
    """A picture of the page without so many points at its left, bottom, right and top."""
    picture: Picture = page.render(scale=scale, crop=outside, rev_byteorder=True).to_numpy()[:, :, :3]
    return picture


def _ground(picture: Picture, box: Box, beside: int, around: int) -> Color:
    """The colour that most of a box has in the picture, with so many dots to its sides, above and below it:
    what the signs stand on."""
    height, width, _ = picture.shape
    left, right = max(int(box[0]) - beside, 0), min(int(box[2]) + 1 + beside, width)
    top, bottom = max(int(height - box[3]) - around, 0), min(int(height - box[1]) + 1 + around, height)
    if left >= right or top >= bottom:
        return WHITE
    return _most(picture[top:bottom, left:right])


def _most(picture: Picture) -> Color:
    """The colour that most of its dots have."""
    codes, counts = np.unique(picture.reshape(-1, 3).astype(np.uint32) @ SHIFTS, return_counts=True)
    most = int(codes[counts.argmax()])
    return most >> 16, most >> 8 & 255, most & 255


def _inside(form: object, place: _Place) -> _Place:
    mark, artifact = _marking(form, place)
    return _Place(_times(_matrix(form), place.matrix), mark, artifact, place.depth + 1)


def _marking(item: object, place: _Place) -> tuple[int, bool]:
    """The number in the structure, and whether the object is none of the content."""
    mark = pdfium.FPDFPageObj_GetMarkedContentID(item)
    if mark >= 0:
        return mark, place.artifact
    if place.depth:
        return place.mark, place.artifact
    return -1, True


def _matrix(item: object) -> Matrix:
    found = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(item, found)
    return found.a, found.b, found.c, found.d, found.e, found.f


def _times(one: Matrix, other: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def _bounds(item: object) -> Box:
    sides = [ctypes.c_float() for _ in range(4)]
    pdfium.FPDFPageObj_GetBounds(item, *sides)
    left, bottom, right, top = (side.value for side in sides)
    return left, bottom, right, top


def _placed(box: Box, matrix: Matrix) -> Box:
    if matrix is IDENTITY:
        return box
    a, b, c, d, e, f = matrix
    corners = [(a * x + c * y + e, b * x + d * y + f) for x in (box[0], box[2]) for y in (box[1], box[3])]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return min(xs), min(ys), max(xs), max(ys)


def _color(item: object) -> Color:
    parts = [ctypes.c_uint() for _ in range(4)]
    pdfium.FPDFPageObj_GetFillColor(item, *parts)
    red, green, blue, _ = (part.value for part in parts)
    return red, green, blue


def _characters(item: object, page: object) -> str:
    length = pdfium.FPDFTextObj_GetText(item, page, None, 0)
    buffer = (ctypes.c_ushort * max(length // 2, 1))()
    pdfium.FPDFTextObj_GetText(item, page, buffer, length)
    return bytes(buffer)[: max(length - 2, 0)].decode("utf-16-le", "replace").replace(LINE_END_HYPHEN, "-")
