"""The wall between what was, what was simulated and what may come (Art 44(4) to (6))."""

from __future__ import annotations

from reporting.checks.rule import Rule
from reporting.checks.subject import Subject
from reporting.checks.twin import TwinTable
from reporting.checks.verdict import broken_by, met, not_applicable, seen
from reporting.domain.disclosure import DocumentKind, Status, Text
from reporting.domain.units import Nature
from reporting.domain.verdict import Finding
from reporting.rendering.catalogue import Catalogue

FAMILY = "wall"
BACK = (DocumentKind.EX_POST, DocumentKind.COMPLIANCE)
"""All other documents may speak of the future, and of no simulated past."""
PAST = {Nature.ACTUAL_PAST, Nature.SIMULATED_PAST}


def _ex_ante(subject: Subject) -> Finding:
    if subject.kind in BACK:
        return not_applicable("no_scenarios")
    figures = subject.meant.figures
    faults = [seen("simulated", figure=id)
              for id, figure in figures.items() if figure.nature is Nature.SIMULATED_PAST]  # fmt: skip
    for id, figure in figures.items():
        if figure.nature is Nature.FORWARD:
            past = [part for part in figure.parts if part in figures and figures[part].nature in PAST]
            faults += [seen("from_past", figure=id, part=part) for part in past]
    return broken_by(faults)


def _apart(subject: Subject) -> Finding:
    """No table holds actual and simulated figures together."""
    twin = subject.meant
    faults = []
    for table in twin.tables():
        natures = {figure.nature for row in table.rows for value in row.cells
                   if (figure := twin.cell(value).figure)}  # fmt: skip
        if natures >= PAST:
            faults.append(seen("mixed", table=table.caption))
    if not any(figure.nature in PAST for figure in twin.figures.values()):
        return not_applicable("no_past")
    return broken_by(faults)


def _basis(subject: Subject) -> Finding:
    twin = subject.meant
    if not any(figure.nature is Nature.SIMULATED_PAST for figure in twin.figures.values()):
        return not_applicable("no_simulated")
    lacking = _message(subject.words, "draft.no_legal_basis") in twin.reasons
    if lacking and twin.use is Status.FINAL:
        return broken_by([seen("final_without_basis")])
    if not lacking and twin.use is Status.FINAL and "firm" not in twin.inputs:
        return broken_by([seen("basis_without_input")])
    return met(
        seen("basis_lacking" if lacking else "basis_recorded", status=Text(f"cr.status_{twin.status}"))
    )


def _message(words: Catalogue, key: str) -> str:
    return words.message(key) if key in words else ""


def _specimen(subject: Subject) -> Finding:
    twin = subject.meant
    illustrative = [
        word for key in ("ea.illustrative", "cost.illustrative") if (word := _message(subject.words, key))
    ]
    synthetic = any("synthetic" in row.label for row in twin.inputs.values())
    invented = any(
        word in cell.text
        for table in twin.tables()
        if isinstance(table, TwinTable)
        for row in table.rows
        for cell in map(twin.cell, row.cells)
        for word in illustrative
    )
    if not (synthetic or invented):
        return not_applicable("nothing_synthetic")
    right = twin.use is Status.SPECIMEN
    return broken_by([] if right else [seen("synthetic", status=Text(f"cr.status_{twin.status}"))])


RULES = (
    Rule("no_simulated_in_ex_ante", FAMILY, "DR 2017/565 Art 44(6)(a)", _ex_ante, twin=True),
    Rule("natures_apart", FAMILY, "DR 2017/565 Arts 44(4) and 44(5)", _apart, twin=True),
    Rule("simulated_basis", FAMILY, "DR 2017/565 Art 44(5)", _basis, twin=True),
    Rule("specimen_marked", FAMILY, "DR 2017/565 Art 44(2)(e)", _specimen, twin=True),
)
