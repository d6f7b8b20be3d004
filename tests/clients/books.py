"""Accounts written out by hand: fictitious, small, with numbers that can be followed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, time
from decimal import Decimal

import numpy as np

from reporting.clients.bookings import Ledger
from reporting.clients.ledger import ledger
from reporting.clients.quotes import Quotes
from reporting.clients.valuation import Valuation, valuation
from reporting.domain.client import (
    Account,
    AccountKind,
    CashFlow,
    Category,
    Client,
    ClientRecord,
    Consent,
    FlowKind,
    Holder,
    Position,
    Side,
    Transaction,
)

OPENED = date(2025, 12, 31)
ACCOUNT = "A-1"


def day(text: str) -> date:
    return date.fromisoformat(text)


def flow(
    on: str, kind: FlowKind, amount: str, ticker: str = "", id: str = "", currency: str = "EUR"
) -> CashFlow:
    return CashFlow(id or f"F-{on}-{kind}", ACCOUNT, day(on), kind, Decimal(amount), currency, ticker)


def deposit(on: str, amount: str) -> CashFlow:
    return flow(on, FlowKind.DEPOSIT, amount)


def withdrawal(on: str, amount: str) -> CashFlow:
    return flow(on, FlowKind.WITHDRAWAL, f"-{amount}")


def trade(
    on: str, side: Side, ticker: str, units: str, price: str, cost: str = "0", id: str = ""
) -> Transaction:
    consideration = (Decimal(units) * Decimal(price)).quantize(Decimal("0.01"))
    return Transaction(
        id=id or f"T-{on}-{side}-{ticker}",
        account=ACCOUNT,
        day=day(on),
        time=time(17, 30),
        order="market",
        venue="XETR",
        ticker=ticker,
        side=side,
        units=Decimal(units),
        price=Decimal(price),
        currency="EUR",
        consideration=consideration,
        cost=Decimal(cost),
    )


def buy(on: str, ticker: str, units: str, price: str, cost: str = "0") -> Transaction:
    return trade(on, Side.BUY, ticker, units, price, cost)


def sell(on: str, ticker: str, units: str, price: str, cost: str = "0") -> Transaction:
    return trade(on, Side.SELL, ticker, units, price, cost)


def record(
    *events: Transaction | CashFlow,
    positions: Sequence[Position] = (),
    consents: Iterable[Consent] = (),
    opened: date = OPENED,
    closed: date | None = None,
    profile: str = "tested",
) -> ClientRecord:
    return ClientRecord(
        client=Client(
            "C-1", Category.RETAIL, Holder.PERSON, "Persona 01 (fictitious)", (), "Example street 1", "DE",
            "en", "EUR", opened,
        ),
        accounts=(
            Account(ACCOUNT, AccountKind.MANDATE, "Mandate 1", "EUR", opened, closed, profile, opened),
        ),
        positions=tuple(positions),
        transactions=tuple(each for each in events if isinstance(each, Transaction)),
        cash_flows=tuple(each for each in events if isinstance(each, CashFlow)),
        consents=tuple(consents),
    )  # fmt: skip


def booked(*events: Transaction | CashFlow, **more: object) -> Ledger:
    found = ledger(record(*events, **more))  # type: ignore[arg-type]
    assert found is not None
    return found


def quoted(closes: Mapping[str, Mapping[str, float]]) -> Quotes:
    """Closes by ticker and day; each ticker has sessions on its own days."""
    return Quotes(
        "EUR",
        {
            ticker: (np.array(list(by_day), dtype="datetime64[D]"), np.array(list(by_day.values())))
            for ticker, by_day in closes.items()
        },
    )


def valued(closes: Mapping[str, Mapping[str, float]], end: str, *events: Transaction | CashFlow) -> Valuation:
    return valuation(booked(*events), quoted(closes), day(end))
