"""Boxes of a painted page without all that only layout and painting need: a tenth of their memory."""

from __future__ import annotations

from functools import cache
from typing import Any
from xml.etree.ElementTree import Element

_ATTRIBUTES = ("element_tag", "is_table_wrapper", "colspan", "rowspan")
_OF_FIGURES = (
    "width", "height", "position_x", "position_y",
    *(f"{part}_{side}" for part in ("margin", "padding") for side in ("left", "top")),
    *(f"border_{side}_width" for side in ("left", "top")),
)  # fmt: skip
"""What WeasyPrint reads of a box to write it into the structure of a file, beside its element, its children
and two properties of its style."""


def skeleton(box: Any, marks: dict[Any, Any]) -> tuple[Any, dict[Any, Any]]:
    """A box with its children, and the marks of the old boxes as marks of the new ones."""
    moved: dict[Any, Any] = {}
    return _copied(box, marks, moved), {moved[old]: mark for old, mark in marks.items()}


def _copied(box: Any, marks: dict[Any, Any], moved: dict[Any, Any]) -> Any:
    box = getattr(box, "_box", box)  # behind the placeholder of what is positioned
    kind: Any = type(box)
    bare = kind.__new__(kind)
    names = (*_ATTRIBUTES, *_OF_FIGURES) if box.element_tag == "img" else _ATTRIBUTES
    bare.__dict__.update({name: box.__dict__[name] for name in names if name in box.__dict__})
    bare.style = _style(box.style["display"], box.style["list_style_type"])
    bare.element = None if box.element is None else Element(box.element.tag, dict(box.element.attrib))
    if box in marks:
        moved[box] = bare
    if hasattr(box, "children"):
        bare.children = [_copied(child, marks, moved) for child in box.children]
    return bare


@cache
def _style(display: Any, list_style_type: Any) -> dict[str, Any]:
    return {"display": display, "list_style_type": list_style_type}
