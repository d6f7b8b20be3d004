"""A report in words and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from reporting.checks.check import Report, Result
from reporting.checks.verdict import Evidence, Verdict

Json: TypeAlias = "None | bool | int | float | str | Sequence[Json] | Mapping[str, Json]"

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
        "rules": [_rule(result) for result in report.results],
    }


def _rule(result: Result) -> dict[str, Json]:
    rule, finding = result.rule, result.finding
    return {
        "rule": rule.id,
        "family": rule.family,
        "article": rule.article,
        "mandatory": rule.mandatory,
        "demand": rule.demand,
        "verdict": finding.verdict.value,
        "evidence": [_evidence(each) for each in finding.evidence],
        "evidence_count": finding.count,
        "mend": rule.mend if finding.verdict in (Verdict.NOT_MET, Verdict.NEEDS_PERSON) else None,
    }


def _evidence(each: Evidence) -> dict[str, Json]:
    return {"page": each.page, "box": list(each.box) if each.box else None, "value": each.value}


def reasons(report: Report) -> tuple[str, ...]:
    """Why the document may not be published: one sentence for each mandatory rule that is not met."""
    return tuple(_sentence(result) for result in report.barred)


def _sentence(result: Result) -> str:
    finding = result.finding
    more = f" and {finding.count - 1} more" if finding.count > 1 else ""
    return (
        f"{result.rule.id} ({result.rule.article}): {finding.evidence[0]}{more}; {_small(result.rule.mend)}"
    )


def _small(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:].rstrip(".")


def lines(report: Report, file: str) -> Iterator[str]:
    """The report for a terminal: what is wrong or to be judged at length, all else by name."""
    counts = ", ".join(f"{count} {SIGNS[Verdict(name)].lower()}" for name, count in report.counts().items())
    yield f"{file}: {report.document}, {report.pages} pages: {counts}"
    if not report.twin:
        yield "  without its twin only the file itself was checked"
    for result in report.results:
        if result.finding.verdict in (Verdict.NOT_MET, Verdict.NEEDS_PERSON):
            yield f"  {SIGNS[result.finding.verdict]}: {result.rule.id} ({result.rule.article})"
            yield f"    {result.rule.demand}"
            yield from (f"    - {each}" for each in result.finding.evidence[:5])
            if result.finding.count > 5:
                yield f"    - and {result.finding.count - 5} more"
            yield f"    {result.rule.mend}"
    for verdict in (Verdict.MET, Verdict.NOT_APPLICABLE):
        names = [result.rule.id for result in report.results if result.finding.verdict is verdict]
        yield f"  {SIGNS[verdict]}: {', '.join(names) or 'none'}"
