"""Where figures come from: a definition, an input with its hash, an assumption with source and date."""

from __future__ import annotations

import re
from datetime import date

from reporting.checks.rule import Rule
from reporting.checks.subject import Subject
from reporting.checks.verdict import broken_by, not_applicable, seen, to_judge
from reporting.domain.disclosure import DocumentKind, Status
from reporting.domain.units import Nature
from reporting.domain.verdict import Finding
from reporting.inputs.twins import TwinFigure
from reporting.law.parameters import parameter

FAMILY = "lineage"
HASH = re.compile(r"[0-9a-f]{64}")
ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
ASSUMPTIONS = "assumption_sources"


def _defined(subject: Subject) -> Finding:
    twin = subject.meant
    faults = [
        seen("undefined", figure=id, definition=figure.definition)
        for id, figure in twin.figures.items()
        if figure.definition not in twin.definitions
    ]
    faults += [seen("empty_definition", definition=id)
               for id, row in twin.definitions.items() if not row.sentence.strip()]  # fmt: skip
    return broken_by(faults)


def _sourced(subject: Subject) -> Finding:
    twin = subject.meant
    faults = []
    for id, figure in twin.figures.items():
        if unknown := set(figure.sources) - twin.inputs.keys():
            faults.append(seen("unknown_source", figure=id, source=min(unknown)))
        elif not figure.sources and not figure.parts and not _chosen(figure):
            faults.append(seen("no_source", figure=id))
    faults += [seen("no_hash", input=key)
               for key, row in twin.inputs.items() if not HASH.fullmatch(row.sha256)]  # fmt: skip
    return broken_by(faults)


def _chosen(figure: TwinFigure) -> bool:
    """Whether the document itself sets the value, as the amount that everything is reckoned on."""
    return figure.nature is Nature.ASSUMPTION or figure.definition == "cost_base"


def _assumptions(subject: Subject) -> Finding:
    if not subject.holds((DocumentKind.EX_ANTE, DocumentKind.SHARED)):
        return not_applicable("no_scenarios")
    table = subject.meant.table(ASSUMPTIONS)
    if table is None:
        return broken_by([seen("no_assumptions_table")])
    faults = []
    for row in table.rows:
        cells = [subject.meant.cell(value).text for value in row.cells]
        if not cells[-2].strip("–- "):
            faults.append(seen("assumption_source", assumption=cells[0]))
        # A specimen may rest on values that nobody dated; it reaches no client.
        if not ISO_DAY.search(cells[-1]) and subject.meant.use is not Status.SPECIMEN:
            faults.append(seen("assumption_date", assumption=cells[0]))
    return broken_by(faults)


def _fresh_assumptions(subject: Subject) -> Finding:
    table = subject.meant.table(ASSUMPTIONS)
    if table is None:
        return not_applicable("no_assumptions")
    months = parameter("stale_assumptions_months", subject.as_of).value
    doubts = []
    for row in table.rows:
        cells = [subject.meant.cell(value).text for value in row.cells]
        if found := ISO_DAY.search(cells[-1]):
            dated = date.fromisoformat(found.group(0))
            age = (subject.as_of - dated).days
            if age > months * 30.5 or age < 0:
                doubts.append(seen("assumption_age", assumption=cells[0], dated=dated, day=subject.as_of))
    return to_judge(doubts)


RULES = (
    Rule("figures_defined", FAMILY, "DR 2017/565 Art 44(3)(c)", _defined, twin=True),
    Rule("figures_sourced", FAMILY, "DR 2017/565 Art 44(3)(b)", _sourced, twin=True),
    Rule("assumptions_sourced", FAMILY, "DR 2017/565 Art 44(6)(b)", _assumptions, twin=True),
    Rule(
        "assumptions_fresh",
        FAMILY,
        "DR 2017/565 Arts 44(2)(g) and 44(6)(b)",
        _fresh_assumptions,
        twin=True,
        mandatory=False,
    ),
)
