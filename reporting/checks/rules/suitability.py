"""What may be shown to whom: the risk class inside its band, instruments with a key information document."""

from __future__ import annotations

from reporting.checks.page import SPACE, without_spaces
from reporting.checks.rule import Rule
from reporting.checks.subject import Subject
from reporting.checks.twin import TwinScale, TwinText
from reporting.checks.verdict import Evidence, Finding, Verdict, broken_by, met, not_applicable
from reporting.domain.disclosure import DocumentKind, Status

FAMILY = "suitability"


def _band(subject: Subject) -> Finding:
    twin = subject.meant
    scales = [block for _, block in twin.blocks() if isinstance(block, TwinScale)]
    if not scales:
        return not_applicable("the document shows no risk class")
    figure = twin.figures.get(scales[0].risk_class.figure)
    low, high = scales[0].lowest, scales[0].highest
    value = figure.value if figure else None
    if value is not None and low <= value <= high:
        return met(Evidence(f"class {value:g}, permitted {low} to {high}"))
    seen = Evidence(f"class {'not known' if value is None else f'{value:g}'}, permitted {low} to {high}")
    return broken_by([seen]) if twin.use is Status.FINAL else Finding(Verdict.NEEDS_PERSON, (seen,), 1)


def _documents(subject: Subject) -> Finding:
    twin = subject.meant
    if twin.kind is not DocumentKind.EX_ANTE:
        return not_applicable("the ex-ante document says it")
    statement = without_spaces(subject.words.message("ea.no_kid"))
    without = [
        words
        for _, block in twin.blocks()
        if isinstance(block, TwinText)
        for words in block.words
        if statement.fullmatch(SPACE.sub("", words))
    ]
    if not without:
        return met(Evidence("no fund without a key information document is named"))
    seen = Evidence(without[0])
    return broken_by([seen]) if twin.use is Status.FINAL else Finding(Verdict.NEEDS_PERSON, (seen,), 1)


RULES = (
    Rule(
        "risk_in_band",
        FAMILY,
        "DR 2017/565 Art 47(3)(e)",
        "The risk class lies in the band that the profile permits.",
        "Bring the portfolio back into its band before a client copy is released.",
        _band,
        twin=True,
    ),
    Rule(
        "kid_available",
        FAMILY,
        "Regulation (EU) No 1286/2014 Art 13",
        "There is a key information document for every fund of a document for clients.",
        "Use funds that have one, or record why none is needed.",
        _documents,
        twin=True,
    ),
)
