"""Costs and charges in documents (Delegated Regulation (EU) 2017/565, Article 50; docs/method.md, 11)."""

from reporting.disclosures.costs.estimate import Estimate
from reporting.disclosures.costs.ex_ante import ex_ante_costs, exchange
from reporting.disclosures.costs.ex_post import ex_post_costs
from reporting.disclosures.costs.rates import Estimated, estimated_rates, rates_among

__all__ = [
    "Estimate",
    "Estimated",
    "estimated_rates",
    "ex_ante_costs",
    "ex_post_costs",
    "exchange",
    "rates_among",
]
