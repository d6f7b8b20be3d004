"""Reasons, notes and findings in the words of the message catalogue."""

from __future__ import annotations

from collections.abc import Iterable

from reporting.domain.decision import EtfDecision
from reporting.domain.disclosure import Text
from reporting.domain.market import Finding, Severity
from reporting.inputs.quality import SENTENCES, sentence
from reporting.measures.sample import NotAvailable
from reporting.rendering.words import Words, shipped_words

LANGUAGE = "en"
"""The command line speaks one language; documents have their own option."""


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


def warnings(findings: Iterable[Finding]) -> list[str]:
    """Findings that a reader should look at, one sentence each; mere notes are left out."""
    noticed = [finding for finding in findings if finding.severity is not Severity.NOTE]
    return [
        sentence(finding) if finding.code in SENTENCES else f"{finding.code}: {finding.detail}"
        for finding in noticed
    ]
