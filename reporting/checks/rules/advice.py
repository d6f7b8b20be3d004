"""Why a profile suits: five headings with the client's own facts, and numbers that bear it out (Art 54)."""

from __future__ import annotations

from collections.abc import Iterator

from reporting.checks.asked import of
from reporting.checks.chapters import Chapter
from reporting.checks.cited import cited, marks, quotations
from reporting.checks.printed import number
from reporting.checks.rule import Rule
from reporting.checks.rules.contents import ZERO, differs
from reporting.checks.subject import Subject
from reporting.checks.verdict import seen
from reporting.domain.disclosure import DocumentKind, Text
from reporting.domain.verdict import Evidence

FAMILY = "advice"
REPORT = (DocumentKind.SUITABILITY,)
SUITS = "suits"
HEADINGS = ("term", "knowledge", "risk", "capacity", "sustainability")
"""What Article 54(12) names, as messages `suitability.<id>`."""
QUOTING = ("suits", "against", "stakes", "advised_costs", "alternatives", "tests", "review")
"""Sections in which a mark stands right behind the fact that it marks."""
SCORES, PERMITTED = ("R1", "R2", "R3", "R4"), "R5"


def reason(subject: Subject, chapter: Chapter, heading: str, section: str = SUITS) -> str:
    """What stands beside a heading; empty without it."""
    value = chapter.facts(section).get(subject.words.message(f"suitability.{heading}"))
    return chapter.twin.cell(value).text if value is not None else ""


def _headings(subject: Subject, chapter: Chapter) -> Iterator[Evidence]:
    page = subject.page_of(chapter.section(SUITS))
    shown = {heading: reason(subject, chapter, heading) for heading in HEADINGS}
    for heading, text in shown.items():
        if not text:
            yield seen("heading_missing", page, heading=Text(f"suitability.{heading}"))
        elif not marks(text):
            yield seen("nothing_cited", page, heading=Text(f"suitability.{heading}"))
    if len(set(filter(None, shown.values()))) < len(list(filter(None, shown.values()))):
        yield seen("same_reason", page)


def _cites(subject: Subject, chapter: Chapter) -> Iterator[Evidence]:
    """Every mark leads to a fact of the list, and what is quoted is that fact."""
    facts = cited(chapter)
    for section in chapter.sections:
        page = subject.page_of(section)
        for text in _every(chapter, section.id):
            for mark, before in quotations(text):
                if mark not in facts.told and mark not in facts.gaps:
                    yield seen("mark_unknown", page, mark=mark)
                elif section.id in QUOTING and not before.endswith(facts.told.get(mark, "")):
                    yield seen("misquoted", page, mark=mark)


def _every(chapter: Chapter, id: str) -> Iterator[str]:
    """Every text of a section: running text, facts, cells."""
    yield from chapter.texts(id)
    section = chapter.section(id)
    for block in section.blocks if section else ():
        lines = [] if not hasattr(block, "lines") else block.lines
        yield from (chapter.twin.cell(value).text for line in lines for value in line)


def _objectives(subject: Subject, chapter: Chapter) -> Iterator[Evidence]:
    """Goal and attitude to risk cite the client, and the class lies within the lowest of the four scores."""
    page = subject.page_of(chapter.section(SUITS))
    for heading in ("goal", "risk"):
        if not marks(reason(subject, chapter, heading)):
            yield seen("nothing_cited", page, heading=Text(f"suitability.{heading}"))
    facts = cited(chapter)
    scores = [subject.number(facts.told.get(mark, "")) for mark in SCORES]
    known = [each for each in scores if each is not None]
    permitted = subject.number(facts.told.get(PERMITTED, ""))
    value = chapter.facts("suitability").get(subject.words.message("suitability.class"))
    found = number(chapter.twin.cell(value).figure) if value else None
    if len(known) < len(SCORES) or permitted is None or found is None:
        yield seen("no_classes", page)
    elif permitted != min(known):
        yield differs(page, PERMITTED, permitted, min(known))
    elif found > permitted:
        yield seen("class_above", page, found=found, permitted=permitted)


def _losses(subject: Subject, chapter: Chapter) -> Iterator[Evidence]:
    """The worst outcome in money is at most what the client can bear, and the rest is the difference."""
    page = subject.page_of(chapter.section(SUITS))
    text = reason(subject, chapter, "capacity")
    keys = ("suitability.capacity_stress", "suitability.capacity_tail")
    said = next((found for key in keys if (found := subject.read(key, text))), {})
    names = ("share", "loss", "amount", "bearable", "rest")
    values = [subject.number(said.get(name, "")) for name in names]
    if None in values:
        yield seen("no_capacity", page)
        return
    share, loss, amount, bearable, rest = (value or ZERO for value in values)
    if loss > bearable:
        yield seen("loss_unbearable", page)
    if abs(bearable - loss - rest) > 1:
        yield differs(page, "capacity.rest", rest, bearable - loss)
    if abs(amount * share / 100 - loss) > amount / 2000 + 1:
        yield differs(page, "loss", loss, amount * share / 100)


def _knowledge(subject: Subject, chapter: Chapter) -> Iterator[Evidence]:
    """Each type of instrument used is known and its test passed, or the law presumes it of a professional."""
    page = subject.page_of(chapter.section(SUITS))
    text = reason(subject, chapter, "knowledge")
    facts = cited(chapter)
    if any(subject.found("suitability.knowledge_presumed", text)):
        professional = subject.words.message("advice.category_professional")
        if facts.told.get("B1") != professional:
            yield seen("not_presumed", page)
        return
    shown = len(list(subject.found("suitability.knowledge_words", text)))
    counted = [found["count"] for cell in _cells(chapter, "tests")
               if (found := subject.read("suitability.passed_knowledge", cell))]  # fmt: skip
    if not shown or counted != [str(shown)]:
        yield seen("types_missing", page, shown=shown, counted=", ".join(counted) or "–")


def _cells(chapter: Chapter, id: str) -> Iterator[str]:
    table = chapter.table(id)
    return (chapter.twin.cell(value).text for row in (table.rows if table else ()) for value in row.cells)


RULES = (
    Rule("five_headings", FAMILY, "DR 2017/565 Art 54(12)", of(REPORT, _headings, SUITS), twin=True),
    Rule("reasons_cite_facts", FAMILY, "DR 2017/565 Art 54(12)", of(REPORT, _cites, SUITS), twin=True),
    Rule("objectives_met", FAMILY, "DR 2017/565 Art 54(2)(a)", of(REPORT, _objectives, SUITS), twin=True),
    Rule("losses_bearable", FAMILY, "DR 2017/565 Art 54(2)(b)", of(REPORT, _losses, SUITS), twin=True),
    Rule(
        "knowledge_matched", FAMILY, "DR 2017/565 Arts 54(2)(c), 55", of(REPORT, _knowledge, SUITS), twin=True
    ),
)
