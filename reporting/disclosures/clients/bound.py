"""Several documents in one: ids that stay apart where two documents print different figures under one id."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from reporting.domain.disclosure import Chart, Section, Table, Text, figures_in
from reporting.domain.figure import Figure

Part = TypeVar("Part")

OWN = "own"
"""Opens the ids of what a client's part prints in other figures than the shared part."""


def own_sections(sections: tuple[Section, ...], shared: Iterable[Section]) -> tuple[Section, ...]:
    """The sections with ids that differ from those of the shared ones wherever the content does.

    A figure that both print keeps its id. Parts of figures follow their figures.
    """
    known = {figure.id: figure for figure in figures_in(tuple(shared))}
    clashing = {f.id for f in figures_in(sections) if f.id in known and known[f.id] != f}
    # What is made from a renamed figure is another figure too.
    while more := {
        f.id
        for f in figures_in(sections)
        if f.id in known and f.id not in clashing and not clashing.isdisjoint(f.parts)
    }:
        clashing |= more

    def named(figure: Figure) -> Figure:
        parts = tuple(_own(part) if part in clashing else part for part in figure.parts)
        return replace(figure, id=_own(figure.id) if figure.id in clashing else figure.id, parts=parts)

    return tuple(_apart(rewritten(section, named)) for section in sections)


def _own(id: str) -> str:
    return f"{OWN}.{id}"


def _apart(section: Section) -> Section:
    """The section, its tables and charts under ids of the client's own part."""
    blocks = tuple(
        replace(block, id=f"{OWN}_{block.id}")
        if isinstance(block, Table)
        else replace(block, spec=replace(block.spec, id=f"{OWN}_{block.spec.id}"))
        if isinstance(block, Chart)
        else block
        for block in section.blocks
    )
    return replace(section, id=f"{OWN}_{section.id}", blocks=blocks)


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
