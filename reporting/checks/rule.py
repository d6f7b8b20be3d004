"""A rule: by which article, how to look; what it demands and how to mend stands in the messages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from reporting.checks.subject import Subject
from reporting.checks.verdict import broken_by, not_applicable, seen
from reporting.domain.disclosure import DocumentKind, Text
from reporting.domain.verdict import Finding, Verdict

Look = Callable[[Subject], Finding]


@dataclass(frozen=True, slots=True)
class Rule:
    """One independent rule. `twin` rules look at the twin too; a `mandatory` one bars publication; those
    `for_clients` are about what clients read and pass over the compliance report. `mending` names the
    message of how to mend where rules share one."""

    id: str
    family: str
    article: str
    look: Look
    twin: bool = False
    mandatory: bool = True
    for_clients: bool = False
    mending: str = ""

    @property
    def demand(self) -> Text:
        """What the rule asks, in one sentence."""
        return Text(f"demand.{self.id}")

    @property
    def mend(self) -> Text:
        """What to do where it is not met, in one sentence."""
        return Text(f"mend.{self.mending or self.id}")

    def examine(self, subject: Subject) -> Finding:
        """The finding on a document; without its twin, a person must look where the rule needs it."""
        if self.for_clients and subject.kind is DocumentKind.COMPLIANCE:
            return not_applicable("for_clients_only")
        if self.twin and subject.twin is None:
            return Finding(Verdict.NEEDS_PERSON, (seen("no_twin"),), 1)
        try:
            return self.look(subject)
        except (LookupError, ValueError, ArithmeticError) as error:
            return broken_by([seen("unreadable", error=type(error).__name__)])
