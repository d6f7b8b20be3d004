"""The fee schedule of firm.yaml: its shape, its rules, and its way into the domain."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Annotated

from pydantic import Field

from reporting.domain.fees import FeeSchedule, FeeTier, PerformanceFee
from reporting.inputs.provenance import Provenance
from reporting.inputs.reading import Problem, Strict
from reporting.inputs.scalars import Number, Rate, percent
from reporting.inputs.words import Flag
from reporting.inputs.yaml_source import Location

Money = Annotated[float, Number(0, 1e12)]
Yearly = Annotated[float, Rate(0, 0.05)]
Once = Annotated[float, Rate(0, 0.1)]


class TierModel(Strict):
    """The fee for portfolios of one range of sizes."""

    lower: Money = Field(description="Smallest portfolio of the tier, included")
    upper: Money | None = Field(None, description="End of the tier, not included; only the last has none")
    rate: Yearly = Field(description="Service fee a year of the whole portfolio, before VAT")


class PerformanceModel(Strict):
    """The performance fee, due at the end of each year."""

    share: Annotated[float, Rate(0, 0.5)] = Field(description="Share of the gain above the hurdle")
    hurdle: Annotated[float, Rate(0, 0.2)] = Field(description="Return a year that bears no fee")
    high_water_mark: Annotated[bool, Flag()] = Field(
        description="true: only what lies above the highest earlier year-end value bears the fee"
    )


class ThirdPartyModel(Strict):
    """Payments of third parties for the service, of the portfolio's value a year."""

    received: Yearly
    passed_on: Yearly = Field(description="What of it goes to the client; in portfolio management all")


class FeesModel(Provenance):
    """The price list. What is not charged is written 0 %, never left out; amounts are in the currency of
    each profile."""

    tiers: list[TierModel] = Field(
        description="Service fee by size of the portfolio; [] leaves it to the fee of each profile"
    )
    vat: Annotated[float, Rate(0, 0.3)] = Field(description="VAT on the fees of this schedule")
    minimum: Money = Field(description="Least service fee a year, before VAT")
    entry_rate: Once = Field(description="One-off fee at the start, of the amount")
    entry_amount: Money = Field(description="One-off fee at the start, as an amount")
    exit_rate: Once = Field(description="One-off fee at the end, of the value")
    custody: Yearly = Field(description="Custody a year, of the value")
    performance: PerformanceModel
    fx_margin: Yearly = Field(description="Margin on currency conversions, of the amount converted")
    third_party: ThirdPartyModel
    deviation: Yearly = Field(
        description="Difference between costs incurred and estimated, a year, above which it is explained"
    )


def fee_problems(model: FeesModel, at: Location) -> Iterator[Problem]:
    """Tiers that leave out or share an amount, and payments that the firm would keep."""
    yield from _tier_problems(model.tiers, (*at, "tiers"))
    paid = model.third_party
    if paid.passed_on != paid.received:
        message = (
            f"{percent(paid.received)} is received and {percent(paid.passed_on)} passed on; in portfolio "
            "management all of it goes to the client (Directive 2014/65/EU, Article 24(8)): make them equal"
        )
        yield Problem((*at, "third_party", "passed_on"), message)


def _tier_problems(tiers: list[TierModel], at: Location) -> Iterator[Problem]:
    if tiers and tiers[0].lower > 0:
        message = f"no fee is given below {tiers[0].lower:,.10g}; the first tier starts at 0"
        yield Problem((*at, 0, "lower"), message)
    for row, tier in enumerate(tiers):
        last = row == len(tiers) - 1
        if tier.upper is None and not last:
            yield Problem((*at, row), "the key upper is missing; only the last tier has no end", at_key=True)
        elif tier.upper is not None and last:
            message = f"no fee is given from {tier.upper:,.10g} on; leave the upper end of the last tier out"
            yield Problem((*at, row, "upper"), message)
        elif tier.upper is not None and tier.upper <= tier.lower:
            message = f"the tier ends at {tier.upper:,.10g}, not above its start; correct the bounds"
            yield Problem((*at, row, "upper"), message)
    for row, (below, above) in enumerate(pairwise(tiers), start=1):
        if below.upper is None or below.upper == above.lower:
            continue
        what, hint = ("no fee", "a gap") if below.upper < above.lower else ("two fees", "an overlap")
        ends = sorted((below.upper, above.lower))
        message = (
            f"{what} for {ends[0]:,.10g} to {ends[1]:,.10g}: {hint}; "
            f"let the tier start where the one before ends, at {below.upper:,.10g}"
        )
        yield Problem((*at, row, "lower"), message)


def fee_schedule(model: FeesModel) -> FeeSchedule:
    """The schedule as the domain has it."""
    performance, paid = model.performance, model.third_party
    return FeeSchedule(
        tiers=tuple(FeeTier(tier.lower, tier.upper, tier.rate) for tier in model.tiers),
        vat=model.vat,
        minimum=model.minimum,
        entry_rate=model.entry_rate,
        entry_amount=model.entry_amount,
        exit_rate=model.exit_rate,
        custody=model.custody,
        performance=PerformanceFee(performance.share, performance.hurdle, performance.high_water_mark),
        fx_margin=model.fx_margin,
        received=paid.received,
        passed_on=paid.passed_on,
        deviation=model.deviation,
    )
