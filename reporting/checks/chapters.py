"""The documents that a file holds: one by itself, or those that are bound into a pack."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from reporting.checks.twin import FullTwin, TwinCallout, TwinFacts, TwinSection, TwinTable, TwinText, Value
from reporting.domain.disclosure import DocumentKind
from reporting.inputs.twins import TwinFigure

TITLES = {
    DocumentKind.SUITABILITY: "pack.part_suitability",
    DocumentKind.REFUSAL: "pack.part_refusal",
    DocumentKind.PERSONAL: "pack.part_personal",
    DocumentKind.STATEMENT: "pack.part_statement",
    DocumentKind.COSTS: "pack.part_costs",
    DocumentKind.SHARED: "pack.shared_title",
}
"""The documents that are bound into others, and the messages of their titles."""
OWN = "own"
"""Opens the ids of what a client's part prints in other figures than the shared pages."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """One document with its sections. Tables and figures are found by the ids that they have in a document
    by itself, also where the pack gave them others to keep them apart from the shared pages."""

    kind: DocumentKind
    sections: tuple[TwinSection, ...]
    twin: FullTwin

    def section(self, id: str) -> TwinSection | None:
        """The section of this id."""
        wanted = (f"{OWN}_{id}", id)
        return next((each for name in wanted for each in self.sections if each.id == name), None)

    def tables(self) -> Iterator[TwinTable]:
        """Every table, in reading order."""
        blocks = (block for section in self.sections for block in section.blocks)
        return (block for block in blocks if isinstance(block, TwinTable))

    def table(self, id: str) -> TwinTable | None:
        """The table of this id."""
        wanted = (f"{OWN}_{id}", id)
        return next((each for name in wanted for each in self.tables() if each.id == name), None)

    def figure(self, id: str) -> TwinFigure | None:
        """The figure of this id."""
        figures = self.twin.figures
        return figures.get(f"{OWN}.{id}") or figures.get(id)

    def facts(self, section: str) -> dict[str, Value]:
        """The values of a section's labels."""
        found = self.section(section)
        blocks = found.blocks if found else []
        return {
            self.twin.cell(label).text: value
            for block in blocks
            if isinstance(block, TwinFacts)
            for label, value in block.rows
        }

    def texts(self, *sections: str) -> Iterator[str]:
        """Running text, lists and boxes of some sections, of all where none is named."""
        for section in self.sections:
            if sections and section.id.removeprefix(f"{OWN}_") not in sections:
                continue
            for block in section.blocks:
                if isinstance(block, TwinText):
                    yield from (words for words in block.words if words)
                elif isinstance(block, TwinCallout):
                    yield block.text


def chapters(twin: FullTwin, titles: Mapping[str, DocumentKind]) -> tuple[Chapter, ...]:
    """The document, and those that begin inside it under their `titles`; of a pack these alone."""
    found: list[tuple[DocumentKind, list[TwinSection]]] = [(twin.kind, [])]
    for section in twin.sections:
        if section.opens:
            found.append((titles.get(section.opens, twin.kind), []))
        found[-1][1].append(section)
    bound = found[1:] if twin.kind is DocumentKind.PACK else found
    return tuple(Chapter(kind, tuple(sections), twin) for kind, sections in bound)
