"""Parameters of the demo market: an invented world whose shape a reader will find familiar.

Percentages a year unless said. Scenes (crises and recoveries), interest rates and late listings
follow the outline of what markets did, in round numbers; no price is anybody's.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

START = date(2006, 1, 3)
END = date(2026, 10, 30)
SEED = 6640
"""Chosen by eye, among seeds whose volatility classes at the end are the declared ones."""

WORLD_GROWTH = 7.6
WORLD_TAILS = 6.0
SPECIFIC_TAILS = 5.0
"""Degrees of freedom of Student's t: the smaller, the fatter the tails."""

REGIME_VOLATILITY = (9.5, 14.5, 25.0)
"""World equity in the calm, the normal and the stressed regime."""

REGIME_SWITCH = (
    (0.985, 0.014, 0.001),
    (0.013, 0.980, 0.007),
    (0.000, 0.035, 0.965),
)
"""Chance to go from one regime (row) to the next one (column) overnight."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A stretch with its own volatility and a total move of world equity (percent) that it ends with."""

    start: date
    end: date
    move: float
    volatility: float


SCENES = (
    Scene(date(2007, 10, 10), date(2008, 8, 29), -19.0, 20.0),
    Scene(date(2008, 9, 2), date(2009, 3, 9), -40.0, 42.0),
    Scene(date(2009, 3, 10), date(2010, 4, 15), 58.0, 21.0),
    Scene(date(2011, 5, 2), date(2011, 10, 3), -18.0, 24.0),
    Scene(date(2018, 10, 1), date(2018, 12, 24), -16.0, 21.0),
    Scene(date(2020, 2, 20), date(2020, 3, 23), -31.0, 50.0),
    Scene(date(2020, 3, 24), date(2020, 8, 31), 42.0, 25.0),
    Scene(date(2022, 1, 4), date(2022, 10, 12), -23.0, 21.0),
)

Knots = tuple[tuple[str, float], ...]
"""Values between which a shape runs in straight lines."""

OVERNIGHT: dict[str, Knots] = {
    "USD": (
        ("2006-01", 4.3), ("2006-07", 5.3), ("2007-08", 5.3), ("2008-04", 2.1), ("2008-12", 0.1),
        ("2015-11", 0.1), ("2018-12", 2.4), ("2019-07", 2.4), ("2019-11", 1.6), ("2020-02-28", 1.6),
        ("2020-03-18", 0.1), ("2022-02", 0.1), ("2022-12", 4.3), ("2023-08", 5.3), ("2024-08", 5.3),
        ("2025-12", 3.6), ("2026-11", 3.6),
    ),
    "EUR": (
        ("2006-01", 2.2), ("2007-06", 3.9), ("2008-10", 4.2), ("2009-06", 0.4), ("2011-03", 0.4),
        ("2011-08", 1.2), ("2012-08", 0.2), ("2014-05", 0.2), ("2016-03", -0.3), ("2019-09", -0.5),
        ("2022-07", -0.5), ("2022-12", 1.7), ("2023-09", 3.9), ("2024-06", 3.9), ("2025-06", 1.9),
        ("2026-11", 1.9),
    ),
}  # fmt: skip
OVERNIGHT_GRID = {"USD": (0.25, 0.10), "EUR": (0.25, -0.08)}
"""Central banks move in steps: width of a step and where one of them lies."""
OVERNIGHT_NOISE = 0.012


@dataclass(frozen=True, slots=True)
class Yield:
    """A bond yield: its shape, and daily changes around it that fade within months.

    `shared` is the part of the yield volatility that all yields have in common (a correlation).
    """

    shape: Knots
    volatility: Knots
    shared: float


YIELDS: dict[str, Yield] = {
    "usd_broad": Yield(
        (
            ("2006-01", 4.8), ("2007-06", 5.3), ("2008-12", 3.5), ("2009-12", 3.3), ("2012-07", 1.7),
            ("2013-05", 1.7), ("2013-12", 2.4), ("2016-07", 1.7), ("2018-11", 3.4), ("2019-09", 2.3),
            ("2020-03", 1.7), ("2020-08", 1.3), ("2021-12", 1.8), ("2022-10-20", 4.8), ("2023-04", 4.3),
            ("2023-10", 5.3), ("2024-09", 4.3), ("2025-01", 4.8), ("2026-11", 4.5),
        ),
        (("2006-01", 0.65), ("2008-10", 0.95), ("2010-06", 0.65), ("2019-06", 0.50), ("2020-03", 0.80),
         ("2021-06", 0.80), ("2022-06", 1.12), ("2024-01", 1.08), ("2026-11", 0.98)),
        1.0,
    ),
    "usd_short": Yield(
        (
            ("2006-01", 4.5), ("2007-06", 5.0), ("2008-12", 1.1), ("2011-06", 0.5), ("2014-01", 0.5),
            ("2018-11", 2.8), ("2019-09", 1.7), ("2020-04", 0.4), ("2021-08", 0.4), ("2022-10-20", 4.4),
            ("2023-04", 4.1), ("2023-10", 5.0), ("2024-09", 3.8), ("2026-11", 3.6),
        ),
        (("2006-01", 0.75), ("2008-10", 0.95), ("2010-06", 0.40), ("2019-06", 0.40), ("2021-06", 0.35),
         ("2022-06", 1.00), ("2024-01", 0.85), ("2026-11", 0.70)),
        0.8,
    ),
    "eur_short": Yield(
        (
            ("2006-01", 2.9), ("2008-06", 4.4), ("2009-12", 1.4), ("2011-04", 1.8), ("2012-12", 0.3),
            ("2015-01", 0.0), ("2021-12", -0.4), ("2022-10-20", 2.1), ("2023-03", 2.9), ("2023-10", 3.1),
            ("2024-12", 2.1), ("2026-11", 2.1),
        ),
        (("2006-01", 0.50), ("2008-10", 0.70), ("2012-06", 0.40), ("2021-06", 0.30), ("2022-06", 0.80),
         ("2024-01", 0.65), ("2026-11", 0.55)),
        0.6,
    ),
}  # fmt: skip
YIELD_REVERSION = 2.5
YIELD_EQUITY_CORRELATION = 0.15


@dataclass(frozen=True, slots=True)
class Equity:
    """A fund of shares: sensitivities to the factors, own noise, total growth over its life."""

    first_price: float
    growth: float
    world: float
    tech: float = 0.0
    small: float = 0.0
    emerging: float = 0.0
    real_estate: float = 0.0
    rates: float = 0.0
    noise: float = 2.0


FACTOR_VOLATILITY = {"tech": 8.5, "small": 9.0, "emerging": 9.5, "real_estate": 10.5}
"""In the normal regime; every factor moves more when world equity does."""

EQUITIES: dict[str, Equity] = {
    "VYM": Equity(31.0, 7.0, 0.78, tech=-0.20, real_estate=0.05, noise=2.5),
    "SPY": Equity(110.0, 8.2, 1.02, tech=0.15, noise=2.0),
    "IWM": Equity(56.0, 7.0, 1.12, small=1.0, noise=2.5),
    "VNQ": Equity(30.0, 6.2, 0.90, real_estate=1.0, rates=-2.5, noise=3.0),
    "QQQ": Equity(36.0, 9.8, 1.10, tech=1.0, noise=2.5),
    "ARKK": Equity(20.0, 7.5, 1.55, tech=1.8, small=0.9, noise=18.0),
    "IEMG": Equity(50.0, 5.4, 0.90, emerging=1.0, noise=2.5),
    "XLK": Equity(18.0, 9.6, 1.12, tech=1.15, noise=4.0),
}


@dataclass(frozen=True, slots=True)
class Bond:
    """A bond fund: duration in years, own noise, cost. `yields` names its row of YIELDS."""

    first_price: float
    yields: str
    duration: float
    noise: float
    cost: float


BONDS: dict[str, Bond] = {
    "AGG": Bond(55.0, "usd_broad", 6.1, 0.8, 0.03),
    "SHY": Bond(55.0, "usd_short", 1.9, 0.2, 0.15),
    "BND": Bond(46.0, "usd_broad", 6.4, 0.8, 0.03),
    "IBGS": Bond(105.0, "eur_short", 1.9, 0.2, 0.15),
}


@dataclass(frozen=True, slots=True)
class Cash:
    """A fund that earns the overnight rate of a currency less its cost; its price flickers by a tick."""

    first_price: float
    currency: str
    cost: float
    tick: float = 0.01


CASH_FUNDS: dict[str, Cash] = {"BIL": Cash(75.0, "USD", 0.14), "XEON": Cash(118.0, "EUR", 0.10)}


@dataclass(frozen=True, slots=True)
class Counterpart:
    """A UCITS fund in EUR that follows a US one. `hedged` leaves out the dollar, `scale` dampens it."""

    first_price: float
    of: str
    cost: float
    hedged: bool = False
    scale: float = 1.0


COUNTERPARTS: dict[str, Counterpart] = {
    "AGGH": Counterpart(4.0, "AGG", 0.10, hedged=True, scale=0.93),
    "VHYL": Counterpart(24.0, "VYM", 0.20),
    "CSPX": Counterpart(75.0, "SPY", 0.05),
    "ZPRR": Counterpart(22.0, "IWM", 0.15),
    "IWDP": Counterpart(14.0, "VNQ", 0.40),
    "EQQQ": Counterpart(32.0, "QQQ", 0.15),
    "ARKI": Counterpart(5.0, "ARKK", 0.10),
    "EMIM": Counterpart(20.0, "IEMG", 0.15),
    "IUIT": Counterpart(2.0, "XLK", 0.10),
}
TRACKING_NOISE = 0.08
"""Standard deviation of a counterpart's price around its parent's, percent of the price, not growing."""

LISTED = {
    "ARKK": date(2014, 10, 31),
    "IEMG": date(2012, 10, 24),
    "ARKI": date(2018, 1, 15),
    "EMIM": date(2014, 5, 30),
}
"""Listing days of the late ones (or the next session); all others are there from the start."""

EURUSD_FIRST, EURUSD_MEAN = 1.19, 1.17
EURUSD_VOLATILITY, EURUSD_REVERSION, EURUSD_EQUITY_CORRELATION = 7.6, 0.35, 0.20
WORLD_FIRST = 100.0

PRICE_COLUMNS = (
    "AGG", "SHY", "VYM", "BIL", "SPY", "IWM", "BND", "VNQ", "QQQ", "ARKK", "IEMG", "XLK",
    "AGGH", "IBGS", "VHYL", "XEON", "CSPX", "ZPRR", "IWDP", "EQQQ", "ARKI", "EMIM", "IUIT", "WORLD",
)  # fmt: skip
