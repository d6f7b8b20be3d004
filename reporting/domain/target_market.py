"""For whom an instrument is meant, and how sustainable it is, as its producer states it.

What is not stated is None: it is said, and never taken as met.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Fit(StrEnum):
    """TARGET: meant for such clients. EXCLUDED: the negative target market. NEUTRAL: neither of them
    (Y, N and Neutral of the European MiFID Template)."""

    TARGET = "target"
    NEUTRAL = "neutral"
    EXCLUDED = "excluded"


@dataclass(frozen=True, slots=True)
class TargetMarket:
    """The target market (EMT fields 01010 to 05080).

    `basic`, `informed` and `advanced` are kinds of investors by knowledge; `no_loss`, `limited_loss` and
    `full_loss` those who can bear no loss, a part, or all of the capital. `risk_tolerance` is the risk class
    (1 to 7) that a client should tolerate at least, `minimum_years` the shortest holding period.
    """

    retail: Fit | None = None
    professional: Fit | None = None
    basic: Fit | None = None
    informed: Fit | None = None
    advanced: Fit | None = None
    no_loss: Fit | None = None
    limited_loss: Fit | None = None
    full_loss: Fit | None = None
    risk_tolerance: int | None = None
    minimum_years: float | None = None


@dataclass(frozen=True, slots=True)
class Sustainability:
    """Shares of the fund (decimals) in activities of the EU Taxonomy and in sustainable investments by
    Regulation (EU) 2019/2088, and whether principal adverse impacts are considered."""

    taxonomy_share: float | None = None
    sfdr_share: float | None = None
    pai: bool | None = None
