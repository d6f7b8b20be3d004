"""Reasons, notes and findings in the words of the message catalogue."""

from __future__ import annotations

from collections.abc import Iterable

from reporting.domain.decision import EtfDecision
from reporting.domain.disclosure import Text
from reporting.domain.market import Finding, Severity
from reporting.measures.sample import NotAvailable
from reporting.rendering.words import Words, shipped_words

LANGUAGE = "en"
"""The command line speaks one language; documents have their own option."""
MOST = 12
"""Findings that are told one by one."""


def speaker() -> Words:
    """The words of the command line."""
    return shipped_words(LANGUAGE)


def reason(words: Words, etf: EtfDecision) -> str:
    """Why an ETF has its weight, as a sentence."""
    bound = words.formatter.percent(etf.upper_bound, 2)
    return words.own(f"reason.{etf.reason.value}", ticker=etf.ticker, upper_bound=bound)


def missing(words: Words, result: NotAvailable) -> str:
    """Why a figure has no value."""
    key = f"missing.{result.reason}"
    text = words.say(Text(key)) if key in words.catalogue else result.reason.replace("_", " ")
    return f"{text} ({result.about})" if result.about else text


def notes(words: Words, texts: Iterable[Text]) -> list[str]:
    """What must be said beside a result."""
    return [words.say(text) for text in texts]


def warnings(words: Words, findings: Iterable[Finding]) -> list[str]:
    """Findings that a reader should look at, a line each, and how many more there are; no mere notes."""
    told = [_told(words, each) for each in findings if each.severity is not Severity.NOTE]
    rest = [words.own("note.more_findings", count=str(len(told) - MOST))] if len(told) > MOST else []
    return [*told[:MOST], *rest]


def _told(words: Words, finding: Finding) -> str:
    place = " ".join(str(part) for part in (finding.ticker, finding.day) if part)
    parts = (place, words.own(f"finding.{finding.code}"), finding.detail)
    return ": ".join(part for part in parts if part)
