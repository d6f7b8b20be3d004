"""Pages that can be read: inside the paper, heads over every part of a table, no heading left alone."""

from __future__ import annotations

from collections.abc import Iterator

from reporting.checks.page import SPACE
from reporting.checks.rule import Rule
from reporting.checks.subject import Subject, boxed, excerpt
from reporting.checks.twin import TwinTable
from reporting.checks.verdict import broken_by, not_applicable, seen
from reporting.domain.verdict import Evidence, Finding

FAMILY = "layout"
TOLERANCE = 0.5
"""Points by which the outline of a sign may leave the page."""


def _inside(subject: Subject) -> Finding:
    return broken_by(
        boxed(page, [run], "leaves_page", text=excerpt([run]))
        for page in subject.printed.pages
        for run in page.runs
        if not (run.artifact and run.drawing)
        and (
            min(run.box[0], run.box[1]) < -TOLERANCE
            or run.box[2] > page.width + TOLERANCE
            or run.box[3] > page.height + TOLERANCE
        )
    )


def _heads(subject: Subject) -> Finding:
    long = [place for place in subject.placement.tables
            if isinstance(place.block, TwinTable) and len(place.pages) > 1]  # fmt: skip
    if not long:
        return not_applicable("no_long_table")
    return broken_by(
        seen("head_missing", page, table=place.block.caption, head=head)
        for place in long
        if isinstance(place.block, TwinTable)
        for page in place.pages
        for head in (column.header for column in place.block.columns)
        if _unbroken(head) not in _unbroken(subject.printed.pages[page - 1].joined_body.text)
    )


def _unbroken(text: str) -> str:
    """A text without spaces and hyphens: heads of German and Dutch columns break at syllables."""
    return SPACE.sub("", text).replace("-", "")


def _orphans(subject: Subject) -> Finding:
    if not subject.printed.structure:
        return not_applicable("no_structure")
    return broken_by(_alone(subject))


def _alone(subject: Subject) -> Iterator[Evidence]:
    """Headings below which nothing stands on their page."""
    for element in subject.elements("H1", "H2", "H3"):
        runs = subject.runs_of(element)
        if not runs:
            continue
        number = runs[0][0]
        page = subject.printed.pages[number - 1]
        own = {run.mark for _, run in runs}
        floor = min(run.box[1] for _, run in runs)
        below = (run for run in page.runs if not run.artifact and run.mark not in own)
        if not any(run.box[3] <= floor + 1 for run in below):
            heading = [run for _, run in runs]
            yield boxed(number, heading, "orphan", text=excerpt(heading))


RULES = (
    Rule("inside_page", FAMILY, "DR 2017/565 Art 44(2)(e)", _inside),
    Rule("heads_repeated", FAMILY, "DR 2017/565 Art 44(2)(d)", _heads, twin=True),
    Rule("no_orphan", FAMILY, "DR 2017/565 Art 44(2)(d)", _orphans),
)
