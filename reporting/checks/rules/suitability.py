"""What may be shown to whom: the risk class inside its band, instruments with a key information document."""

from __future__ import annotations

from collections.abc import Iterator

from reporting.checks.asked import of
from reporting.checks.chapters import Chapter
from reporting.checks.cited import cited
from reporting.checks.page import SPACE, without_spaces
from reporting.checks.printed import plain
from reporting.checks.rule import Rule
from reporting.checks.subject import Subject
from reporting.checks.twin import TwinScale, TwinText
from reporting.checks.verdict import broken_by, met, not_applicable, seen, shortly, to_judge
from reporting.domain.disclosure import DocumentKind, Status
from reporting.domain.verdict import Evidence, Finding

FAMILY = "suitability"
AHEAD = (DocumentKind.EX_ANTE, DocumentKind.SHARED)
TARGETS = ("target", "neutral", "excluded", "not_stated")
"""For whom funds are made, as messages `ea.target_<kind>`."""


def _band(subject: Subject) -> Finding:
    twin = subject.meant
    scales = [block for _, block in twin.blocks() if isinstance(block, TwinScale)]
    if not scales:
        return not_applicable("no_risk_class")
    figure = twin.figures.get(scales[0].risk_class.figure)
    low, high = scales[0].lowest, scales[0].highest
    value = figure.value if figure else None
    shown = seen("risk_class", found="–" if value is None else shortly(value), low=low, high=high)
    return met(shown) if value is not None and low <= value <= high else _grave(shown, twin.use)


def _grave(fault: Evidence, use: Status) -> Finding:
    """What no client may get, and a person must judge in a document that reaches none."""
    return broken_by([fault]) if use is Status.FINAL else to_judge([fault])


def _documents(subject: Subject) -> Finding:
    twin = subject.meant
    if not subject.holds(AHEAD):
        return not_applicable("other_documents")
    if _professional(subject):
        return not_applicable("professional")
    statement = without_spaces(subject.words.message("ea.no_kid"))
    without = [
        words
        for _, block in twin.blocks()
        if isinstance(block, TwinText)
        for words in block.words
        if statement.fullmatch(SPACE.sub("", words))
    ]
    if not without:
        return met(seen("all_documents"))
    return _grave(seen("value", value=without[0]), twin.use)


def _professional(subject: Subject) -> bool:
    """Whether the document is for a professional client, to whom no key information document is owed."""
    reports = (each for each in subject.chapters if each.kind is DocumentKind.SUITABILITY)
    professional = subject.words.message("advice.category_professional")
    return any(cited(each).told.get("B1") == professional for each in reports)


def _target(subject: Subject, chapter: Chapter) -> Iterator[Evidence]:
    """Every fund is named once among those for whom its producer made it."""
    page = subject.page_of(chapter.section("risks"))
    said = [(kind, found["tickers"]) for text in chapter.texts("risks") for kind in TARGETS
            if (found := subject.read(f"ea.target_{kind}", text))]  # fmt: skip
    named = sorted(ticker for _, tickers in said for ticker in tickers.split(", "))
    table = chapter.table("holdings")
    rows = [row for row in table.rows if not row.total] if table else []
    held = sorted(plain(chapter.twin.cell(row.cells[0]).text) for row in rows)
    if named != held or not held:
        yield seen("target_unsaid", page, funds=", ".join(sorted(set(held) ^ set(named))))


def _closed(subject: Subject) -> Finding:
    """Funds whose producers made them for others than retail clients reach none of these."""
    chapters = [each for each in subject.chapters if each.kind in AHEAD]
    if not chapters:
        return not_applicable("other_documents")
    if _professional(subject):
        return not_applicable("professional")
    closed = [found["tickers"] for each in chapters for text in each.texts("risks")
              if (found := subject.read("ea.target_excluded", text))]  # fmt: skip
    return _grave(seen("value", value=closed[0]), subject.meant.use) if closed else met(seen("none_closed"))


RULES = (
    Rule("risk_in_band", FAMILY, "DR 2017/565 Art 47(3)(e)", _band, twin=True),
    Rule(
        "target_market", FAMILY, "Directive 2014/65/EU Art 24(4)(b)", of(AHEAD, _target, "risks"), twin=True
    ),
    Rule("not_closed_to_retail", FAMILY, "Directive 2014/65/EU Art 24(2)", _closed, twin=True),
    Rule("kid_available", FAMILY, "Regulation (EU) No 1286/2014 Art 13", _documents, twin=True),
)
