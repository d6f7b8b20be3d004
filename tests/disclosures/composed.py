"""Documents of the shipped profiles on the demo market, composed once a session with few paths."""

from __future__ import annotations

from functools import cache

import numpy as np

from reporting.disclosures.context import Context
from reporting.disclosures.ex_ante import ex_ante
from reporting.domain.decision import Allocation
from reporting.domain.disclosure import Disclosure, Status, Text
from reporting.domain.house import House
from reporting.inputs.demo import demo_cash_rates, demo_fx, demo_prices
from reporting.inputs.house import load_house
from reporting.inputs.market import assemble_market
from reporting.inputs.profiles import load_profile
from reporting.inputs.resources import bundled
from reporting.measures.periods import quarter
from reporting.strategy.backtest import Backtest, backtest
from reporting.strategy.comparators import benchmark_tickers
from reporting.strategy.current import current_allocation
from reporting.strategy.decide import rules_of

PROFILES = (
    "aggressive",
    "aggressive-ucits",
    "balanced",
    "balanced-equal",
    "balanced-ucits",
    "conservative",
    "conservative-ucits",
    "whitepaper",
)
PERIOD = "2026Q3"
PATHS = 250


@cache
def house() -> House:
    return load_house(bundled("profiles") / "house")


@cache
def subject(profile_id: str) -> tuple[Context, Backtest]:
    """Context and backtest of a shipped profile at the end of the last complete demo quarter."""
    profile = load_profile(bundled("profiles") / f"{profile_id}.yaml", house())
    extra = benchmark_tickers(profile)
    market = assemble_market(profile, house(), demo_prices(), demo_fx(), demo_cash_rates(), extra)
    start, end = quarter(PERIOD)
    market = market.until(np.datetime64(end))
    rules = rules_of(profile, house().instruments, house().firm.fees.value, market.sessions[-1])
    as_of = market.sessions[-1].astype(object)
    reasons = (Text("specimen.synthetic_market"),)
    context = Context(
        profile, rules, house(), market, PERIOD, (start, end), as_of, "en", Status.SPECIMEN, reasons
    )
    return context, backtest(rules, market)


@cache
def allocation(profile_id: str) -> Allocation:
    context, record = subject(profile_id)
    return current_allocation(record, context.as_of)


@cache
def ex_ante_document(profile_id: str) -> Disclosure:
    context, _ = subject(profile_id)
    return ex_ante(context, allocation(profile_id), PATHS)
