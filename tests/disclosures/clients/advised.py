"""Reports and refusals of the test client on the demo market, in words, sentence by sentence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from reporting.clients.assessment.types import Assessment
from reporting.disclosures.clients.advice.cited import RESULTS, Advice, concluded
from reporting.disclosures.clients.chapter import Chapter
from reporting.disclosures.clients.context import ClientContext, Model
from reporting.disclosures.clients.refusal import refusal_chapter
from reporting.disclosures.clients.suitability import suitability_chapter
from reporting.domain.client import ClientRecord
from reporting.domain.disclosure import (
    Block,
    Bullets,
    Callout,
    Facts,
    Paragraph,
    RiskScale,
    Section,
    Table,
    Value,
)
from reporting.rendering.words import shipped_words
from tests.clients.assessment.cases import DAY, assessed, profiles, questionnaire, record
from tests.disclosures.clients.models import model
from tests.inputs.shipped import house

MARK = re.compile(r"\[([FBR]\d+)\]")


@cache
def models() -> dict[str, Model]:
    """The profiles of the test cases, as they are at the end of the demo quarter."""
    return {id: model(id) for id in profiles()}


def context(person: ClientRecord) -> ClientContext:
    """The client in that quarter."""
    first = next(iter(models().values())).context
    common = (first.period, (date(2026, 7, 1), date(2026, 9, 30)), DAY, first.status, first.reasons)
    return ClientContext(person, "0123abc", house(), models(), *common)


@dataclass(frozen=True)
class Told:
    """A document, the assessment behind it, and its sentences by their place."""

    chapter: Chapter
    assessment: Assessment
    advice: Advice

    @property
    def sentences(self) -> dict[tuple[str, ...], str]:
        """Every sentence and row in words; its place is the section, the block, and what it is about."""
        found: dict[tuple[str, ...], str] = {}
        for section in self.chapter.sections:
            found |= _sentences(section)
        return found

    @property
    def words(self) -> str:
        """All of them, one a line."""
        return "\n".join(self.sentences.values())

    def results(self) -> dict[str, str]:
        """What is concluded, by mark."""
        if self.assessment.permitted is None:
            return {}
        return {f"R{i + 1}": say(concluded(self.advice, id)) for i, id in enumerate(RESULTS)}


def told(changes: Mapping[str, str | None] | None = None, **particulars: Any) -> Told:
    """The document of the test client with other answers."""
    person = record(changes, **particulars)
    found = assessed(changes, **particulars)
    write = refusal_chapter if found.refused else suitability_chapter
    client = context(person)
    return Told(write(client, found, questionnaire()), found, Advice(client, found, questionnaire()))


def marks(sentence: str) -> set[str]:
    """The facts and conclusions that a sentence cites."""
    return set(MARK.findall(sentence))


def say(value: Value) -> str:
    """A value in English."""
    return shipped_words("en").show(value)


def _sentences(section: Section) -> dict[tuple[str, ...], str]:
    found: dict[tuple[str, ...], str] = {}
    for place, block in enumerate(section.blocks):
        twice: Counter[str] = Counter()
        for about, words in _units(block):
            twice[about] += 1
            found[section.id, str(place), about, str(twice[about])] = words
    return found


def _units(block: Block) -> list[tuple[str, str]]:
    """What each sentence or row is about, and its words."""
    if isinstance(block, (Paragraph, Callout)):
        return [(block.text.key, say(block.text))]
    if isinstance(block, Bullets):
        return [(item.key, say(item)) for item in block.items]
    if isinstance(block, Facts):
        return [(say(label), f"{say(label)}: {say(value)}") for label, value in block.rows]
    if isinstance(block, RiskScale):
        return [("scale", say(block.risk_class))]
    assert isinstance(block, Table)
    return [_row(block, [say(cell) for cell in row.cells]) for row in block.rows]


def _row(table: Table, cells: list[str]) -> tuple[str, str]:
    """A row with the caption over it; a mark in its first cell counts as cited."""
    first, *others = cells
    opening = f"[{first}]" if re.fullmatch(r"[FBR]\d+", first) else first
    return first, " | ".join((say(table.caption), opening, *others))
