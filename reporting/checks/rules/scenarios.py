"""Scenarios show good and bad outcomes, and the kinds of instruments held (Art 44(6))."""

from __future__ import annotations

from reporting.checks.rule import Rule
from reporting.checks.subject import Subject
from reporting.checks.verdict import broken_by, not_applicable, seen
from reporting.domain.disclosure import DocumentKind
from reporting.domain.verdict import Finding

FAMILY = "scenarios"
NAMES = ("stress", "unfavourable", "moderate", "favourable")


def _both_sides(subject: Subject) -> Finding:
    figures = subject.meant.figures
    amount = figures.get("scenario.amount")
    if subject.meant.kind is not DocumentKind.EX_ANTE:
        return not_applicable("no_scenarios")
    if amount is None or amount.value is None:
        return broken_by([seen("no_amount")])
    faults = []
    values = []
    for name in NAMES:
        ids = [id for id in figures if id.startswith(f"scenario.{name}.") and id.endswith(".money")]
        found = [value for id in ids if (value := figures[id].value) is not None]
        if not found:
            faults.append(seen("scenario_missing", scenario=name))
        values += found
    if not any(value < amount.value for value in values):
        faults.append(seen("no_loss"))
    if not any(value > amount.value for value in values):
        faults.append(seen("no_gain"))
    return broken_by(faults)


def _order(subject: Subject) -> Finding:
    figures = subject.meant.figures
    moderate = (id.split(".") for id in figures if id.startswith("scenario.moderate."))
    terms = sorted({parts[2] for parts in moderate if parts[-1] == "money"})
    if not terms:
        return not_applicable("no_scenarios")
    faults = []
    for term in terms:
        row = [figures.get(f"scenario.{name}.{term}.money") for name in NAMES]
        values = [figure.value for figure in row if figure and figure.value is not None]
        if values != sorted(values):
            faults.append(seen("scenario_order", term=term))
    return broken_by(faults)


RULES = (
    Rule("both_sides", FAMILY, "DR 2017/565 Art 44(6)(d)", _both_sides, twin=True),
    Rule("scenarios_in_order", FAMILY, "DR 2017/565 Art 44(6)(d)", _order, twin=True),
)
