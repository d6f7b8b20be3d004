"""All rules, family by family; a new rule is a row in its family's file."""

from __future__ import annotations

from reporting.checks.rule import Rule
from reporting.checks.rules import (
    arithmetic,
    clause,
    conformance,
    costs,
    freshness,
    identity,
    language,
    layout,
    legibility,
    lineage,
    money,
    periods,
    prominence,
    scenarios,
    statement,
    suitability,
    wall,
    wording,
)

RULES: tuple[Rule, ...] = (
    *identity.RULES,
    *clause.RULES,
    *statement.RULES,
    *legibility.RULES,
    *prominence.RULES,
    *language.RULES,
    *wording.RULES,
    *money.RULES,
    *layout.RULES,
    *arithmetic.RULES,
    *periods.RULES,
    *lineage.RULES,
    *freshness.RULES,
    *wall.RULES,
    *scenarios.RULES,
    *costs.RULES,
    *suitability.RULES,
    *conformance.RULES,
)
