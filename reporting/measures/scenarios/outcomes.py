"""What the simulated paths came to: wealth, falls, notices, costs. Forward-looking figures only."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from reporting.domain.calendar import Integers
from reporting.domain.series import Dates, Floats
from reporting.measures.scenarios.bootstrap import anniversary
from reporting.strategy.execution import Record

QUANTILES = {"unfavourable": 0.10, "moderate": 0.50, "favourable": 0.90}


@dataclass(frozen=True, slots=True, eq=False)
class Outcomes:
    """Outcomes of P paths per unit invested, after all costs.

    `days` (k,) month ends of the horizon with the as-of date first; `wealth` (k, P) on them;
    `yearly` (years + 1, P) wealth at each anniversary, 1 first; `drawdown` (P,) the maximum drawdown
    (<= 0); `notices` (quarters, P) True where a 10 % notice falls in that quarter; `trading_cost` (P,)
    a year as a share of the average value, the initial purchase apart; `turnover` (P,) a year.
    """

    days: Dates
    wealth: Floats
    yearly: Floats
    drawdown: Floats
    notices: Floats
    trading_cost: Floats
    turnover: Floats


def collect(days: Dates, record: Record, years: int) -> Outcomes:
    """Outcomes of one block from its record over `days` (T,), the as-of date first, and `years` on."""
    wealth = record.nav / record.nav[0]
    months = days.astype("datetime64[M]")
    ends = np.append(np.flatnonzero(months[1:] != months[:-1]), len(days) - 1)
    rows = np.unique(np.concatenate([[0], ends]))
    anniversaries = [
        np.searchsorted(days, anniversary(days[0], year), side="right") - 1 for year in range(years + 1)
    ]
    span = (days[-1] - days[0]).astype(int) / 365.25
    fall = wealth / np.maximum.accumulate(wealth, axis=0) - 1.0
    return Outcomes(
        days[rows],
        wealth[rows],
        wealth[anniversaries],
        fall.min(axis=0),
        _notices(days, wealth),
        record.costs[1:].sum(axis=0) / record.nav.mean(axis=0) / span,
        record.turnover[1:].sum(axis=0) / span,
    )


def _notices(days: Dates, wealth: Floats) -> Floats:
    """Whether the value of each quarter fell by 10 % or more from its start (Art 62(1)), (quarters, P)."""
    quarters = (days.astype("datetime64[M]").astype(np.int64)) // 3
    found = []
    for quarter in np.unique(quarters[1:]):
        inside: Integers = np.flatnonzero(quarters == quarter)
        inside = inside[inside > 0]
        base = wealth[inside[0] - 1]
        loss = np.round(1.0 - wealth[inside].min(axis=0) / base, 12)
        found.append(np.floor(loss * 10) >= 1)
    return np.array(found)


def joined(blocks: list[Outcomes]) -> Outcomes:
    """The blocks side by side, in order."""
    first = blocks[0]
    across = {
        name: np.concatenate([getattr(block, name) for block in blocks], axis=-1)
        for name in ("wealth", "yearly", "drawdown", "notices", "trading_cost", "turnover")
    }
    return Outcomes(days=first.days, **across)


def standard_error(values: Floats, quantile: float) -> float:
    """Half the distance between the order statistics np -+ sqrt(np(1-p)) of values (P,)."""
    ordered, count = np.sort(values), len(values)
    centre, spread = count * quantile, np.sqrt(count * quantile * (1 - quantile))
    low, high = int(np.floor(centre - spread)), int(np.ceil(centre + spread))
    return float(ordered[min(high, count) - 1] - ordered[max(low, 1) - 1]) / 2


def printed_horizons(years: int) -> tuple[int, ...]:
    """1 year and the full period, and half of it (rounded up) from 10 years."""
    half = (-(-years // 2),) if years >= 10 else ()
    return tuple(sorted({1, *half, years}))
