"""What belongs to the firm: its particulars, its instruments, its market assumptions.

Every value says where it comes from; one that was not read from a named source is illustrative,
and a document that uses it is a specimen.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Generic, TypeVar

from reporting.domain.brand import Brand
from reporting.domain.business_days import BusinessCalendar
from reporting.domain.errors import refuse
from reporting.domain.fees import FeeSchedule
from reporting.domain.localised import Wording
from reporting.domain.target_market import Sustainability, TargetMarket

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
    """The firm that signs the documents; every text and the fee schedule say where they come from.

    `simulated_record_basis` is the recorded legal basis for showing simulated past performance to a
    client (Art 44(5)), None without one: then the document is a draft. `translations` are the approvals
    of the texts of other languages than English; without one, documents in that language are drafts.
    `brand` is its logo and colours, None for the shipped look. `business_calendar` says which days are
    business days for the firm's authority, None where no notice can be dated.
    """

    name: Sourced[str]
    address: Sourced[Wording]
    email: Sourced[str]
    telephone: Sourced[str]
    website: Sourced[str]
    authority: Sourced[Wording]
    authority_address: Sourced[Wording]
    complaints: Sourced[Wording]
    conflicts_policy: Sourced[Wording]
    client_assets: Sourced[Wording]
    valuation: Sourced[Wording]
    delegation: Sourced[Wording]
    communication: Sourced[Wording]
    fees: Sourced[FeeSchedule]
    simulated_record_basis: LegalBasis | None = None
    translations: tuple[TranslationApproval, ...] = ()
    brand: Brand | None = None
    business_calendar: Sourced[BusinessCalendar] | None = None


@dataclass(frozen=True, slots=True)
class LegalBasis:
    """Who approved what, when, on which paper."""

    approver: str
    approved_on: date
    reference: str


@dataclass(frozen=True, slots=True)
class TranslationApproval:
    """Which function of the firm approved the texts of a language, when, on which paper."""

    language: str
    approved_by: str
    approved_on: date
    reference: str


@dataclass(frozen=True, slots=True)
class CostPeriod:
    """What a product really cost from `start` to `end` (both included): decimals a year of its value."""

    start: date
    end: date
    ongoing: float
    transaction: float
    incidental: float
    source: str


@dataclass(frozen=True, slots=True)
class Instrument:
    """One ETF. Costs are decimals a year of its value, `trading_cost` of the traded value, `entry_cost`
    and `exit_cost` once of the amount.

    `seasonality` is k_i of the calendar signal. `duration` is in years, `equity_sensitivity`,
    `real_estate_sensitivity` and `usd_sensitivity` are the share of a shock that reaches the price.
    `last_date` is the last session of a delisted ETF; `proxy` a ticker whose history may stand in
    for the risk class; `total_return` is False for a price index, which leaves out distributions.
    `cost_periods` are costs incurred, `missing_costs` names the costs that its data source should state
    and does not: whoever needs one is refused. `target_market` and `sustainability` are None where nothing
    is stated.
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
    entry_cost: Sourced[float]
    exit_cost: Sourced[float]
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
    total_return: bool = True
    cost_periods: tuple[CostPeriod, ...] = ()
    missing_costs: tuple[str, ...] = ()
    target_market: Sourced[TargetMarket] | None = None
    sustainability: Sourced[Sustainability] | None = None

    @property
    def product_cost(self) -> float:
        """P2 + P3 + P4, decimal a year (method.md section 9, item 1); refused where one is missing."""
        if self.missing_costs:
            raise refuse(self.isin.value, f"no cost is stated in {', '.join(self.missing_costs)}")
        return self.ongoing_cost.value + self.transaction_cost.value + self.incidental_cost.value


@dataclass(frozen=True, slots=True)
class Episode:
    """A named stretch of market history; without a `name` its id names it."""

    id: str
    start: date
    end: date
    name: Wording = ""


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
    """All house files together, with the SHA-256 of each by file name for the manifest.

    `versions` are those that the files of the firm state, by file name, empty where one states none. `emt`
    names those of `hashes` that are EMT files, whose costs stand in the place of the house's own.
    """

    firm: Firm
    instruments: dict[str, Instrument]
    assumptions: Assumptions
    hashes: dict[str, str]
    emt: tuple[str, ...] = ()
    versions: dict[str, str] = field(default_factory=dict)

    @property
    def emt_keys(self) -> tuple[str, ...]:
        """Manifest keys of the EMT files: `emt`, `emt_2`, ..."""
        return tuple(f"emt_{place}" if place > 1 else "emt" for place in range(1, len(self.emt) + 1))
