"""What the service booked on an account, by the categories of Annex II (docs/method.md section 11).

A tax is the client's own and no cost; a payment of a third party stands apart. What an entry or exit took
with an instrument named is a one-off cost of that instrument.
"""

from __future__ import annotations

import numpy as np

from reporting.clients.ledger import CENT, Booking, Trade
from reporting.clients.valuation import Valuation
from reporting.domain.client import FlowKind
from reporting.domain.series import Floats
from reporting.measures.costs.categories import SERVICE, Category

CATEGORIES: dict[Trade | FlowKind, Category] = {
    FlowKind.ENTRY_FEE: Category.S1,
    FlowKind.EXIT_FEE: Category.S1,
    FlowKind.SERVICE_FEE: Category.S2,
    Trade.EXECUTION_COST: Category.S3,
    FlowKind.CUSTODY_FEE: Category.S4,
    FlowKind.PERFORMANCE_FEE: Category.S5,
}
"""Posts that are costs; all others are none."""


def category(booking: Booking, post: Trade | FlowKind) -> Category | None:
    """The category of a post of a booking, None where it is no cost."""
    if post in (FlowKind.ENTRY_FEE, FlowKind.EXIT_FEE) and booking.ticker:
        return Category.P1
    return CATEGORIES.get(post)


def booked_costs(account: Valuation) -> dict[Category, Floats]:
    """Costs booked on each day (D,) by category, cents, positive where they were paid."""
    found = {each: np.zeros(len(account.days)) for each in (*SERVICE, Category.P1)}
    for booking in account.ledger.bookings:
        row = int((np.datetime64(booking.day) - account.days[0]).astype(int))
        if row >= len(account.days):
            continue
        for post, amount in booking.amounts:
            if kind := category(booking, post):
                found[kind][row] -= int(amount / CENT)
    return found


def service_costs(account: Valuation) -> Floats:
    """All costs of the service on each day (D,), cents."""
    booked = booked_costs(account)
    return sum((booked[each] for each in SERVICE), np.zeros(len(account.days)))
