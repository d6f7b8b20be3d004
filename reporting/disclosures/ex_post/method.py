"""How the figures came about, in plain words."""

from __future__ import annotations

from reporting.disclosures.ex_post import printed
from reporting.disclosures.ex_post.facts import Facts
from reporting.disclosures.mandate import service_fee, traded
from reporting.disclosures.words import schedule_word, text
from reporting.domain.disclosure import Bullets, Section, Text


def method_section(facts: Facts) -> Section:
    """Net of what, measured how often, known when."""
    profile = facts.context.profile
    items = (
        text("ep.method_decisions", every=schedule_word(profile.schedule), trade=traded(profile)),
        text("ep.method_costs", cost=_trading_cost(facts), fee=service_fee(facts.context)),
        text("ep.method_cash" if facts.cash else "ep.method_no_cash", currency=printed.currency(facts)),
        text("ep.method_comparators"),
        text("ep.method_frequency"),
        text("ep.method_years"),
        text("ep.method_limits"),
    )
    return Section("method", text("ep.method"), (Bullets(items),))


def _trading_cost(facts: Facts) -> Text:
    """One rate, or the range of the instruments' rates."""
    costs = facts.backtest.rules.trading_costs
    low = printed.rule("costs.trading.lowest", float(costs.min()), "trading_cost", 2)
    if costs.min() == costs.max():
        return text("ep.one_rate", rate=low)
    high = printed.rule("costs.trading.highest", float(costs.max()), "trading_cost", 2)
    return text("ep.rates", low=low, high=high)
