"""What each ETF, cash, costs and fees added to the return of a window (docs/method.md section 7)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from reporting.domain.series import Floats

RECONCILED = 1e-9
"""Parts and return may differ by this share of the start value: summation error over thousands of days."""


@dataclass(frozen=True, slots=True, eq=False)
class Ledger:
    """The daily accounts of a backtest on its S sessions, the first execution date at row 0.

    `holdings` (S, n) are values of the ETFs after the session's trades, `closes` (S, n) their prices
    (NaN where nothing is held), `interest` (S,) earned on cash, `costs` (S,) of the session's trades,
    `fees` (S,) accrued by name, all in the currency of `nav` (S,): interest, costs and fees that the
    session added, costs and fees as positive numbers. `nav` is after costs and net of accrued fees, but
    for its first point, which stands before the costs of its own session.
    """

    holdings: Floats
    closes: Floats
    interest: Floats
    costs: Floats
    fees: Mapping[str, Floats]
    nav: Floats

    def __post_init__(self) -> None:
        sessions = len(self.nav)
        if self.holdings.shape != self.closes.shape or len(self.holdings) != sessions:
            raise ValueError("holdings and closes have one row for each point of the NAV")
        if any(column.shape != (sessions,) for column in (self.interest, self.costs, *self.fees.values())):
            raise ValueError("interest, costs and fees have one number for each point of the NAV")


@dataclass(frozen=True, slots=True, eq=False)
class Contribution:
    """Parts of a window's return, decimals of its start value; they add up to `total`.

    `etfs` (n,) price gains, `cash` interest, `costs` and `fees` (by name) as negative numbers.
    """

    etfs: Floats
    cash: float
    costs: float
    fees: Mapping[str, float]
    total: float


def contribution(ledger: Ledger, start: int, end: int) -> Contribution:
    """Parts of the return from the point in row `start` to that in row `end`.

    Raises ValueError for an empty window and for accounts that do not add up to the NAV.
    """
    if not 0 <= start < end < len(ledger.nav):
        raise ValueError("a window runs from an earlier row to a later one")
    held = ledger.holdings[start:end]
    with np.errstate(invalid="ignore"):
        gains = held * (ledger.closes[start + 1 : end + 1] / ledger.closes[start:end] - 1)
    etfs = np.where(held == 0, 0.0, gains).sum(axis=0)
    # The first point of all stands before its own costs, so they show in the window that begins there.
    first_costs = start if start == 0 else start + 1
    interest = float(ledger.interest[start + 1 : end + 1].sum())
    costs = float(ledger.costs[first_costs : end + 1].sum())
    value = float(ledger.nav[start])
    fees = {name: 0.0 - float(flow[start + 1 : end + 1].sum()) / value for name, flow in ledger.fees.items()}
    total = float(ledger.nav[end]) / value - 1
    parts = Contribution(etfs / value, interest / value, 0.0 - costs / value, fees, total)
    gap = float(parts.etfs.sum()) + parts.cash + parts.costs + sum(parts.fees.values()) - total
    if not abs(gap) <= RECONCILED:
        raise ValueError(f"contributions differ from the return by {gap:g}")
    return parts
