"""A disclosure as one HTML document: templates get words that are ready to print, never data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from jinja2 import TemplateError

from reporting.domain.disclosure import Block, Chart, Disclosure, Section, Value
from reporting.domain.errors import refuse
from reporting.inputs.plain_text import shorten
from reporting.rendering.bounds import Bounded
from reporting.rendering.look import SHIPPED, Look
from reporting.rendering.overrides import FILE, environment
from reporting.rendering.pages import headed, heads_of, is_noted, page_style
from reporting.rendering.tables import facts_whole, table_view
from reporting.rendering.words import Words

UNBOUNDED: Mapping[type[Exception], str] = {
    RecursionError: "a macro calls itself without end",
    MemoryError: "what it prints does not fit into memory",
}
FAULTS: tuple[type[Exception], ...] = (
    TemplateError,
    ArithmeticError,
    AttributeError,
    LookupError,
    TypeError,
    ValueError,
    *UNBOUNDED,
)
"""How a firm's own macro may fail."""


def kind(part: Block | Value) -> str:
    """The class of a block or value in small letters; the macro of a block has this name."""
    return type(part).__name__.lower()


def profile_of(disclosure: Disclosure, words: Words) -> str:
    """The profile as readers know it: by its name, or by its id where it has none."""
    name = disclosure.profile_name
    return disclosure.profile if name is None else words.show(name)


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
def _environment(own: str) -> Bounded:
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
    environment = _environment(look.blocks)
    environment.begin()
    template = environment.get_template("document.html.j2")
    profile = profile_of(disclosure, words)
    try:
        return template.render(
            document=disclosure,
            words=words,
            profile=profile,
            language=words.formatter.tag,
            numbered=numbered,
            blank_pages=blank_pages,
            page_style=page_style(disclosure, words, profile),
            noted=is_noted(disclosure),
            heads=heads_of(disclosure).values(),
            headed=headed,
            table_view=lambda table: table_view(table, words),
            facts_whole=lambda facts: facts_whole(facts, words),
            has_logo=look.logo is not None,
        )
    except FAULTS as error:
        if not look.blocks:
            raise
        what = UNBOUNDED.get(type(error)) or shorten(str(error), 120)
        raise refuse(FILE, f"cannot be printed: {what}; mend the macro") from None
