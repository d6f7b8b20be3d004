"""The front page: the period in counts, how the law stands, and what a person must still do."""

from __future__ import annotations

from collections.abc import Iterator

from reporting.disclosures.blocks import columns
from reporting.disclosures.compliance.counts import count, total
from reporting.disclosures.compliance.documents import VERDICTS, verdict_total
from reporting.disclosures.compliance.facts import Facts
from reporting.disclosures.compliance.findings import open_findings
from reporting.disclosures.compliance.judged import Judged, Standing
from reporting.disclosures.compliance.places import ranges
from reporting.disclosures.words import text
from reporting.domain.disclosure import Bullets, Paragraph, Row, Section, Table, Text, Value, Verbatim
from reporting.domain.disclosure import Facts as Pairs
from reporting.domain.figure import Figure
from reporting.domain.verdict import Verdict
from reporting.law.obligations import Part

WIDTHS = (0.34, 0.11, 0.11, 0.11, 0.11, 0.11, 0.11)
SHOWN = (
    Standing.MET,
    Standing.NOT_MET,
    Standing.NEEDS_PERSON,
    Standing.PROCEDURAL,
    Standing.NOT_APPLICABLE,
    Standing.NO_DOCUMENT,
)


def glance_section(facts: Facts, rows: tuple[Judged, ...]) -> Section:
    """What was written, what became of it, how each part of the law stands."""
    first, last = facts.quarter
    blocks = (Paragraph(text("cr.lead", first=first, last=last)), Pairs(_pairs(facts)), parts_table(rows))
    return Section("glance", text("cr.glance"), blocks)


def _pairs(facts: Facts) -> tuple[tuple[Text, Value], ...]:
    published = sum(each.published for each in facts.documents)
    written = count("documents.written", len(facts.documents), "checked_documents")
    pairs: list[tuple[Text, Value]] = [
        (text("cr.written"), written),
        (text("cr.released"), count("documents.published", published, "checked_documents")),
        (
            text("cr.rejected"),
            count("documents.rejected", len(facts.documents) - published, "checked_documents"),
        ),
        (text("cr.refused"), _refused(facts)),
        (text("cr.rules_in_force"), count("rules.all", len(facts.rules), "rules_in_force")),
    ]
    if facts.documents:
        found = {verdict.value: verdict_total(facts, verdict) for verdict in VERDICTS}
        pairs.append((text("cr.findings_on_documents"), text("cr.verdict_counts", **found)))
    return tuple(pairs)


def _refused(facts: Facts) -> Value:
    number = count("profiles.refused", len(facts.refused), "refused_profiles")
    names = Verbatim(", ".join(facts.refused))
    return text("cr.refused_names", count=number, names=names) if facts.refused else number


def parts_table(rows: tuple[Judged, ...]) -> Table:
    """How many obligations of each part of the law stand how."""
    return Table(
        "parts",
        text("cr.parts_caption", count=count("obligations.all", len(rows), "obligations")),
        columns("cr.part", *(f"cr.standing_{standing}" for standing in SHOWN), widths=WIDTHS),
        (
            *(
                Row((text(f"cr.part_{part}"), *(_stands(rows, part, each) for each in SHOWN)))
                for part in Part
            ),
            Row((text("cr.all"), *(_all(rows, each) for each in SHOWN)), total=True),
        ),
        whole=True,
    )


def _stands(rows: tuple[Judged, ...], part: Part, standing: Standing) -> Figure:
    found = sum(row.obligation.part is part and row.standing is standing for row in rows)
    return count(f"obligations.{part}.{standing}", found, "obligations")


def _all(rows: tuple[Judged, ...], standing: Standing) -> Figure:
    return total(f"obligations.{standing}", [_stands(rows, part, standing) for part in Part])


def tasks_section(facts: Facts, rows: tuple[Judged, ...]) -> Section:
    """What a person must still do."""
    tasks = (*_open(facts, Verdict.NOT_MET), *_open(facts, Verdict.NEEDS_PERSON), *by_procedure(rows))
    return Section("tasks", text("cr.tasks"), (Bullets(tasks),))


def _open(facts: Facts, verdict: Verdict) -> Iterator[Text]:
    for rule in facts.rules:
        if found := open_findings(facts, rule, verdict):
            yield text(
                f"cr.task_{verdict}",
                rule=Verbatim(rule.id),
                demand=rule.demand,
                mend=rule.mend,
                documents=Verbatim(ranges(found)),
            )


def by_procedure(rows: tuple[Judged, ...]) -> Iterator[Text]:
    """Duties that no document can show."""
    procedural = [row.obligation for row in rows if row.standing is Standing.PROCEDURAL]
    for why in dict.fromkeys(row.why for row in procedural):
        ids = ", ".join(row.id for row in procedural if row.why == why)
        yield text("cr.task_procedural", duty=Text(why), obligations=Verbatim(ids))
