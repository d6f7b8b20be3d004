"""The figure: the only thing a document may print as a number."""

from __future__ import annotations

import math
from dataclasses import dataclass

from reporting.domain.lineage import Parameter, Rule
from reporting.domain.units import Nature, Unit


@dataclass(frozen=True, slots=True)
class Figure:
    """One number with its meaning.

    `id` is unique inside a document (`scenario.moderate.5y.money`). `value` keeps full
    precision in the unit's raw form (decimals for percentages) or is None, and then
    `missing` is the message key of the reason. `definition` is the id of the registry row
    or glossary term that defines it. `decimals` is the number of decimals printed, rounded
    half-up once, in rendering. `currency` is an ISO code for money, else empty. `sources`
    names inputs by their manifest key (`prices`, `assumptions`, `profile`, ...). `printed_units`
    is what a part of a printed total shows, counted in units of its last decimal, where the largest
    remainder decides it (`domain.rounding.apportioned`); None rounds the value by itself. `parts` are the
    ids of the figures of the same document that it is derived from, in the order of `rule`, which is None
    where the definition's formula is more than plain arithmetic; `parameters` are that formula's settings.
    """

    id: str
    value: float | None
    unit: Unit
    nature: Nature
    definition: str
    decimals: int = 2
    currency: str = ""
    sources: tuple[str, ...] = ()
    missing: str = ""
    signed: bool = False
    printed_units: int | None = None
    parts: tuple[str, ...] = ()
    rule: Rule | None = None
    parameters: tuple[Parameter, ...] = ()

    def __post_init__(self) -> None:
        if self.value is not None and not math.isfinite(self.value):
            raise ValueError(f"figure {self.id}: {self.value} is no number; give None and a reason")
        if (self.value is None) != bool(self.missing):
            raise ValueError(f"figure {self.id}: a value or a reason why there is none, not both")
        if (self.unit is Unit.MONEY) != bool(self.currency):
            raise ValueError(f"figure {self.id}: money names its currency, and nothing else does")
        if self.rule is not None and not self.parts:
            raise ValueError(f"figure {self.id}: a rule needs the parts that it works on")
