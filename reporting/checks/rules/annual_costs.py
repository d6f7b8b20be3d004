"""The yearly statement of costs: personal, in front, to the cent, nothing kept (Art 50(9))."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from reporting.checks.asked import of, of_table
from reporting.checks.chapters import Chapter
from reporting.checks.printed import number, plain
from reporting.checks.rule import Rule
from reporting.checks.rules.contents import HALF_CENT, ZERO, cells, differs, printed
from reporting.checks.rules.costs import INSTRUMENTS, SERVICE
from reporting.checks.rules.freshness import quarter
from reporting.checks.rules.performance import DAY, HALF, period
from reporting.checks.subject import Subject
from reporting.checks.twin import TwinTable
from reporting.checks.verdict import seen
from reporting.domain.disclosure import DocumentKind
from reporting.domain.units import Nature
from reporting.domain.verdict import Evidence

FAMILY = "annual_costs"
COSTS = (DocumentKind.COSTS,)
ABOUT, LINES, MONTHS, VALUE = "annual_costs", "annual_costs", "annual_costs_months", "annual_costs_value"
BOOK = "book"
"""The client's own rows of the client book among the inputs."""
YEAR = timedelta(days=366)
AHEAD = (Nature.FORWARD, Nature.ASSUMPTION)


def _personal(subject: Subject, chapter: Chapter) -> Iterator[Evidence]:
    """A year at most, which is over, and no cost that does not rest on the client's own bookings."""
    section = chapter.section(ABOUT)
    page = subject.page_of(section)
    first, last = period(subject, chapter, ABOUT)
    if first is None or last is None:
        yield seen("period_unreadable", page)
    elif last - first >= YEAR or last > _end(subject):
        yield seen("no_year", page, first=first, last=last)
    elif printed(chapter, "costs.days") != (last - first + DAY).days:
        yield differs(page, "costs.days", printed(chapter, "costs.days"), Decimal((last - first + DAY).days))
    if BOOK not in chapter.twin.inputs:
        yield seen("not_from_book", page, table=chapter.twin.title)
    for table in chapter.tables():
        if not _from_book(chapter, table):
            yield seen("not_from_book", subject.page_of(table), table=table.caption)


def _end(subject: Subject) -> date:
    found = quarter(subject.meant.period)
    return found[1] if found else subject.as_of


def _from_book(chapter: Chapter, table: TwinTable) -> bool:
    cells = (chapter.twin.cell(value) for row in table.rows for value in row.cells)
    figures = (cell.figure for cell in cells if cell.figure)
    return all(BOOK in figure.sources and figure.nature not in AHEAD for figure in figures)


def _in_front(subject: Subject, chapter: Chapter) -> Iterator[Evidence]:
    """It opens with what it is, under its own title, and no other document stands on its first page."""
    title = subject.words.message("pack.part_costs")
    first, page = chapter.sections[0], subject.page_of(chapter.sections[0])
    if (
        first.id != ABOUT
        or title not in (first.opens, chapter.twin.title)
        or not _titled(subject, title, page)
    ):
        yield seen("not_in_front", page, title=title)
    if subject.read("annual_costs.lead", next(chapter.texts(ABOUT), "")) is None:
        yield seen("message_nowhere", page, key="annual_costs.lead")
    others = (each for each in subject.meant.sections if each not in chapter.sections)
    if page is not None and any(subject.page_of(other) == page for other in others):
        yield seen("not_alone", page, title=title)


def _titled(subject: Subject, title: str, page: int | None) -> bool:
    """Whether a heading of the first rank on the page is this title."""
    for element in subject.elements("H1"):
        runs = subject.runs_of(element)
        if runs and runs[0][0] == page and plain("".join(run.text for _, run in runs)) == plain(title):
            return True
    return False


def _to_the_cent(subject: Subject, chapter: Chapter, table: TwinTable) -> Iterator[Evidence]:
    """Lines and totals as printed; months and total; money, share and base; the effect on the value."""
    page = subject.page_of(table)
    for what in ("money", "share"):
        for whole, parts in (
            ("service", SERVICE),
            ("instruments", INSTRUMENTS),
            ("all", ("service", "instruments")),
        ):
            made = sum((printed(chapter, f"costs.{part}.{what}") for part in parts), ZERO)
            if made != (shown := printed(chapter, f"costs.{whole}.{what}")):
                yield differs(page, f"costs.{whole}.{what}", shown, made)
    yield from _shares(chapter, page)
    yield from _months(subject, chapter)
    lost = printed(chapter, "costs.without") - printed(chapter, "costs.closing")
    if lost != printed(chapter, "costs.effect"):
        value = chapter.table(VALUE)
        yield differs(subject.page_of(value), "costs.effect", printed(chapter, "costs.effect"), lost)


def _shares(chapter: Chapter, page: int | None) -> Iterator[Evidence]:
    """A printed share may differ by one unit, because parts and total are rounded together."""
    base = printed(chapter, "costs.base")
    for line in (*SERVICE, *INSTRUMENTS, "service", "instruments", "all"):
        money, share = printed(chapter, f"costs.{line}.money"), printed(chapter, f"costs.{line}.share")
        if base > 0 and abs(100 * money / base - share) > 2 * HALF:
            yield differs(page, f"costs.{line}.share", share, (100 * money / base).quantize(HALF))


def _months(subject: Subject, chapter: Chapter) -> Iterator[Evidence]:
    table = chapter.table(MONTHS)
    if table is None:
        yield seen("no_months")
        return
    page = subject.page_of(table)
    for row in table.rows:
        service, instruments, both = (
            number(chapter.twin.cell(value).figure) or ZERO for value in row.cells[1:]
        )
        if service + instruments != both:
            yield differs(page, chapter.twin.cell(row.cells[0]).text, both, service + instruments)
    made, shown = sum(cells(chapter, table, 3), ZERO), printed(chapter, "costs.all.money")
    if abs(made - shown) > HALF_CENT * (len(table.rows) + 1):
        yield differs(page, table.caption, shown, made)


def _inducements(subject: Subject, chapter: Chapter) -> Iterator[Evidence]:
    """What third parties paid was passed on, and nothing was kept; zero is printed."""
    stem, id = APART[chapter.kind]
    table = chapter.table(id)
    page = subject.page_of(table)
    received, passed_on, retained = (
        number(chapter.figure(f"{stem}.{name}")) for name in ("received", "passed_on", "retained")
    )
    if received is None or passed_on is None or retained is None:
        yield seen("no_inducements", page)
    elif retained or received != passed_on:
        yield seen("retained", page, received=received, passed_on=passed_on, retained=retained)


APART = {
    DocumentKind.COSTS: ("costs.apart", LINES),
    DocumentKind.STATEMENT: ("apart", "statement_apart"),
}

RULES = (
    Rule("costs_personal", FAMILY, "DR 2017/565 Art 50(9)", of(COSTS, _personal, ABOUT), twin=True),
    Rule("costs_in_front", FAMILY, "ESMA Q&A 9.33", of(COSTS, _in_front, ABOUT), twin=True),
    Rule(
        "costs_to_the_cent",
        FAMILY,
        "ESMA Q&A 9.33",
        of_table(COSTS, LINES, "no_cost_table", _to_the_cent),
        twin=True,
    ),
    Rule(
        "inducements_passed_on",
        FAMILY,
        "Directive 2014/65/EU Art 24(8); DD 2017/593 Art 11(5)(c)",
        of(APART, _inducements, *(id for _, id in APART.values())),
        twin=True,
    ),
)
