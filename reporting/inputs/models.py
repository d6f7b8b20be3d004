"""The profile file as pydantic sees it, and its way into the domain.

Single values are judged here, each by the class that reads it (`scalars.py`); what must hold between
values stands in `rules.py`. Descriptions go into the JSON Schema that editors show.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from reporting.domain import profile as domain
from reporting.domain.localised import Wording
from reporting.domain.units import Frequency
from reporting.inputs.reading import Strict
from reporting.inputs.scalars import Rate, Whole
from reporting.inputs.words import CURRENCY, LITERAL, PROFILE_ID, TICKER, Choice, Flag, Spoken

Share = Annotated[float, Rate(0, 1)]
Ticker = Annotated[str, TICKER]
Window = Annotated[int, Whole(2, 251)]
Switch = Annotated[bool, Flag()]


class TotalWeightMode(StrEnum):
    """Where the total weight comes from."""

    DRAW = "draw"
    FIXED = "fixed"


class Leverage(StrEnum):
    """Whether the total weight may pass 100 %."""

    FORBIDDEN = "forbidden"
    ALLOWED = "allowed"


class HoldingModel(Strict):
    """One ETF and its share of the strategic mix."""

    ticker: Ticker = Field(description="Ticker as in instruments.yaml and in the price file")
    strategic_weight: Share = Field(description="Share of the strategic mix; all shares add up to 100 %")


class SignalWeightsModel(Strict):
    """Weights of the four signals in the score; they add up to 100 %."""

    relative_strength: Share = Field(description="Return of 63 sessions against the other ETFs")
    trend: Share = Field(description="50-session average against the 200-session average")
    mean_reversion: Share = Field(description="Last 5 sessions against their usual size; a fall scores high")
    calendar: Share = Field(description="Turn of the month and winter half-year")


class WindowsModel(Strict):
    """Look-back windows of the signals in sessions; leave out for the usual ones."""

    relative_strength: Window = Field(63, description="Sessions of the relative strength")
    trend_short: Window = Field(50, description="Sessions of the short average")
    trend_long: Window = Field(200, description="Sessions of the long average and of its volatility")
    reversal_step: Annotated[int, Whole(1, 251)] = Field(5, description="Sessions of the short return")
    reversal_window: Window = Field(126, description="How many short returns make the usual size")


class CoefficientsModel(Strict):
    """The four coefficients of the diagram blend."""

    c1: Share = Field(description="Coefficient of the relative strength")
    c2: Share = Field(description="Coefficient of the trend")
    c3: Share = Field(description="Coefficient of the mean reversion")
    c4: Share = Field(description="Coefficient of the calendar")


class TotalWeightModel(Strict):
    """How much of the portfolio is invested."""

    mode: Annotated[TotalWeightMode, Choice(TotalWeightMode)] = Field(
        TotalWeightMode.DRAW, description="draw: drawn from the band at each decision; fixed: one value"
    )
    low: Annotated[float, Rate(0, 2)] | None = Field(None, description="Lower end of the band (mode draw)")
    high: Annotated[float, Rate(0, 2, positive=True)] | None = Field(
        None, description="Upper end of the band (mode draw); above 100 % counts as 100 % without leverage"
    )
    value: Annotated[float, Rate(0, 2, positive=True)] | None = Field(
        None, description="The total weight (mode fixed)"
    )
    seed: Annotated[str, LITERAL] = Field(description="Published seed of every draw; fixed before use")

    @property
    def band(self) -> tuple[float, float] | None:
        """Lower and upper end, equal in mode fixed; None where they are not given."""
        ends = (self.value, self.value) if self.mode is TotalWeightMode.FIXED else (self.low, self.high)
        return None if ends[0] is None or ends[1] is None else (ends[0], ends[1])


class LimitsModel(Strict):
    """Bounds on the weights."""

    cap: Annotated[float, Rate(0, 1, positive=True)] = Field(description="Most that one ETF may weigh")
    downtrend_cap: Share = Field(description="Most that one ETF may weigh while its trend points down")
    group_caps: dict[str, Share] = Field({}, description="Most that all ETFs of an asset class may weigh")
    skip_negative: Switch = Field(False, description="true leaves out ETFs with a negative score")
    min_turnover: Share = Field(0.0, description="A rebalance with less turnover than this is skipped")


class RiskBandModel(Strict):
    """Risk classes (1 to 7) in which the profile must stay."""

    lowest: Annotated[int, Whole(1, 7)] = Field(description="Lowest risk class")
    highest: Annotated[int, Whole(1, 7)] = Field(description="Highest risk class; it limits the weights")


class FeesModel(Strict):
    """What the service costs."""

    service: Annotated[float, Rate(0, 0.2)] = Field(description="Service fee a year, before VAT")
    vat: Annotated[float, Rate(0, 0.5)] = Field(description="VAT on the service fee")
    trading_cost: Annotated[float, Rate(0, 0.2)] | None = Field(
        None, description="Cost of a trade, of its value; leave out to use each instrument's own"
    )


class BenchmarkModel(Strict):
    """What the profile is measured against: `strategic_mix: true`, or `weights`."""

    strategic_mix: Switch = Field(False, description="true: the profile's own strategic mix")
    weights: dict[str, Share] = Field({}, description="Ticker and share; rebalanced monthly")
    orientation: Ticker | None = Field(None, description="Ticker shown beside it for orientation")


class ProfileModel(Strict):
    """One model profile."""

    id: Annotated[str, PROFILE_ID] = Field(description="Name of the profile, equal to the file's name")
    version: Annotated[str, LITERAL] = Field(description="Version; a new one for every change of a rule")
    name: Annotated[Wording, Spoken(80)] = Field(description="Name as printed, or one for each language")
    objective: Annotated[Wording, Spoken(1000)] = Field(
        description="For whom and for what, as printed, or for each language"
    )
    base_currency: Annotated[str, CURRENCY] = Field(description="Currency of all figures (ISO 4217)")
    universe: list[HoldingModel] = Field(description="The ETFs; their order decides ties")
    signal_weights: SignalWeightsModel
    windows: WindowsModel = WindowsModel.model_construct()
    blend: Annotated[domain.BlendMode, Choice(domain.BlendMode)] = Field(
        domain.BlendMode.LINEAR, description="linear: weighted sum; diagram: formula of the white paper"
    )
    blend_coefficients: CoefficientsModel | None = Field(None, description="Only for blend: diagram")
    total_weight: TotalWeightModel
    limits: LimitsModel
    leverage: Annotated[Leverage, Choice(Leverage)] = Field(
        Leverage.FORBIDDEN, description="allowed is for research; such a profile is never printed for clients"
    )
    leverage_spread: Share | None = Field(None, description="Cost of leverage a year above the cash rate")
    schedule: Annotated[Frequency, Choice(Frequency, ("daily",))] = Field(
        description="When decisions are taken: at the end of a week or of a month"
    )
    lag: Annotated[int, Whole(1, 63)] = Field(description="Sessions from decision to execution, at least 1")
    missing_price: Annotated[domain.MissingPrice, Choice(domain.MissingPrice)] = Field(
        domain.MissingPrice.FAIL, description="fail: stop; hold: carry the last price, at most 5 sessions"
    )
    risk_band: RiskBandModel
    horizon: Annotated[int, Whole(1, 50)] = Field(description="Recommended holding period in years")
    minimum_horizon: Annotated[int, Whole(1, 50)] = Field(description="Shortest holding period in years")
    fees: FeesModel
    benchmark: BenchmarkModel


def to_domain(model: ProfileModel) -> domain.Profile:
    """The profile as the rest of the house knows it; the model has passed every rule."""
    band = model.total_weight.band
    assert band is not None
    fixed = model.total_weight.value if model.total_weight.mode is TotalWeightMode.FIXED else None
    coefficients = model.blend_coefficients
    extra = {} if coefficients is None else {"blend_coefficients": tuple(coefficients.model_dump().values())}
    return domain.Profile(
        id=model.id,
        version=model.version,
        name=model.name,
        objective=model.objective,
        base_currency=model.base_currency,
        universe=tuple(domain.Holding(etf.ticker, etf.strategic_weight) for etf in model.universe),
        weights=domain.SignalWeights(**model.signal_weights.model_dump()),
        windows=domain.SignalWindows(**model.windows.model_dump()),
        blend=model.blend,
        total_weight=domain.TotalWeight(*band, seed=model.total_weight.seed, fixed=fixed),
        limits=_limits(model.limits),
        schedule=model.schedule,
        lag=model.lag,
        risk_band=domain.RiskBand(model.risk_band.lowest, model.risk_band.highest),
        horizon=model.horizon,
        minimum_horizon=model.minimum_horizon,
        fees=domain.Fees(model.fees.service, model.fees.vat, model.fees.trading_cost),
        benchmark=domain.Benchmark(tuple(model.benchmark.weights.items()), model.benchmark.orientation or ""),
        missing_price=model.missing_price,
        leverage_allowed=model.leverage is Leverage.ALLOWED,
        leverage_spread=model.leverage_spread or 0.0,
        **extra,
    )


def _limits(limits: LimitsModel) -> domain.Limits:
    return domain.Limits(
        cap=limits.cap,
        downtrend_cap=limits.downtrend_cap,
        group_caps=tuple(limits.group_caps.items()),
        skip_negative=limits.skip_negative,
        min_turnover=limits.min_turnover,
    )
