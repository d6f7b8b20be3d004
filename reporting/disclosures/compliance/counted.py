"""What the report on documents of clients is written from: numbers, and a few documents as examples."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from reporting.disclosures.compliance.facts import Described
from reporting.domain.disclosure import DocumentKind
from reporting.domain.tally import Tally
from reporting.domain.verdict import Finding, Verdict


@dataclass(frozen=True, slots=True)
class Kind:
    """All documents of one kind: how many were `published`, their `pages` together, and their verdicts."""

    kind: DocumentKind
    published: int
    pages: int
    tally: Tally


@dataclass(frozen=True, slots=True)
class Example:
    """One document, so that pages can be named; `client` is the pseudonym, `sha256` that of its PDF."""

    client: str
    kind: DocumentKind
    language: str
    pages: int
    sha256: str
    findings: Mapping[str, Finding]


@dataclass(frozen=True, slots=True)
class ClientFacts:
    """A run over a client book. `clients` says what became of how many; `run` is part of the report's id.

    Nothing here tells of a person: clients stand there by number, or by pseudonym.
    """

    run: str
    period: str
    quarter: tuple[date, date]
    as_of: date
    firm: str
    clients: Mapping[str, int]
    kinds: tuple[Kind, ...]
    examples: tuple[Example, ...]
    rules: tuple[Described, ...]

    @property
    def numbered(self) -> Iterator[tuple[int, Example]]:
        """The examples with their numbers."""
        return enumerate(self.examples, 1)

    def findings(self, rule: str) -> dict[int, Finding]:
        """What a rule says about the examples, by their number."""
        return {number: each.findings[rule] for number, each in self.numbered if rule in each.findings}

    def count(self, *rules: str) -> Counter[Verdict]:
        """How many documents got which verdict, of several rules the gravest."""
        return sum((each.tally.count(*rules) for each in self.kinds), Counter[Verdict]())
