"""Performance of complete 12-month periods, five years of them or the whole life (Art 44(4)(b))."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from reporting.checks.chapters import Chapter
from reporting.checks.rule import Look, Rule
from reporting.checks.subject import Subject
from reporting.checks.twin import TwinRow
from reporting.checks.verdict import broken_by, not_applicable, seen
from reporting.domain.disclosure import DocumentKind
from reporting.domain.units import Nature
from reporting.domain.verdict import Evidence, Finding
from reporting.law.parameters import parameter
from reporting.measures.periods import months_before

FAMILY = "periods"
TABLES = ("live_years", "account_years", "years")
"""Actual periods, then the older ones that are simulated: together they are one row of years."""
LABELS = ("live.period_row", "ep.year_row")
RETURNS = {"total_return", "annualised_return"}
PAST = {Nature.ACTUAL_PAST, Nature.SIMULATED_PAST}
SLACK = 10
"""Days by which the last session of a month can lie before its end, holidays included."""
ADJACENT, DAY = timedelta(days=SLACK), timedelta(days=1)


def _complete(subject: Subject) -> Finding:
    rows = _rows(subject)
    if not rows:
        return not_applicable("no_periods")
    return broken_by(_wrong(subject, rows))


def _rows(subject: Subject) -> list[TwinRow]:
    """The periods of the document, the newest first."""
    tables = (subject.meant.table(id) for id in TABLES)
    return [row for table in tables if table is not None for row in table.rows]


def _wrong(subject: Subject, rows: list[TwinRow]) -> Iterator[Evidence]:
    """Periods that do not last twelve months, or do not end where the one after them begins."""
    after: date | None = None
    for row in rows:
        label = subject.meant.cell(row.cells[0]).text
        start, end = _ends(subject, label)
        if start is None or end is None or abs((end - start).days - 365.25) > SLACK:
            yield seen("not_twelve_months", period=label)
            after = None
            continue
        if after is not None and abs(after - end) > ADJACENT:
            yield seen("not_adjacent", period=label)
        after = start


def _ends(subject: Subject, label: str) -> tuple[date | None, date | None]:
    """The days between which a period lies."""
    said = next((found for key in LABELS if (found := subject.read(key, label))), None)
    return (subject.day(said["start"]), subject.day(said["end"])) if said else (None, None)


def _enough(subject: Subject) -> Finding:
    count = len(_rows(subject))
    account = next((each for each in subject.chapters if each.kind is DocumentKind.STATEMENT), None)
    wanted = int(parameter("past_performance_years", subject.as_of).value)
    if account:
        return _account_years(subject, account, count, wanted)
    if not count:
        return not_applicable("no_periods")
    first = subject.meant.inputs["prices"].first if "prices" in subject.meant.inputs else None
    life = (subject.as_of - date.fromisoformat(first)).days // 366 if first else wanted
    return _counted(count, min(wanted, max(life - 2, 1)))


def _account_years(subject: Subject, account: Chapter, count: int, wanted: int) -> Finding:
    """Of an account all complete years since the day before its first booking, to where the newest ends."""
    value = account.facts("statement").get(subject.words.message("statement.first_booking"))
    first = subject.day(account.twin.cell(value).text) if value else None
    rows = _rows(subject)
    _, end = _ends(subject, subject.meant.cell(rows[0].cells[0]).text) if rows else (None, subject.as_of)
    if first is None or end is None:
        return broken_by([seen("no_age")])
    complete = sum(months_before(end, 12 * years) >= first - DAY for years in range(1, wanted + 1))
    return _counted(count, complete)


def _counted(count: int, wanted: int) -> Finding:
    fault = [seen("too_few_periods", count=count, wanted=wanted)] if count < wanted else []
    return broken_by(fault, [seen("periods", count=count)])


def _short(subject: Subject) -> Finding:
    twin = subject.meant
    shown = {figure.definition for figure in twin.figures.values() if figure.nature in PAST} & RETURNS
    if not shown:
        return not_applicable("no_past")
    periods = any(twin.table(id) for id in TABLES)
    return broken_by([] if periods else [seen("part_years")])


def _rule(id: str, look: Look) -> Rule:
    return Rule(id, FAMILY, "DR 2017/565 Art 44(4)(b)", look, twin=True)


RULES = (_rule("complete_periods", _complete), _rule("five_years", _enough), _rule("no_part_years", _short))
