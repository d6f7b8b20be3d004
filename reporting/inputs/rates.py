"""Exchange rates and overnight rates from CSV or Parquet files, wide or long.

Rates leave here in one convention: units of a currency per euro, and annual decimals, actual/365
(docs/method.md section 1). Other conventions are read only where a column declares them by its name.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from reporting.domain.market import Finding, RateTable, Severity
from reporting.domain.series import Floats
from reporting.inputs.quality import last_known
from reporting.inputs.shapes import Matrix, Naming, long, wide
from reporting.inputs.tables import Table, read_table

CURRENCY = re.compile(r"[A-Z]{3}", re.ASCII)
PER_EURO = re.compile(r"([a-z]{3})_per_eur", re.ASCII)
LOWEST_RATE, HIGHEST_RATE = -0.1, 0.5
DOUBTFUL_RATE = 0.15
LARGEST_MOVE = 0.5


@dataclass(frozen=True, slots=True)
class Quotation:
    """How a column of that name quotes the rate of a currency; `convert` gives decimals, actual/365."""

    currency: str
    convert: Callable[[Floats], Floats]


def money_market(percent: Floats) -> Floats:
    """Percent a year, actual/360."""
    return percent / 100 * (365 / 360)


def bill_discount(percent: Floats) -> Floats:
    """Bank discount of a 91-day bill, percent a year, as bond-equivalent yield 365 d / (360 - 91 d)."""
    discount = percent / 100
    return 365 * discount / (360 - 91 * discount)


QUOTATIONS = {
    "estr_pct": Quotation("EUR", money_market),
    "ecb_deposit_facility_pct": Quotation("EUR", money_market),
    "tbill_13w_discount_pct": Quotation("USD", bill_discount),
}


def read_fx(path: Path) -> RateTable:
    """Units of each currency per euro: dates (S,), values (S, m), all positive, NaN where empty.

    Columns: `date` and currency codes or `usd_per_eur`; or long: `date`, `currency`, `rate`. Other
    columns are left alone. Raises Unusable with every fault.
    """
    table = read_table(path)
    matrix = _matrix(table, _fx_name)
    for row, column in np.argwhere(matrix.values <= 0):
        table.fault(_dated(matrix, row, column, "is not positive; give units of the currency per euro"))
    positive = np.where(matrix.values > 0, matrix.values, np.nan)
    for row, column in np.argwhere(np.abs(_moves(positive)) > LARGEST_MOVE):
        asked = "is more than half away from the rate before; is a decimal point misplaced?"
        table.fault(_dated(matrix, row + 1, column, asked))
    return _finished(table, matrix)


def read_cash_rates(path: Path) -> RateTable:
    """Overnight rates by currency, annual decimals, actual/365: dates (S,), values (S, m), NaN where empty.

    Columns: `date` and currency codes in that convention, or the names of `QUOTATIONS`; or long:
    `date`, `currency`, `rate`. A column `source` whose text changes is a finding. Raises Unusable
    with every fault, a rate that looks like percent included.
    """
    table = read_table(path)
    matrix = _matrix(table, _rate_name)
    values = matrix.values
    names = tuple(_currency_of(name) for name in matrix.names)
    for column, name in enumerate(matrix.names):
        if name in QUOTATIONS:
            values[:, column] = QUOTATIONS[name].convert(values[:, column])
        if names.index(names[column]) != column:
            table.fault(f"holds two rates for {names[column]}; keep one column of them")
    for row, column in np.argwhere((values > HIGHEST_RATE) | (values < LOWEST_RATE))[:1]:
        asked = "is it percent? Write decimals: 0.05 is 5 %"
        table.fault(_dated(matrix, row, column, f"lies outside {LOWEST_RATE} to {HIGHEST_RATE}; {asked}"))
    read = _finished(table, Matrix(matrix.dates, names, values, matrix.repeated, matrix.disordered))
    return replace(read, findings=(*read.findings, *_high(read)))


def _moves(values: Floats) -> Floats:
    """Relative moves from the last known rate to each (S - 1, m), NaN where there is none."""
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        moves: Floats = values[1:] / last_known(values)[:-1] - 1
    return moves


def _high(table: RateTable) -> tuple[Finding, ...]:
    """A doubt on the first day of a currency's highest rate, where it may be percent after all."""
    found = []
    for column, name in enumerate(table.names):
        values = np.nan_to_num(table.values[:, column])
        if len(values) and values.max() > DOUBTFUL_RATE:
            day = table.dates[int(values.argmax())].item()
            found.append(Finding("high_rate", Severity.WARN, name, day, f"{100 * values.max():.1f}"))
    return tuple(found)


def _fx_name(text: str) -> str | None:
    named = PER_EURO.fullmatch(text.strip().lower())
    code = named[1].upper() if named else text.strip().upper()
    return code if CURRENCY.fullmatch(code) and code != "EUR" else None


def _rate_name(text: str) -> str | None:
    name = text.strip()
    if name.lower() in QUOTATIONS:
        return name.lower()
    return name.upper() if CURRENCY.fullmatch(name.upper()) else None


def _currency_of(name: str) -> str:
    return QUOTATIONS[name].currency if name in QUOTATIONS else name


def _matrix(table: Table, naming: Naming) -> Matrix:
    key, value = table.find("currency"), table.find("rate")
    matrix = wide(table, naming) if key is None or value is None else long(table, key, value, naming)
    if not matrix.names:
        table.fault("has no column of rates; name the columns by currency codes, such as USD")
    table.finish()
    return matrix


def _dated(matrix: Matrix, row: int, column: int, message: str) -> str:
    return f"{matrix.names[column]} on {matrix.dates[row]}: {matrix.values[row, column]:g} {message}"


def _finished(table: Table, matrix: Matrix) -> RateTable:
    """The table, its dates ascending and unique."""
    for day in matrix.dates[1:][np.diff(matrix.dates) <= np.timedelta64(0, "D")]:
        table.fault(f"the date {day} repeats an earlier one or steps back; sort the rows and keep one a day")
    for day, name in matrix.repeated:
        table.fault(f"{name} stands twice on {day}; keep one")
    table.finish()
    return RateTable(
        matrix.dates, matrix.names, matrix.values, table.label, table.sha256, findings=_source_changes(table)
    )


def _source_changes(table: Table) -> tuple[Finding, ...]:
    """A finding on each day from which the column `source` names another one; by currency in a long file."""
    column, date, key = table.find("source"), table.find("date"), table.find("currency")
    if column is None or date is None:
        return ()
    sources, days = table.texts(column), table.dates(date)
    keys = [""] * len(sources) if key is None else table.texts(key)
    last: dict[str, str] = {}
    findings = []
    for row, (name, source) in enumerate(zip(keys, sources, strict=True)):
        before = last.setdefault(name, source)
        if source != before:
            change = f"{before} > {source}"
            findings.append(Finding("source_change", Severity.WARN, name, days[row].item(), change))
            last[name] = source
    return tuple(findings)
