"""Runs every rule on a document: the file read back once, each rule by itself."""

from __future__ import annotations

from dataclasses import dataclass

from reporting.checks.reader import Printed, read_printed
from reporting.checks.rule import Rule
from reporting.checks.rules import RULES
from reporting.checks.subject import Subject
from reporting.checks.twin import FullTwin, parse_twin
from reporting.domain.disclosure import DocumentKind
from reporting.domain.verdict import Finding, Verdict
from reporting.rendering.words import shipped_words


@dataclass(frozen=True, slots=True)
class Result:
    """What one rule says about the document."""

    rule: Rule
    finding: Finding

    @property
    def bars(self) -> bool:
        """Whether the document may not be published because of it."""
        return self.rule.mandatory and self.finding.verdict is Verdict.NOT_MET


@dataclass(frozen=True, slots=True)
class Report:
    """The verdicts on one document, in the order of the rules."""

    document: str
    kind: DocumentKind | None
    pages: int
    twin: bool
    results: tuple[Result, ...]

    @property
    def barred(self) -> tuple[Result, ...]:
        """Mandatory rules that are not met."""
        return tuple(result for result in self.results if result.bars)

    @property
    def findings(self) -> dict[str, Finding]:
        """What each rule found, by its id."""
        return {result.rule.id: result.finding for result in self.results}

    def counts(self) -> dict[str, int]:
        """How many rules came to each verdict."""
        found = [result.finding.verdict for result in self.results]
        return {verdict.value: found.count(verdict) for verdict in Verdict}


def check(pdf: bytes, twin: bytes | None, file: str, rules: tuple[Rule, ...] = RULES) -> Report:
    """The report on a document; `file` names it in messages. Raises Unusable for unreadable files."""
    return judge(read_printed(pdf, file), parse_twin(twin, file) if twin is not None else None, rules)


def judge(printed: Printed, meant: FullTwin | None, rules: tuple[Rule, ...] = RULES) -> Report:
    """The report on a document that was read back. Raises Unusable for a language without messages."""
    language = meant.language if meant else printed.language or "en"
    words = shipped_words(language.split("-")[0]).catalogue
    subject = Subject(printed, meant, words)
    results = tuple(Result(rule, rule.examine(subject)) for rule in rules)
    name = meant.document_id if meant else printed.title
    return Report(name, subject.kind, len(printed.pages), meant is not None, results)
