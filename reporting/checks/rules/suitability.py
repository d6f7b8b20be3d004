"""What may be shown to whom: the risk class inside its band, instruments with a key information document."""

from __future__ import annotations

from reporting.checks.page import SPACE, without_spaces
from reporting.checks.rule import Rule
from reporting.checks.subject import Subject
from reporting.checks.twin import TwinScale, TwinText
from reporting.checks.verdict import broken_by, met, not_applicable, seen, to_judge
from reporting.domain.disclosure import DocumentKind, Status
from reporting.domain.verdict import Evidence, Finding

FAMILY = "suitability"


def _band(subject: Subject) -> Finding:
    twin = subject.meant
    scales = [block for _, block in twin.blocks() if isinstance(block, TwinScale)]
    if not scales:
        return not_applicable("no_risk_class")
    figure = twin.figures.get(scales[0].risk_class.figure)
    low, high = scales[0].lowest, scales[0].highest
    value = figure.value if figure else None
    shown = seen("risk_class", found="–" if value is None else f"{value:g}", low=low, high=high)
    return met(shown) if value is not None and low <= value <= high else _grave(shown, twin.use)


def _grave(fault: Evidence, use: Status) -> Finding:
    """What no client may get, and a person must judge in a document that reaches none."""
    return broken_by([fault]) if use is Status.FINAL else to_judge([fault])


def _documents(subject: Subject) -> Finding:
    twin = subject.meant
    if twin.kind is not DocumentKind.EX_ANTE:
        return not_applicable("other_documents")
    statement = without_spaces(subject.words.message("ea.no_kid"))
    without = [
        words
        for _, block in twin.blocks()
        if isinstance(block, TwinText)
        for words in block.words
        if statement.fullmatch(SPACE.sub("", words))
    ]
    if not without:
        return met(seen("all_documents"))
    return _grave(seen("value", value=without[0]), twin.use)


RULES = (
    Rule("risk_in_band", FAMILY, "DR 2017/565 Art 47(3)(e)", _band, twin=True),
    Rule("kid_available", FAMILY, "Regulation (EU) No 1286/2014 Art 13", _documents, twin=True),
)
