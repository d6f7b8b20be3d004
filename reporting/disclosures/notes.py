"""Notes in the margin: terms of the glossary, explained beside what uses them first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from reporting.disclosures.glossary import entries
from reporting.domain.disclosure import Block, Chart, Section, Table, Terms

Notes = Mapping[str, tuple[str, ...]]
"""Terms by the id of what they are explained beside."""
Part = TypeVar("Part", Section, Table, Chart)


def explained(sections: tuple[Section, ...], starts: Notes, exhibits: Notes) -> tuple[Section, ...]:
    """The sections with notes where sections start, and beside tables and charts.

    Every term is explained once, where it comes first. Ids that the sections do not have change nothing.
    """
    known: set[str] = set()

    def beside(part: Part, terms: tuple[str, ...]) -> Part:
        new = tuple(term for term in terms if term not in known)
        known.update(new)
        return replace(part, beside=Terms(entries(new))) if new else part

    def noted(block: Block) -> Block:
        if isinstance(block, Table):
            return beside(block, exhibits.get(block.id, ()))
        return beside(block, exhibits.get(block.spec.id, ())) if isinstance(block, Chart) else block

    return tuple(
        replace(beside(each, starts.get(each.id, ())), blocks=tuple(map(noted, each.blocks)))
        for each in sections
    )
