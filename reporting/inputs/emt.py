"""Product costs and target markets from a FinDatEx EMT file, V3 to V4.3: what each ISIN states.

Rates are decimals a year of the value (0.0115 is 1.15 %). An empty cell, or a section that the file
declares unreported, is missing and never zero. 07100 holds its parts 07110 and 07120 already.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from reporting.domain.errors import Fault, Unusable
from reporting.domain.house import CostPeriod
from reporting.domain.target_market import TargetMarket
from reporting.inputs.codes import is_isin
from reporting.inputs.emt_file import ISIN_CODE, Cells, EmtTable, read_emt_table
from reporting.inputs.emt_target import stated_target
from reporting.inputs.scalars import percent
from reporting.inputs.tables import cut_off, printable

VERSIONS = ("3", "3.0", "3.1", "4", "4.0", "4.1", "4.2", "4.3")
LOWEST, HIGHEST = -0.05, 0.20
EX_ANTE = {"ongoing": "07100", "transaction": "07130", "incidental": "07140"}
EX_POST = {"ongoing": "08030", "transaction": "08070", "incidental": "08080"}
ENTRY, EXIT = ("07020", "07040"), ("07050", "07070")
NEVER_NEGATIVE = {"07020", "07040", "07050", "07070", "07100", "07110", "07120", "08030"}

_NUMBER = re.compile(r"[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d{1,3})?", re.ASCII)
_ISIN_TYPE = "1"


@dataclass(frozen=True, slots=True)
class EmtCosts:
    """One ISIN. Ex-ante rates with their reference date, and the costs of the last period, as far as
    stated.

    `entry` and `exit` are the most that the product may take once; None where nothing is stated.
    `missing` names mandatory fields without a value, `faults` what must be put right before the row
    can be used. `target` is the target market with its reference date, None where none is stated.
    """

    isin: str
    name: str
    line: int
    entry: float | None
    exit: float | None
    ongoing: float | None
    transaction: float | None
    incidental: float | None
    reference: dt.date | None
    past: CostPeriod | None
    missing: tuple[str, ...]
    faults: tuple[Fault, ...] = ()
    target: TargetMarket | None = None
    target_day: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Emt:
    """One file. `costs` by ISIN; what is wrong with a row stands in it and matters only if it is used."""

    file: str
    label: str
    sha256: str
    version: str
    costs: dict[str, EmtCosts]


def read_emt(path: Path) -> Emt:
    """The costs of every ISIN in the file. Raises `Unusable` for what is no EMT of a known version."""
    table = read_emt_table(path)
    version = _version(table)
    costs: dict[str, EmtCosts] = {}
    for line, cells in table.rows:
        if table.cell(cells, "00020") not in (_ISIN_TYPE, ""):
            continue
        row = _Row(table, line, cells).costs()
        if row.isin in costs:
            message = f"{printable(row.isin)} stands in line {costs[row.isin].line} already; keep one"
            first = costs[row.isin]
            twice = Fault(table.file, message, table.labels[ISIN_CODE], line)
            row = replace(first, faults=(*first.faults, twice))
        costs[row.isin] = row
    return Emt(table.file, table.label, table.sha256, version, costs)


def _version(table: EmtTable) -> str:
    found = {line: table.cell(cells, "00001") for line, cells in table.rows}
    faults = [
        Fault(
            table.file,
            f"{printable(text) or 'no version'} is no EMT version from V3 to V4.3; ask for one of these",
            table.labels.get("00001", "00001"),
            line,
        )
        for line, text in found.items()
        if text.upper().removeprefix("V").strip() not in VERSIONS
    ]
    if faults:
        raise Unusable(cut_off(table.file, faults))
    return "V" + next(iter(found.values())).upper().removeprefix("V").strip()


@dataclass(slots=True)
class _Row:
    """One row while it is read; faults and missing fields gather."""

    table: EmtTable
    line: int
    cells: Cells
    faults: list[Fault] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)

    def costs(self) -> EmtCosts:
        isin, name = self.table.cell(self.cells, ISIN_CODE), self.table.cell(self.cells, "00030")
        if not is_isin(isin):
            self._fault(
                ISIN_CODE, f"{printable(isin) or 'an empty cell'} is no ISIN with a right check digit"
            )
        if self.table.cell(self.cells, "00096").upper() == "U":
            self._fault("00096", "costs in units of a currency are not read; rates are needed")
        reported = self._reported("00007")
        ahead = {name: self._needed(code, reported) for name, code in EX_ANTE.items()}
        reference = self._needed_day("07160", reported)
        self._parts_fit(ahead["ongoing"])
        target, target_day = stated_target(self.table, self.cells, self._fault)
        return EmtCosts(
            isin=isin,
            name=printable(name),
            line=self.line,
            entry=self._once(ENTRY) if reported else None,
            exit=self._once(EXIT) if reported else None,
            reference=reference,
            past=self._past(),
            missing=tuple(self.missing),
            faults=tuple(self.faults),
            target=target,
            target_day=target_day,
            **ahead,
        )

    def _past(self) -> CostPeriod | None:
        """The costs incurred in the last period; None where the section is not reported or not whole."""
        if not self._reported("00008"):
            return None
        if not any(self.table.cell(self.cells, code) for code in (*EX_POST.values(), "08090", "08100")):
            return None
        values = [self._needed(code, True) for code in EX_POST.values()]
        start, end = self._needed_day("08090", True), self._needed_day("08100", True)
        if start is not None and end is not None and start > end:
            self._fault("08100", f"the period ends on {end}, before its start on {start}; correct the dates")
            return None
        ongoing, transaction, incidental = values
        if ongoing is None or transaction is None or incidental is None or start is None or end is None:
            return None
        return CostPeriod(start, end, ongoing, transaction, incidental, self.table.label)

    def _reported(self, code: str) -> bool:
        """Whether the file says that a section is filled; a file without the flag is taken by its cells."""
        text = self.table.cell(self.cells, code).upper()
        if text not in ("Y", "N", ""):
            self._fault(code, f"{printable(text)} is neither Y nor N; correct it")
        return text != "N"

    def _needed(self, code: str, reported: bool) -> float | None:
        value = self._rate(code) if reported else None
        if value is None and not any(fault.path == self._label(code) for fault in self.faults):
            self.missing.append(self._label(code))
        return value

    def _needed_day(self, code: str, reported: bool) -> dt.date | None:
        text = self.table.cell(self.cells, code) if reported else ""
        if not text:
            self.missing.append(self._label(code))
            return None
        try:
            return dt.date.fromisoformat(text[:10])
        except ValueError:
            self._fault(code, f"{printable(text)} is no date; write it as 2021-12-31")
            return None

    def _once(self, codes: tuple[str, ...]) -> float | None:
        """Charges that come on top of each other: what goes to the seller, and what stays in the fund."""
        values = [value for code in codes if (value := self._rate(code)) is not None]
        return sum(values) if values else None

    def _rate(self, code: str) -> float | None:
        text = self.table.cell(self.cells, code)
        if not text:
            return None
        plain = text.replace(",", ".") if self.table.comma and re.fullmatch(r"[-+]?\d*,\d+", text) else text
        if not _NUMBER.fullmatch(plain):
            self._fault(code, f"{printable(text)} is no decimal number; write 1.15 % as 0.0115")
            return None
        value = float(plain)
        lowest = 0.0 if code in NEVER_NEGATIVE else LOWEST
        if lowest <= value <= HIGHEST:
            return value
        hundredth = lowest <= value / 100 <= HIGHEST
        hint = f"; was {percent(value / 100)} meant, as {value / 100:.10g}?" if hundredth else ""
        limits = f"{percent(lowest)} to {percent(HIGHEST)} is plausible"
        self._fault(code, f"{printable(text)} means {percent(value)}; {limits}{hint}")
        return None

    def _parts_fit(self, ongoing: float | None) -> None:
        parts = sum(self._rate(code) or 0.0 for code in ("07110", "07120"))
        if ongoing is not None and parts > ongoing + 1e-6:
            message = (
                f"its parts 07110 and 07120 come to {percent(parts)}, more than the {percent(ongoing)} here"
            )
            self._fault("07100", f"{message}; ask the producer which holds")

    def _label(self, code: str) -> str:
        return self.table.labels.get(code, code)

    def _fault(self, code: str, message: str) -> None:
        self.faults.append(Fault(self.table.file, message, self._label(code), self.line))


def stated(rows: list[tuple[Emt, EmtCosts]]) -> Iterator[tuple[Emt, EmtCosts]]:
    """The rows of one ISIN that state all ex-ante costs, the oldest reference date first."""
    whole = [(emt, row) for emt, row in rows if row.reference and None not in _ahead(row)]
    yield from sorted(whole, key=lambda pair: pair[1].reference or dt.date.min)


def _ahead(row: EmtCosts) -> tuple[float | None, ...]:
    return row.ongoing, row.transaction, row.incidental
