"""What costs do to an amount, year by year, at a given growth before costs (docs/method.md section 11)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from reporting.domain.errors import refuse
from reporting.measures.costs.categories import Category, Costs, added, costs, scaled, total
from reporting.measures.costs.charges import Charges
from reporting.measures.roots import root

STEEPEST = 1e3
"""Growth a year beyond which no solution is looked for."""


@dataclass(frozen=True, slots=True)
class Projection:
    """`gross` and `net` values at the start and after each year (T + 1), money; `paid` by year (T) and
    category, what is charged at the start in the first year and at the end in the last.

    `net` of the last year is after the charges of leaving.
    """

    growth: float
    gross: tuple[float, ...]
    net: tuple[float, ...]
    paid: tuple[Costs, ...]

    @property
    def years(self) -> int:
        """T."""
        return len(self.paid)

    def effect(self, year: int) -> float:
        """What the costs of `year` years and their lost growth come to, money."""
        return self.gross[year] - self.net[year]

    def reduction(self, year: int) -> float:
        """Reduction in yield after `year` years: growth less what is left of it a year, decimals."""
        kept: float = (self.net[year] / self.gross[0]) ** (1 / year) - 1
        return self.growth - kept

    @property
    def average(self) -> Costs:
        """Mean of what is paid a year, by category, money."""
        return scaled(_sum(self.paid), 1 / self.years)


def project(charged: Charges, amount: float, years: int, growth: float) -> Projection:
    """The path of `amount` over `years` at `growth` a year before costs.

    V(0) = A(1 - E); V(t) = V(t-1)(1 + g)(1 - c_t), where c_t holds the rates of the year, the service fee
    at no less than its minimum, and the performance fee on what is then left (the first mark is A); after
    the last year times (1 - X). Raises `Refused` when the costs use up the value.
    """
    path = _path(charged, amount, years, growth)
    ruin = next((year for year, value in enumerate(path.net) if value <= 0), None)
    if ruin is not None:
        message = f"the costs use up {amount:,.2f} by year {ruin}; lower the fees or raise the amount"
        raise refuse("firm.yaml", message, "fees")
    return path


def _path(charged: Charges, amount: float, years: int, growth: float) -> Projection:
    net, mark = [amount * (1 - total(charged.entry))], np.array(amount)
    paid = []
    for year in range(1, years + 1):
        before = net[-1] * (1 + growth)
        spent = _yearly(charged, before)
        fee = float(charged.performance.due(np.array(before - total(spent)), mark, 1.0))
        spent = added(spent, costs({Category.S5: fee}))
        after = before - total(spent)
        mark = charged.performance.mark_after(mark, np.array(after))
        if year == 1:
            spent = added(spent, scaled(charged.entry, amount))
        if year == years:
            spent = added(spent, scaled(charged.exit, after))
            after *= 1 - total(charged.exit)
        net.append(after)
        paid.append(spent)
    gross = tuple(amount * (1 + growth) ** year for year in range(years + 1))
    return Projection(growth, gross, tuple(net), tuple(paid))


def solved_growth(charged: Charges, amount: float, years: int, final: float) -> float:
    """The growth a year before costs that leaves `final` after `years` and all costs.

    Raises `Refused` where no growth between -99 % and STEEPEST does.
    """

    def miss(growth: float) -> float:
        return (_path(charged, amount, years, growth).net[-1] - final) / amount

    high = 1.0
    while miss(high) < 0:
        high *= 4
        if high > STEEPEST:
            raise refuse("firm.yaml", f"no growth leaves {final:,.2f} of {amount:,.2f} after costs", "fees")
    low = -0.5
    while miss(low) > 0:
        low = (low - 1) / 2
        if low < -0.999:
            raise refuse("firm.yaml", f"no growth leaves as little as {final:,.2f}", "fees")
    return root(miss, low, high)


def _yearly(charged: Charges, value: float) -> Costs:
    """What the yearly rates take from a value, the service fee at no less than its minimum."""
    spent = dict(scaled(charged.yearly, value))
    spent[Category.S2] = max(spent[Category.S2], charged.minimum)
    return spent


def _sum(paid: tuple[Costs, ...]) -> Costs:
    together = costs({})
    for each in paid:
        together = added(together, each)
    return together
