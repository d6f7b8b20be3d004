"""What was done in an account: gains and losses alike, every order with its ten fields (Art 60(2))."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from reporting.checks.asked import of, of_table
from reporting.checks.chapters import Chapter
from reporting.checks.printed import amount, number, plain
from reporting.checks.rule import Rule
from reporting.checks.rules.contents import HALF_CENT, HALF_PRICE, STATEMENT, ZERO, differs, printed
from reporting.checks.subject import Subject
from reporting.checks.twin import TwinRow, TwinTable
from reporting.checks.verdict import seen
from reporting.domain.disclosure import Text
from reporting.domain.verdict import Evidence

FAMILY = "activity"
PARTS, ORDERS = "statement_parts", "statement_orders"
TICKER, SIDE, NATURE, UNITS, PRICE, PAID = 4, 5, 6, 7, 8, 9
FIELDS = 10
"""The particulars of Article 59(4)(c) to (l)."""
BLANK = "–- "


def _both_sides(subject: Subject, chapter: Chapter, table: TwinTable) -> Iterator[Evidence]:
    """The words count gains and losses, and name the largest of each, as the table has them."""
    page = subject.page_of(table)
    gains = _gains(chapter, table)
    for side, name, found in (
        ("winners", "best", {key: value for key, value in gains.items() if value > 0}),
        ("losers", "worst", {key: -value for key, value in gains.items() if value < 0}),
    ):
        said = _said(subject, chapter, f"statement.{side}")
        if said is None:
            if found or not _told(subject, chapter, f"statement.no_{side}"):
                yield seen("side_missing", page, side=Text(f"seen.{side}"))
        elif amount(said["count"], 0) != len(found) or found.get(said[name], ZERO) != max(
            found.values(), default=None
        ):
            yield seen("side_wrong", page, side=Text(f"seen.{side}"), count=said["count"], name=said[name])


def _gains(chapter: Chapter, table: TwinTable) -> dict[str, Decimal]:
    """The result of each instrument: of rows that are filled."""
    found = {}
    for row in table.rows:
        figures = [number(chapter.twin.cell(value).figure) for value in row.cells[1:]]
        if not row.total and None not in figures:
            found[plain(chapter.twin.cell(row.cells[0]).text)] = figures[-1] or ZERO
    return found


def _said(subject: Subject, chapter: Chapter, key: str) -> dict[str, str] | None:
    """The values with which the chapter prints a message."""
    return next((found for text in chapter.texts() if (found := subject.read(key, text)) is not None), None)


def _told(subject: Subject, chapter: Chapter, key: str) -> bool:
    return _said(subject, chapter, key) is not None


def _ten_fields(subject: Subject, chapter: Chapter) -> Iterator[Evidence]:
    """Each order of the period with all particulars, codes explained, adding up to the cash that moved."""
    table = chapter.table(ORDERS)
    if table is None:
        yield from _no_orders(subject, chapter)
        return
    page = subject.page_of(table)
    explained = [
        found["ticker"] for text in chapter.texts() if (found := subject.read("statement.code_fund", text))
    ]
    noted = [
        found["note"] for text in chapter.texts() if (found := subject.read("statement.nature_note", text))
    ]
    for place, row in enumerate(table.rows, 1):
        texts = [chapter.twin.cell(value).text for value in row.cells]
        if len(texts) != FIELDS or any(not text.strip(BLANK) for text in texts):
            yield seen("field_missing", page, order=place)
            continue
        if plain(texts[TICKER]) not in explained:
            yield seen("code_unexplained", page, code=texts[TICKER])
        sent = subject.read("statement.nature_noted", texts[NATURE])
        if sent and sent["note"] not in noted and texts[NATURE] not in chapter.twin.quoted:
            yield seen("code_unexplained", page, code=texts[NATURE])
        yield from _consideration(chapter, row, place, page)
    for key in ("statement.codes_venue", "statement.codes_order"):
        if not _told(subject, chapter, key):
            yield seen("message_nowhere", page, key=key)
    yield from _together(subject, chapter, table, page)


def _consideration(chapter: Chapter, row: TwinRow, place: int, page: int | None) -> Iterator[Evidence]:
    units, price, paid = (
        number(chapter.twin.cell(row.cells[column]).figure) for column in (UNITS, PRICE, PAID)
    )
    if units is None or price is None or paid is None:
        yield seen("field_missing", page, order=place)
    elif abs(units * price - paid) > units * HALF_PRICE + HALF_CENT:
        yield differs(page, f"order.{place}", paid, (units * price).quantize(HALF_CENT))


def _together(subject: Subject, chapter: Chapter, table: TwinTable, page: int | None) -> Iterator[Evidence]:
    """Purchases and sales are those of the cash table, and none is missing from the count in words."""
    counted = number(chapter.figure("activity.orders"))
    if counted != len(table.rows):
        yield differs(page, "activity.orders", counted or ZERO, Decimal(len(table.rows)))
    for side, id in (("buy", "cash.purchase"), ("sell", "cash.sale")):
        word = subject.words.message(f"statement.side_{side}")
        rows = (row for row in table.rows if chapter.twin.cell(row.cells[SIDE]).text == word)
        made = sum((number(chapter.twin.cell(row.cells[PAID]).figure) or ZERO for row in rows), ZERO)
        if abs(printed(chapter, id)) != made:
            yield differs(page, id, printed(chapter, id), made)


def _no_orders(subject: Subject, chapter: Chapter) -> Iterator[Evidence]:
    """Who was told of each order by itself needs no table; nor does a period without one."""
    if _told(subject, chapter, "statement.orders_told"):
        return
    moved = printed(chapter, "cash.purchase") or printed(chapter, "cash.sale")
    if moved or not _told(subject, chapter, "statement.no_orders"):
        yield seen("no_orders")


RULES = (
    Rule(
        "both_sides_reviewed",
        FAMILY,
        "DR 2017/565 Art 60(2)",
        of_table(STATEMENT, PARTS, "no_result", _both_sides),
        twin=True,
    ),
    Rule(
        "ten_fields",
        FAMILY,
        "DR 2017/565 Arts 60(2)(h), 59(4)",
        of(STATEMENT, _ten_fields, ORDERS),
        twin=True,
    ),
)
