"""What is reckoned from answers, and whether conditions over answers hold.

Quotients that have no divisor stand at the end of their scale: no commitments last for ever, a mandate
without assets behind it is the largest share, no income covers nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from reporting.clients.assessment.answers import Sheet
from reporting.clients.assessment.types import Fact
from reporting.domain.questionnaire import QUANTITIES, Condition, Quantity

MOST_MONTHS = 1200.0
MOST_SHARE = 10.0


def value_of(sheet: Sheet, name: str) -> float | None:
    """A quantity, or an answer that is a number; None while an answer that it needs is missing.

    Shares are decimals, money is in the client's currency, times are in months or years as named.
    """
    if name not in list(Quantity):
        return sheet.number(name)
    quantity = Quantity(name)
    if any(id not in sheet.facts for id in QUANTITIES[quantity]):
        return None
    return _RECKONED[quantity](sheet)


def facts_of(sheet: Sheet, name: str) -> tuple[Fact, ...]:
    """The facts from which a quantity is reckoned."""
    return sheet.of(*(QUANTITIES[Quantity(name)] if name in list(Quantity) else (name,)))


def holds(sheet: Sheet, condition: Condition) -> bool:
    """Whether a condition holds; it does not while an answer that it looks at is missing."""
    if condition.answer:
        return any(each in condition.one_of for each in sheet.chosen(condition.answer))
    found = value_of(sheet, condition.quantity)
    if found is None:
        return False
    if condition.equals is not None:
        return found == condition.equals
    other = value_of(sheet, condition.above or condition.below)
    if other is None:
        return False
    return found > other if condition.above else found < other


def looked_at(sheet: Sheet, condition: Condition) -> tuple[Fact, ...]:
    """The facts that a condition compares."""
    if condition.answer:
        return sheet.of(condition.answer)
    names = (condition.quantity, condition.above, condition.below)
    return tuple(dict.fromkeys(fact for name in names if name for fact in facts_of(sheet, name)))


def _known(sheet: Sheet, id: str) -> float:
    value = sheet.number(id)
    assert value is not None
    return value


def _surplus_share(sheet: Sheet) -> float:
    income = _known(sheet, "income")
    return (income - _known(sheet, "commitments")) / income if income > 0 else -1.0


def _reserve_months(sheet: Sheet) -> float:
    monthly = _known(sheet, "commitments") / 12
    return min(_known(sheet, "kept_outside") / monthly, MOST_MONTHS) if monthly > 0 else MOST_MONTHS


def _net_assets(sheet: Sheet) -> float:
    assets = _financial_assets(sheet) + _known(sheet, "real_property")
    return assets - _known(sheet, "debts")


def _financial_assets(sheet: Sheet) -> float:
    return _known(sheet, "liquid_assets") + _known(sheet, "investments")


def _mandate_share(sheet: Sheet) -> float:
    assets = _net_assets(sheet)
    return min(_known(sheet, "amount") / assets, MOST_SHARE) if assets > 0 else MOST_SHARE


def _bearable_share(sheet: Sheet) -> float:
    amount = _known(sheet, "amount")
    return _known(sheet, "tolerable_loss") / amount if amount > 0 else 0.0


def _years_to_need(sheet: Sheet) -> float:
    """From the day of the answer; a whole number of years on its anniversaries."""
    fact = sheet.facts["needed_from"]
    assert isinstance(fact.value, date) and fact.given_on is not None
    return years_between(fact.given_on, fact.value)


def years_between(start: date, end: date) -> float:
    """Whole years, and the days since the last anniversary as a share of 366; 0 where `end` is not later."""
    if end <= start:
        return 0.0
    years = end.year - start.year
    if _anniversary(start, years) > end:
        years -= 1
    return years + (end - _anniversary(start, years)).days / 366


def _anniversary(start: date, years: int) -> date:
    """The same day so many years later; 28 February for 29 February."""
    day = 28 if (start.month, start.day) == (2, 29) else start.day
    return date(start.year + years, start.month, day)


_RECKONED: dict[Quantity, Callable[[Sheet], float]] = {
    Quantity.SURPLUS_SHARE: _surplus_share,
    Quantity.RESERVE_MONTHS: _reserve_months,
    Quantity.MANDATE_SHARE: _mandate_share,
    Quantity.BEARABLE_SHARE: _bearable_share,
    Quantity.NET_ASSETS: _net_assets,
    Quantity.FINANCIAL_ASSETS: _financial_assets,
    Quantity.YEARS_TO_NEED: _years_to_need,
}
