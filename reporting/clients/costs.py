"""What the service booked on an account, by the categories of Annex II (docs/method.md section 11).

A tax is the client's own and no cost of the service; a payment of a third party stands apart.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from reporting.clients.bookings import CENT, Post, Trade
from reporting.clients.valuation import Valuation
from reporting.domain.client import FlowKind, Side
from reporting.domain.house import Instrument
from reporting.domain.series import Floats
from reporting.measures.costs.categories import SERVICE, Category

CATEGORIES: dict[Post, Category] = {
    FlowKind.ENTRY_FEE: Category.S1,
    FlowKind.EXIT_FEE: Category.S1,
    FlowKind.SERVICE_FEE: Category.S2,
    Trade.EXECUTION_COST: Category.S3,
    FlowKind.CUSTODY_FEE: Category.S4,
    FlowKind.PERFORMANCE_FEE: Category.S5,
}
"""Posts that are costs; all others are none."""


def booked_costs(account: Valuation) -> dict[Category, Floats]:
    """Costs of the service booked on each day (D,) by category, cents, positive where they were paid."""
    found = {each: np.zeros(len(account.days)) for each in SERVICE}
    for booking in account.ledger.bookings:
        if (row := account.row_of(booking.day)) is None:
            continue
        for post, amount in booking.amounts:
            if post in CATEGORIES:
                found[CATEGORIES[post]][row] -= int(amount / CENT)
    return found


def service_costs(account: Valuation) -> Floats:
    """All costs of the service on each day (D,), cents."""
    return sum(booked_costs(account).values(), np.zeros(len(account.days)))


def one_off_costs(account: Valuation, instruments: Mapping[str, Instrument]) -> Floats:
    """What instruments themselves took at purchases and sales on each day (D,), cents: the rates of the house
    on what was paid for them."""
    found = np.zeros(len(account.days))
    for trade in account.ledger.trades(account.ledger.first, account.last):
        fund = instruments[trade.ticker]
        rate = fund.entry_cost.value if trade.side is Side.BUY else fund.exit_cost.value
        row = account.row_of(trade.day)
        if rate and row is not None:
            found[row] += rate * int(trade.consideration / CENT)
    return found
