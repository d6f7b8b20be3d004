"""Performance of complete 12-month periods, five years of them or the whole life (Art 44(4)(b))."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from reporting.checks.rule import Rule
from reporting.checks.subject import Subject
from reporting.checks.twin import TwinRow
from reporting.checks.verdict import Evidence, Finding, broken_by, not_applicable
from reporting.domain.units import Nature
from reporting.law.parameters import parameter
from reporting.rendering.formats import Formatter

FAMILY = "periods"
TABLES = ("live_years", "years")
"""Actual periods, then the older ones that are simulated: together they are one row of years."""
RETURNS = {"total_return", "annualised_return"}
PAST = {Nature.ACTUAL_PAST, Nature.SIMULATED_PAST}
SLACK = 10
"""Days by which the last session of a month can lie before its end, holidays included."""
ADJACENT = timedelta(days=SLACK)


def _complete(subject: Subject) -> Finding:
    rows = _rows(subject)
    if not rows:
        return not_applicable("the document shows no periods")
    return broken_by(_wrong(subject, rows))


def _rows(subject: Subject) -> list[TwinRow]:
    """The periods of the document, the newest first."""
    tables = (subject.meant.table(id) for id in TABLES)
    return [row for table in tables if table is not None for row in table.rows]


def _wrong(subject: Subject, rows: list[TwinRow]) -> Iterator[Evidence]:
    """Periods that do not last twelve months, or do not end where the one after them begins."""
    days = _days(subject)
    after: date | None = None
    for row in rows:
        label = subject.meant.cell(row.cells[0]).text
        found = sorted({day for text, day in days.items() if text in label})
        if len(found) != 2 or abs((found[1] - found[0]).days - 365.25) > SLACK:
            yield Evidence(f"{label!r} is no period of twelve months")
            after = None
            continue
        if after is not None and abs(after - found[1]) > ADJACENT:
            yield Evidence(f"{label!r} does not end where the next period begins")
        after = found[0]


def _days(subject: Subject) -> dict[str, date]:
    """The days around each anniversary of the as-of date, as the document prints them."""
    formatter, last = Formatter(subject.meant.language), subject.as_of
    days: dict[str, date] = {}
    for years in range(61):
        middle = date(last.year - years, last.month, min(last.day, 28))
        for shift in range(-SLACK, SLACK + 4):
            day = middle + timedelta(days=shift)
            days[formatter.day(day)] = day
        if years > len(_rows(subject)):
            break
    return days


def _enough(subject: Subject) -> Finding:
    count = len(_rows(subject))
    if not count:
        return not_applicable("the document shows no record year by year")
    wanted = int(parameter("past_performance_years", subject.as_of).value)
    first = subject.meant.inputs["prices"].first if "prices" in subject.meant.inputs else None
    life = (subject.as_of - date.fromisoformat(first)).days // 366 if first else wanted
    if count >= min(wanted, max(life - 2, 1)):
        return broken_by([], [Evidence(f"{count} periods")])
    return broken_by([Evidence(f"{count} periods; the record is long enough for {wanted}")])


def _short(subject: Subject) -> Finding:
    twin = subject.meant
    shown = {figure.definition for figure in twin.figures.values() if figure.nature in PAST} & RETURNS
    if not shown:
        return not_applicable("the document shows no past return")
    periods = any(twin.table(id) for id in TABLES)
    return broken_by(
        [] if periods else [Evidence("past returns stand there without complete 12-month periods")]
    )


def _rule(id: str, demand: str, mend: str, look: object) -> Rule:
    assert callable(look)
    return Rule(id, FAMILY, "DR 2017/565 Art 44(4)(b)", demand, mend, look, twin=True)


RULES = (
    _rule(
        "complete_periods",
        "Every period of the record lasts twelve months, one after the other.",
        "Show complete 12-month periods only.",
        _complete,
    ),
    _rule(
        "five_years",
        "The record shows the last five years, or its whole life if that is shorter.",
        "Add the missing periods.",
        _enough,
    ),
    _rule(
        "no_part_years",
        "No past return is shown where there is no complete 12-month period.",
        "Leave the figures out and say that there is less than one complete year.",
        _short,
    ),
)
