"""A model profile: what one YAML file says, validated and immutable."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from reporting.domain.localised import Wording
from reporting.domain.units import Frequency


class BlendMode(StrEnum):
    """How four signals become one score (method.md section 3)."""

    LINEAR = "linear"
    DIAGRAM = "diagram"


class MissingPrice(StrEnum):
    """What to do when a listed ETF has no price on a session (method.md section 1)."""

    FAIL = "fail"
    HOLD = "hold"


@dataclass(frozen=True, slots=True)
class SignalWeights:
    """Weights of the four signals, each >= 0, together 1."""

    relative_strength: float
    trend: float
    mean_reversion: float
    calendar: float


@dataclass(frozen=True, slots=True)
class SignalWindows:
    """Look-back windows in sessions (method.md section 2)."""

    relative_strength: int = 63
    trend_short: int = 50
    trend_long: int = 200
    reversal_step: int = 5
    reversal_window: int = 126


@dataclass(frozen=True, slots=True)
class Holding:
    """An ETF of the profile and its share of the strategic mix (decimal)."""

    ticker: str
    strategic_weight: float


@dataclass(frozen=True, slots=True)
class TotalWeight:
    """The band of the total weight and how a value is taken from it (method.md section 4).

    `fixed` is the constant of mode "fixed", None in mode "draw". `seed` is the YAML's literal text.
    """

    low: float
    high: float
    seed: str
    fixed: float | None = None


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of the programme (method.md section 5), decimals of the portfolio."""

    cap: float
    downtrend_cap: float
    group_caps: tuple[tuple[str, float], ...] = ()
    skip_negative: bool = False
    min_turnover: float = 0.0


@dataclass(frozen=True, slots=True)
class RiskBand:
    """Lowest and highest SRRI class that the profile may show, 1 to 7."""

    lowest: int
    highest: int


@dataclass(frozen=True, slots=True)
class Fees:
    """Service fee a year and VAT on it (decimals); a trading cost here overrides the instruments' own."""

    service: float
    vat: float
    trading_cost: float | None = None

    @property
    def service_with_vat(self) -> float:
        """The service fee a year, VAT included."""
        return self.service * (1 + self.vat)


@dataclass(frozen=True, slots=True)
class Benchmark:
    """A mix of ETFs rebalanced monthly, or the profile's strategic mix when `weights` is empty.

    `orientation` names one ticker that is shown beside it "for orientation", or nothing.
    """

    weights: tuple[tuple[str, float], ...] = ()
    orientation: str = ""


@dataclass(frozen=True, slots=True)
class Profile:
    """One model profile. `id` names the folder of its documents; `version` is the YAML's literal text.

    `universe` keeps the YAML's order, which decides ties. `horizon` and `minimum_horizon` are the
    recommended and the shortest holding period in years. `lag` counts sessions.
    """

    id: str
    version: str
    name: Wording
    objective: Wording
    base_currency: str
    universe: tuple[Holding, ...]
    weights: SignalWeights
    windows: SignalWindows
    blend: BlendMode
    total_weight: TotalWeight
    limits: Limits
    schedule: Frequency
    lag: int
    risk_band: RiskBand
    horizon: int
    minimum_horizon: int
    fees: Fees
    benchmark: Benchmark
    missing_price: MissingPrice = MissingPrice.FAIL
    leverage_allowed: bool = False
    leverage_spread: float = 0.0
    blend_coefficients: tuple[float, float, float, float] = (0.5, 0.3, 0.2, 0.1)

    @property
    def tickers(self) -> tuple[str, ...]:
        """The ETFs in the order of the YAML."""
        return tuple(holding.ticker for holding in self.universe)
