"""What a period cost and brought in, as booked: parts, totals and the cash that moved (Art 60(2)(d), (f))."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from reporting.checks.asked import of_table
from reporting.checks.chapters import Chapter
from reporting.checks.printed import number
from reporting.checks.rule import Rule
from reporting.checks.rules.contents import STATEMENT, ZERO, cells, differs, printed, totals
from reporting.checks.subject import Subject
from reporting.checks.twin import TwinTable
from reporting.checks.verdict import seen
from reporting.domain.verdict import Evidence

FAMILY = "fees"
FEES, INCOME = "statement_fees", "statement_income"
NAMED = ("service_fee", "execution_cost")
"""Management fees and execution costs, which Article 60(2)(d) names."""
BOOKED = (*NAMED, "custody_fee", "entry_fee", "exit_fee", "performance_fee")
RECEIVED = ("distribution", "interest", "third_party")


def _fees(subject: Subject, chapter: Chapter, table: TwinTable) -> Iterator[Evidence]:
    page = subject.page_of(table)
    for row in table.rows:
        parts = [number(chapter.twin.cell(value).figure) or ZERO for value in row.cells[1:]]
        if sum(parts[:-1], ZERO) != parts[-1]:
            yield differs(page, chapter.twin.cell(row.cells[0]).text, parts[-1], sum(parts[:-1], ZERO))
    for column in range(1, len(table.columns)):
        made = sum(cells(chapter, table, column), ZERO)
        if totals(chapter, table, column) != [made]:
            yield differs(page, table.caption, sum(totals(chapter, table, column), ZERO), made)
    for name in NAMED:
        if chapter.figure(f"fee.{name}.total") is None:
            yield seen("line_missing", page, line=name)
    for name in BOOKED:
        yield from _as_moved(chapter, page, f"fee.{name}.total", -printed(chapter, f"cash.{name}"))


def _income(subject: Subject, chapter: Chapter, table: TwinTable) -> Iterator[Evidence]:
    page, last = subject.page_of(table), len(table.columns) - 1
    made = sum(cells(chapter, table, last), ZERO)
    if totals(chapter, table, last) != [made]:
        yield differs(page, table.caption, sum(totals(chapter, table, last), ZERO), made)
    moved = sum((printed(chapter, f"cash.{name}") for name in RECEIVED), ZERO)
    yield from _as_moved(chapter, page, "income.total", moved)


def _as_moved(chapter: Chapter, page: int | None, id: str, moved: Decimal) -> Iterator[Evidence]:
    """A printed amount is what moved in the cash of the period."""
    if printed(chapter, id) != moved:
        yield differs(page, id, printed(chapter, id), moved)


RULES = (
    Rule(
        "fees_add_up",
        FAMILY,
        "DR 2017/565 Art 60(2)(d)",
        of_table(STATEMENT, FEES, "no_fees", _fees),
        twin=True,
    ),
    Rule(
        "income_adds_up",
        FAMILY,
        "DR 2017/565 Art 60(2)(f)",
        of_table(STATEMENT, INCOME, "no_income", _income),
        twin=True,
    ),
)
