"""A document with its warnings said again where a page would stand without them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from reporting.disclosures.common import warning
from reporting.domain.disclosure import Block, Chart, Disclosure, Table


@dataclass(frozen=True, slots=True)
class Repetition:
    """A clause that shall stand directly before (or behind) the table or chart of this id."""

    clause: str
    about: str
    behind: bool = False


def with_warnings(disclosure: Disclosure, wanted: Iterable[Repetition]) -> Disclosure:
    """The document with each warning at its place; ids that it does not have change nothing."""
    at: dict[str, list[Repetition]] = {}
    for each in wanted:
        at.setdefault(each.about, []).append(each)
    sections = tuple(
        replace(section, blocks=tuple(new for block in section.blocks for new in _around(block, at)))
        for section in disclosure.sections
    )
    return replace(disclosure, sections=sections)


def _around(block: Block, at: dict[str, list[Repetition]]) -> tuple[Block, ...]:
    id = block.spec.id if isinstance(block, Chart) else block.id if isinstance(block, Table) else ""
    here = at.get(id, []) if id else []
    before = (warning(each.clause) for each in here if not each.behind)
    behind = (warning(each.clause) for each in here if each.behind)
    return (*before, block, *behind)
