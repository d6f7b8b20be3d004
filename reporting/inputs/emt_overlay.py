"""Puts what EMT files state in the place of what instruments.yaml says, with its source and date."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from reporting.domain.errors import Unusable, unusable
from reporting.domain.house import CostPeriod, House, Instrument, Sourced
from reporting.inputs.emt import Emt, EmtCosts, stated

Rows = list[tuple[Emt, EmtCosts]]


def overlay_emt(house: House, *files: Emt) -> House:
    """The house with the costs that the files state for its instruments, found by ISIN.

    Of several files the newest reference date counts ex ante, and every period ex post. An instrument
    in none of them keeps the costs of instruments.yaml; one that is in a file but states no cost there
    has `missing_costs`, which refuses the documents of the profiles that hold it. One-off costs stay as
    instruments.yaml has them: a file knows the most that may be taken, not what was agreed. Raises
    `Unusable` with what is wrong in the rows that are used, and for two files of one name.
    """
    _check_names(house, files)
    rows = {ticker: _rows(each.isin.value, files) for ticker, each in house.instruments.items()}
    faults = [fault for found in rows.values() for _, row in found for fault in row.faults]
    if faults:
        raise Unusable(dict.fromkeys(faults))
    instruments = {
        ticker: _overlaid(each, rows[ticker]) if rows[ticker] else each
        for ticker, each in house.instruments.items()
    }
    hashes = house.hashes | {emt.label: emt.sha256 for emt in files}
    names = tuple(dict.fromkeys((*house.emt, *(emt.label for emt in files))))
    return replace(house, instruments=instruments, hashes=hashes, emt=names)


def _check_names(house: House, files: tuple[Emt, ...]) -> None:
    """Documents name a file without its folder, so two contents of one name could not be told apart."""
    known = dict(house.hashes)
    for emt in files:
        if known.setdefault(emt.label, emt.sha256) != emt.sha256:
            message = f"another file is called {emt.label} too; give one of them another name"
            raise unusable(emt.file, message)


def _rows(isin: str, files: tuple[Emt, ...]) -> Rows:
    return [(emt, emt.costs[isin]) for emt in files if isin and isin in emt.costs]


def _overlaid(instrument: Instrument, rows: Rows) -> Instrument:
    periods = sorted(
        {*instrument.cost_periods, *(row.past for _, row in rows if row.past)}, key=lambda each: each.end
    )
    instrument = replace(instrument, cost_periods=tuple[CostPeriod, ...](periods))
    instrument = _with_target(instrument, rows)
    whole = list(stated(rows))
    if not whole:
        missing = dict.fromkeys(f"{field} ({emt.label})" for emt, row in rows for field in row.missing)
        return replace(instrument, missing_costs=tuple(missing))
    emt, row = whole[-1]

    def known(value: float | None) -> Sourced[float]:
        assert value is not None
        return Sourced(value, False, f"EMT {emt.version}, {emt.label}", row.reference)

    return replace(
        instrument,
        ongoing_cost=known(row.ongoing),
        transaction_cost=known(row.transaction),
        incidental_cost=known(row.incidental),
    )


def _with_target(instrument: Instrument, rows: Rows) -> Instrument:
    """The target market with the newest reference date in the place of that of instruments.yaml."""
    told = [(row.target_day or dt.date.min, emt, row.target) for emt, row in rows if row.target is not None]
    if not told:
        return instrument
    day, emt, target = max(told, key=lambda each: each[0])
    source = f"EMT {emt.version}, {emt.label}"
    return replace(
        instrument, target_market=Sourced(target, False, source, None if day == dt.date.min else day)
    )
