"""Returns of an account (docs/method.md section 7): time-weighted, money-weighted, beside its benchmark.

Flows count at the end of their day, after the close: the value before flows of a day is its value less
its flows, as in the loss notices (section 12). Only where there was no value before, a flow counts at the
beginning of its day, so that the cost of the first purchase stays in the return.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import numpy as np

from reporting.clients.costs import service_costs
from reporting.clients.period import Period
from reporting.clients.valuation import Cents, Valuation, day_of, money
from reporting.domain.errors import Fault, Refused
from reporting.domain.series import Floats, NavPath
from reporting.measures.periods import PeriodReturn, return_between, twelve_month_returns
from reporting.measures.roots import root
from reporting.measures.sample import NotAvailable, Result

LOWEST, HIGHEST = -0.99, 10.0
"""Money-weighted returns a year are looked for between these (docs/method.md section 7)."""
STEPS = 2000
"""Grid on which roots are told apart, even in log(1 + r): two in one step would be 0.35 % of 1 + r apart."""


@dataclass(frozen=True, slots=True)
class Performance:
    """What an account earned from the close of `start` to the close of `end`.

    `opening`, `flows`, `gain` and `closing` are money: opening + flows + gain = closing. Returns are
    decimals of the span, not a year's: `net` after all costs, `before_service` with the costs of the
    service added back, `money_weighted` after all costs; `benchmark` over the same days.
    """

    start: date
    end: date
    opening: Decimal
    flows: Decimal
    gain: Decimal
    closing: Decimal
    net: Result
    before_service: Result
    money_weighted: Result
    benchmark: Result


def performance(account: Valuation, period: Period, benchmark: NavPath | None) -> Performance:
    """The performance of a period: from the account's first money on where that came later, to its closing
    where that came earlier.

    Raises Refused for a period that is not valued to its end.
    """
    end = min(period.last, account.ledger.account.closed or period.last)
    first, last = account.row(period.start), account.row(end)
    funded = first_money(account)
    if funded is None or funded > last:
        start, none = period.start, NotAvailable("no_value")
        zero = Decimal(0)
        return Performance(start, end, zero, zero, zero, zero, none, none, none, none)
    first = max(first, funded - 1)
    start = day_of(account.days[first])
    values = account.values
    moved = int(account.flows[first + 1 : last + 1].sum())
    gain = int(values[last] - values[first]) - moved
    net, gross = index(account), index(account, service_costs(account))
    return Performance(
        start=start,
        end=end,
        opening=money(values[first]),
        flows=money(moved),
        gain=money(gain),
        closing=money(values[last]),
        net=return_between(net, start, end),
        before_service=return_between(gross, start, end),
        money_weighted=money_weighted(account, first, last),
        benchmark=compared(benchmark, start, end),
    )


def years(account: Valuation, end: date, most: int) -> tuple[PeriodReturn, ...]:
    """Net time-weighted returns of complete 12-month periods that end at `end`, newest first, at most
    `most`; empty for an account that is younger than a year (Art 44(4)(b))."""
    funded = first_money(account)
    if funded is None or account.days[funded] > np.datetime64(end):
        return ()
    return twelve_month_returns(index(account), end, most)


def compared(benchmark: NavPath | None, start: date, end: date) -> Result:
    """The benchmark over the same days, or why there is none."""
    if benchmark is None:
        return NotAvailable("needs_benchmark")
    return return_between(benchmark, start, end)


def first_money(account: Valuation) -> int | None:
    """The row of the first day with money on it, None where there never was any."""
    rows = np.flatnonzero((account.values != 0) | (account.flows != 0))
    return int(rows[0]) if len(rows) else None


def index(account: Valuation, added: Floats | None = None) -> NavPath:
    """100 at the day before the first money, then linked day by day; `added` (D,) are costs in cents that
    are added back to the results of their days.

    Raises Refused for an account that lost everything: no return can be linked to it.
    """
    funded = first_money(account)
    begin = 0 if funded is None else max(funded - 1, 0)
    growth: Floats = 1.0 + daily_returns(account, added)[begin:]
    if (growth <= 0).any():
        day = account.days[begin + int(np.argmax(growth <= 0))]
        raise Refused([Fault("transactions", f"the account lost all its value on {day}; correct the book")])
    return NavPath(account.days[begin:], np.cumprod(np.concatenate([100 * growth[:1], growth[1:]])))


def daily_returns(account: Valuation, added: Floats | None = None) -> Floats:
    """Returns of each day (D,), decimals, 0 on the first and wherever nothing was invested."""
    base, result = bases(account), results(account)
    if added is not None:
        result = result + added
    returns: Floats = np.divide(result, base, out=np.zeros(len(base)), where=base > 0)
    return returns


def bases(account: Valuation) -> Floats:
    """What each day's result is measured by (D,), cents: the value at the end of the day before, where there
    was none the flow of the day, 0 on the first day."""
    before = np.concatenate([[0], account.values[:-1]])
    base = np.where(before > 0, before, account.flows).astype(np.float64)
    base[0] = 0.0
    return base


def results(account: Valuation) -> Floats:
    """What each day earned (D,), cents: the change of the value less the client's own flows."""
    return np.diff(account.values, prepend=account.values[:1]) - np.where(
        np.arange(len(account.days)) > 0, account.flows, 0
    ).astype(np.float64)


def money_weighted(account: Valuation, first: int, last: int) -> Result:
    """The internal rate of return from row `first` to row `last`: a year's from 365 days upward, else that
    of the span.

    Not available where no rate, or more than one, between -99 % and 1,000 % a year explains the flows.
    """
    flows: Cents = account.flows[first : last + 1].copy()
    flows[0] = account.values[first]
    rows = np.flatnonzero(flows)
    if not len(rows):
        return NotAvailable("no_value")
    span = last - first - int(rows[0])
    rate = internal_rate(flows[rows] / 100, (last - first - rows) / 365.25, float(account.values[last]) / 100)
    if isinstance(rate, NotAvailable) or span >= 365:
        return rate
    return float((1 + rate) ** (span / 365.25) - 1)


def internal_rate(flows: Floats, years_left: Floats, final: float) -> Result:
    """The rate r a year in (-0.99, 10) with sum(flows (1 + r)^years_left) = final.

    `flows` (k,) are money put in (positive) or taken out, `years_left` (k,) from each to the end.
    """

    def gap(growth: float) -> float:
        return float(flows @ np.power(growth, years_left)) - final

    if not len(flows) or not (flows > 0).any():
        return NotAvailable("no_value")
    grid = np.geomspace(1 + LOWEST, 1 + HIGHEST, STEPS)
    gaps = np.power(grid[:, None], years_left) @ flows - final
    signs = np.sign(gaps)
    turns = np.flatnonzero(signs[:-1] * signs[1:] < 0)
    exact = np.flatnonzero(signs == 0)
    if len(turns) + len(exact) != 1:
        return NotAvailable("no_rate" if not len(turns) + len(exact) else "several_rates")
    if len(exact):
        return float(grid[exact[0]] - 1)
    return root(gap, float(grid[turns[0]]), float(grid[turns[0] + 1])) - 1
