"""The figures of the compliance report: how many documents, pages, rules and obligations."""

from __future__ import annotations

from reporting.disclosures.figures import derived, number
from reporting.domain.figure import Figure
from reporting.domain.lineage import Rule
from reporting.domain.units import Nature, Unit

CHECKS = "checks"
"""Key of the file with all findings, the source of every figure."""


def count(id: str, value: int, definition: str) -> Figure:
    """A count."""
    return number(id, value, Unit.COUNT, Nature.CURRENT, definition, sources=(CHECKS,))


def total(id: str, parts: list[Figure]) -> Figure:
    """The sum of counts of one kind, of which there is at least one."""
    value = sum(int(part.value or 0) for part in parts)
    return derived(count(id, value, parts[0].definition), *(part.id for part in parts), rule=Rule.SUM)
