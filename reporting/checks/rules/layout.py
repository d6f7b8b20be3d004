"""Pages that can be read: inside the paper, heads over every part of a table, no heading left alone."""

from __future__ import annotations

from collections.abc import Iterator

from reporting.checks.page import SPACE
from reporting.checks.rule import Rule
from reporting.checks.subject import Subject, excerpt, seen
from reporting.checks.twin import TwinTable
from reporting.checks.verdict import Evidence, Finding, broken_by, not_applicable

FAMILY = "layout"
TOLERANCE = 0.5
"""Points by which the outline of a sign may leave the page."""


def _inside(subject: Subject) -> Finding:
    return broken_by(
        seen(page, [run], f"{excerpt([run])} leaves the page")
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
        return not_applicable("no table runs over a page")
    return broken_by(
        Evidence(f"the table “{place.block.caption}” goes on without “{head}”", page)
        for place in long
        if isinstance(place.block, TwinTable)
        for page in place.pages
        for head in (column.header for column in place.block.columns)
        if SPACE.sub("", head) not in subject.printed.pages[page - 1].joined_body.text
    )


def _orphans(subject: Subject) -> Finding:
    if not subject.printed.structure:
        return not_applicable("the file has no structure")
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
            yield seen(number, heading, f"{excerpt(heading)} is the last on its page")


RULES = (
    Rule(
        "inside_page",
        FAMILY,
        "DR 2017/565 Art 44(2)(e)",
        "Nothing is cut off at the edge of a page.",
        "Shorten the text, or let it wrap.",
        _inside,
    ),
    Rule(
        "heads_repeated",
        FAMILY,
        "DR 2017/565 Art 44(2)(d)",
        "A table that runs over a page repeats its heads.",
        "Let the head of the table repeat, or keep the table on one page.",
        _heads,
        twin=True,
    ),
    Rule(
        "no_orphan",
        FAMILY,
        "DR 2017/565 Art 44(2)(d)",
        "No heading stands at the foot of a page without its text.",
        "Move the heading to the next page.",
        _orphans,
    ),
)
