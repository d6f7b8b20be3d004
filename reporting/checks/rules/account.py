"""Whose account a document is about: firm, designation, holder, period; the same in all (Art 60(2))."""

from __future__ import annotations

from collections.abc import Iterator

from reporting.checks.asked import of
from reporting.checks.chapters import Chapter
from reporting.checks.printed import plain
from reporting.checks.rule import Rule
from reporting.checks.subject import Subject
from reporting.checks.verdict import seen
from reporting.domain.disclosure import DocumentKind
from reporting.domain.verdict import Evidence

FAMILY = "account"
ABOUT = {
    DocumentKind.STATEMENT: "statement",
    DocumentKind.COSTS: "annual_costs",
    DocumentKind.NOTICE: "notice",
}
"""The section that says what a document is about."""
NAMED = ("firm", "account", "holder", "period")
"""Particulars, as messages `statement.<id>`."""


def _named(subject: Subject, chapter: Chapter) -> Iterator[Evidence]:
    section = ABOUT[chapter.kind]
    page = subject.page_of(chapter.section(section))
    facts = _facts(subject, chapter)
    for name in NAMED:
        if not facts[name].strip("– "):
            yield seen("not_named", page, what=subject.words.message(f"statement.{name}"))
    if facts["firm"] and facts["firm"] != plain(subject.meant.firm):
        yield seen("other_firm", page)
    for other in (each for each in subject.chapters if each.kind in ABOUT):
        if any(_facts(subject, other)[name] != facts[name] for name in ("account", "holder")):
            yield seen("other_account", page)


def _facts(subject: Subject, chapter: Chapter) -> dict[str, str]:
    """The particulars as printed; empty where one is missing."""
    known = chapter.facts(ABOUT[chapter.kind])
    values = {name: known.get(subject.words.message(f"statement.{name}")) for name in NAMED}
    return {name: plain(chapter.twin.cell(value).text) if value else "" for name, value in values.items()}


RULES = (
    Rule(
        "account_named",
        FAMILY,
        "DR 2017/565 Art 60(2)(a), (b)",
        of(ABOUT, _named, *dict.fromkeys(ABOUT.values())),
        twin=True,
    ),
)
