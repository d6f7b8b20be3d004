"""The house files as pydantic sees them: every value with its source, or marked illustrative."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from reporting.domain.business_days import BusinessCalendar
from reporting.domain.localised import Wording
from reporting.inputs.brand import BrandModel
from reporting.inputs.fees import FeesModel
from reporting.inputs.provenance import Given, Provenance
from reporting.inputs.reading import Strict
from reporting.inputs.scalars import Number, Rate
from reporting.inputs.target_market import SustainabilityModel, TargetMarketModel
from reporting.inputs.words import (
    ASSET_CLASS,
    COUNTRY,
    CURRENCY,
    ISIN,
    LITERAL,
    TICKER,
    Choice,
    Day,
    Flag,
    Prose,
    Spoken,
)


class Role(StrEnum):
    """What an entry of instruments.yaml is for."""

    ETF = "etf"
    BENCHMARK = "benchmark"


class Line(Given[Annotated[str, Prose(200)]]):
    """A short text."""


class SpokenLine(Given[Annotated[Wording, Spoken(200)]]):
    """A short text, or one for each language."""


class Paragraph(Given[Annotated[Wording, Spoken(2000)]]):
    """A longer text, or one for each language."""


class Cost(Given[Annotated[float, Rate(0, 0.2)]]):
    """A cost as a rate, up to 20 %."""


class TransactionCost(Given[Annotated[float, Rate(-0.05, 0.2)]]):
    """A cost that can be negative where trading gained, from -5 % to 20 %."""


class YearlyRate(Given[Annotated[float, Rate(-0.2, 0.2)]]):
    """A rate a year, from -20 % to 20 %."""


class Shock(Given[Annotated[float, Rate(-1, 1)]]):
    """A sudden move, from -100 % to 100 %."""


class YieldShock(Given[Annotated[float, Rate(-0.2, 0.2)]]):
    """A sudden move of all yields, from -20 % to 20 %."""


class Sensitivity(Given[Annotated[float, Number(-3, 3)]]):
    """A share of a shock or signal, from -3 to 3."""


class Duration(Given[Annotated[float, Number(-30, 60)]]):
    """Years."""


class Isin(Given[Annotated[str, ISIN]]):
    """An international securities identification number."""


class AssetClass(Given[Annotated[str, ASSET_CLASS]]):
    """A class of market-assumptions.yaml."""


class Currency(Given[Annotated[str, CURRENCY]]):
    """An ISO 4217 code."""


class Country(Given[Annotated[str, COUNTRY]]):
    """An ISO 3166 code."""


class YesNo(Given[Annotated[bool, Flag()]]):
    """true or false."""


class Calendar(Given[Annotated[BusinessCalendar, Choice(BusinessCalendar)]]):
    """A calendar of business days."""


class LegalBasisModel(Strict):
    """Approval to show simulated past performance to clients; recorded, never assumed."""

    approver: Annotated[str, Prose(200)] = Field(description="Who approved it (name and function)")
    approved_on: Annotated[date, Day()] = Field(description="Date of the approval")
    reference: Annotated[str, Prose(300)] = Field(description="Document that holds the reasoning")


class TranslationModel(Strict):
    """Approval of the texts of one language; recorded, never assumed."""

    approved_by: Annotated[str, Prose(200)] = Field(description="Who approved them (function)")
    approved_on: Annotated[date, Day()] = Field(description="Date of the approval")
    reference: Annotated[str, Prose(300)] = Field(description="Document that records the approval")


Version = Annotated[str, LITERAL]
VERSION = Field(
    None, description="Version of this file; every change needs a new one once documents are issued"
)


class FirmModel(Provenance):
    """The firm that signs the documents."""

    version: Version | None = VERSION
    name: Line = Field(description="Name as registered")
    address: SpokenLine
    email: Line
    telephone: Line
    website: Line
    authority: SpokenLine = Field(description="Competent authority that supervises the firm")
    authority_address: SpokenLine
    complaints: Paragraph = Field(description="How to complain")
    conflicts_policy: Paragraph = Field(description="Conflicts of interest in short")
    client_assets: Paragraph = Field(description="How clients' money and instruments are kept safe")
    valuation: Paragraph = Field(description="How and how often the portfolio is valued")
    delegation: Paragraph = Field(description="What is delegated, to whom")
    communication: Paragraph = Field(
        description="Languages and ways in which clients and the firm talk, orders of clients included"
    )
    fees: FeesModel = Field(description="What the service costs beside the fee of each profile")
    business_calendar: Calendar | None = Field(
        None, description="Business days of the authority, by which notices fall due: TARGET or weekdays"
    )
    simulated_record_basis: LegalBasisModel | None = Field(
        None, description="Without it, documents with simulated past performance are drafts"
    )
    translations: dict[str, TranslationModel] = Field(
        {}, description="Approvals by language; documents in a language without one are drafts (not English)"
    )
    brand: BrandModel | None = Field(None, description="Logo and colours; the shipped look without them")


class InstrumentModel(Provenance):
    """One ETF or benchmark."""

    role: Annotated[Role, Choice(Role)] = Field(Role.ETF, description="etf, or benchmark (cannot be held)")
    isin: Isin | None = Field(None, description="ISIN; only a benchmark has none")
    name: Line
    asset_class: AssetClass = Field(
        description="As in market-assumptions.yaml: equity, bonds, real estate, cash-like"
    )
    currency: Currency = Field(description="Currency of its prices")
    domicile: Country = Field(description="Country of the fund")
    ongoing_cost: Cost = Field(description="Ongoing product cost a year")
    transaction_cost: TransactionCost = Field(description="Transaction cost inside the product a year")
    incidental_cost: Cost = Field(description="Performance fee and the like a year")
    entry_cost: Cost = Field(description="One-off cost of the product at the purchase, as really agreed")
    exit_cost: Cost = Field(description="One-off cost of the product at the sale, likewise")
    trading_cost: Cost = Field(description="Cost of buying or selling it, of the traded value")
    seasonality: Sensitivity = Field(description="Exposure to the calendar signal, usually 0 or 1")
    duration: Duration = Field(description="Interest-rate duration in years")
    equity_sensitivity: Sensitivity = Field(description="Share of an equity shock that reaches the price")
    real_estate_sensitivity: Sensitivity = Field(description="Share of a real-estate shock, likewise")
    usd_sensitivity: Sensitivity = Field(description="Share of a US-dollar shock, seen from another currency")
    kid_available: YesNo = Field(description="Is there a key information document?")
    last_date: Annotated[date, Day()] | None = Field(None, description="Last session of a delisted ETF")
    proxy: Annotated[str, TICKER] | None = Field(
        None, description="Ticker whose history may stand in where its own is too short for a risk class"
    )
    total_return: Annotated[bool, Flag()] | None = Field(
        None,
        description="Benchmarks: do its prices count distributions as reinvested? (ETF prices always do)",
    )
    target_market: TargetMarketModel | None = Field(
        None, description="For whom it is meant; without it, not stated"
    )
    sustainability: SustainabilityModel | None = Field(
        None, description="Sustainable features; without it, not stated"
    )


class InstrumentsModel(Strict):
    """instruments.yaml: ticker and entry."""

    version: Version | None = VERSION
    instruments: dict[str, InstrumentModel]


class ShocksModel(Provenance):
    """Hypothetical shocks; a fall is negative."""

    equity: Shock
    rates: YieldShock = Field(description="Move of yields, 2 % is 200 basis points")
    real_estate: Shock
    usd: Shock = Field(description="Move of the US dollar; documents show it up and down")


class EpisodeModel(Strict):
    """A named stretch of market history."""

    id: Annotated[str, LITERAL]
    name: Annotated[Wording, Spoken(80)] = Field(
        "", description="Name as printed, or one for each language; without it the id"
    )
    start: Annotated[date, Day()]
    end: Annotated[date, Day()]


class AssumptionsModel(Provenance):
    """market-assumptions.yaml: what forward figures assume, a year and before product costs."""

    version: Annotated[str, LITERAL] = Field(description="Version of the assumptions, as printed")
    risk_free: dict[str, YearlyRate] = Field(description="Risk-free rate a year by currency")
    premium: dict[str, YearlyRate] = Field(description="Return above the risk-free rate by asset class")
    shocks: ShocksModel
    episodes: list[EpisodeModel] = Field(description="Stretches of history shown in the ex-post document")
