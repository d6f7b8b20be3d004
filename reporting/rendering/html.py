"""A disclosure as one HTML document: templates get words that are ready to print, never data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from jinja2 import Environment, TemplateError
from markupsafe import Markup

from reporting.domain.disclosure import (
    Align,
    Block,
    Chart,
    Disclosure,
    Section,
    Status,
    Table,
    Text,
    Value,
)
from reporting.domain.errors import refuse
from reporting.domain.figure import Figure
from reporting.inputs.plain_text import shorten
from reporting.rendering.look import SHIPPED, Look
from reporting.rendering.overrides import FILE, environment
from reporting.rendering.words import Words


@dataclass(frozen=True, slots=True)
class TableView:
    """A table in words: cells, and a note for each reason why a cell has no value."""

    head: tuple[tuple[str, str, str], ...]
    """Words, class and style of each column."""
    rows: tuple[tuple[bool, tuple[tuple[str, str], ...]], ...]
    """Whether it is a total, and each cell's words with its note mark."""
    missing: tuple[tuple[str, str], ...]
    """Mark and reason."""
    measured: bool
    """Whether every column has its width."""


def kind(part: Block | Value) -> str:
    """The class of a block or value in small letters; the macro of a block has this name."""
    return type(part).__name__.lower()


def table_view(table: Table, words: Words) -> TableView:
    """Cells in words; reasons of missing values become notes a, b, c below the table."""
    reasons: dict[str, str] = {}
    rows = tuple((row.total, tuple(_cell(cell, words, reasons) for cell in row.cells)) for row in table.rows)
    head = tuple(
        (
            words.say(column.header),
            "number" if column.align is Align.END else "text",
            f"width: {column.width:.2%}" if column.width is not None else "",
        )
        for column in table.columns
    )
    missing = tuple((mark, reason) for reason, mark in reasons.items())
    return TableView(head, rows, missing, all(column.width is not None for column in table.columns))


def _cell(value: Value, words: Words, reasons: dict[str, str]) -> tuple[str, str]:
    mark = ""
    if isinstance(value, Figure) and value.value is None:
        reason = words.say(Text(value.missing))
        mark = reasons.setdefault(reason, chr(ord("a") + len(reasons) % 26))
    return words.cell(value), mark


def css_string(text: str) -> str:
    """A CSS string in which every character but ASCII letters and digits is escaped."""
    escaped = (c if c.isascii() and c.isalnum() else f"\\{ord(c):06x}" for c in text)
    return f'"{"".join(escaped)}"'


def profile_of(disclosure: Disclosure, words: Words) -> str:
    """The profile as readers know it: by its name, or by its id where it has none."""
    name = disclosure.profile_name
    return disclosure.profile if name is None else words.show(name)


def page_style(disclosure: Disclosure, words: Words) -> Markup:
    """The style sheet of what stands on every page: footer, band and watermark."""
    day = words.formatter.day(disclosure.as_of)
    told = (disclosure.firm, words.say(disclosure.title), profile_of(disclosure, words))
    first = " · ".join(filter(None, told))
    second = words.own("page.document", id=disclosure.document_id, date=day)
    footer = css_string(f"{first}\n{second}")
    number = words.own("page.footer", page="\x00page\x00", pages="\x00pages\x00").split("\x00")
    counter = " ".join(
        f"counter({part})" if part in ("page", "pages") else css_string(part) for part in number if part
    )
    boxes = [
        f"@bottom-left {{ content: {footer} }}",
        f"@bottom-right {{ content: {counter} }}",
    ]
    if disclosure.status is Status.FINAL:
        return Markup(f"@page {{ {' '.join(boxes)} }}")
    band = css_string(words.own(f"status.{disclosure.status}.band"))
    boxes.append(f"@top-center {{ content: {band} }}")
    return Markup(f"@page {{ background-image: url(chart:watermark); {' '.join(boxes)} }}")


def charts(disclosure: Disclosure) -> tuple[Chart, ...]:
    """Every chart of a document, in reading order."""
    blocks = (block for section in disclosure.sections for block in section.blocks)
    return tuple(block for block in blocks if isinstance(block, Chart))


def numbered(disclosure: Disclosure) -> Iterator[tuple[int, Section]]:
    """Sections with their numbers, which begin anew in each document that is bound in."""
    number = 0
    for section in disclosure.sections:
        number = 1 if section.opens else number + 1
        yield number, section


@lru_cache(maxsize=4)
def _environment(own: str) -> Environment:
    """Where the templates run, with a firm's own macros; what they print is always escaped."""
    made = environment(own)
    made.filters["kind"] = kind
    return made


def render_html(
    disclosure: Disclosure,
    words: Words,
    look: Look = SHIPPED,
    blank_pages: tuple[tuple[str, ...], ...] = (),
) -> str:
    """The document as HTML, one of the kind SHARED without cover, head and foot of its pages.

    `blank_pages` at its end have no content but these ids, to which links can point. Raises `Unusable` when
    the catalogue lacks words for it and `Refused` where a firm's own macro fails.
    """
    words.check(disclosure)
    template = _environment(look.blocks).get_template("document.html.j2")
    try:
        return template.render(
            document=disclosure,
            words=words,
            profile=profile_of(disclosure, words),
            language=words.formatter.tag,
            page_style=page_style(disclosure, words),
            numbered=numbered,
            blank_pages=blank_pages,
            table_view=lambda table: table_view(table, words),
            has_logo=look.logo is not None,
        )
    except (TemplateError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        if not look.blocks:
            raise
        raise refuse(FILE, f"cannot be printed: {shorten(str(error), 120)}; mend the macro") from None
