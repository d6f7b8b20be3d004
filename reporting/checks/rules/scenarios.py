"""Scenarios show good and bad outcomes, and the kinds of instruments held (Art 44(6))."""

from __future__ import annotations

from collections.abc import Iterator

from reporting.checks.asked import of
from reporting.checks.chapters import OWN, Chapter
from reporting.checks.rule import Rule
from reporting.checks.subject import Subject
from reporting.checks.verdict import seen
from reporting.domain.disclosure import DocumentKind, Text
from reporting.domain.verdict import Evidence

FAMILY = "scenarios"
AHEAD = (DocumentKind.EX_ANTE, DocumentKind.PERSONAL)
NAMES = ("stress", "unfavourable", "moderate", "favourable")


def _values(chapter: Chapter, name: str) -> dict[str, float]:
    """The money of a scenario by its term; of a client's own amount where there is one."""
    own = f"{OWN}." if chapter.kind is DocumentKind.PERSONAL else ""
    stem = f"{own}scenario.{name}."
    return {
        id.removeprefix(stem).removesuffix(".money"): figure.value
        for id, figure in chapter.twin.figures.items()
        if id.startswith(stem) and id.endswith(".money") and figure.value is not None
    }


def _both_sides(subject: Subject, chapter: Chapter) -> Iterator[Evidence]:
    amount = chapter.figure("scenario.amount")
    if amount is None or amount.value is None:
        yield seen("no_amount")
        return
    found = {name: _values(chapter, name) for name in NAMES}
    values = [value for terms in found.values() for value in terms.values()]
    yield from (
        seen("scenario_missing", scenario=Text(f"ea.scenario_{name}"))
        for name, terms in found.items()
        if not terms
    )
    if not any(value < amount.value for value in values):
        yield seen("no_loss")
    if not any(value > amount.value for value in values):
        yield seen("no_gain")


def _order(subject: Subject, chapter: Chapter) -> Iterator[Evidence]:
    found = [_values(chapter, name) for name in NAMES]
    for term in sorted(found[NAMES.index("moderate")]):
        row = [terms[term] for terms in found if term in terms]
        if row != sorted(row):
            yield seen("scenario_order", term=term)


RULES = (
    Rule("both_sides", FAMILY, "DR 2017/565 Art 44(6)(d)", of(AHEAD, _both_sides, "scenarios"), twin=True),
    Rule("scenarios_in_order", FAMILY, "DR 2017/565 Art 44(6)(d)", of(AHEAD, _order, "scenarios"), twin=True),
)
