"""Costs that an account really bore in a period (Art 50(9); docs/method.md section 11): the service's as
booked, the instruments' by calendar day; the return before them and after them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import numpy as np

from reporting.clients.bookings import CENT
from reporting.clients.costs import booked_costs, one_off_costs
from reporting.clients.returns import bases, daily_returns, first_money, results
from reporting.clients.valuation import Valuation, day_of, money
from reporting.domain.client import FlowKind
from reporting.domain.house import Instrument
from reporting.domain.rounding import apportioned
from reporting.domain.series import Dates, Floats
from reporting.measures.costs.categories import INSTRUMENTS, Category, costs
from reporting.measures.costs.charges import refuse_missing
from reporting.measures.costs.incurred import DAYS_PER_YEAR, Incurred, product_rates_on
from reporting.measures.sample import NotAvailable


@dataclass(frozen=True, slots=True)
class Month:
    """What a calendar month cost, money."""

    first: date
    service: float
    instruments: float


@dataclass(frozen=True, slots=True)
class ClientCosts:
    """Costs of one account from the day `first` to the day `last`, in its currency.

    `incurred` holds them unrounded with base and returns; `cents` are the same as printed, whole cents by
    category that add up to `total`. `without` is what the account would hold at the end if no cost had been
    taken, lost growth included; `opening`, `flows` and `closing` are its values and the client's own flows.
    `third_party` was received from others and passed on to the client. `estimated` are the tickers whose
    latest published rate stands in for days without one of their own.
    """

    first: date
    last: date
    incurred: Incurred
    cents: Mapping[Category, int]
    opening: Decimal
    flows: Decimal
    closing: Decimal
    without: float
    taxes: Decimal
    third_party: Decimal
    months: tuple[Month, ...]
    estimated: tuple[str, ...]

    @property
    def total(self) -> Decimal:
        """All costs to the cent."""
        return money(sum(self.cents.values()))

    @property
    def effect(self) -> float:
        """What the costs and the growth lost through them come to, money."""
        return self.without - float(self.closing)


def client_costs(
    account: Valuation, instruments: Mapping[str, Instrument], first: date, last: date
) -> ClientCosts | NotAvailable:
    """The costs from one day to another, both included: from the first money on where that came later, to the
    account's closing where that came earlier.

    Not available for an account without money in this time. Raises Refused naming every product cost that
    is missing.
    """
    closed, funded = account.ledger.account.closed, first_money(account)
    last = min(last, closed or last)
    if funded is None or account.days[funded] > np.datetime64(last) or last < first:
        return NotAvailable("no_value")
    begin = max(account.row(first), funded)
    span = slice(begin, account.row(last) + 1)
    days, held = account.days[span.start - 1 : span.stop], np.flatnonzero(account.positions[span].any(axis=0))
    funds = [instruments[account.ledger.tickers[column]] for column in held]
    refuse_missing({each.ticker: each for each in funds})
    rates = product_rates_on(funds, days)
    invested = account.positions[span][:, held, None] / 100
    products = (invested * rates.values[1:]).sum(axis=1) / DAYS_PER_YEAR
    once = one_off_costs(account, instruments)[span] / 100
    products = np.column_stack([once, products])
    booked = {kind: flow[span] / 100 for kind, flow in booked_costs(account).items()}
    charged = products.sum(axis=1) + np.sum(list(booked.values()), axis=0)
    return ClientCosts(
        first=day_of(account.days[begin]),
        last=last,
        incurred=_incurred(account, span, booked, products, charged),
        cents=_cents(booked, products),
        opening=money(account.values[begin - 1]),
        flows=money(account.flows[span].sum()),
        closing=money(account.values[span.stop - 1]),
        without=_without(account, span, charged),
        taxes=_booked(account, first, last, FlowKind.TAX),
        third_party=_booked(account, first, last, FlowKind.THIRD_PARTY),
        months=_months(days[1:], charged, products.sum(axis=1)),
        estimated=tuple(
            each.ticker for each, doubtful in zip(funds, rates.estimated, strict=True) if doubtful
        ),
    )


def _incurred(
    account: Valuation, span: slice, booked: Mapping[Category, Floats], products: Floats, charged: Floats
) -> Incurred:
    """1 + gross = prod(1 + r(d) + c(d) / base(d)); the base is the mean of the calendar days' values."""
    found = {kind: float(flow.sum()) for kind, flow in booked.items()}
    found |= {kind: float(products[:, k].sum()) for k, kind in enumerate(INSTRUMENTS)}
    base, net = bases(account)[span] / 100, daily_returns(account)[span]
    added = np.divide(charged, base, out=np.zeros(len(base)), where=base > 0)
    return Incurred(
        costs=costs(found),
        base=float(account.values[span].mean() / 100),
        days=len(net),
        net=float(np.prod(1 + net) - 1),
        gross=float(np.prod(1 + net + added) - 1),
    )


def _cents(booked: Mapping[Category, Floats], products: Floats) -> dict[Category, int]:
    """Booked costs as they were booked; those of the instruments by largest remainder to their total."""
    found = dict.fromkeys(Category, 0)
    found |= {kind: round(float(flow.sum()) * 100) for kind, flow in booked.items()}
    parts = [float(products[:, k].sum()) for k in range(len(INSTRUMENTS))]
    total = int(np.floor(sum(parts) * 100 + 0.5))
    return found | dict(zip(INSTRUMENTS, apportioned(parts, total, 2), strict=True))


def _without(account: Valuation, span: slice, charged: Floats) -> float:
    """The closing value of an account with the same flows and the same results before costs."""
    base, result = bases(account)[span] / 100, results(account)[span] / 100
    growth = np.divide(result + charged, base, out=np.zeros(len(base)), where=base > 0)
    value = float(account.values[span.start - 1] / 100)
    for grown, flow in zip(growth, account.flows[span] / 100, strict=True):
        begun = value if value > 0 else flow
        value += begun * grown + flow
    return value


def _booked(account: Valuation, first: date, last: date, kind: FlowKind) -> Decimal:
    return sum((flow.amount for flow in account.ledger.flows(first, last, kind)), Decimal(0) * CENT)


def _months(days: Dates, charged: Floats, products: Floats) -> tuple[Month, ...]:
    """Costs by calendar month."""
    months = days.astype("datetime64[M]")
    found = []
    for month in np.unique(months):
        rows = months == month
        instruments = float(products[rows].sum())
        found.append(
            Month(
                day_of(month.astype("datetime64[D]")), float(charged[rows].sum()) - instruments, instruments
            )
        )
    return tuple(found)
