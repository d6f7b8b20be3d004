"""What every document of one profile and period starts from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from reporting.domain.disclosure import Status, Text
from reporting.domain.house import House
from reporting.domain.market import Market, RateTable
from reporting.domain.profile import Profile
from reporting.inputs.records import LiveRecord
from reporting.strategy.decide import Rules

RECORDS = "records"
"""Manifest key of the live record's file."""


@dataclass(frozen=True, slots=True, eq=False)
class Context:
    """One profile in one period. `market` ends at `as_of`: nothing later can enter a document.

    `period` is like `2026Q3`, `quarter` its first and last day. `status` and `reasons` say what the
    documents may be used for. `live` is the profile's live record up to `as_of`, `fx` the exchange rates
    for a view in euro; None without one.
    """

    profile: Profile
    rules: Rules
    house: House
    market: Market
    period: str
    quarter: tuple[date, date]
    as_of: date
    language: str
    status: Status
    reasons: tuple[Text, ...]
    live: LiveRecord | None = None
    fx: RateTable | None = None

    @property
    def market_inputs(self) -> tuple[str, ...]:
        """Manifest keys of all that the market was made from."""
        return tuple(role for role, _ in self.market.sources)

    @property
    def price_inputs(self) -> tuple[str, ...]:
        """Manifest keys of what prices in the base currency are made from: cash rates are no part of it."""
        return tuple(role for role in self.market_inputs if role != "cash_rates")

    @property
    def cost_inputs(self) -> tuple[str, ...]:
        """Manifest keys of what product costs are read from."""
        return ("instruments", *self.house.emt_keys)

    @property
    def risk_inputs(self) -> tuple[str, ...]:
        """Manifest keys of what the risk classes rest on."""
        records = () if self.live is None else (RECORDS,)
        return (*self.market_inputs, "profile", "instruments", *records)
