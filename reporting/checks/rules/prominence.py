"""Past performance is not the most prominent element (Art 44(4)(a))."""

from __future__ import annotations

from collections.abc import Iterator

from reporting.checks.rule import Rule
from reporting.checks.subject import ANNEX, Subject, boxed, excerpt
from reporting.checks.twin import TwinRow, TwinTable
from reporting.checks.verdict import broken_by, not_applicable, seen
from reporting.domain.disclosure import Number
from reporting.domain.units import Nature
from reporting.domain.verdict import Evidence, Finding
from reporting.law.clauses import clauses

FAMILY = "prominence"
RECORDS = ("past_performance", "simulated_past_performance")


def _not_first(subject: Subject) -> Finding:
    natures = {figure.nature for figure in subject.meant.figures.values()}
    if not natures & {Nature.ACTUAL_PAST, Nature.SIMULATED_PAST}:
        return not_applicable("no_past")
    return broken_by([*_on_page_one(subject), *_large(subject)])


def _on_page_one(subject: Subject) -> Iterator[Evidence]:
    """Tables and charts of a record in the upper half of the first page."""
    for place in subject.placement.charts:
        clause = clauses()["simulated_past_performance"]
        if place.page == 1 and place.block.spec.id in clause.scope.charts:
            yield seen("chart_first", 1, chart=place.block.title)
    for table in subject.placement.tables:
        if not isinstance(table.block, TwinTable):
            continue
        for (element, page), row in zip(table.rows, table.block.rows, strict=False):
            runs = [run for _, run in subject.runs_of(element)]
            height = subject.printed.pages[0].height
            if page == 1 and runs and shows_record(subject, row) and runs[0].box[1] > height / 2:
                yield boxed(1, runs, "upper_half", text=excerpt(runs))


def _large(subject: Subject) -> Iterator[Evidence]:
    """Printed figures of a record larger than the text."""
    for table in subject.placement.tables:
        if isinstance(table.block, TwinTable) and table.section.id != ANNEX:
            for (element, page), row in zip(table.rows, table.block.rows, strict=False):
                for run in (run for _, run in subject.runs_of(element)):
                    if run.size > subject.body_size + 0.1 and shows_record(subject, row):
                        yield boxed(page, [run], "size", text=excerpt([run]), size=Number(run.size, 1))


def shows_record(subject: Subject, row: TwinRow) -> bool:
    """Whether a row holds figures of past or simulated performance."""
    figures = [figure for value in row.cells if (figure := subject.meant.cell(value).figure)]
    return any(
        clauses()[id].qualifies(figure.nature, figure.definition) for id in RECORDS for figure in figures
    )


RULES = (Rule("past_not_first", FAMILY, "DR 2017/565 Art 44(4)(a)", _not_first, twin=True),)
