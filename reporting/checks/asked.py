"""Rules that are asked of a client's documents, wherever these stand: by themselves or in a pack."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from reporting.checks.chapters import Chapter
from reporting.checks.rule import Look
from reporting.checks.subject import Subject
from reporting.checks.twin import TwinTable
from reporting.checks.verdict import broken_by, not_applicable, seen
from reporting.domain.disclosure import DocumentKind
from reporting.domain.verdict import Evidence, Finding

Faults = Callable[[Subject, Chapter], Iterable[Evidence]]
"""What is wrong in one document."""
TableFaults = Callable[[Subject, Chapter, TwinTable], Iterable[Evidence]]
"""What is wrong in one table of a document."""


def of(kinds: Iterable[DocumentKind], faults: Faults, *at: str) -> Look:
    """A look at every document of these kinds. `at` are ids of the sections and tables that are looked at,
    whose pages are named where nothing is wrong."""
    wanted = frozenset(kinds)

    def look(subject: Subject) -> Finding:
        chapters = [chapter for chapter in subject.chapters if chapter.kind in wanted]
        if not chapters:
            return not_applicable("other_documents")
        found = [fault for chapter in chapters for fault in faults(subject, chapter)]
        return broken_by(found, _places(subject, chapters, at))

    return look


def of_table(kinds: Iterable[DocumentKind], id: str, missing: str, faults: TableFaults) -> Look:
    """A look at one table of every document of these kinds; without it `seen.<missing>` is what is wrong."""

    def looked(subject: Subject, chapter: Chapter) -> Iterable[Evidence]:
        table = chapter.table(id)
        return faults(subject, chapter, table) if table else [seen(missing)]

    return of(kinds, looked, id)


def _places(subject: Subject, chapters: list[Chapter], ids: tuple[str, ...]) -> Iterator[Evidence]:
    parts = [part for chapter in chapters for id in ids for part in (chapter.section(id), chapter.table(id))]
    pages = {page for part in parts if part is not None and (page := subject.page_of(part))}
    return (seen("looked_at", page) for page in sorted(pages))
