"""What stands on every page beside its content: foot, band, watermark, warnings at the head, the margin."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from reporting.domain.disclosure import Callout, Chart, Disclosure, Section, Status, Table
from reporting.rendering.layout import wrap
from reporting.rendering.words import Words

TEXT_WIDTH, COLUMN_WIDTH, NOTED_WIDTH = 470.5, 368.5, 493.2
"""Points: the text of a document without notes, 166 mm; the column beside notes, 130 mm, and both, 174 mm."""
LINE, SIZE, WEIGHT = 13.8, 9.8, 600
"""A warning's height of line, size and weight, as in the style sheet."""
INDENT, FRAME = 27.0, 14.0
"""Points that the frame of a warning takes from its lines and adds to their height."""
HEAD_TOP, HEAD_GAP = 51.0, 15.0
"""Points above a warning at the head of a page, and below it."""
PLAIN = "height: auto; margin: 9mm 0 0 0; background: none; vertical-align: top"
"""The box above a page without the look that the style sheet gives to the band."""


def is_noted(disclosure: Disclosure) -> bool:
    """Whether any term is explained in the margin: then the text leaves room for it."""
    return any(
        part.beside.rows
        for section in disclosure.sections
        for part in (section, *section.blocks)
        if isinstance(part, (Section, Table, Chart))
    )


def column_width(disclosure: Disclosure) -> float:
    """The width of its charts in points."""
    return COLUMN_WIDTH if is_noted(disclosure) else TEXT_WIDTH


def heads_of(disclosure: Disclosure) -> dict[str, Callout]:
    """The warnings at the heads of pages by the ids of their clauses."""
    warnings = (section.warning for section in disclosure.sections if section.warning)
    return {each.clause: each for each in warnings}


def headed(sections: Sequence[Section]) -> str:
    """The class of sections whose pages have a warning at their head, after a space; empty without one."""
    return "".join(f" headed-{section.warning.clause}" for section in sections if section.warning)


def page_style(disclosure: Disclosure, words: Words, profile: str) -> Markup:
    """The style sheet of what stands on every page of a document about a profile of this name."""
    boxes = _foot(disclosure, words, profile)
    rules = []
    if is_noted(disclosure):
        boxes.append("margin-left: 18mm; margin-right: 18mm;")
    if disclosure.status is not Status.FINAL:
        band = css_string(words.own(f"status.{disclosure.status}.band"))
        boxes.append(f"background-image: url(chart:watermark); @top-center {{ content: {band} }}")
    width = NOTED_WIDTH if is_noted(disclosure) else TEXT_WIDTH
    for warning in heads_of(disclosure).values():
        lines = len(wrap(words.say(warning.text), SIZE, width - INDENT, 99, WEIGHT))
        rules.append(_headed(f"headed-{warning.clause}", lines, _says_itself(disclosure, warning)))
    return Markup(" ".join([f"@page {{ {' '.join(boxes)} }}", *rules]))


def _foot(disclosure: Disclosure, words: Words, profile: str) -> list[str]:
    """Firm, document and number of the page."""
    day = words.formatter.day(disclosure.as_of)
    first = " · ".join(filter(None, (disclosure.firm, words.say(disclosure.title), profile)))
    second = words.own("page.document", id=disclosure.document_id, date=day)
    number = words.own("page.footer", page="\x00page\x00", pages="\x00pages\x00").split("\x00")
    counter = " ".join(
        f"counter({part})" if part in ("page", "pages") else css_string(part) for part in number if part
    )
    both = css_string(f"{first}\n{second}")
    return [
        f"@bottom-left {{ content: {both} }}",
        f"@bottom-right {{ content: {counter} }}",
    ]


def _headed(name: str, lines: int, itself: bool) -> str:
    """Pages with a warning of so many lines at their head; `itself`: page 1 says it in its text."""
    top = HEAD_TOP + lines * LINE + FRAME + HEAD_GAP
    pages = f"{name}:nth(n+2)" if itself else name
    return (
        f".{name} {{ page: {name} }} .head.{name} {{ position: running({name}) }} "
        f"@page {pages} {{ margin-top: {top:.1f}pt; @top-center {{ content: element({name}); {PLAIN} }} }}"
    )


def _says_itself(disclosure: Disclosure, warning: Callout) -> bool:
    first = disclosure.sections[0]
    return first.warning == warning and warning in first.blocks


def css_string(text: str) -> str:
    """A CSS string in which every character but ASCII letters and digits is escaped."""
    escaped = (c if c.isascii() and c.isalnum() else f"\\{ord(c):06x}" for c in text)
    return f'"{"".join(escaped)}"'
