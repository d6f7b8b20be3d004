"""What stands in the margins of a document."""

from __future__ import annotations

from collections.abc import Iterator

from reporting.domain.disclosure import Chart, Disclosure, Section, Table, Terms


def beside(document: Disclosure) -> Iterator[Terms]:
    """The notes of sections, tables and charts, in reading order."""
    for section in document.sections:
        for part in (section, *section.blocks):
            if isinstance(part, (Section, Table, Chart)):
                yield part.beside
