"""Definitions of measures and terms."""

from __future__ import annotations

from collections.abc import Iterable

from reporting.disclosures.words import text
from reporting.domain.disclosure import Section, Terms, Text
from reporting.measures.registry import BY_ID

TERMS = (
    "risk_class",
    "relative_strength",
    "trend",
    "mean_reversion",
    "calendar",
    "total_weight",
    "strategic_mix",
)
"""Terms of the method that every document explains beside its measures."""

HEADS = {"reduction_in_yield": "cost.reduction"}
"""What is explained under the head of the column that holds it."""


def glossary(measures: Iterable[str], terms: Iterable[str] = TERMS) -> Section:
    """Definitions of the measures used and of the method's own terms."""
    return Section("glossary", text("shared.glossary"), (Terms(entries((*measures, *terms))),))


def entries(ids: Iterable[str]) -> tuple[tuple[Text, Text], ...]:
    """Measures, terms of the method and what a column is named after, each once, with what they mean."""
    return tuple(_entry(id) for id in dict.fromkeys(ids))


def _entry(id: str) -> tuple[Text, Text]:
    if id in BY_ID or id in HEADS:
        return text(HEADS.get(id, f"measure.{id}")), text(f"definition.{id}")
    return text(f"term.{id}"), text(f"term.{id}_definition")
