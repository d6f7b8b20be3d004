"""What the cases measure on: `balanced` in the demo market."""

from __future__ import annotations

from functools import cache

import numpy as np

from reporting.domain.market import Market
from reporting.inputs.demo import demo_cash_rates, demo_fx, demo_prices
from reporting.inputs.house import load_house
from reporting.inputs.market import assemble_market
from reporting.inputs.profiles import load_profile
from reporting.inputs.resources import bundled
from reporting.strategy.decide import Rules, rules_of


@cache
def market_and_rules() -> tuple[Market, Rules]:
    """The profile's market and rules, read once."""
    folder = bundled("profiles")
    house = load_house(folder / "house")
    profile = load_profile(folder / "balanced.yaml", house)
    market = assemble_market(profile, house, demo_prices(), demo_fx(), demo_cash_rates())
    day = np.datetime64(market.sessions[-1])
    return market, rules_of(profile, dict(house.instruments), house.firm.fees.value, day)
