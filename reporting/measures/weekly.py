"""Weekly returns of instruments and of mixes of them, for risk classes (docs/method.md section 8)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reporting.domain.calendar import monday, points
from reporting.domain.market import Market
from reporting.domain.series import Dates, Floats, NavPath
from reporting.domain.units import Frequency

FEE_YEAR = 7 / 365
"""Share of a year's fee that falls on one week."""


@dataclass(frozen=True, slots=True, eq=False)
class WeeklyReturns:
    """Simple returns of completed weeks: `ends` (W,) their last sessions, `values` (W, n) in profile
    order, NaN where there was no price; `proxied` names the ETFs whose early weeks are their proxy's."""

    tickers: tuple[str, ...]
    ends: Dates
    values: Floats
    proxied: tuple[str, ...] = ()


def weekly_returns(market: Market, proxies: Mapping[str, str] | None = None) -> WeeklyReturns:
    """Weekly returns of a profile's ETFs in the market's currency, up to its last completed week.

    `proxies` names for a ticker the series of `market.others` (or another ETF of the market) that
    stands in for the weeks before its first price. A proxy that the market does not hold helps nothing.
    """
    rows = points(market.sessions, Frequency.WEEKLY, market.known)
    values = _returns(market.closes[rows])
    proxied = []
    for column, ticker in enumerate(market.tickers):
        closes = _closes(market, (proxies or {}).get(ticker, ""))
        if closes is None:
            continue
        stand_in, missing = _returns(closes[rows]), _before_first(values[:, column])
        if missing.any() and np.isfinite(stand_in[missing]).any():
            values[missing, column] = stand_in[missing]
            proxied.append(ticker)
    return WeeklyReturns(market.tickers, market.sessions[rows[1:]], values, tuple(proxied))


def mix_returns(weekly: Floats, weights: Floats, fee: float) -> Floats:
    """Weekly returns (W,) of a mix that is put back to `weights` (n,) every week, net of a yearly fee.

    What the weights leave out of 1 is cash without return. An ETF without weight may lack prices;
    a week in which another lacks one is NaN.
    """
    held = weights != 0
    mixed: Floats = weekly[:, held] @ weights[held] - fee * FEE_YEAR
    return mixed


def record_returns(nav: NavPath, ends: Dates) -> Floats:
    """Weekly returns (w,) of a record up to the last of the weeks that end on `ends` (W,).

    They begin after the last week in which the record has no value of its own, so a record of monthly
    values has none.
    """
    rows = np.searchsorted(nav.dates, ends, side="right") - 1
    own = (rows >= 0) & (nav.dates[np.maximum(rows, 0)] >= monday(ends))
    first = int(np.append(np.flatnonzero(~own), -1).max()) + 1
    return _returns(nav.values[rows[first:]])


def _returns(closes: Floats) -> Floats:
    changes: Floats = closes[1:] / closes[:-1] - 1
    return changes


def _closes(market: Market, name: str) -> Floats | None:
    if name in market.tickers:
        return market.closes[:, market.tickers.index(name)]
    return market.others.get(name)


def _before_first(values: Floats) -> NDArray[np.bool_]:
    """True for the leading NaN of a column (W,)."""
    return ~np.logical_or.accumulate(np.isfinite(values))
