"""Pages that were laid out once, inside documents that are laid out for one reader each.

The document brings blank pages with head, foot and page number; the shared contents are put between them.
They are painted once, and every file gets a copy of what was painted. This reaches behind WeasyPrint's
interface, whose version is pinned; tests compare with what WeasyPrint itself makes of the whole document.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence
from typing import Any

import pydyf  # type: ignore[import-untyped]

from reporting.rendering.engine import weasyprint
from reporting.rendering.skeleton import skeleton

SCALE = 0.75
"""Points in a CSS pixel."""

_FONT_FILES: dict[bytes, bytes] = {}
"""Font files, each of which is kept once."""


class SharedPages:
    """What stands between the margins of some pages. `fonts` are the signs that they use together, `ids`
    those of what begins on each page."""

    def __init__(self, pages: Sequence[Any]) -> None:
        """Paints the pages. Raises `ValueError` as `Content` does."""
        self.fonts: dict[Any, Any] = {}
        self.pages = tuple(Content(page, self.fonts) for page in pages)
        self.ids = tuple(map(tuple, _beginnings(pages)))
        for font in self.fonts.values():
            font.file_content = _FONT_FILES.setdefault(font.file_content, font.file_content)


class Content:
    """What stands between the margins of a page.

    `operators` draw it, `states` are the transparencies that they refer to, `marks` their places in the
    structure, which is made from `box`. `anchors` and `bookmarks` are places on the page.
    """

    def __init__(self, page: Any, fonts: dict[Any, Any]) -> None:
        """Paints the page and notes the signs that it uses in `fonts`. Raises `ValueError` where it has what
        is an object of its own in a file: links, pictures of pixels, groups, patterns."""
        kinds = ("ExtGState", "XObject", "Pattern", "Shading", "ColorSpace")
        resources = pydyf.Dictionary({kind: pydyf.Dictionary() for kind in kinds})
        sheet = (0, 0, page.width, page.height)
        stream = weasyprint.pdf.stream.Stream(fonts, sheet, resources, {}, {}, {}, None)
        stream._ctm_stack = [weasyprint.matrix.Matrix(d=-1, f=page.height * SCALE)]
        page.paint(stream, SCALE)
        self.states = resources.pop("ExtGState")
        if page.links or any(resources.values()):
            raise ValueError("a shared page holds what cannot be copied into other files")
        self.operators = b"\n".join(map(pydyf._to_bytes, stream.stream))
        self.box, self.marks = skeleton(page._page_box.children[0], stream._tags)
        self.anchors, self.bookmarks = page.anchors, page.bookmarks


class BoundPage(weasyprint.document.Page):  # type: ignore[misc]
    """A blank page with the content of another."""

    def __init__(self, blank: Any, content: Content, fonts: dict[Any, Any]) -> None:
        super().__init__(blank._page_box)
        _, *margins = blank._page_box.children
        self._page_box = blank._page_box.copy_with_children([content.box, *margins])
        self.anchors, self.bookmarks = content.anchors, content.bookmarks
        self._blank, self._content, self._fonts = blank, content, fonts

    def paint(self, stream: Any, scale: float = SCALE) -> None:
        """Paint background, head and foot, and the content over them."""
        if scale != SCALE:
            raise ValueError("a bound page has one size")
        # Marks of the content come first: their numbers, which the operators name, begin at zero.
        stream._tags.update(self._content.marks)
        stream._resources["ExtGState"].update(self._content.states)
        _use(stream._fonts, self._fonts)
        self._blank.paint(stream, scale)
        stream.stream.append(self._content.operators)


def bind(pages: Sequence[Any], contents: SharedPages) -> list[Any]:
    """The pages, of which the last ones are blank and get these contents."""
    own = len(pages) - len(contents.pages)
    pairs = zip(pages[own:], contents.pages, strict=True)
    return [*pages[:own], *(BoundPage(page, content, contents.fonts) for page, content in pairs)]


def _beginnings(pages: Sequence[Any]) -> Iterator[list[str]]:
    """What goes on over several pages has its id on each of them."""
    seen: set[str] = set()
    for page in pages:
        yield [id for id in page.anchors if id not in seen]
        seen |= page.anchors.keys()


def _use(known: dict[Any, Any], fonts: dict[Any, Any]) -> None:
    """Enter signs among those that a file uses."""
    for key, font in fonts.items():
        if key not in known:
            known[key] = copy.copy(font)
            known[key].to_unicode, known[key].widths, known[key].missing = {}, {}, {}
        for name in ("to_unicode", "widths"):
            signs, more = getattr(known[key], name), getattr(font, name)
            signs.update({sign: value for sign, value in more.items() if sign not in signs})
