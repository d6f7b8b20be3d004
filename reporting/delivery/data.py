"""Prices, exchange rates and cash rates of one run: the given files, or the demo market as a whole."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

import numpy as np

from reporting.domain.disclosure import Text
from reporting.domain.errors import Fault, Unusable
from reporting.domain.market import PriceTable, RateTable
from reporting.inputs.demo import demo_cash_rates, demo_fx, demo_prices
from reporting.inputs.prices import read_prices
from reporting.inputs.rates import read_cash_rates, read_fx

T = TypeVar("T")
Notes = tuple[Text, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Data:
    """What a run knows of markets. Without `rates` cash earns nothing, and every output says so."""

    prices: PriceTable
    fx: RateTable | None = None
    rates: RateTable | None = None

    @property
    def tables(self) -> dict[str, PriceTable | RateTable]:
        """The tables that are there, by the key under which the manifest lists them."""
        found = {"prices": self.prices, "fx": self.fx, "cash_rates": self.rates}
        return {name: table for name, table in found.items() if table is not None}

    @property
    def notes(self) -> Notes:
        """What every result of these data must say."""
        found = [Text("note.synthetic_market")] if self.prices.synthetic else []
        return (*found, *([] if self.rates else [Text("note.no_cash_rates")]))

    @property
    def last_day(self) -> date:
        """The last day on which anything has a price. Raises Unusable when nothing ever has."""
        priced = np.isfinite(self.prices.closes).any(axis=1)
        if not priced.any():
            raise Unusable([Fault(self.prices.source, "holds no price at all")])
        return _day(self.prices.dates[priced].max())


def load_data(prices: Path | None = None, fx: Path | None = None, rates: Path | None = None) -> Data:
    """Read the files, or take the demo market (its prices, exchange rate and cash rates) without `prices`.

    Raises Unusable with the faults of all files, and for rates of one's own beside demo prices.
    """
    if prices is None:
        alone = [name for name, path in (("--fx", fx), ("--rates", rates)) if path is not None]
        if alone:
            message = "needs --prices: without it the demo market is used, which has its own rates"
            raise Unusable([Fault(name, message) for name in alone])
        return Data(demo_prices(), demo_fx(), demo_cash_rates())
    faults: list[Fault] = []
    table = _read(read_prices, prices, faults)
    fx_table = _read(read_fx, fx, faults)
    rate_table = _read(read_cash_rates, rates, faults)
    if table is None or faults:
        raise Unusable(faults)
    return Data(table, fx_table, rate_table)


def _read(reader: Callable[[Path], T], path: Path | None, faults: list[Fault]) -> T | None:
    """The table at `path`, or None after its faults were noted."""
    if path is None:
        return None
    try:
        return reader(path)
    except Unusable as error:
        faults.extend(error.faults)
        return None


def _day(value: np.datetime64) -> date:
    day = value.astype("datetime64[D]").astype(object)
    assert isinstance(day, date)
    return day
