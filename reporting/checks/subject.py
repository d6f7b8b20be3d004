"""What is checked: a printed document, its twin, and the words of its language."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from reporting.checks.chapters import TITLES as BOUND
from reporting.checks.chapters import Chapter, chapters
from reporting.checks.page import SPACE, WHITE, Color, Joined, Page, Run, without_spaces
from reporting.checks.placement import Placement, placed
from reporting.checks.printed import MARK, day, number, plain, template
from reporting.checks.reader import Printed
from reporting.checks.structure import Element
from reporting.checks.twin import FullTwin, TwinSection, TwinTable
from reporting.checks.verdict import Seen, told
from reporting.domain.disclosure import DocumentKind
from reporting.domain.verdict import Box, Evidence
from reporting.rendering.catalogue import Catalogue


@dataclass(frozen=True)
class Subject:
    """One document. `twin` is None where it was not at hand."""

    printed: Printed
    twin: FullTwin | None
    words: Catalogue

    @property
    def meant(self) -> FullTwin:
        """The twin, for rules that are asked only when there is one."""
        assert self.twin is not None
        return self.twin

    @property
    def kind(self) -> DocumentKind | None:
        """Which document it is, by its twin or by its title."""
        if self.twin:
            return self.twin.kind
        for kind, key in TITLES.items():
            if key in self.words and self.printed.title.startswith(self.words.message(key)):
                return kind
        return None

    @property
    def quoted(self) -> Collection[str]:
        """What the document quotes of others; nothing is known without the twin."""
        return self.twin.quoted if self.twin else ()

    @cached_property
    def quotations(self) -> re.Pattern[str] | None:
        """A pattern for all that is quoted, wherever lines break in it; None where nothing is."""
        texts = sorted(filter(None, (SPACE.sub("", text) for text in self.quoted)), key=len, reverse=True)
        any_of = "|".join(r"\s*".join(map(re.escape, text)) for text in texts)
        return re.compile(rf"(?<!\w)(?:{any_of})(?!\w)") if texts else None

    @cached_property
    def chapters(self) -> tuple[Chapter, ...]:
        """The documents that the file holds; none without the twin."""
        titles = {self.words.message(key): kind for kind, key in BOUND.items() if key in self.words}
        return chapters(self.twin, titles) if self.twin else ()

    def holds(self, kinds: Collection[DocumentKind]) -> bool:
        """Whether the document is of one of these kinds, or binds one."""
        return any(kind in kinds for kind in (self.kind, *(each.kind for each in self.chapters)) if kind)

    @property
    def as_of(self) -> date:
        """The date of the document."""
        return date.fromisoformat(self.meant.as_of)

    @cached_property
    def body_size(self) -> float:
        """The size in which most of the running text is printed, in points."""
        return self.body_run.size

    @cached_property
    def for_clients(self) -> tuple[Page, ...]:
        """The pages before the annex of figures, which only the copy of compliance has."""
        titles = [part.title for part in self.twin.sections if part.id == ANNEX] if self.twin else []
        for first in (run.page for title in titles for run in self._headed(title)):
            return self.printed.pages[: first - 1]
        return self.printed.pages

    def _headed(self, title: str) -> Iterator[Run]:
        """The runs of a section's heading."""
        for element in self.elements("H2"):
            runs = [run for _, run in self.runs_of(element)]
            if SPACE.sub("", "".join(run.text for run in runs)).endswith(SPACE.sub("", title)):
                yield from runs

    @cached_property
    def body_run(self) -> Run:
        """A run of the size and colour in which most of the running text is printed, else most of the body;
        an empty one without text. However much a dense table holds, it is not what a reader starts from."""
        tabled = {mark for table in self.elements("Table") for mark in table.all_marks()}
        body = [run for page in self.for_clients for run in page.body]
        running = [run for run in body if (run.page, run.mark) not in tabled]
        counts: Counter[tuple[float, Color]] = Counter()
        example: dict[tuple[float, Color], Run] = {}
        for run in running or body:
            key = (round(run.size, 1), run.color)
            counts[key] += len(run.text)
            example.setdefault(key, run)
        most = counts.most_common(1)
        return example[most[0][0]] if most else Run("", 0, (0, 0, 0, 0), (0, 0, 0), WHITE, 1)

    @cached_property
    def placement(self) -> Placement:
        """Where the tables and charts of the twin are printed."""
        return placed(self.meant, self.printed)

    def page_of(self, part: TwinSection | TwinTable | None) -> int | None:
        """The page on which a section or a table begins; None where it is not printed."""
        if isinstance(part, TwinTable):
            places = (place for place in self.placement.tables if place.block is part)
            return next((page for place in places for page in place.pages), None)
        return self._beginnings.get(part.id) if part else None

    @cached_property
    def _beginnings(self) -> dict[str, int]:
        """The page of each section's heading, by its id; none where headings and sections do not pair."""
        pages = [runs[0][0] for element in self.elements("H2") if (runs := self.runs_of(element))]
        ids = [section.id for section in self.meant.sections]
        return dict(zip(ids, pages, strict=True)) if len(pages) == len(ids) else {}

    @cached_property
    def marked(self) -> dict[tuple[int, int], list[Run]]:
        """Runs by page and number in the structure."""
        found: dict[tuple[int, int], list[Run]] = {}
        for page in self.printed.pages:
            for run in page.runs:
                if run.mark >= 0:
                    found.setdefault((page.number, run.mark), []).append(run)
        return found

    def runs_of(self, element: Element) -> list[tuple[int, Run]]:
        """The runs of an element and all inside it, with their pages."""
        return [(mark[0], run) for mark in element.all_marks() for run in self.marked.get(mark, [])]

    def elements(self, *kinds: str) -> Iterator[Element]:
        """Elements of the structure of these kinds, in reading order."""
        for top in self.printed.structure:
            yield from top.all(*kinds)

    def pattern(self, key: str) -> re.Pattern[str]:
        """A pattern for a message in joined text."""
        return without_spaces(self.words.message(key))

    def read(self, key: str, text: str) -> dict[str, str] | None:
        """The values that a message was printed with; None where the text says something else."""
        return template(self.words.message(key)).read(plain(text))

    def found(self, key: str, text: str) -> Iterator[dict[str, str]]:
        """The values of each place where a text holds a message."""
        return template(self.words.message(key)).find(plain(text))

    def number(self, text: str) -> Decimal | None:
        """The number of the figure that a text is, apart from a mark behind it; None where it is none."""
        return self._numbers.get(plain(MARK.sub("", text)))

    @cached_property
    def _numbers(self) -> dict[str, Decimal]:
        """Numbers by the characters that are printed for them."""
        figures = self.meant.figures.values()
        return {plain(each.printed): value for each in figures if (value := number(each)) is not None}

    def day(self, text: str) -> date | None:
        """The day in a text in the document's language."""
        return day(text, self.meant.language)

    @cached_property
    def _body(self) -> Joined:
        """The text of all pages in the order in which it is read: where a page begins in the midst of a
        sentence, something else may have been painted first."""
        runs = (run for top in self.printed.structure for _, run in self.runs_of(top) if not run.drawing)
        return Joined(tuple(runs) or tuple(run for page in self.printed.pages for run in page.body))

    def places(self, pattern: re.Pattern[str]) -> Iterator[tuple[Page, tuple[Run, ...]]]:
        """Where the text of the body matches, and the page on which each match begins."""
        for runs in self._body.find(pattern):
            yield self.printed.pages[runs[0].page - 1], runs


ANNEX = "annex"
TITLES = {
    DocumentKind.EX_ANTE: "ea.title",
    DocumentKind.EX_POST: "ep.title",
    DocumentKind.COMPLIANCE: "cr.title",
    DocumentKind.PACK: "pack.title",
    **BOUND,
}


def frame(runs: Iterable[Run]) -> Box:
    """The smallest box around all runs."""
    boxes = [run.box for run in runs]
    return (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )


def boxed(page: Page | int, runs: Iterable[Run], key: str, /, **values: Seen) -> Evidence:
    """Something that was seen, with the box around its runs."""
    number = page if isinstance(page, int) else page.number
    left, bottom, right, top = (round(side, 1) for side in frame(runs))
    return Evidence(told(key, **values), number, (left, bottom, right, top))


def excerpt(runs: Iterable[Run], most: int = 60) -> str:
    """The first characters of runs."""
    text = " ".join("".join(run.text for run in runs).split())
    return f"{text[:most]}{'…' if len(text) > most else ''}"
