"""A rule: what it demands by which article, how to look, and how to mend."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from reporting.checks.subject import Subject
from reporting.checks.verdict import Evidence, Finding, Verdict

Look = Callable[[Subject], Finding]


@dataclass(frozen=True, slots=True)
class Rule:
    """One independent rule. `twin` rules look at the twin too; a `mandatory` one bars publication."""

    id: str
    family: str
    article: str
    demand: str
    mend: str
    look: Look
    twin: bool = False
    mandatory: bool = True

    def examine(self, subject: Subject) -> Finding:
        """The finding on a document; without its twin, a person must look where the rule needs it."""
        if self.twin and subject.twin is None:
            missing = Evidence("not checked: its twin, the .json file beside the PDF, is not there")
            return Finding(Verdict.NEEDS_PERSON, (missing,), 1)
        return self.look(subject)
