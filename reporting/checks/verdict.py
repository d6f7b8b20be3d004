"""Short ways to a finding: what was seen as a message, and the verdict that follows from it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from reporting.domain.disclosure import Number, Text, Value, Verbatim
from reporting.domain.verdict import Evidence, Finding, Verdict

MOST = 20
"""Evidence that is kept of one rule; what is wrong in one place is often wrong in a hundred."""


Seen: TypeAlias = str | int | Decimal | date | Number | Text
"""What a message tells: words as they are, numbers and dates as the reader's language writes them."""


def told(key: str, /, **values: Seen) -> Text:
    """The message `seen.<key>` with its values."""
    return Text(f"seen.{key}", {name: _value(value) for name, value in values.items()})


def shortly(value: float) -> Decimal:
    """A number of any size to six significant digits."""
    return Decimal(f"{value:g}")


def percent(points: Decimal, decimals: int) -> Number:
    """A number of percent."""
    return Number(float(points / 100), decimals, percent=True)


def _value(value: Seen) -> Value:
    if isinstance(value, str):
        return Verbatim(value)
    if isinstance(value, Decimal):
        exponent = value.as_tuple().exponent
        return Number(float(value), -exponent if isinstance(exponent, int) and exponent < 0 else 0)
    return Number(value) if isinstance(value, int) else value


def seen(key: str, page: int | None = None, /, **values: Seen) -> Evidence:
    """Something that was seen, perhaps on a page."""
    return Evidence(told(key, **values), page)


def broken_by(faults: Iterable[Evidence], instead: Iterable[Evidence] = ()) -> Finding:
    """NOT_MET with the faults, or MET with what was seen instead."""
    return _finding(Verdict.NOT_MET, tuple(faults)) or met(*instead)


def to_judge(doubts: Iterable[Evidence], instead: Iterable[Evidence] = ()) -> Finding:
    """NEEDS_PERSON with the doubts, or MET with what was seen instead."""
    return _finding(Verdict.NEEDS_PERSON, tuple(doubts)) or met(*instead)


def met(*evidence: Evidence) -> Finding:
    """The rule is kept."""
    return Finding(Verdict.MET, evidence[:MOST], len(evidence))


def not_applicable(key: str) -> Finding:
    """The rule does not concern this document, for the reason `seen.<key>`."""
    return Finding(Verdict.NOT_APPLICABLE, (seen(key),), 1)


def _finding(verdict: Verdict, evidence: tuple[Evidence, ...]) -> Finding | None:
    return Finding(verdict, evidence[:MOST], len(evidence)) if evidence else None
