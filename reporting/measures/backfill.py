"""A proxy's history in front of an instrument's own, for risk indicators alone (docs/method.md section 8)."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from reporting.domain.market import Market
from reporting.domain.series import Floats


def backfilled(market: Market, proxies: Mapping[str, str]) -> tuple[Floats, tuple[str, ...]]:
    """Closes (S, n) with earlier ones at the proxy's returns, and the tickers that got any.

    The proxy is scaled to meet the instrument's first close, so no return mixes the two. A proxy that
    the market does not hold, or that has no price on that first day, helps nothing. The result serves a
    risk indicator; as a record of performance it would be a splice.
    """
    closes, proxied = market.closes.copy(), []
    for column, ticker in enumerate(market.tickers):
        stand_in = _closes(market, proxies.get(ticker, ""))
        own = np.flatnonzero(np.isfinite(closes[:, column]))
        if stand_in is None or not len(own):
            continue
        first = int(own[0])
        earlier = stand_in[:first] / stand_in[first] * closes[first, column]
        if np.isfinite(earlier).any():
            closes[:first, column] = earlier
            proxied.append(ticker)
    return closes, tuple(proxied)


def _closes(market: Market, name: str) -> Floats | None:
    if name in market.tickers:
        return market.closes[:, market.tickers.index(name)]
    return market.others.get(name)
