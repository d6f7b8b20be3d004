"""What belongs to the firm: its particulars, its instruments, its market assumptions.

Every value says where it comes from; one that was not read from a named source is illustrative,
and a document that uses it is a specimen.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Sourced(Generic[T]):
    """A value with its source and date; `illustrative` where no source was read."""

    value: T
    illustrative: bool
    source: str = ""
    as_of: date | None = None


@dataclass(frozen=True, slots=True)
class Firm:
    """The firm that signs the documents; every text is a `Sourced[str]`.

    `simulated_record_basis` is the recorded legal basis for showing simulated past performance to a
    client (Art 44(5)), None without one: then the document is a draft.
    """

    name: Sourced[str]
    address: Sourced[str]
    email: Sourced[str]
    telephone: Sourced[str]
    website: Sourced[str]
    authority: Sourced[str]
    authority_address: Sourced[str]
    complaints: Sourced[str]
    conflicts_policy: Sourced[str]
    client_assets: Sourced[str]
    valuation: Sourced[str]
    delegation: Sourced[str]
    simulated_record_basis: LegalBasis | None = None


@dataclass(frozen=True, slots=True)
class LegalBasis:
    """Who approved what, when, on which paper."""

    approver: str
    approved_on: date
    reference: str


@dataclass(frozen=True, slots=True)
class Instrument:
    """One ETF. Costs are decimals a year of its value (`trading_cost`: of the traded value).

    `seasonality` is k_i of the calendar signal. `duration` is in years, `equity_sensitivity`,
    `real_estate_sensitivity` and `usd_sensitivity` are the share of a shock that reaches the price.
    `last_date` is the last session of a delisted ETF; `proxy` a ticker whose history may stand in
    for the risk class.
    """

    ticker: str
    isin: Sourced[str]
    name: Sourced[str]
    asset_class: Sourced[str]
    currency: Sourced[str]
    domicile: Sourced[str]
    ongoing_cost: Sourced[float]
    transaction_cost: Sourced[float]
    incidental_cost: Sourced[float]
    trading_cost: Sourced[float]
    seasonality: Sourced[float]
    duration: Sourced[float]
    equity_sensitivity: Sourced[float]
    real_estate_sensitivity: Sourced[float]
    usd_sensitivity: Sourced[float]
    kid_available: Sourced[bool]
    cash_like: bool = False
    last_date: date | None = None
    proxy: str = ""

    @property
    def product_cost(self) -> float:
        """P2 + P3 + P4, decimal a year (method.md section 9, item 1)."""
        return self.ongoing_cost.value + self.transaction_cost.value + self.incidental_cost.value


@dataclass(frozen=True, slots=True)
class Episode:
    """A named stretch of market history."""

    id: str
    start: date
    end: date


@dataclass(frozen=True, slots=True)
class Shocks:
    """Hypothetical shocks (method.md section 10), decimals: -0.30 is a fall of 30 %."""

    equity: Sourced[float]
    rates: Sourced[float]
    real_estate: Sourced[float]
    usd: Sourced[float]


@dataclass(frozen=True, slots=True)
class Assumptions:
    """Market assumptions, gross of product costs, decimals a year.

    `risk_free` by currency, `premium` by asset class.
    """

    version: str
    risk_free: dict[str, Sourced[float]]
    premium: dict[str, Sourced[float]]
    shocks: Shocks
    episodes: tuple[Episode, ...]


@dataclass(frozen=True, slots=True)
class House:
    """All house files together, with the SHA-256 of each by file name for the manifest."""

    firm: Firm
    instruments: dict[str, Instrument]
    assumptions: Assumptions
    hashes: dict[str, str]
