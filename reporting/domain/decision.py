"""What the strategy decided on one date, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Reason(StrEnum):
    """Why a weight is what it is; each has a sentence in the message catalogue (`reason.<value>`)."""

    CAP = "cap"
    DOWNTREND_CAP = "downtrend_cap"
    TOTAL = "total"
    RISK = "risk"
    GROUP = "group"
    SCORE = "score"
    UNAVAILABLE = "unavailable"
    NEGATIVE = "negative"


@dataclass(frozen=True, slots=True)
class Signals:
    """The four signals, each in [-1, 1] (method.md section 2)."""

    relative_strength: float
    trend: float
    mean_reversion: float
    calendar: float


@dataclass(frozen=True, slots=True)
class EtfDecision:
    """One ETF's part. `volatility` is annual (decimal), None while the ETF is not available."""

    ticker: str
    signals: Signals
    score: float
    volatility: float | None
    upper_bound: float
    weight: float
    reason: Reason


@dataclass(frozen=True, slots=True)
class TotalWeightDraw:
    """Draw U from the band, target T, and the sum that the programme could invest."""

    draw: float
    target: float
    invested: float


@dataclass(frozen=True, slots=True)
class Binding:
    """A rule that binds: `total`, `risk`, `group:<class>`, `cap:<ticker>`, `downtrend_cap:<ticker>`.

    `shadow_price` is the gain in score per unit of the row in the second step, explanatory only,
    None where it was not computed.
    """

    rule: str
    shadow_price: float | None


@dataclass(frozen=True, slots=True)
class Decision:
    """The decision of one date. `execution_date` is None while no session of that lag exists."""

    profile: str
    as_of: date
    execution_date: date | None
    total_weight: TotalWeightDraw
    cash: float
    etfs: tuple[EtfDecision, ...]
    binding: tuple[Binding, ...]


@dataclass(frozen=True, slots=True)
class Allocation:
    """The current allocation: the last executed decision at drifted weights (method.md section 6).

    `weights` are shares of the portfolio's value at the close of `as_of`, in profile order; `cash` is the
    rest, net of accrued fees. `pending` is a later decision that has not been executed yet.
    """

    as_of: date
    decision: Decision
    weights: tuple[float, ...]
    cash: float
    pending: Decision | None
