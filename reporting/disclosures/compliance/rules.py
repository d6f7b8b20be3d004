"""The rules: by which article, what is tested, and how often each verdict was found."""

from __future__ import annotations

from reporting.disclosures.blocks import columns
from reporting.disclosures.compliance.counts import count
from reporting.disclosures.compliance.documents import VERDICT_WIDTHS, VERDICTS
from reporting.disclosures.compliance.facts import Described, Looked
from reporting.disclosures.compliance.law import cited
from reporting.disclosures.words import text
from reporting.domain.disclosure import Paragraph, Row, Section, Table, Verbatim

WIDTHS = (0.25, 0.13, 0.319, *VERDICT_WIDTHS)


def rules_section(facts: Looked) -> Section:
    """Every rule in the order in which the checks run."""
    table = Table(
        "rules",
        text("cr.rules_caption"),
        columns(
            *("cr.rule", "cr.article", "cr.tested"),
            *(f"cr.verdict_{verdict}" for verdict in VERDICTS),
            widths=WIDTHS,
            start=(0, 1, 2),
        ),
        tuple(_row(rule, facts) for rule in facts.rules),
        dense=True,
    )
    return Section("rules", text("cr.rules"), (Paragraph(text("cr.rules_lead")), table))


def _row(rule: Described, facts: Looked) -> Row:
    found = facts.count(rule.id)
    counts = (count(f"rule.{rule.id}.{each}", found[each], "verdicts") for each in VERDICTS)
    return Row((Verbatim(rule.id), cited(rule.article), rule.demand, *counts))
