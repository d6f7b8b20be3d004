"""What a client's account did, computed once for all of its documents, and short ways to its figures."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache

import numpy as np

from reporting.clients.bookings import Ledger
from reporting.clients.contributions import Attribution, attribution
from reporting.clients.duty import Duty, statement_duty
from reporting.clients.incurred import ClientCosts, client_costs
from reporting.clients.ledger import ledger
from reporting.clients.period import Cycle, Period, period_of
from reporting.clients.quotes import in_currency, quotes
from reporting.clients.returns import Performance, performance, years
from reporting.clients.valuation import Contents, Valuation, valuation
from reporting.disclosures.clients.context import ClientContext, Model
from reporting.disclosures.figures import money, percent
from reporting.disclosures.words import text
from reporting.domain.disclosure import Quoted, Text, Verbatim
from reporting.domain.errors import refuse
from reporting.domain.figure import Figure
from reporting.domain.house import Instrument
from reporting.domain.series import NavPath
from reporting.domain.units import Nature
from reporting.law.parameters import parameter
from reporting.measures.periods import PeriodReturn, months_before
from reporting.measures.sample import NotAvailable, Result
from reporting.strategy import comparators

RATES = "fx"
"""Key of the exchange rates."""
BOOK = "book"
"""Key of the client's own rows of the client book among the inputs of a document."""


@dataclass(frozen=True, slots=True, eq=False)
class AccountFacts:
    """A managed account at the end of a quarter. `period` is what its statement is about, the quarter where
    none is due; `benchmark` is its path in the account's currency, `years` complete 12-month periods, newest
    first. `costs` are those of the period, `yearly` those of the twelve months to its end."""

    client: ClientContext
    model: Model
    duty: Duty
    period: Period
    account: Valuation
    benchmark: NavPath
    performance: Performance
    years: tuple[PeriodReturn, ...]
    result: Attribution
    opening: Contents
    closing: Contents
    costs: ClientCosts | NotAvailable
    yearly: ClientCosts | NotAvailable

    @property
    def ledger(self) -> Ledger:
        """The bookings of the account."""
        return self.account.ledger

    @property
    def currency(self) -> str:
        """The currency of all amounts."""
        return self.ledger.account.currency

    @property
    def booked(self) -> tuple[str, ...]:
        """Inputs of figures that the book alone makes."""
        return (BOOK,)

    @property
    def priced(self) -> tuple[str, ...]:
        """Inputs of figures that need prices, and exchange rates where a fund is in another currency."""
        return self._valued(self._abroad(self.ledger.tickers))

    @property
    def compared(self) -> tuple[str, ...]:
        """Inputs of what the benchmark did."""
        return (BOOK, *self.model.context.price_inputs)

    @property
    def charged(self) -> tuple[str, ...]:
        """Inputs of costs of the instruments in the twelve months."""
        return (*self._valued(self.foreign), *self.model.context.cost_inputs)

    @property
    def foreign(self) -> tuple[Instrument, ...]:
        """Funds in another currency than the account's that were held in the twelve months."""
        if isinstance(self.yearly, NotAvailable):
            return ()
        first, last = self.account.row(self.yearly.first), self.account.row(self.yearly.last)
        held = np.flatnonzero(self.account.positions[first : last + 1].any(axis=0))
        return self._abroad([self.ledger.tickers[column] for column in held])

    def _abroad(self, tickers: Iterable[str]) -> tuple[Instrument, ...]:
        funds = map(self.fund, tickers)
        return tuple(fund for fund in funds if fund.currency.value != self.currency)

    def _valued(self, abroad: tuple[Instrument, ...]) -> tuple[str, ...]:
        prices = (role for role in self.model.context.price_inputs if role != RATES)
        return (BOOK, *prices, *((RATES,) if abroad else ()))

    @property
    def complete_year(self) -> bool:
        """Whether the account had money during all of the twelve months to the end of the quarter."""
        return (
            bool(self.years) and isinstance(self.yearly, ClientCosts) and self.yearly.last == self.period.last
        )

    def fund(self, ticker: str) -> Instrument:
        """The house's entry of an instrument."""
        return self.client.house.instruments[ticker]


def account_facts(client: ClientContext) -> AccountFacts | None:
    """The account at the end of the client's quarter; None for a client without a managed account.

    Raises `Refused` or `Unusable` for books that contradict themselves and for prices, exchange rates or
    product costs that are missing.
    """
    book, model = ledger(client.record), client.model
    quarter = period_of(Cycle.QUARTERLY, client.quarter[1])
    if book is None or book.first > quarter.last:
        return None
    if model is None:
        message = f"the profile {book.account.profile or '–'} of the mandate is none of the firm's; add it"
        raise refuse("accounts", message, "profile")
    duty = statement_duty(client.record, model.context.profile.leverage_allowed, quarter)
    period = duty.period if duty.due else quarter
    account = account_at(client, model, book, quarter.last)
    benchmark = benchmark_path(model, book.account.currency)
    found = performance(account, period, benchmark)
    most = int(parameter("past_performance_years", quarter.last).value)
    year = months_before(quarter.last, 12) + timedelta(days=1)
    funds = client.house.instruments
    return AccountFacts(
        client=client,
        model=model,
        duty=duty,
        period=period,
        account=account,
        benchmark=benchmark,
        performance=found,
        years=years(account, min(quarter.last, book.account.closed or quarter.last), most),
        result=attribution(account, found.start, found.end),
        opening=account.contents(period.start),
        closing=account.contents(period.last),
        costs=client_costs(account, funds, period.first, period.last),
        yearly=client_costs(account, funds, year, quarter.last),
    )


def account_at(client: ClientContext, model: Model, book: Ledger, end: date) -> Valuation:
    """The account valued to a day, at the prices of its profile's market, then of the other profiles'."""
    markets = [model.context.market, *(each.context.market for each in client.models.values())]
    first = np.datetime64(book.first, "D")
    found = quotes(markets, book.account.currency, model.context.fx, book.tickers, first)
    return valuation(book, found, end)


@lru_cache(maxsize=64)
def benchmark_path(model: Model, currency: str) -> NavPath:
    """The profile's benchmark as it is for an account in this currency."""
    context = model.context
    own = comparators.benchmark(model.backtest, context.market)
    return in_currency(own, context.market.currency, currency, context.fx)


def amount(
    facts: AccountFacts,
    id: str,
    value: Decimal | float | NotAvailable,
    definition: str,
    nature: Nature = Nature.CURRENT,
    *,
    signed: bool = False,
    sources: tuple[str, ...] = (),
) -> Figure:
    """Money of the account, to the cent."""
    known: Result = value if isinstance(value, NotAvailable) else float(value)
    return money(
        id, known, nature, definition, facts.currency, decimals=2, signed=signed,
        sources=sources or facts.priced,
    )  # fmt: skip


def past(
    facts: AccountFacts, id: str, value: Result, definition: str, sources: tuple[str, ...] = ()
) -> Figure:
    """A return of the account, actual past performance."""
    return percent(
        id, value, Nature.ACTUAL_PAST, definition, decimals=2, signed=True, sources=sources or facts.priced
    )


def currency(facts: AccountFacts) -> Verbatim:
    """The currency of all figures."""
    return Verbatim(facts.currency)


def origin(facts: AccountFacts) -> Text:
    """Where the figures come from, under tables."""
    return text("account.source", account=Quoted(facts.ledger.account.name))
