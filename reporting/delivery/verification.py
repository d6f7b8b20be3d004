"""The outcome of a verification, for people and for programs."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from reporting.delivery.text import Json, on_screen

RECOMPUTED = "recomputed"


class Verdict(StrEnum):
    """What a verification came to."""

    IDENTICAL = "identical"
    """Made again from its inputs, the document has the same bytes."""
    PARTIAL = "partial"
    """Nothing disagrees, but the document could not be made again."""
    DIFFERENT = "different"
    """Something disagrees."""


@dataclass(frozen=True, slots=True)
class Check:
    """One comparison; `agrees` is None where it could not be made."""

    name: str
    agrees: bool | None
    message: str


@dataclass(frozen=True, slots=True)
class Verification:
    """All comparisons of one PDF, in the order in which a difference counts as the first."""

    file: str
    document_id: str
    checks: tuple[Check, ...]

    @property
    def difference(self) -> Check | None:
        """The first one that disagrees."""
        return next((check for check in self.checks if check.agrees is False), None)

    @property
    def verdict(self) -> Verdict:
        """Different, identical, or neither for want of inputs."""
        if self.difference:
            return Verdict.DIFFERENT
        made = any(check.name == RECOMPUTED and check.agrees for check in self.checks)
        return Verdict.IDENTICAL if made else Verdict.PARTIAL


_VERDICTS = {
    Verdict.IDENTICAL: "identical",
    Verdict.PARTIAL: "verified as far as possible; not made again, for its inputs are not all at hand",
}
_MARKS = {True: "agrees", False: "DIFFERS", None: "not checked"}


def shape(done: Verification) -> dict[str, Json]:
    """As one JSON object; `first_difference` is null where there is none."""
    first = done.difference
    return {
        "file": done.file,
        "document_id": done.document_id,
        "verdict": done.verdict.value,
        "first_difference": {"name": first.name, "message": first.message} if first else None,
        "checks": [
            {"name": check.name, "agrees": check.agrees, "message": check.message} for check in done.checks
        ],
    }


def report(done: Verification) -> str:
    """The verdict on the first line, then one line for each comparison."""
    first = done.difference
    verdict = f"first difference: {first.name}: {first.message}" if first else _VERDICTS[done.verdict]
    width = max((len(check.name) for check in done.checks), default=0)
    lines = [f"  {_MARKS[check.agrees]:<12} {check.name:<{width}}  {check.message}" for check in done.checks]
    return "".join(f"{on_screen(line)}\n" for line in (f"{done.file}: {verdict}", *lines))
