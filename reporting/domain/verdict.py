"""What a rule says about a finished document: a verdict, and what was seen, in every language."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from reporting.domain.disclosure import Text

Box = tuple[float, float, float, float]
"""Left, bottom, right and top in points from the lower left corner of the page."""


class Verdict(StrEnum):
    """MET and NOT_MET were found by the program; NEEDS_PERSON is for somebody to judge."""

    MET = "met"
    NOT_MET = "not_met"
    NOT_APPLICABLE = "not_applicable"
    NEEDS_PERSON = "needs_person"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing that was seen. `page` counts from 1 and is None where no page is meant."""

    text: Text
    page: int | None = None
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """The verdict of one rule on one document; `evidence` holds the first of `count` entries."""

    verdict: Verdict
    evidence: tuple[Evidence, ...] = ()
    count: int = 0

    @property
    def pages(self) -> tuple[int, ...]:
        """The pages on which something was seen, ascending."""
        return tuple(sorted({each.page for each in self.evidence if each.page}))
