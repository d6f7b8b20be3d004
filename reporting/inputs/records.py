"""Live records: a CSV or Parquet file of composite values for each profile, `<profile>.csv`.

Columns `date`, `nav_net` and, where the firm keeps it, `nav_gross`: the time-weighted value of the
composite of all portfolios managed by the profile, in its base currency, net and gross of service fees.
Payments in and out are already neutral in such a value, so a column for them is refused.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

import numpy as np

from reporting.domain.errors import Fault, Unusable, unusable
from reporting.domain.market import Finding, Severity
from reporting.domain.series import ActualPast, Dates, Floats, NavPath
from reporting.inputs.quality import LONGEST_GAP
from reporting.inputs.tables import Table, read_table

NET, GROSS = "nav_net", "nav_gross"
LARGEST_MOVE = 0.5
"""A diversified portfolio does not halve between two of its values; a slipped decimal point does that."""
ROUNDING = 1e-4
"""Share by which a gross value may lag behind the net one: both are rounded in the file."""
SUFFIXES = (".csv", ".parquet")


@dataclass(frozen=True, slots=True, eq=False)
class LiveRecord:
    """What the portfolios of one profile earned, net of all costs and, where known, before service fees.

    `gross` stands on the dates of `net`. `source` is the file's name, `sha256` the hash of its bytes;
    `findings` are doubts that stop nothing.
    """

    net: ActualPast
    gross: ActualPast | None
    source: str
    sha256: str
    findings: tuple[Finding, ...] = ()

    def until(self, day: np.datetime64) -> LiveRecord | None:
        """The record as it was known on `day`; None where it had not begun."""
        rows = int(np.searchsorted(self.net.nav.dates, day, side="right"))
        if not rows:
            return None
        gross = None if self.gross is None else _cut(self.gross, rows)
        findings = tuple(_gaps(self.net.nav.dates[:rows]))
        return LiveRecord(_cut(self.net, rows), gross, self.source, self.sha256, findings)


def read_record(path: Path) -> LiveRecord:
    """One record as it stands in the file, nothing filled or sorted.

    Raises Unusable with every fault: columns that do not belong, cells without a number, values that are
    not positive or halve or double at once, dates out of order, a gross value that falls behind the net.
    """
    table = read_table(path)
    net, gross = _columns(table)
    column = table.find("date")
    assert column is not None
    dates, values = table.dates(column), table.numbers(net)
    before_fees = None if gross is None else table.numbers(gross)
    table.finish()
    _check_order(table, dates)
    _check_values(table, dates, net, values)
    if gross is not None and before_fees is not None:
        _check_values(table, dates, gross, before_fees)
    if len(dates) < 2:
        table.fault("holds one value; a record needs two at least")
    table.finish()
    if before_fees is not None:
        _check_fees(table, dates, values, before_fees)
    table.finish()
    return LiveRecord(
        ActualPast(NavPath(dates, values)),
        None if before_fees is None else ActualPast(NavPath(dates, before_fees)),
        table.label,
        table.sha256,
        tuple(_gaps(dates)),
    )


def read_records(folder: Path, profiles: Iterable[str]) -> dict[str, LiveRecord]:
    """Records by profile id from the files of a folder; a profile without a file has no live record.

    Raises Unusable with the faults of all files, a file that belongs to no profile included.
    """
    known = sorted(profiles)
    try:
        paths = sorted(path for path in folder.iterdir() if path.suffix.lower() in SUFFIXES)
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        raise unusable(os.fspath(folder), f"can't be read as a folder of records: {reason}") from None
    records: dict[str, LiveRecord] = {}
    faults: list[Fault] = []
    for path in paths:
        if path.stem not in known:
            near = get_close_matches(path.stem, known, n=1)
            hint = f"did you mean {near[0]}?" if near else f"the profiles are {', '.join(known)}"
            faults.append(Fault(os.fspath(path), f"belongs to no profile: {hint}"))
        elif path.stem in records:
            faults.append(Fault(os.fspath(path), f"is a second record of {path.stem}; keep one file"))
        else:
            try:
                records[path.stem] = read_record(path)
            except Unusable as error:
                faults += error.faults
    if faults:
        raise Unusable(faults)
    return records


def _cut(past: ActualPast, rows: int) -> ActualPast:
    return ActualPast(NavPath(past.nav.dates[:rows], past.nav.values[:rows]))


def _columns(table: Table) -> tuple[int, int | None]:
    """Places of the net and the gross value."""
    for column, name in enumerate(table.header):
        if name.casefold() not in ("date", NET, GROSS):
            message = (
                f"does not belong in a record, which holds date, {NET} and perhaps {GROSS}; remove it "
                "(payments in and out must not move these values)"
            )
            table.fault(message, column)
    net = table.find(NET)
    if net is None:
        table.fault(f"has no column {NET}: the composite's value after all costs; add it")
    table.finish()
    assert net is not None
    return net, table.find(GROSS)


def _check_order(table: Table, dates: Dates) -> None:
    for row in np.flatnonzero(np.diff(dates) <= np.timedelta64(0, "D")):
        later, earlier = dates[row + 1], dates[row]
        what = "stands twice; keep one row" if later == earlier else f"comes after {earlier}; sort the rows"
        table.fault(f"{later} {what}", table.find("date"), int(row) + 1)


def _check_values(table: Table, dates: Dates, column: int, values: Floats) -> None:
    """A positive number in every row, and no move that no portfolio makes."""
    for row in np.flatnonzero(np.isnan(values)):
        table.fault(f"has no value on {dates[row]}; fill it or remove the row", column, int(row))
    for row in np.flatnonzero(values <= 0):
        table.fault(f"{values[row]:g} on {dates[row]} is not positive; correct it", column, int(row))
    sound = np.isfinite(values) & (values > 0)
    before, after = values[:-1], values[1:]
    both = sound[:-1] & sound[1:]
    ratio = np.divide(after, before, out=np.ones(len(before)), where=both)
    for row in np.flatnonzero((ratio < 1 - LARGEST_MOVE) | (ratio > 1 / (1 - LARGEST_MOVE))):
        message = (
            f"moves from {before[row]:g} to {after[row]:g} on {dates[row + 1]}; is it a slipped decimal?"
        )
        table.fault(message, column, int(row) + 1)


def _check_fees(table: Table, dates: Dates, net: Floats, gross: Floats) -> None:
    """Before fees nothing can have grown less than after them."""
    behind = np.flatnonzero(gross / gross[0] < net / net[0] * (1 - ROUNDING))
    if len(behind):
        row = int(behind[0])
        message = (
            f"has grown less than {NET} up to {dates[row]}, though fees come off later; are they swapped?"
        )
        table.fault(message, table.find(GROSS), row)


def _gaps(dates: Dates) -> Iterable[Finding]:
    steps = np.diff(dates)
    for row in np.flatnonzero(steps > LONGEST_GAP):
        day = dates[row + 1].astype("datetime64[D]").item()
        yield Finding("gap", Severity.WARN, day=day, detail=str(steps[row].astype(int)))
