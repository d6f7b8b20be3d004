"""The register of definitions: what the id in `Figure.definition` stands for. A new one is a new row.

A term of the glossary brings its sentence along; every other definition is the message `definition.<id>`.
The place of a measure's formula stands in the register of measures.
"""

from __future__ import annotations

from collections.abc import Iterable

from reporting.disclosures.words import text
from reporting.domain.disclosure import Definition
from reporting.domain.figure import Figure
from reporting.measures.registry import MEASURES

TERMS = {
    "calendar": 2,
    "contribution": 7,
    "credit_risk_class": 8,
    "market_risk_class": 8,
    "mean_reversion": 2,
    "notice": 12,
    "relative_strength": 2,
    "risk_class": 8,
    "scenario": 9,
    "score": 3,
    "sri": 8,
    "stress": 9,
    "total_weight": 4,
    "trend": 2,
    "turnover": 6,
    "vev": 8,
}
"""Terms of the glossary and the section of docs/method.md with their formula."""
OTHERS = {
    "account_cash": 6,
    "account_gain": 7,
    "account_value": 7,
    "activity": 6,
    "amount": 9,
    "answer": 13,
    "assumption": 9,
    "benchmark_return": 7,
    "booked_fee": 11,
    "booking": 6,
    "bound": 5,
    "consideration": 6,
    "cost": 11,
    "cost_base": 11,
    "cost_days": 11,
    "cost_effect": 11,
    "cost_growth": 11,
    "cost_rate": 11,
    "cost_share": 11,
    "cost_value": 11,
    "custody": 6,
    "exchange_rate": 1,
    "finding": 1,
    "gross_return": 11,
    "holding_value": 7,
    "horizon": 14,
    "lag": 6,
    "loss_money": 13,
    "loss_share": 13,
    "mix": 14,
    "money_weighted_return": 7,
    "notice_base": 12,
    "notice_loss": 12,
    "notice_threshold": 12,
    "notice_value": 12,
    "own_flows": 7,
    "path_share": 9,
    "paths": 9,
    "performance_fee": 6,
    "period": 7,
    "permitted_class": 13,
    "price_list": 11,
    "product_cost": 9,
    "rebalance": 6,
    "reduction_in_yield": 11,
    "regime": 10,
    "remainder": 13,
    "rule": 5,
    "score_class": 13,
    "score_points": 13,
    "seed": 4,
    "service_fee": 6,
    "session": 1,
    "shock": 10,
    "shock_size": 10,
    "standard_error": 9,
    "sustainable_share": 13,
    "switch": 13,
    "target_weight": 5,
    "test_count": 13,
    "time_weighted_gross": 7,
    "time_weighted_return": 7,
    "trading_cost": 6,
    "unit_price": 1,
    "units": 6,
    "week": 9,
    "weight": 6,
}
"""What only this register defines, with its section of docs/method.md."""
CHECKED = (
    "checked_clients",
    "checked_documents",
    "checked_pages",
    "judged_documents",
    "obligations",
    "refused_profiles",
    "rules_in_force",
    "verdicts",
)
"""What the compliance report counts."""


def _section(number: int) -> str:
    return f"docs/method.md section {number}"


DEFINITIONS: dict[str, Definition] = {
    row.id: row
    for row in (
        *(Definition(each.id, text(f"definition.{each.id}"), each.source) for each in MEASURES),
        *(Definition(id, text(f"term.{id}_definition"), _section(place)) for id, place in TERMS.items()),
        *(Definition(id, text(f"definition.{id}"), _section(place)) for id, place in OTHERS.items()),
        *(Definition(id, text(f"definition.{id}"), "docs/checks.md") for id in CHECKED),
    )
}
"""Every definition by id."""


def definitions_of(figures: Iterable[Figure]) -> tuple[Definition, ...]:
    """The definitions that these figures use, sorted by id."""
    used = {figure.definition for figure in figures}
    return tuple(DEFINITIONS[id] for id in sorted(used & DEFINITIONS.keys()))
