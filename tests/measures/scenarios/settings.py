"""Markets and settings that the tests of scenarios share."""

from __future__ import annotations

from functools import cache

import numpy as np

from reporting.domain.market import Market
from reporting.measures.scenarios import bootstrap, paths
from reporting.measures.scenarios.simulation import Setting
from tests.strategy import builders

ASSUMPTIONS = (0.06, 0.07, 0.02, 0.05)
RISK_FREE = 0.02
START = (0.4, 0.1, 0.3, 0.15)


@cache
def long_market() -> Market:
    """Six years and a half with holidays, one ETF a year younger than the rest."""
    return builders.listed_from(builders.market(7, 1680), "DDD", 240)


def setting(known: Market, as_of: np.datetime64, years: int, start: tuple[float, ...] = START) -> Setting:
    part = known.until(as_of)
    return Setting(
        as_of,
        paths.past_of(part.sessions, part.closes),
        bootstrap.instrument_returns(known, as_of, "balanced"),
        np.array(ASSUMPTIONS),
        RISK_FREE,
        np.array(start),
        years,
    )


def days_by_weekday() -> list[np.datetime64]:
    """The last sessions of the market, one for each weekday."""
    sessions = long_market().sessions
    return [sessions[np.flatnonzero(np.is_busday(sessions, mask))[-1]] for mask in np.eye(7, dtype=bool)[:5]]
