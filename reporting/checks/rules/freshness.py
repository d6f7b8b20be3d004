"""Up to date (Art 44(2)(g)): prices reach the as-of date, and the as-of date the end of the period."""

from __future__ import annotations

import re
from datetime import date, timedelta

import numpy as np

from reporting.checks.rule import Rule
from reporting.checks.subject import Subject
from reporting.checks.verdict import broken_by, not_applicable, seen
from reporting.domain.disclosure import DocumentKind
from reporting.domain.verdict import Finding
from reporting.law.parameters import parameter

FAMILY = "freshness"
QUARTER = re.compile(r"(\d{4})Q([1-4])")
SILENCE = timedelta(days=7)
"""A quarter's last session lies at most so long before its end."""


def _prices(subject: Subject) -> Finding:
    row = subject.meant.inputs.get("prices")
    if row is None and not any("prices" in figure.sources for figure in subject.meant.figures.values()):
        return not_applicable("no_prices")
    if row is None or row.last is None:
        return broken_by([seen("prices_undated")])
    last, limit = date.fromisoformat(row.last), parameter("stale_prices_days", subject.as_of).value
    late = int(np.busday_count(last, subject.as_of))
    if late > limit:
        return broken_by([seen("prices_late", last=last, days=late, day=subject.as_of)])
    if last > subject.as_of:
        return broken_by([seen("prices_early", last=last, day=subject.as_of)])
    return broken_by([], [seen("prices_to", last=last)])


def _period(subject: Subject) -> Finding:
    found = quarter(subject.meant.period)
    if found is None:
        return not_applicable("no_quarter")
    first, end = found
    any_day = subject.kind in (DocumentKind.NOTICE, DocumentKind.COMPLIANCE)  # a notice has that of the loss
    earliest = first if any_day else end - SILENCE
    inside = earliest <= subject.as_of <= end
    value = seen("quarter_end", day=subject.as_of, end=end)
    return broken_by([] if inside else [value], [value])


def quarter(period: str) -> tuple[date, date] | None:
    """First and last day of a quarter such as `2026Q3`; None for another period."""
    found = QUARTER.fullmatch(period)
    if not found:
        return None
    year, number = int(found.group(1)), int(found.group(2))
    return date(year, number * 3 - 2, 1), date(year + number // 4, number * 3 % 12 + 1, 1) - timedelta(days=1)


RULES = (
    Rule("prices_fresh", FAMILY, "DR 2017/565 Art 44(2)(g)", _prices, twin=True, for_clients=True),
    Rule("as_of_in_period", FAMILY, "DR 2017/565 Art 44(2)(g)", _period, twin=True),
)
