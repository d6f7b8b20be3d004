"""What the compliance report is written from: documents as they were checked, and the rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from reporting.domain.disclosure import DocumentKind, Status, Text
from reporting.domain.tally import gravest
from reporting.domain.verdict import Finding, Verdict


@dataclass(frozen=True, slots=True)
class Checked:
    """One document of the period. `findings` are those of all rules by their ids; one that is not
    `published` failed a mandatory rule. `sha256` is the hash of its PDF."""

    profile: str
    kind: DocumentKind
    language: str
    status: Status
    pages: int
    sha256: str
    published: bool
    findings: Mapping[str, Finding]

    def count(self, verdict: Verdict) -> int:
        """How many rules came to this verdict."""
        return sum(finding.verdict is verdict for finding in self.findings.values())


@dataclass(frozen=True, slots=True)
class Described:
    """A rule as the report tells of it."""

    id: str
    article: str
    demand: Text
    mend: Text


class Looked(Protocol):
    """What the rules said about documents, one by one or by numbers."""

    @property
    def rules(self) -> tuple[Described, ...]:
        """The rules, in the order in which they run."""
        ...

    def findings(self, rule: str) -> dict[int, Finding]:
        """What a rule says about the documents that are listed, by their number."""
        ...

    def count(self, *rules: str) -> Counter[Verdict]:
        """How many documents got which verdict, of several rules the gravest."""
        ...


@dataclass(frozen=True, slots=True)
class Facts:
    """A period. Documents are numbered from 1 in their order; `refused` are profiles without documents."""

    period: str
    quarter: tuple[date, date]
    as_of: date
    firm: str
    documents: tuple[Checked, ...]
    refused: tuple[str, ...]
    rules: tuple[Described, ...]

    @property
    def numbered(self) -> Iterator[tuple[int, Checked]]:
        """The documents with their numbers."""
        return enumerate(self.documents, 1)

    def findings(self, rule: str) -> dict[int, Finding]:
        """What a rule says, by the number of the document."""
        return {number: each.findings[rule] for number, each in self.numbered if rule in each.findings}

    def count(self, *rules: str) -> Counter[Verdict]:
        """How many documents got which verdict, of several rules the gravest."""
        given = ({each.findings[rule].verdict for rule in rules if rule in each.findings}
                 for each in self.documents)  # fmt: skip
        return Counter(gravest(verdicts) for verdicts in given if verdicts)
