"""Prices of what accounts hold, in an account's currency, on calendar days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from reporting.domain.errors import Fault, Refused, Unusable
from reporting.domain.market import Market, RateTable
from reporting.domain.series import Dates, Floats, NavPath
from reporting.inputs.conversion import converted
from reporting.strategy.comparators import series

STALEST = np.timedelta64(7, "D")
"""The last session may lie this far before the last day asked for: the prices then have no gap."""


@dataclass(frozen=True, slots=True, eq=False)
class Quotes:
    """Closes in one currency by ticker: sessions (S,) with closes (S,), NaN where it is not listed."""

    currency: str
    series: Mapping[str, tuple[Dates, Floats]]

    def on(self, ticker: str, days: Dates) -> Floats:
        """The close of the last session on or before each day (D,); NaN before the first one.

        Raises Refused where the prices end more than 7 days before the last day.
        """
        sessions, closes = self.series[ticker]
        if days[-1] - sessions[-1] > STALEST:
            message = f"the prices of {ticker} end on {sessions[-1]}, before {days[-1]}; give newer ones"
            raise Refused([Fault("prices", message)])
        rows = np.searchsorted(sessions, days, side="right") - 1
        return np.where(rows >= 0, closes[np.maximum(rows, 0)], np.nan)


def quotes(
    markets: Sequence[Market],
    currency: str,
    fx: RateTable | None,
    tickers: Sequence[str],
    first: np.datetime64,
) -> Quotes:
    """Closes of `tickers` from a week before `first` on, each from the first market that has it.

    Raises Unusable for a ticker in none of them, and for exchange rates that are missing.
    """
    homes = {name: next((each for each in markets if _has(each, name)), None) for name in tickers}
    lost = [name for name, home in homes.items() if home is None]
    if lost:
        message = "has no prices in the markets of the profiles; add it to the profile that holds it"
        raise Unusable([Fault("positions", f"{name} {message}") for name in lost])
    found = {}
    for name, home in homes.items():
        assert home is not None
        row = max(home.index_of(first - STALEST), 0)
        sessions, closes = home.sessions[row:], series(home, name)[row:]
        found[name] = sessions, converted(closes[:, None], sessions, (home.currency,), currency, fx)[:, 0]
    return Quotes(currency, found)


def in_currency(nav: NavPath, own: str, currency: str, fx: RateTable | None) -> NavPath:
    """A path of values in another currency, at the rate of each of its days. Raises Unusable."""
    return NavPath(nav.dates, converted(nav.values[:, None], nav.dates, (own,), currency, fx)[:, 0])


def _has(market: Market, ticker: str) -> bool:
    return ticker in market.tickers or ticker in market.others
