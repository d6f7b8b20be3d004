"""Short ways to a finding: what was seen as a message, and the verdict that follows from it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from reporting.domain.disclosure import Text, Verbatim
from reporting.domain.verdict import Evidence, Finding, Verdict

MOST = 20
"""Evidence that is kept of one rule; what is wrong in one place is often wrong in a hundred."""


def told(key: str, /, **values: str | float | date) -> Text:
    """The message `seen.<key>` with its values; numbers and words stand there as they are."""
    shown = {
        name: value if isinstance(value, date) else Verbatim(str(value)) for name, value in values.items()
    }
    return Text(f"seen.{key}", shown)


def seen(key: str, page: int | None = None, /, **values: str | float | date) -> Evidence:
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
