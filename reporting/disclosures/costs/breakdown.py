"""The nine categories with their totals as figures: money and percent, parts that add up to totals."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from reporting.disclosures.figures import derived, money, percent, settings
from reporting.disclosures.words import text
from reporting.domain.disclosure import Row, Text
from reporting.domain.figure import Figure
from reporting.domain.lineage import Rule
from reporting.domain.rounding import apportioned, units
from reporting.domain.units import Nature
from reporting.measures.costs.categories import INSTRUMENTS, SERVICE, Category, Costs
from reporting.measures.sample import NotAvailable

SUBTOTALS: Mapping[str, Sequence[Category]] = {"service": SERVICE, "instruments": INSTRUMENTS}
ALL = "all"
LINES: tuple[str, ...] = (*SERVICE, "service", *INSTRUMENTS, "instruments", ALL)
"""Rows of a cost table in their order."""
DECIMALS = {False: 0, True: 2}
"""Of money, of percentages: for 10,000 a unit of one is a unit of the other, so both columns agree."""


def _unexplained(money: Figure, line: str) -> Figure:
    return money


@dataclass(frozen=True, slots=True)
class Basis:
    """What the figures of one column have in common: `id` opens their ids, `base` is their 100 %.

    `explained` adds to the amount of a category what it was made from.
    """

    id: str
    base: Figure
    nature: Nature
    sources: tuple[str, ...]
    explained: Callable[[Figure, str], Figure] = _unexplained


Columns = tuple[Mapping[str, Figure], Mapping[str, Figure]]
"""Figures of a money column and of a percent column by line."""


def breakdown(basis: Basis, of: Costs | NotAvailable) -> Columns:
    """Every line as money and as a share of the base; not available where there are no costs."""
    return _column(basis, of, share=False), _column(basis, of, share=True)


def _column(basis: Basis, of: Costs | NotAvailable, share: bool) -> dict[str, Figure]:
    make = _share if share else _money
    if isinstance(of, NotAvailable):
        return {line: make(basis, line, of) for line in LINES}
    base = basis.base.value
    assert base is not None
    values: dict[str, float] = {each: of[each] / base if share else of[each] for each in Category}
    for name, parts in SUBTOTALS.items():
        values[name] = sum(values[each] for each in parts)
    values[ALL] = sum(values[name] for name in SUBTOTALS)
    shown = printed_units(values, DECIMALS[share], 2 if share else 0)
    figures = {line: replace(make(basis, line, values[line]), printed_units=shown[line]) for line in LINES}
    return {line: _linked(basis, figures, line, share) for line in LINES}


def printed_units(values: Mapping[str, float], decimals: int, shift: int) -> dict[str, int]:
    """Units of every line: the total half-up, the rest by largest remainder from the top down."""
    shown = {ALL: units(values[ALL], decimals, shift)}
    _share_out(shown, values, ALL, tuple(SUBTOTALS), decimals, shift)
    for name, parts in SUBTOTALS.items():
        _share_out(shown, values, name, parts, decimals, shift)
    return shown


def _share_out(
    shown: dict[str, int],
    values: Mapping[str, float],
    whole: str,
    parts: Sequence[str],
    decimals: int,
    shift: int,
) -> None:
    found = apportioned([values[part] for part in parts], shown[whole], decimals, shift)
    shown.update(zip(parts, found, strict=True))


def _linked(basis: Basis, figures: Mapping[str, Figure], line: str, share: bool) -> Figure:
    """A total names the lines that it is the sum of, a share its amount, an amount what it comes from."""
    parts = tuple(SUBTOTALS) if line == ALL else SUBTOTALS.get(line, ())
    if parts:
        return derived(figures[line], *(figures[part].id for part in parts), rule=Rule.SUM)
    if share:
        return derived(figures[line], f"{basis.id}.{line}.money", basis.base.id, rule=Rule.QUOTIENT)
    return basis.explained(figures[line], line)


def _money(basis: Basis, line: str, value: float | NotAvailable) -> Figure:
    return money(
        f"{basis.id}.{line}.money",
        value,
        basis.nature,
        "cost",
        basis.base.currency,
        decimals=DECIMALS[False],
        sources=basis.sources,
    )


def _share(basis: Basis, line: str, value: float | NotAvailable) -> Figure:
    return percent(
        f"{basis.id}.{line}.share",
        value,
        basis.nature,
        "cost_share",
        decimals=DECIMALS[True],
        sources=basis.sources,
    )


def cost_rows(columns: Sequence[Columns]) -> tuple[Row, ...]:
    """The rows of a cost table: a pair of cells for each column, totals set off."""
    return tuple(row(line, columns) for line in LINES)


def row(line: str, columns: Sequence[Columns]) -> Row:
    """One line of a cost table."""
    cells = tuple(figures[line] for pair in columns for figures in pair)
    return Row((text(f"cost.line_{line}"), *cells), total=line in SUBTOTALS or line == ALL)


def negative_note(*of: Costs) -> tuple[Text, ...]:
    """Why a product costs less than nothing, where one does."""
    return (text("cost.negative_note"),) if any(each[part] < 0 for each in of for part in INSTRUMENTS) else ()


def apart(basis: Basis, id: str, rate: float) -> tuple[Figure, Figure]:
    """A payment that is no part of the totals, from its rate on the base."""
    assert basis.base.value is not None
    amount = settings(derived(_money(basis, id, rate * basis.base.value), basis.base.id), {"rate": rate})
    return amount, derived(_share(basis, id, rate), amount.id, basis.base.id, rule=Rule.QUOTIENT)
