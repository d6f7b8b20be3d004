"""What the people of a demo book answer to the shipped questionnaire.

Amounts are shares of the amount to be managed, so that a client derived from a persona keeps its proportions.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from types import MappingProxyType

Answers = Mapping[str, str | float]
"""By question: an option, a text, or a share of the amount (float)."""

COMMON: Answers = MappingProxyType(
    {
        "occupation": "employed",
        "income": 0.6,
        "income_source": "work",
        "income_outlook": "stable",
        "commitments": 0.36,
        "liquid_assets": 1.6,
        "investments": 1.5,
        "real_property": 2.0,
        "debts": 0.5,
        "existing_portfolio": "kept",
        "amount": 1.0,
        "liquidity_need": 0.2,
        "kept_outside": 0.5,
        "education": "university",
        "finance_work": "not_in_finance",
        "services_known": "own_orders;advice",
        "experience_volume": "medium",
        "knows_cash": "experienced",
        "knows_bonds": "experienced",
        "knows_equity": "experienced",
        "knows_property": "informed",
        "knows_leverage": "none",
        "test_cash": "slightly",
        "test_rates": "falls",
        "test_equity": "half",
        "test_property": "markets",
        "test_leverage": "unknown",
        "test_spread": "market",
        "test_currency": "less",
        "sustainability": "none",
    }
)

CAUTIOUS: Answers = MappingProxyType(
    {
        "purpose": "home",
        "goal": "preserve",
        "holding_years": "5",
        "tolerable_loss": 0.25,
        "reaction": "sell_some",
        "preferred_range": "moderate",
        "largest_fall": "under_10",
        "certainty": "mostly_certain",
        "past_falls": "held",
        "experience_years": "under_10",
        "experience_trades": "up_to_5",
    }
)
STEADY: Answers = MappingProxyType(
    {
        "purpose": "retirement",
        "goal": "steady",
        "holding_years": "8",
        "tolerable_loss": 0.6,
        "reaction": "hold",
        "preferred_range": "wide",
        "largest_fall": "under_35",
        "certainty": "even",
        "past_falls": "held",
        "experience_years": "under_10",
        "experience_trades": "up_to_20",
    }
)
BOLD: Answers = MappingProxyType(
    {
        "purpose": "wealth",
        "goal": "growth",
        "holding_years": "12",
        "tolerable_loss": 0.9,
        "reaction": "buy_more",
        "preferred_range": "very_wide",
        "largest_fall": "over_35",
        "certainty": "chance",
        "past_falls": "bought",
        "experience_years": "over_10",
        "experience_trades": "over_20",
        "liquid_assets": 3.0,
        "investments": 4.0,
        "kept_outside": 1.0,
    }
)


def worded(value: str | float, amount: int) -> str:
    """An answer as the book holds it; a share becomes an amount in whole units of the currency."""
    if isinstance(value, str):
        return value
    return str((Decimal(repr(value)) * amount).quantize(Decimal(1), ROUND_HALF_UP))
