"""What a rule says about a document: a verdict, the evidence for it, and how to mend what is wrong."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

Box = tuple[float, float, float, float]
"""Left, bottom, right and top in points from the lower left corner of the page."""

MOST = 20
"""Evidence that is kept of one rule; what is wrong in one place is often wrong in a hundred."""


class Verdict(StrEnum):
    """MET and NOT_MET were found by the program; NEEDS_PERSON is for somebody to judge."""

    MET = "met"
    NOT_MET = "not_met"
    NOT_APPLICABLE = "not_applicable"
    NEEDS_PERSON = "needs_person"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing that was seen. `page` counts from 1 and is None where no page is meant; `about` is the id of
    the table or chart that is meant."""

    value: str
    page: int | None = None
    box: Box | None = None
    about: str = ""

    def __str__(self) -> str:
        return f"page {self.page}: {self.value}" if self.page else self.value


@dataclass(frozen=True, slots=True)
class Finding:
    """The verdict of one rule on one document; `evidence` holds at most `MOST` of `count` entries."""

    verdict: Verdict
    evidence: tuple[Evidence, ...] = ()
    count: int = 0


def broken_by(faults: Iterable[Evidence], seen: Iterable[Evidence] = ()) -> Finding:
    """NOT_MET with the faults, or MET with what was seen instead."""
    return _finding(Verdict.NOT_MET, tuple(faults)) or met(*seen)


def to_judge(doubts: Iterable[Evidence], seen: Iterable[Evidence] = ()) -> Finding:
    """NEEDS_PERSON with the doubts, or MET with what was seen instead."""
    return _finding(Verdict.NEEDS_PERSON, tuple(doubts)) or met(*seen)


def met(*seen: Evidence) -> Finding:
    """The rule is kept."""
    return Finding(Verdict.MET, seen[:MOST], len(seen))


def not_applicable(reason: str) -> Finding:
    """The rule does not concern this document."""
    return Finding(Verdict.NOT_APPLICABLE, (Evidence(reason),), 1)


def _finding(verdict: Verdict, evidence: tuple[Evidence, ...]) -> Finding | None:
    return Finding(verdict, evidence[:MOST], len(evidence)) if evidence else None
