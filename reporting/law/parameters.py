"""Numbers that a legislator or supervisor sets: each with its dates in force and its reference."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

import numpy as np

from reporting.domain.errors import refuse
from reporting.law.source import load


@dataclass(frozen=True, slots=True)
class Parameter:
    """One value of one rule. `valid_to` is the last day in force, None until further notice."""

    id: str
    values: tuple[float, ...]
    valid_from: date
    valid_to: date | None
    reference: str
    note: str

    def in_force(self, day: date) -> bool:
        """Whether the value counts on `day`."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    @property
    def value(self) -> float:
        """The number of a rule that sets a single one."""
        (value,) = self.values
        return value


@cache
def parameters() -> dict[str, tuple[Parameter, ...]]:
    """All parameters by id, each from the oldest value to the newest."""
    return {id: tuple(_parameter(id, row) for row in rows) for id, rows in load("parameters").items()}


def parameter(id: str, day: date | np.datetime64) -> Parameter:
    """The value of a rule in force on `day`.

    Raises Refused where none is in force then, KeyError for an id that does not exist.
    """
    on = day if isinstance(day, date) else date.fromisoformat(str(day.astype("datetime64[D]")))
    versions = parameters()[id]
    for version in versions:
        if version.in_force(on):
            return version
    known = "; ".join(f"{row.valid_from} to {row.valid_to or 'further notice'}" for row in versions)
    raise refuse("parameters.yaml", f"no value in force on {on}; known: {known}", id)


def newest(id: str) -> Parameter:
    """The value that took effect last, where no date is known; KeyError for an id that does not exist."""
    return parameters()[id][-1]


def srri_upper_edge(risk_class: int, day: date | np.datetime64) -> float:
    """Volatility a year at which the SRRI class above `risk_class` (1 to 6) begins."""
    return parameter("srri_edges", day).values[risk_class - 1]


def _parameter(id: str, row: dict[str, Any]) -> Parameter:
    value, start, end = row["value"], row["from"], row.get("to")
    if not isinstance(start, date) or not (end is None or isinstance(end, date)):
        raise TypeError(f"{id}: dates in force are dates")
    return Parameter(
        id=id,
        values=tuple(float(number) for number in (value if isinstance(value, list) else [value])),
        valid_from=start,
        valid_to=end,
        reference=row["reference"],
        note=row["note"],
    )
