"""Prices as the strategy sees them: one profile's ETFs, on sessions, in the base currency."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import numpy as np

from reporting.domain.series import Dates, Floats


class Severity(StrEnum):
    """How much a data finding matters: a block stops the document."""

    BLOCK = "block"
    WARN = "warn"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing the data checks noticed (method.md section 1). `code` is its message key."""

    code: str
    severity: Severity
    ticker: str = ""
    day: date | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class PriceTable:
    """Prices as read: dates (S,), closes (S, m) in each ETF's own currency, NaN where empty.

    `source` is the label printed in documents, `sha256` the hash of the file's bytes,
    `synthetic` is True for the demo market alone.
    """

    dates: Dates
    tickers: tuple[str, ...]
    closes: Floats
    source: str
    sha256: str
    synthetic: bool = False
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class RateTable:
    """Dated series by name: FX rates (`USD` = US dollars per euro) or annual cash rates by currency
    (decimals, actual/365). dates (S,), values (S, m), NaN where empty."""

    dates: Dates
    names: tuple[str, ...]
    values: Floats
    source: str
    sha256: str
    synthetic: bool = False
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Market:
    """One profile's market: sessions (S,), closes (S, n) in the base currency and profile order.

    NaN before an ETF is listed and after its last date, never inside its life. `cash_rate` (S,) is
    the annual decimal rate known on each session, NaN where none was given. `others` holds further
    series in the base currency, carried along on the same sessions (benchmarks), NaN likewise.
    """

    currency: str
    sessions: Dates
    tickers: tuple[str, ...]
    closes: Floats
    cash_rate: Floats
    others: dict[str, Floats]
    findings: tuple[Finding, ...]
    sources: tuple[tuple[str, str], ...]
    synthetic: bool
    known: np.datetime64 | None = None
    """The day up to which is known that no further session took place; None: the last session."""

    def index_of(self, day: np.datetime64) -> int:
        """Row of the last session on or before `day`; -1 if there is none."""
        return int(np.searchsorted(self.sessions, day, side="right")) - 1

    def until(self, day: np.datetime64) -> Market:
        """The market as it was known at the close of `day`."""
        rows = self.index_of(day) + 1
        return Market(
            self.currency,
            self.sessions[:rows],
            self.tickers,
            self.closes[:rows],
            self.cash_rate[:rows],
            {name: values[:rows] for name, values in self.others.items()},
            tuple(each for each in self.findings if each.day is None or np.datetime64(each.day) <= day),
            self.sources,
            self.synthetic,
            min(day, self.sessions[-1]),
        )
