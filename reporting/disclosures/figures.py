"""Short ways to make figures: one function a unit, so that documents read as lists of facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from reporting.domain.figure import Figure
from reporting.domain.lineage import Rule
from reporting.domain.units import Nature, Unit
from reporting.measures.registry import BY_ID
from reporting.measures.sample import NotAvailable, Result


def _value(result: Result) -> tuple[float | None, str]:
    if isinstance(result, NotAvailable):
        return None, f"missing.{result.reason}"
    return float(result), ""


def percent(
    id: str,
    result: Result,
    nature: Nature,
    definition: str,
    *,
    decimals: int = 1,
    per_year: bool = False,
    signed: bool = False,
    sources: tuple[str, ...] = (),
) -> Figure:
    """A share or rate, given as a decimal."""
    value, missing = _value(result)
    unit = Unit.PERCENT_PER_YEAR if per_year else Unit.PERCENT
    return Figure(id, value, unit, nature, definition, decimals, "", sources, missing, signed)


def money(
    id: str,
    result: Result,
    nature: Nature,
    definition: str,
    currency: str,
    *,
    decimals: int = 0,
    signed: bool = False,
    sources: tuple[str, ...] = (),
) -> Figure:
    """An amount in a named currency."""
    value, missing = _value(result)
    return Figure(id, value, Unit.MONEY, nature, definition, decimals, currency, sources, missing, signed)


def number(
    id: str,
    result: Result,
    unit: Unit,
    nature: Nature,
    definition: str,
    *,
    decimals: int = 0,
    signed: bool = False,
    sources: tuple[str, ...] = (),
) -> Figure:
    """A count, class, ratio, index or span of time."""
    value, missing = _value(result)
    return Figure(id, value, unit, nature, definition, decimals, "", sources, missing, signed)


def derived(figure: Figure, *parts: str, rule: Rule | None = None, **parameters: str | float | int) -> Figure:
    """The figure with the ids of those that it is made from, the rule that joins them in this order, and
    the settings of its formula."""
    return replace(figure, parts=parts, rule=rule, parameters=tuple(parameters.items()))


def settings(figure: Figure, values: Mapping[str, str | float | int]) -> Figure:
    """The figure with more settings of its formula, a rate for each ETF for instance."""
    return replace(figure, parameters=(*figure.parameters, *values.items()))


def measured(id: str, measure: str, result: Result, nature: Nature, sources: tuple[str, ...] = ()) -> Figure:
    """A figure of the register of measures, with the unit and decimals of its row."""
    row = BY_ID[measure]
    value, missing = _value(result)
    return Figure(id, value, row.unit, nature, measure, row.decimals, "", sources, missing)
