"""A CSV of returns: a date column and one column of simple decimal returns for each series.

A series may start late or end early; a hole inside it is a fault. All faults are reported at once.
"""

from __future__ import annotations

import csv
import difflib
import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from io import StringIO
from itertools import pairwise
from pathlib import Path

import numpy as np

from reporting.domain.errors import Fault, Unusable, unusable
from reporting.domain.market import Finding, Severity
from reporting.domain.series import Dates, Floats
from reporting.domain.units import Frequency
from reporting.inputs.tables import content_of, cut_off

EMPTY = frozenset({"", "na", "nan", "n/a", "null", "none"})
NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?", re.ASCII | re.IGNORECASE)
HIGHEST = {Frequency.DAILY: 1.0, Frequency.WEEKLY: 1.0, Frequency.MONTHLY: 2.0}
"""A return above this is taken for a percentage that was not divided by 100."""
SPACING = {Frequency.DAILY: (1, 4), Frequency.WEEKLY: (5, 9), Frequency.MONTHLY: (26, 35)}
"""Calendar days between rows, lowest and highest median, that go with a declared frequency."""
HIGHEST_RATE = 0.5
"""A mean risk-free return that makes more than this in a year is probably an annual rate."""


@dataclass(frozen=True, slots=True, eq=False)
class ReturnTable:
    """Returns as read: dates (n,), values (n, m), NaN only before a series starts and after it ends.

    `benchmark` and `risk_free` name a column each, or are empty. `findings` are doubts that stop
    nothing: dates that do not look like the declared frequency, an annual rate as risk-free return.
    """

    dates: Dates
    columns: tuple[str, ...]
    values: Floats
    frequency: Frequency
    benchmark: str = ""
    risk_free: str = ""
    findings: tuple[Finding, ...] = ()

    def column(self, name: str) -> Floats:
        """One series, shape (n,), NaN outside its life."""
        return self.values[:, self.columns.index(name)]


def read_returns(path: Path, frequency: Frequency, benchmark: str = "", risk_free: str = "") -> ReturnTable:
    """Read the file. The date column is the one named "date", else the first.

    Raises Unusable with every fault: what cannot be read, dates out of order, holes, returns that
    are no decimals, a column name that is not there.
    """
    file = str(path)
    rows = _rows(path)
    header, place, faults = _header(file, rows[0][1])
    columns = tuple(header[:place] + header[place + 1 :])
    for option, name in (("--benchmark", benchmark), ("--risk-free", risk_free)):
        if name and name not in columns:
            faults.append(_unknown(file, option, name, columns))
    lines, days, values, bad = _body(file, rows[1:], header, place)
    faults += bad + _order(file, lines, days)
    for column, name in enumerate(columns):
        faults += _column(file, name, days, values[:, column], HIGHEST[frequency])
    if faults:
        raise Unusable(cut_off(file, faults))
    dates = np.array(days, dtype="datetime64[D]")
    doubts = [*_unlike_dates(dates, frequency)]
    if risk_free:
        doubts += _annual_rate(risk_free, values[:, columns.index(risk_free)], frequency)
    return ReturnTable(dates, columns, values, frequency, benchmark, risk_free, tuple(doubts))


def _rows(path: Path) -> list[tuple[int, list[str]]]:
    """Rows that are not blank, each with its line number; at least a header and one row."""
    try:
        text = content_of(path).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise unusable(str(path), "is no UTF-8 text; save it as CSV in UTF-8") from None
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=True)
    try:
        rows = [(reader.line_num, [cell.strip() for cell in row]) for row in reader]
    except csv.Error as error:
        raise Unusable([Fault(str(path), f"is no CSV: {error}", line=reader.line_num)]) from None
    rows = [(line, cells) for line, cells in rows if any(cells)]
    if len(rows) < 2:
        raise unusable(str(path), "holds no returns; expected a header row and one row for each date")
    return rows


def _header(file: str, names: list[str]) -> tuple[list[str], int, list[Fault]]:
    """Column names, the place of the date column, and what is wrong with them."""
    place = next((place for place, name in enumerate(names) if name.lower() == "date"), 0)
    series = names[:place] + names[place + 1 :]
    faults = []
    if not series:
        faults.append(Fault(file, "has one column; expected dates and a column for each series", line=1))
    if "" in series:
        faults.append(Fault(file, "a column has no name; name every series", line=1))
    doubles = sorted({name for name in series if name and series.count(name) > 1})
    faults += [Fault(file, "stands twice in the header; name each series once", name, 1) for name in doubles]
    return names, place, faults


def _unknown(file: str, option: str, name: str, columns: Sequence[str]) -> Fault:
    near = difflib.get_close_matches(name, columns, n=1)
    mend = f"did you mean {near[0]}?" if near else f"the file has {', '.join(columns)}"
    return Fault(file, f"there is no column {name}; {mend}", option)


def _body(
    file: str, rows: list[tuple[int, list[str]]], header: list[str], place: int
) -> tuple[list[int], list[date], Floats, list[Fault]]:
    """Lines, dates and values (rows, series) of the rows that have a date, NaN where a cell is empty.

    A cell that is no number is a fault here and 0 in the values, so that it is no hole as well.
    """
    lines: list[int] = []
    days: list[date] = []
    values: list[list[float]] = []
    faults: list[Fault] = []
    for line, cells in rows:
        if len(cells) != len(header):
            faults.append(Fault(file, f"has {len(cells)} cells; the header has {len(header)}", line=line))
            continue
        day = _day(cells[place])
        if day is None:
            message = f"{cells[place]!r} is no date; write it as 2021-12-31, without a time"
            faults.append(Fault(file, message, header[place], line, place + 1))
            continue
        numbers = [_number(cell) for cell in cells]
        for column, (cell, number) in enumerate(zip(cells, numbers, strict=True)):
            if number is None and column != place:
                message = f"{cell!r} on {day} is no return; write 5 % as 0.05"
                faults.append(Fault(file, message, header[column], line, column + 1))
        lines.append(line)
        days.append(day)
        values.append([number or 0.0 for number in numbers[:place] + numbers[place + 1 :]])
    return lines, days, np.array(values, dtype=float).reshape(len(values), len(header) - 1), faults


def _number(cell: str) -> float | None:
    """The number in a cell, NaN in an empty one, None where there is something else."""
    if cell.lower() in EMPTY:
        return math.nan
    if not NUMBER.fullmatch(cell):
        return None
    number = float(cell)
    return number if math.isfinite(number) else None


def _day(cell: str) -> date | None:
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", cell, re.ASCII):
        return None
    try:
        return date.fromisoformat(cell)
    except ValueError:
        return None


def _order(file: str, lines: list[int], days: list[date]) -> list[Fault]:
    """Dates that stand twice, and the first place at which they run backwards."""
    faults, seen = [], set[date]()
    for line, day in zip(lines, days, strict=True):
        if day in seen:
            faults.append(Fault(file, f"{day} stands twice; keep one row", line=line))
        seen.add(day)
    backwards = [line for line, (before, day) in zip(lines[1:], pairwise(days), strict=True) if day < before]
    if backwards:
        message = f"dates run backwards in {len(backwards)} place(s), first here; sort the rows by date"
        faults.append(Fault(file, message, line=backwards[0]))
    return faults


def _column(file: str, name: str, days: list[date], values: Floats, highest: float) -> Iterable[Fault]:
    """What is wrong with one series: nothing in it, holes inside its life, values that are no decimals."""
    known = np.flatnonzero(np.isfinite(values))
    if len(known) == 0:
        yield Fault(file, "holds no value at all; fill or remove the column", name)
        return
    for before, after in pairwise(known.tolist()):
        if after - before > 1:
            first, last = days[before + 1], days[after - 1]
            span = f"on {first}" if first == last else f"from {first} to {last}"
            yield Fault(file, f"no value {span}; a series may start late but has no holes", name)
    odd = np.flatnonzero((values > highest) | (values <= -1))
    if len(odd):
        row = int(odd[0])
        looks = "looks like a percentage" if (values > highest).any() else "loses everything"
        message = f"{len(odd)} value(s), first {values[row]:g} on {days[row]}: {looks}; write 5 % as 0.05"
        yield Fault(file, message, name)


def _unlike_dates(dates: Dates, frequency: Frequency) -> Iterable[Finding]:
    """A doubt where the dates do not look like the declared frequency, which counts all the same."""
    gap = float(np.median(np.diff(dates).astype(np.int64))) if len(dates) > 2 else None
    low, high = SPACING[frequency]
    if gap is not None and not low <= gap <= high:
        detail = f"{gap:g} days between rows, declared {frequency}"
        yield Finding("frequency_unlike_dates", Severity.WARN, detail=detail)


def _annual_rate(name: str, values: Floats, frequency: Frequency) -> Iterable[Finding]:
    """A doubt where the risk-free returns are so high that they may be annual rates."""
    yearly = float(np.nanmean(values)) * frequency.periods_per_year
    if yearly > HIGHEST_RATE:
        detail = f"{yearly:.0%} a year; the column holds the return of each period, not an annual rate"
        yield Finding("risk_free_looks_annual", Severity.WARN, name, detail=detail)
