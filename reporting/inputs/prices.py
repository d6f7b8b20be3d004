"""Prices from a CSV or Parquet file, wide (date, tickers) or long (date, ticker, close).

Prices are total-return closes in each fund's own currency (docs/method.md section 1). Columns whose
header can't be a ticker, and columns of words, are left alone: extra columns change nothing.
"""

from __future__ import annotations

import re
from pathlib import Path

from reporting.domain.market import PriceTable
from reporting.inputs.quality import table_findings
from reporting.inputs.shapes import Matrix, long, wide
from reporting.inputs.tables import Table, read_table

TICKER = re.compile(r"[A-Z0-9.^=_-]{1,20}", re.ASCII)
ADJUSTED = ("adj close", "adj_close", "adjclose", "adjusted_close", "adjusted close")


def read_prices(path: Path) -> PriceTable:
    """Prices as they stand in the file, nothing filled, sorted or dropped.

    Shapes: dates (S,), closes (S, m), NaN where a cell is empty. Dates that repeat or step back are
    findings of the table; what is wrong inside a series is found when a market is assembled, for the
    funds that it uses. Raises Unusable with every cell that is no date or no number.
    """
    table = read_table(path)
    matrix = _matrix(table)
    if not matrix.names:
        table.fault("has no column of prices; name the columns by tickers, or date, ticker, close")
    table.finish()
    findings = table_findings(matrix)
    return PriceTable(matrix.dates, matrix.names, matrix.values, table.label, table.sha256, findings=findings)


def ticker(text: str) -> str | None:
    """The ticker in capitals, None for what can't be one."""
    upper = text.strip().upper()
    return upper if TICKER.fullmatch(upper) else None


def _matrix(table: Table) -> Matrix:
    key, value = table.find("ticker"), table.find("close")
    if key is None:
        return wide(table, ticker)
    if value is None:
        table.fault("has a column ticker but none named close; a long table holds date, ticker, close")
        table.finish()
        return wide(table, ticker)
    rivals = [name for name in ADJUSTED if table.find(name) is not None]
    if rivals:
        table.fault(
            f"holds both close and {rivals[0]}; keep the one adjusted for distributions and name it close"
        )
    return long(table, key, value, ticker)
