"""Blocks of instruments.yaml on the target market and on sustainability; a key left out is not stated."""

from __future__ import annotations

from typing import Annotated, TypeVar

from pydantic import Field

from reporting.domain.house import Sourced
from reporting.domain.target_market import Fit, Sustainability, TargetMarket
from reporting.inputs.provenance import Provenance
from reporting.inputs.scalars import Number, Rate, Whole
from reporting.inputs.words import Choice, Flag

T = TypeVar("T")

Fitting = Annotated[Fit, Choice(Fit)]
Share = Annotated[float, Rate(0, 1)]


class TargetMarketModel(Provenance):
    """For whom the product is meant: target, neutral, or excluded (the negative target market)."""

    retail: Fitting | None = Field(None, description="Retail clients (EMT 01010)")
    professional: Fitting | None = Field(None, description="Professional clients (EMT 01020)")
    basic: Fitting | None = Field(None, description="Investors with basic knowledge (EMT 02010)")
    informed: Fitting | None = Field(None, description="Informed investors (EMT 02020)")
    advanced: Fitting | None = Field(None, description="Advanced investors (EMT 02030)")
    no_loss: Fitting | None = Field(None, description="Clients who can bear no loss (EMT 03010)")
    limited_loss: Fitting | None = Field(None, description="Clients who can bear limited losses (EMT 03020)")
    full_loss: Fitting | None = Field(None, description="Clients who can lose all of it (EMT 03040)")
    risk_tolerance: Annotated[int, Whole(1, 7)] | None = Field(
        None, description="Risk class that a client should tolerate at least (EMT 04010, 04020)"
    )
    minimum_years: Annotated[float, Number(0, 50)] | None = Field(
        None, description="Shortest holding period in years (EMT 05080)"
    )


class SustainabilityModel(Provenance):
    """How sustainable the fund says to be."""

    taxonomy_share: Share | None = Field(None, description="Least share aligned with the EU Taxonomy")
    sfdr_share: Share | None = Field(None, description="Least share of sustainable investments (SFDR)")
    pai: Annotated[bool, Flag()] | None = Field(
        None, description="true: principal adverse impacts are considered"
    )


def target_market(model: TargetMarketModel | None, outer: Provenance) -> Sourced[TargetMarket] | None:
    """The block with its own origin, or else that of the instrument; None where it is left out."""
    if model is None:
        return None
    values = {name: getattr(model, name) for name in TargetMarket.__dataclass_fields__}
    return _sourced(TargetMarket(**values), model if model.named else outer)


def sustainability(model: SustainabilityModel | None, outer: Provenance) -> Sourced[Sustainability] | None:
    """The block with its own origin, or else that of the instrument; None where it is left out."""
    if model is None:
        return None
    value = Sustainability(model.taxonomy_share, model.sfdr_share, model.pai)
    return _sourced(value, model if model.named else outer)


def _sourced(value: T, origin: Provenance) -> Sourced[T]:
    return Sourced(value, origin.status is not None, origin.source or "", origin.as_of)
