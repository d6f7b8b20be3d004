"""The first difference between two makings of one document, in words."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from itertools import zip_longest
from typing import Any

from pydantic_core import from_json
from pypdf import PdfReader

from reporting.inputs.carried import silent
from reporting.inputs.plain_text import shorten

THERE, HERE = "there", "here"
_ABSENT = object()


def of_versions(there: Mapping[str, Any], here: Mapping[str, Any]) -> Iterator[str]:
    """What was in use when the document was made and is another now: first what sets type, then the rest."""
    for group in ("system", "fonts", "reporting", "code", "python", "libraries"):
        old, new = _group(there, group), _group(here, group)
        for name in sorted(old.keys() | new.keys()):
            before, now = old.get(name, "none"), new.get(name, "none")
            if before != now:
                yield f"{name} is {shorten(str(before), 20)} {THERE} and {shorten(str(now), 20)} {HERE}"


def _group(versions: Mapping[str, Any], group: str) -> Mapping[str, Any]:
    found = versions[group]
    return found if isinstance(found, Mapping) else {group: found}


def of_twins(old: bytes, new: bytes, there: str = THERE, here: str = HERE) -> str:
    """The first figure that differs, with both values, else the first text; empty for the same content."""
    try:
        before, now = from_json(old), from_json(new)
    except ValueError:
        return f"one of the twins, {there} and {here}, is not JSON"
    figures = (_figures(tree) for tree in (before, now))
    for id, one, other in _pairs(*figures):
        if one != other:
            return f"figure {shorten(id, 80)}: {_told(one, other)} {there}, {_told(other, one)} {here}"
    place = next(_places(before, now, ""), None)
    return f"{shorten(place, 120)} differs" if place else ""


def _figures(tree: Any) -> dict[str, Any]:
    found = tree.get("figures") if isinstance(tree, dict) else None
    return found if isinstance(found, dict) else {}


def _pairs(old: dict[str, Any], new: dict[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    for id in dict.fromkeys((*old, *new)):
        yield id, old.get(id, _ABSENT), new.get(id, _ABSENT)


def _told(figure: Any, other: Any) -> str:
    """What a figure says that the other does not: as printed with its value, else the field that differs."""
    if figure is _ABSENT:
        return "absent"
    if not isinstance(figure, dict) or not isinstance(other, dict):
        return _printed(figure) if isinstance(figure, dict) else shorten(str(figure))
    if any(figure.get(key) != other.get(key) for key in ("value", "printed")):
        return _printed(figure)
    field = next(key for key in (*figure, *other) if figure.get(key) != other.get(key))
    return shorten(f"{field} {figure.get(field)}", 80)


def _printed(figure: Mapping[str, Any]) -> str:
    return shorten(f"{figure.get('printed')} ({figure.get('value')})", 80)


def _places(old: Any, new: Any, at: str) -> Iterator[str]:
    """Dotted places of what is not the same, in the order of the document."""
    if old == new:
        return
    if isinstance(old, dict) and isinstance(new, dict):
        for key, one, other in _pairs(old, new):
            yield from _places(one, other, f"{at}.{key}" if at else key)
    elif isinstance(old, list) and isinstance(new, list):
        for place, (one, other) in enumerate(zip_longest(old, new, fillvalue=_ABSENT)):
            yield from _places(one, other, f"{at}[{place}]")
    else:
        yield at or "the whole"


def of_pages(old: bytes, new: bytes) -> str:
    """The first page that is drawn in another way, else the first byte that differs."""
    try:
        with silent():
            before, now = (_drawings(each) for each in (old, new))
    except Exception:  # a PDF that was changed by hand need not be readable as far as its pages
        before = now = ()
    if len(before) != len(now):
        return f"{len(before)} pages {THERE}, {len(now)} {HERE}; all figures are the same"
    for number, (one, other) in enumerate(zip(before, now, strict=True), 1):
        if one != other:
            return f"page {number} is drawn in another way; all figures are the same"
    place = next(i for i, (one, other) in enumerate(zip_longest(old, new)) if one != other)
    return f"the files differ from byte {place + 1} on; all figures are the same"


def _drawings(pdf: bytes) -> tuple[bytes, ...]:
    """The content of each page."""
    contents = [page.get_contents() for page in PdfReader(io.BytesIO(pdf)).pages]
    return tuple(b"" if content is None else content.get_data() for content in contents)
