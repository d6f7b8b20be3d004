"""Several documents in one: ids that stay apart where two documents print different figures under one id."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, TypeVar

from reporting.domain.disclosure import Block, Chart, Section, Table, Text, figures_in
from reporting.domain.figure import Figure

Part = TypeVar("Part")

OWN = "own"
"""Opens the ids of what a client's part prints in other figures than the shared part."""


@dataclass(frozen=True, slots=True)
class Own:
    """How a client's part is renamed: the ids of figures, tables, charts and sections that are taken."""

    figures: frozenset[str]
    blocks: frozenset[str]
    sections: frozenset[str]

    @classmethod
    def of(cls, parts: object, shared: tuple[Section, ...]) -> Own:
        """The ids that the shared sections use for something else than `parts` do.

        A figure that both print keeps its id; one that is made from a renamed figure is renamed with it.
        """
        known = {figure.id: figure for figure in figures_in(shared)}
        found = tuple(figures_in(parts))
        taken = {figure.id for figure in found if known.get(figure.id, figure) != figure}
        while more := {f.id for f in found if not taken.isdisjoint(f.parts)} - taken:
            taken |= more
        blocks = (_id(block) for section in shared for block in section.blocks)
        return cls(frozenset(taken), frozenset(blocks), frozenset(section.id for section in shared))

    def part(self, part: Part) -> Part:
        """Any part with the ids of its figures, and of the figures that they are made from."""
        return rewritten(part, self._named)

    def section(self, section: Section) -> Section:
        """A section with the ids of everything in it."""
        blocks = tuple(self._block(block) for block in self.part(section.blocks))
        return replace(self.part(section), id=self._own(section.id, self.sections), blocks=blocks)

    def _named(self, figure: Figure) -> Figure:
        parts = tuple(self._own(part, self.figures, ".") for part in figure.parts)
        return replace(figure, id=self._own(figure.id, self.figures, "."), parts=parts)

    def _block(self, block: Block) -> Block:
        if isinstance(block, Table):
            return replace(block, id=self._own(block.id, self.blocks))
        if isinstance(block, Chart):
            return replace(block, spec=replace(block.spec, id=self._own(block.spec.id, self.blocks)))
        return block

    @staticmethod
    def _own(id: str, taken: frozenset[str], join: str = "_") -> str:
        return f"{OWN}{join}{id}" if id in taken else id


def _id(block: Block) -> str:
    return block.spec.id if isinstance(block, Chart) else block.id if isinstance(block, Table) else ""


def rewritten(part: Part, change: Callable[[Figure], Figure]) -> Part:
    """Any part of a document with each of its figures changed."""
    made: Any = part
    if isinstance(part, Figure):
        made = change(part)
    elif isinstance(part, Text):
        made = replace(part, values=_values(part.values, change))
    elif isinstance(part, tuple):
        made = tuple(rewritten(item, change) for item in part)
    elif is_dataclass(part) and not isinstance(part, type):
        given = {each.name: getattr(part, each.name) for each in fields(part)}
        told = {name: rewritten(value, change) for name, value in given.items()}
        made = replace(part, **told) if any(told[name] is not given[name] for name in given) else part
    result: Part = made
    return result


def _values(values: Mapping[str, Any], change: Callable[[Figure], Figure]) -> dict[str, Any]:
    return {name: rewritten(value, change) for name, value in values.items()}
