"""What an account held, and how it got there: printed values, cash and results add up (Art 60(2)(c))."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from reporting.checks.asked import of, of_table
from reporting.checks.chapters import Chapter
from reporting.checks.printed import number
from reporting.checks.rule import Rule
from reporting.checks.subject import Subject
from reporting.checks.twin import TwinTable
from reporting.checks.verdict import seen
from reporting.domain.disclosure import DocumentKind
from reporting.domain.verdict import Evidence

FAMILY = "contents"
STATEMENT = (DocumentKind.STATEMENT,)
ENDS = ("opening", "closing")
CONTENTS = tuple(f"statement_{end}" for end in ENDS)
UNITS, PRICE, VALUE, WEIGHT = 2, 3, 4, 5
HALF_CENT, HALF_PRICE, HALF_WEIGHT = Decimal("0.005"), Decimal("0.00005"), Decimal("0.05")
"""Half of the last digit that is printed of an amount, of a price, and of a share in percent."""
ZERO = Decimal(0)


def cells(chapter: Chapter, table: TwinTable, column: int) -> list[Decimal]:
    """The numbers that are printed in a column, from top to bottom, but for those of totals."""
    rows = [row for row in table.rows if not row.total]
    found = (number(chapter.twin.cell(row.cells[column]).figure) for row in rows)
    return [each for each in found if each is not None]


def totals(chapter: Chapter, table: TwinTable, column: int) -> list[Decimal]:
    """The totals that are printed in a column."""
    rows = [row for row in table.rows if row.total]
    found = (number(chapter.twin.cell(row.cells[column]).figure) for row in rows)
    return [each for each in found if each is not None]


def printed(chapter: Chapter, id: str) -> Decimal:
    """The number that is printed for a figure, zero where it is not shown."""
    return number(chapter.figure(id)) or ZERO


def differs(page: int | None, what: str, shown: Decimal, made: Decimal) -> Evidence:
    """A printed number and what it should be."""
    return seen("differs", page, what=what, printed=shown, made=made)


def _contents(subject: Subject, chapter: Chapter) -> Iterator[Evidence]:
    if chapter.table("statement_closing") is None:
        yield seen("no_contents")
    for table in (found for id in CONTENTS if (found := chapter.table(id))):
        page = subject.page_of(table)
        values, whole = cells(chapter, table, VALUE), totals(chapter, table, VALUE)
        if whole != [sum(values, ZERO)]:
            yield differs(page, table.caption, sum(whole, ZERO), sum(values, ZERO))
        yield from _holdings(chapter, table, page, sum(whole, ZERO))


def _holdings(chapter: Chapter, table: TwinTable, page: int | None, whole: Decimal) -> Iterator[Evidence]:
    """Units times price is the value; the value is its share of the whole."""
    for row in (row for row in table.rows if not row.total):
        name = chapter.twin.cell(row.cells[0]).text
        units, price, value, weight = (
            number(chapter.twin.cell(row.cells[column]).figure) for column in (UNITS, PRICE, VALUE, WEIGHT)
        )
        if value is None:
            yield seen("amount_missing", page, line=name)
            continue
        if (units is None) != (price is None):
            yield seen("amount_missing", page, line=name)
        elif units is not None and price is not None:
            made = units * price
            if abs(made - value) > abs(units) * HALF_PRICE + HALF_CENT:
                yield differs(page, name, value, made.quantize(HALF_CENT))
        if weight is not None and whole and abs(100 * value / whole - weight) > HALF_WEIGHT:
            yield differs(page, name, weight, (100 * value / whole).quantize(HALF_CENT))


def _cash(subject: Subject, chapter: Chapter, table: TwinTable) -> Iterator[Evidence]:
    """Cash at the beginning and all movements are cash at the end, and both are those of the contents."""
    page = subject.page_of(table)
    movements, ended = cells(chapter, table, 1), totals(chapter, table, 1)
    if ended != [sum(movements, ZERO)]:
        yield differs(page, table.caption, sum(ended, ZERO), sum(movements, ZERO))
    for end in ENDS:
        held, moved = printed(chapter, f"{end}.cash"), printed(chapter, f"cash.{end}")
        if held != moved:
            yield differs(page, f"cash.{end}", moved, held)


def _roll_forward(subject: Subject, chapter: Chapter, table: TwinTable) -> Iterator[Evidence]:
    """Value at the beginning, own payments and the parts of the result are the value at the end."""
    page, last = subject.page_of(table), len(table.columns) - 1
    for row in table.rows:
        parts = [number(chapter.twin.cell(value).figure) for value in row.cells[1:]]
        known = [each for each in parts if each is not None]
        if len(known) == last and sum(known[:-1], ZERO) != known[-1]:
            yield differs(page, chapter.twin.cell(row.cells[0]).text, known[-1], sum(known[:-1], ZERO))
    gain = sum(cells(chapter, table, last), ZERO)
    if totals(chapter, table, last) != [gain]:
        yield differs(page, table.caption, sum(totals(chapter, table, last), ZERO), gain)
    flows = printed(chapter, "cash.deposit") + printed(chapter, "cash.withdrawal")
    begun = printed(chapter, "opening.total") or printed(chapter, "opening.cash")
    ended = printed(chapter, "closing.total")
    if begun + flows + gain != ended:
        yield differs(page, "closing.total", ended, begun + flows + gain)


RULES = (
    Rule(
        "contents_add_up",
        FAMILY,
        "DR 2017/565 Art 60(2)(c)",
        of(STATEMENT, _contents, *CONTENTS),
        twin=True,
    ),
    Rule(
        "cash_rolls_forward",
        FAMILY,
        "DR 2017/565 Art 60(2)(c)",
        of_table(STATEMENT, "statement_cash", "no_cash", _cash),
        twin=True,
    ),
    Rule(
        "account_rolls_forward",
        FAMILY,
        "own control",
        of_table(STATEMENT, "statement_parts", "no_result", _roll_forward),
        twin=True,
    ),
)
