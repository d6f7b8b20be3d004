"""A report as JSON and for a terminal, in English; the compliance report speaks every language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from reporting.checks.check import Report, Result
from reporting.domain.localised import SOURCE
from reporting.domain.verdict import Evidence, Verdict
from reporting.rendering.words import Words, shipped_words

Json: TypeAlias = "None | bool | int | float | str | Sequence[Json] | Mapping[str, Json]"

SHOWN = 5
"""Evidence of one rule that a terminal shows."""
SIGNS = {
    Verdict.MET: "met",
    Verdict.NOT_MET: "NOT MET",
    Verdict.NOT_APPLICABLE: "not applicable",
    Verdict.NEEDS_PERSON: "needs a person",
}


def shape(report: Report) -> dict[str, Json]:
    """Everything about one document; boxes are left, bottom, right, top in points from the lower left."""
    return {
        "document": report.document,
        "kind": report.kind.value if report.kind else None,
        "pages": report.pages,
        "twin": report.twin,
        "publishable": not report.barred,
        "counts": report.counts(),
        "rules": [_rule(result, shipped_words(SOURCE)) for result in report.results],
    }


def _rule(result: Result, words: Words) -> dict[str, Json]:
    rule, finding = result.rule, result.finding
    return {
        "rule": rule.id,
        "family": rule.family,
        "article": rule.article,
        "mandatory": rule.mandatory,
        "demand": words.say(rule.demand),
        "verdict": finding.verdict.value,
        "evidence": [_evidence(each, words) for each in finding.evidence],
        "evidence_count": finding.count,
        "mend": words.say(rule.mend) if finding.verdict in (Verdict.NOT_MET, Verdict.NEEDS_PERSON) else None,
    }


def _evidence(each: Evidence, words: Words) -> dict[str, Json]:
    return {"page": each.page, "box": list(each.box) if each.box else None, "value": words.say(each.text)}


def reasons(report: Report, *, quoting: bool = True) -> tuple[str, ...]:
    """Why the document may not be published: one sentence for each mandatory rule that is not met.

    Without `quoting` nothing of the document is repeated, which may tell of a client.
    """
    sentence = _sentence if quoting else _grounds
    return tuple(sentence(result, shipped_words(SOURCE)) for result in report.barred)


def _grounds(result: Result, words: Words) -> str:
    """The rule, the pages and the mend."""
    rule, pages = result.rule, ", ".join(map(str, result.finding.pages))
    place = f" on page {pages}" if pages else ""
    return f"{rule.id} ({rule.article}) is not met{place}; {_lower(words.say(rule.mend))}"


def _lower(sentence: str) -> str:
    return f"{sentence[:1].lower()}{sentence[1:].rstrip('.')}"


def _sentence(result: Result, words: Words) -> str:
    rule, finding = result.rule, result.finding
    more = f" and {finding.count - 1} more" if finding.count > 1 else ""
    first = _placed(finding.evidence[0], words)
    return f"{rule.id} ({rule.article}): {first}{more}; {_lower(words.say(rule.mend))}"


def _placed(each: Evidence, words: Words) -> str:
    value = words.say(each.text)
    return f"page {each.page}: {value}" if each.page else value


def lines(report: Report, file: str) -> Iterator[str]:
    """The report for a terminal: what is wrong or to be judged at length, all else by name."""
    counts = ", ".join(f"{count} {SIGNS[Verdict(name)].lower()}" for name, count in report.counts().items())
    yield f"{file}: {report.document}, {report.pages} pages: {counts}"
    if not report.twin:
        yield "  without its twin only the file itself was checked"
    for result in report.results:
        if result.finding.verdict in (Verdict.NOT_MET, Verdict.NEEDS_PERSON):
            yield from _at_length(result, shipped_words(SOURCE))
    for verdict in (Verdict.MET, Verdict.NOT_APPLICABLE):
        names = [result.rule.id for result in report.results if result.finding.verdict is verdict]
        yield f"  {SIGNS[verdict]}: {', '.join(names) or 'none'}"


def _at_length(result: Result, words: Words) -> Iterator[str]:
    rule, finding = result.rule, result.finding
    yield f"  {SIGNS[finding.verdict]}: {rule.id} ({rule.article})"
    yield f"    {words.say(rule.demand)}"
    yield from (f"    - {_placed(each, words)}" for each in finding.evidence[:SHOWN])
    if finding.count > SHOWN:
        yield f"    - and {finding.count - SHOWN} more"
    yield f"    {words.say(rule.mend)}"
