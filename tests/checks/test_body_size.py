"""The size of the text is that of running text, however much a dense table holds."""

from __future__ import annotations

from dataclasses import replace

from reporting.checks.check import check
from reporting.disclosures.blocks import columns
from reporting.disclosures.words import text
from reporting.domain.disclosure import Row, Section, Table, Verbatim
from reporting.domain.verdict import Verdict
from tests.checks.base import STATEMENT, blocks

ROWS = 60


def crowded(section: Section) -> Section:
    """The section of orders with a dense table that holds more text than all pages else."""
    if section.id != "statement_orders":
        return section
    cells = (Verbatim("a remark of many words " * 8), Verbatim("another remark of many words " * 8))
    heads = columns("statement.item", "statement.nature", widths=(0.5, 0.5), start=(0, 1))
    table = Table("crowded", text("statement.item"), heads, (Row(cells),) * ROWS, dense=True)
    return replace(section, blocks=(*section.blocks, table))


def test_a_record_in_the_size_of_the_text_does_not_stand_out_beside_a_dense_table() -> None:
    report = check(*blocks(STATEMENT, crowded), "statement")
    (found,) = (each.finding for each in report.results if each.rule.id == "past_not_first")
    assert found.verdict is Verdict.MET, found.evidence
