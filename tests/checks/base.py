"""Documents that pass, and ways to break them: by words, figures, blocks, style, twin or bytes."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from reporting.checks.check import Report, check
from reporting.delivery.data import load_data
from reporting.delivery.job import compose, market_of
from reporting.delivery.period import parse_quarter
from reporting.delivery.plan import Task
from reporting.delivery.subject import find_subject
from reporting.disclosures.clients.bound import rewritten
from reporting.domain.disclosure import Block, Chart, Disclosure, DocumentKind, Section, Table
from reporting.domain.figure import Figure
from reporting.domain.rounding import units
from reporting.domain.units import Unit
from reporting.rendering import pdf as printer
from reporting.rendering.catalogue import Catalogue
from reporting.rendering.pdf import render_pdf
from reporting.rendering.twin import twin
from reporting.rendering.words import Words, shipped_words
from tests.checks import clients

ANTE, POST = DocumentKind.EX_ANTE, DocumentKind.EX_POST
SUITABILITY, REFUSAL, PERSONAL = DocumentKind.SUITABILITY, DocumentKind.REFUSAL, DocumentKind.PERSONAL
STATEMENT, COSTS, NOTICE = DocumentKind.STATEMENT, DocumentKind.COSTS, DocumentKind.NOTICE
CLIENT = (SUITABILITY, REFUSAL, PERSONAL, STATEMENT, COSTS, NOTICE, DocumentKind.PACK)
Json = dict[str, Any]
KEPT = {
    *(
        "glance",
        "scenarios",
        "costs",
        "costs_itemised",
        "shocks",
        "allocation",
        "rules",
        "risks",
        "risk_classes",
        "assumptions",
    ),
    *("about", "reading", "record", "metrics", "contribution", "data", "firm"),
}
Html = Callable[[str], str]


@cache
def composed() -> dict[DocumentKind, Disclosure]:
    """Both documents of a profile on the demo market, shortened, before they are printed."""
    task = Task(find_subject("balanced", None, load_data()), parse_quarter("2021Q4"), "en", 100)
    return {each.kind: short(each) for each in compose(task, market_of(task))}


def document(kind: DocumentKind) -> Disclosure:
    """A document as it should be, before it is printed."""
    return composed()[kind] if kind in (ANTE, POST) else clients.documents()[kind]


def short(disclosure: Disclosure) -> Disclosure:
    """Fewer sections and one chart at most: a test of ninety rules prints often."""
    sections = tuple(
        replace(section, blocks=tuple(block for block in section.blocks if not is_spare(block)))
        for section in disclosure.sections
        if section.id in KEPT
    )
    return replace(disclosure, sections=sections)


def is_spare(block: Block) -> bool:
    return isinstance(block, Chart) and block.spec.id != "fan"


def made(disclosure: Disclosure, words: Words | None = None) -> tuple[bytes, bytes]:
    return render_pdf(disclosure, words=words), twin(disclosure, words)


@cache
def whole(kind: DocumentKind) -> tuple[bytes, bytes]:
    """A document as it should be, and its twin."""
    return made(document(kind))


@cache
def report(kind: DocumentKind) -> Report:
    return check(*whole(kind), "base")


def reworded(kind: DocumentKind, messages: dict[str, str]) -> tuple[bytes, bytes]:
    """The document with other words for some messages."""
    catalogue = shipped_words("en").catalogue
    other = Words(Catalogue("en", {**catalogue._messages, **messages}))
    return made(document(kind), other)


def styled(kind: DocumentKind, css: str = "", html: Html = lambda text: text) -> tuple[bytes, bytes]:
    """The document in another style or with other markup; the twin as it was."""
    before = printer.render_html

    def changed(*given: Any, **options: Any) -> str:
        text = before(*given, **options)
        return html(text.replace("</head>", f"<style>{css}</style></head>"))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(printer, "render_html", changed)
        return render_pdf(document(kind)), whole(kind)[1]


def told(kind: DocumentKind, change: Callable[[Json], None]) -> tuple[bytes, bytes]:
    """The same PDF beside a twin that was changed."""
    content = json.loads(whole(kind)[1])
    change(content)
    return whole(kind)[0], json.dumps(content).encode()


def blocks(kind: DocumentKind, change: Callable[[Section], Section | None]) -> tuple[bytes, bytes]:
    """The document with sections changed or left out, and the twin of it."""
    sections = (change(section) for section in document(kind).sections)
    return made(replace(document(kind), sections=tuple(each for each in sections if each is not None)))


def misprinted(kind: DocumentKind, *ids: str) -> tuple[bytes, bytes]:
    """The document with some figures printed seven units of their last digit too high, their values right."""

    def change(figure: Figure) -> Figure:
        if figure.id not in ids:
            return figure
        assert figure.value is not None
        shift = 2 if figure.unit in (Unit.PERCENT, Unit.PERCENT_PER_YEAR) else 0
        return replace(figure, printed_units=units(figure.value, figure.decimals, shift) + 7)

    known = {figure.id for figure in document(kind).figures()}
    assert set(ids) <= known, set(ids) - known
    return made(replace(document(kind), sections=rewritten(document(kind).sections, change)))


def without_rows(kind: DocumentKind, table: str, which: Callable[[int], bool]) -> tuple[bytes, bytes]:
    """The document without some rows of a table."""

    def change(section: Section) -> Section:
        return replace(section, blocks=tuple(cut(block) for block in section.blocks))

    def cut(block: Any) -> Any:
        if not isinstance(block, Table) or block.id != table:
            return block
        return replace(block, rows=tuple(row for place, row in enumerate(block.rows) if not which(place)))

    return blocks(kind, change)
