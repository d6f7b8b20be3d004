"""The currency is named at every table and chart that shows money (Art 44(4)(e))."""

from __future__ import annotations

import re

from reporting.checks.rule import Rule
from reporting.checks.subject import Subject
from reporting.checks.twin import TwinTable
from reporting.checks.verdict import broken_by, not_applicable, seen
from reporting.domain.units import Unit
from reporting.domain.verdict import Finding

FAMILY = "money"
CODE = re.compile(r"(?<![A-Z])[A-Z]{3}(?![A-Z])")


def _tables(subject: Subject) -> Finding:
    twin = subject.meant
    faults, checked = [], 0
    for table in subject.placement.tables:
        if not isinstance(table.block, TwinTable):
            continue
        cells = [figure for row in table.block.rows for value in row.cells
                 if (figure := twin.cell(value).figure) and figure.unit is Unit.MONEY]  # fmt: skip
        currencies = {figure.currency for figure in cells if figure.currency}
        if not currencies:
            continue
        checked += 1
        text = " ".join(run.text for _, run in subject.runs_of(table.element))
        for currency in sorted(currencies - set(CODE.findall(text))):
            faults.append(
                seen("currency_missing", table.pages[0], table=table.block.caption, currency=currency)
            )
    return broken_by(faults) if checked else not_applicable("no_money")


def _document(subject: Subject) -> Finding:
    currency = subject.meant.currency
    first = subject.printed.pages[0]
    there = currency in CODE.findall(" ".join(run.text for run in first.body))
    return broken_by([] if there else [seen("currency_not_named", 1, currency=currency)])


RULES = (
    Rule("currency_at_tables", FAMILY, "DR 2017/565 Art 44(4)(e)", _tables, twin=True),
    Rule("currency_of_document", FAMILY, "DR 2017/565 Art 44(4)(e)", _document, twin=True, for_clients=True),
)
