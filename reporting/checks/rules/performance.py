"""The result of an account, reckoned again from what is printed beside it (Art 60(2)(c), (e))."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from reporting.checks.asked import of_table
from reporting.checks.chapters import Chapter
from reporting.checks.printed import number
from reporting.checks.rule import Rule
from reporting.checks.rules.contents import STATEMENT, ZERO, differs, printed
from reporting.checks.subject import Subject
from reporting.checks.twin import TwinTable
from reporting.checks.verdict import percent, seen
from reporting.domain.verdict import Evidence

FAMILY = "performance"
RESULT, YEARS = "statement_result", "account_years"
ENDS = ("opening", "closing")
WHOLE_YEAR, YEAR = 365, Decimal("365.25")
HALF = Decimal("0.005")
"""Half of the last digit of a return in percent."""
DAY = timedelta(days=1)


def _recomputed(subject: Subject, chapter: Chapter, table: TwinTable) -> Iterator[Evidence]:
    page = subject.page_of(table)
    yield from _money(chapter, page)
    yield from _returns(subject, chapter, table)
    yield from _before_costs(chapter, page)


def _money(chapter: Chapter, page: int | None) -> Iterator[Evidence]:
    """Value at the beginning, own payments and result are the value at the end, as in the other tables."""
    begun, flows, gain, ended = (
        printed(chapter, f"period.{name}") for name in ("opening", "flows", "gain", "closing")
    )
    if begun + flows + gain != ended:
        yield differs(page, "period.closing", ended, begun + flows + gain)
    for name, shown, other in (
        ("period.flows", flows, printed(chapter, "cash.deposit") + printed(chapter, "cash.withdrawal")),
        ("period.closing", ended, printed(chapter, "closing.total")),
        ("period.gain", gain, printed(chapter, "part.total")),
    ):
        if shown != other:
            yield differs(page, name, shown, other)


def _returns(subject: Subject, chapter: Chapter, table: TwinTable) -> Iterator[Evidence]:
    """Without own payments both returns are that of the two values; with them the money-weighted return lies
    between those of payments at the beginning and at the end of the period."""
    page, begun, ended = (subject.page_of(table), *(printed(chapter, f"period.{end}") for end in ENDS))
    paid_in, drawn = printed(chapter, "cash.deposit"), -printed(chapter, "cash.withdrawal")
    weighted = number(chapter.figure("period.money_weighted"))
    growth = None if weighted is None else growth_over(weighted, _days(subject, table, begun))
    own = number(chapter.figure("period.return"))
    if not paid_in and not drawn and begun > 0:
        simple = 100 * (ended / begun - 1)
        for name, shown in (
            ("period.return", own if own is not None else ZERO),
            ("period.money_weighted", simple if growth is None else 100 * (growth - 1)),
        ):
            if abs(shown - simple) > HALF:
                yield differs(page, name, shown.quantize(HALF), simple.quantize(HALF))
    elif growth is not None and weighted is not None:
        least, most = min(growth, Decimal(1)), max(growth, Decimal(1))
        slack = (abs(begun) + paid_in + drawn) * HALF / 100 + HALF
        low = begun * growth + paid_in * least - drawn * most - slack
        high = begun * growth + paid_in * most - drawn * least + slack
        if not low <= ended <= high:
            told, cent = percent(weighted, 2), Decimal("0.01")
            yield seen(
                "return_impossible", page, printed=told, low=low.quantize(cent), high=high.quantize(cent)
            )


def growth_over(weighted: Decimal, days: int) -> Decimal:
    """What one unit becomes in so many days at a money-weighted return in percent, which is a year's from 365
    days upward and else that of the days."""
    growth = 1 + weighted / 100
    return growth ** (days / YEAR) if days >= WHOLE_YEAR else growth


def _days(subject: Subject, table: TwinTable, begun: Decimal) -> int:
    """Days with money: the first day of an account counts from its first payment."""
    start, end = _span(subject, table)
    return (end - start).days - (not begun) if start and end else 0


def _span(subject: Subject, table: TwinTable) -> tuple[date | None, date | None]:
    """The days at whose ends the result begins and ends."""
    shown = subject.read("statement.result_caption", table.caption)
    return (subject.day(shown["start"]), subject.day(shown["end"])) if shown else (None, None)


def _before_costs(chapter: Chapter, page: int | None) -> Iterator[Evidence]:
    """The return before costs is the higher one exactly where costs were booked."""
    net, gross = number(chapter.figure("period.return")), number(chapter.figure("period.gross"))
    booked = printed(chapter, "fee.all.total")
    if net is not None and gross is not None and (gross < net or (gross > net and not booked)):
        yield differs(page, "period.gross", gross, net)


def _benchmark(subject: Subject, chapter: Chapter, result: TwinTable) -> Iterator[Evidence]:
    """Account and benchmark side by side over the same days, in the period and in each year."""
    years, page = chapter.table(YEARS), subject.page_of(result)
    if number(chapter.figure("period.return")) is not None and chapter.figure("period.benchmark") is None:
        yield seen("no_benchmark", page, period=result.caption)
    yield from _same_days(subject, chapter, result)
    for row in years.rows if years else ():
        if any(chapter.twin.cell(value).figure is None for value in row.cells[1:]):
            yield seen("no_benchmark", subject.page_of(years), period=chapter.twin.cell(row.cells[0]).text)


def _same_days(subject: Subject, chapter: Chapter, result: TwinTable) -> Iterator[Evidence]:
    """The result is that of the statement's period: from the day before it, but for a younger account."""
    page, (start, end) = subject.page_of(result), _span(subject, result)
    first, last = period(subject, chapter, "statement")
    if first is None or last is None or start is None or end is None:
        yield seen("period_unreadable", page)
    elif not first - DAY <= start <= end <= last or (
        chapter.table("statement_opening") and start != first - DAY
    ):
        yield seen("other_period", page, start=start, end=end, first=first, last=last)


def period(subject: Subject, chapter: Chapter, section: str) -> tuple[date | None, date | None]:
    """First and last day of the period that a section of facts names."""
    value = chapter.facts(section).get(subject.words.message("statement.period"))
    shown = subject.read("live.period_row", chapter.twin.cell(value).text) if value else None
    return (subject.day(shown["start"]), subject.day(shown["end"])) if shown else (None, None)


RULES = (
    Rule(
        "performance_recomputed",
        FAMILY,
        "DR 2017/565 Art 60(2)(c)",
        of_table(STATEMENT, RESULT, "no_result", _recomputed),
        twin=True,
    ),
    Rule(
        "beside_benchmark",
        FAMILY,
        "DR 2017/565 Art 60(2)(e)",
        of_table(STATEMENT, RESULT, "no_result", _benchmark),
        twin=True,
    ),
)
