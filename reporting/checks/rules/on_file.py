"""What is known of the client: means, objectives, wishes; dated, none against another (Art 54)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from reporting.checks.asked import of
from reporting.checks.chapters import Chapter
from reporting.checks.cited import ANSWERS, Cited, cited, marks
from reporting.checks.printed import number, plain
from reporting.checks.rule import Rule
from reporting.checks.rules.advice import REPORT, reason
from reporting.checks.subject import Subject
from reporting.checks.twin import Ref, TwinRow
from reporting.checks.verdict import seen
from reporting.domain.verdict import Evidence
from reporting.measures.periods import months_before

FAMILY = "on_file"
MEANS = ("income", "commitments", "liquid_assets", "investments", "real_property", "debts")
"""Questions on the financial situation (Art 54(4)), as figures `answer.<id>`."""
TERM = "holding_years"
OBJECTIVES = ("goal", "risk")
"""Headings whose reasons cite purpose, goal and attitude to risk (Art 54(5))."""
MONTHS = 12


def _situation(subject: Subject, chapter: Chapter) -> Iterator[Evidence]:
    """Income, commitments and assets, in numbers and with the days on which they were told."""
    yield from _dated(subject, chapter, [(name, _mark_of(chapter, name)) for name in MEANS])


def _objectives(subject: Subject, chapter: Chapter) -> Iterator[Evidence]:
    """Term, purpose, goal and attitude to risk, with their days."""
    wanted = [(TERM, _mark_of(chapter, TERM))]
    for heading in OBJECTIVES:
        told = [mark for mark in marks(reason(subject, chapter, heading)) if mark.startswith("F")]
        wanted += [(heading, mark) for mark in told or [""]]
    yield from _dated(subject, chapter, wanted)


def _sustainability(subject: Subject, chapter: Chapter) -> Iterator[Evidence]:
    """The answer on sustainability, "no" included, with its day."""
    told = marks(reason(subject, chapter, "sustainability"))
    yield from _dated(subject, chapter, [("sustainability", mark) for mark in told or [""]])


def _mark_of(chapter: Chapter, id: str) -> str:
    """The mark beside the figure of an answer; empty without it."""
    table = chapter.table(ANSWERS)
    for row in table.rows if table else ():
        if any(isinstance(value, Ref) and value.figure.endswith(f"answer.{id}") for value in row.cells):
            known = number(chapter.figure(f"answer.{id}")) is not None
            return chapter.twin.cell(row.cells[0]).text if known else ""
    return ""


def _dated(subject: Subject, chapter: Chapter, wanted: list[tuple[str, str]]) -> Iterator[Evidence]:
    """Answers that are missing, not dated, or older than a year."""
    page, facts = subject.page_of(chapter.table(ANSWERS)), cited(chapter)
    oldest = months_before(subject.as_of, MONTHS)
    for name, mark in wanted:
        given = _given(subject, facts, mark)
        if mark not in facts.told or not facts.told[mark]:
            yield seen("answer_missing", page, answer=name)
        elif given is None or not oldest <= given <= subject.as_of:
            yield seen("answer_undated", page, answer=name, mark=mark)


def _given(subject: Subject, facts: Cited, mark: str) -> date | None:
    return subject.day(facts.given.get(mark, ""))


def _no_contradiction(subject: Subject, chapter: Chapter) -> Iterator[Evidence]:
    """The list of contradictions was gone through and none was found, and no answer is counted twice."""
    table = chapter.table("tests")
    page = subject.page_of(table)
    compared = [chapter.twin.cell(row.cells[1]).text for row in (table.rows if table else ())]
    looked = [said for text in compared if (said := subject.read("suitability.passed_contradiction", text))]
    if len(looked) != 1 or not (subject.number(looked[0]["count"]) or 0) > 0:
        yield seen("not_looked", page)
    counted = [said for text in compared if (said := subject.read("suitability.passed_complete", text))]
    known = sum(mark.startswith("F") for mark in cited(chapter).told)
    if len(counted) != 1 or subject.number(counted[0]["count"]) != known:
        yield seen("answers_uncounted", page, known=known)
    rows = [plain(chapter.twin.cell(row.cells[0]).text) for row in _answers(chapter)]
    if len(set(rows)) < len(rows):
        yield seen("answered_twice", subject.page_of(chapter.table(ANSWERS)))


def _answers(chapter: Chapter) -> list[TwinRow]:
    table = chapter.table(ANSWERS)
    return table.rows if table else []


RULES = (
    Rule("situation_on_file", FAMILY, "DR 2017/565 Art 54(4)", of(REPORT, _situation, ANSWERS), twin=True),
    Rule("objectives_on_file", FAMILY, "DR 2017/565 Art 54(5)", of(REPORT, _objectives, ANSWERS), twin=True),
    Rule(
        "wishes_on_file",
        FAMILY,
        "DR 2017/565 Art 54(5), as amended",
        of(REPORT, _sustainability, ANSWERS),
        twin=True,
    ),
    Rule(
        "no_contradiction",
        FAMILY,
        "DR 2017/565 Art 54(7)(d)",
        of(REPORT, _no_contradiction, "tests"),
        twin=True,
    ),
)
