"""Rules that are not met or that a person must judge: where, what was seen, and what to do."""

from __future__ import annotations

from collections.abc import Iterator

from reporting.disclosures.blocks import columns
from reporting.disclosures.compliance.facts import Described, Facts
from reporting.disclosures.compliance.law import cited
from reporting.disclosures.compliance.places import places
from reporting.disclosures.words import text
from reporting.domain.disclosure import Block, Paragraph, Row, Section, Table, Text, Verbatim
from reporting.domain.verdict import Finding, Verdict

SHOWN = 4
"""Different things seen that are told of one rule; checks.json has all of them."""
HEADS = ("cr.rule", "cr.article", "cr.where", "cr.seen", "cr.mend")
WIDTHS = (0.19, 0.12, 0.14, 0.33, 0.22)


def findings_section(facts: Facts) -> Section:
    """First what is not met, then what is for a person to judge."""
    blocks: list[Block] = []
    for verdict in (Verdict.NOT_MET, Verdict.NEEDS_PERSON):
        rows = tuple(row for rule in facts.rules for row in _rows(rule, open_findings(facts, rule, verdict)))
        if rows:
            heads = columns(
                "cr.rule",
                "cr.article",
                "cr.where",
                "cr.seen",
                "cr.mend",
                widths=WIDTHS,
                start=(0, 1, 2, 3, 4),
            )
            caption = text(f"cr.findings_{verdict}")
            blocks.append(Table(f"findings_{verdict}", caption, heads, rows, dense=True))
        else:
            blocks.append(Paragraph(text(f"cr.no_findings_{verdict}")))
    return Section("findings", text("cr.findings"), tuple(blocks))


def open_findings(facts: Facts, rule: Described, verdict: Verdict) -> dict[int, Finding]:
    """The findings of a rule with this verdict, by the number of the document."""
    return {number: each for number, each in facts.findings(rule.id).items() if each.verdict is verdict}


def _rows(rule: Described, found: dict[int, Finding]) -> Iterator[Row]:
    """A row for each different thing that was seen; the last one says how many more there are."""
    where: dict[str, tuple[Text, dict[int, set[int]]]] = {}
    for number, finding in found.items():
        for each in finding.evidence:
            _, pages = where.setdefault(repr(each.text), (each.text, {}))
            pages.setdefault(number, set()).update({each.page} if each.page else ())
    for place, (seen, pages) in enumerate(list(where.values())[:SHOWN]):
        more = len(where) > SHOWN and place == SHOWN - 1
        told = text("cr.seen_more", seen=seen) if more else seen
        yield Row((Verbatim(rule.id), cited(rule.article), places(pages), told, rule.mend))
