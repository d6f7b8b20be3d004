"""The currency is named at every table and chart that shows money (Art 44(4)(e))."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reporting.checks.chapters import Chapter
from reporting.checks.rule import Rule
from reporting.checks.subject import Subject
from reporting.checks.twin import TwinTable
from reporting.checks.verdict import broken_by, not_applicable, seen
from reporting.domain.disclosure import DocumentKind
from reporting.domain.units import Unit
from reporting.domain.verdict import Evidence, Finding

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


def _converted(subject: Subject) -> Finding:
    """Where funds are in another currency: which, at what rate, and what a conversion costs."""
    chapters = [each for each in subject.chapters if each.kind in CONVERSIONS and _foreign(subject, each)]
    if not chapters:
        return not_applicable("no_conversion")
    return broken_by(fault for chapter in chapters for fault in _unexplained(subject, chapter))


def _foreign(subject: Subject, chapter: Chapter) -> bool:
    """Yearly costs rest on exchange rates; elsewhere the section on risks names funds in other currencies."""
    if chapter.kind is DocumentKind.COSTS:
        figures = (chapter.figure(f"costs.{line}.money") for line in ("service", "instruments"))
        return any(RATES in figure.sources for figure in figures if figure)
    texts = (text for each in subject.chapters for text in each.texts("risks"))
    return any(subject.read("risk.currency_foreign", text) is not None for text in texts)


def _unexplained(subject: Subject, chapter: Chapter) -> Iterator[Evidence]:
    key, texts = CONVERSIONS[chapter.kind], list(chapter.texts())
    said = next((found for text in texts if (found := subject.read(key, text))), None)
    if said is None:
        yield seen("message_nowhere", key=key)
        return
    rates = {found["currency"]: subject.number(found["rate"]) for text in texts
             if (found := subject.read("cost.exchange", text))}  # fmt: skip
    for currency in CODE.findall(said["currencies"]):
        if not (rates.get(currency) or 0) > 0:
            yield seen("no_rate", currency=currency)


CONVERSIONS = {
    DocumentKind.EX_ANTE: "cost.currencies",
    DocumentKind.PERSONAL: "cost.currencies",
    DocumentKind.COSTS: "annual_costs.currency_words",
}
"""The message that explains a conversion."""
RATES = "fx"
"""The key of the exchange rates among the inputs."""

RULES = (
    Rule("currency_at_tables", FAMILY, "DR 2017/565 Art 44(4)(e)", _tables, twin=True),
    Rule("currency_of_document", FAMILY, "DR 2017/565 Art 44(4)(e)", _document, twin=True, for_clients=True),
    Rule("conversions_explained", FAMILY, "DR 2017/565 Art 50(3)", _converted, twin=True),
)
