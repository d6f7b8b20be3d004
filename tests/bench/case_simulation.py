"""The forward simulation, a programme at every rebalance of every path, against a loop of scipy's linprog."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from reporting.domain.calendar import Integers
from reporting.domain.units import Frequency
from reporting.measures.scenarios.bootstrap import horizon, instrument_returns
from reporting.measures.scenarios.paths import past_of, plan
from reporting.measures.scenarios.simulation import PATHS, Setting, simulate
from reporting.strategy.backtest import Backtest, backtest
from reporting.strategy.decide import Rules, terms_of
from tests.bench.harness import Row, case, peak_memory, seconds
from tests.bench.sample import market_and_rules

YEARS = 5
SAMPLE = 1000


def setting() -> tuple[Rules, Setting]:
    """Five years from the end of the demo market, every ETF assumed to earn 4 % a year."""
    market, rules = market_and_rules()
    last = market.sessions[-1]
    weights = backtest(rules, market).decisions.weights[:, -1]
    past = past_of(market.sessions, market.closes)
    returns = instrument_returns(market, last, rules.profile.id)
    return rules, Setting(last, past, returns, np.full(len(weights), 0.04), 0.02, weights, YEARS)


def run_once() -> None:
    """The simulation as a document runs it."""
    rules, start = setting()
    simulate(rules, start, terms_of(rules), PATHS)


@case
def simulation_against_linprog() -> Iterator[Row]:
    """10,000 paths over five years; the loop is measured on a sample of programmes and scaled."""
    rules, start = setting()
    weekly = plan(start.past, horizon(start.as_of, YEARS).days, Frequency.WEEKLY)
    assert rules.profile.schedule is Frequency.WEEKLY
    programmes = PATHS * len(weekly.rows)
    ours = seconds(lambda: simulate(rules, start, terms_of(rules), PATHS), repeats=1)
    market, _ = market_and_rules()
    known = backtest(rules, market)
    chosen = np.linspace(0, len(known.decisions.days) - 1, SAMPLE).astype(int)
    each = seconds(lambda: loop(rules, known, chosen)) / SAMPLE
    note = f"{programmes:,} programmes; {ours:.1f} s, the loop {each * programmes:,.0f} s"
    yield Row("linprog loop / the whole simulation", each * programmes / ours, "", at_least=300, note=note)
    script = "from tests.bench.case_simulation import run_once\nrun_once()"
    yield Row("peak memory", peak_memory(script) / 1e9, "GB", at_most=1.5)


def loop(rules: Rules, known: Backtest, chosen: Integers) -> None:
    """One programme after the other: highest score within the caps, the total and the risk row."""
    from scipy.optimize import linprog

    decisions = known.decisions
    for k in chosen:
        held = decisions.upper[:, k] > 0
        matrix = np.vstack([np.ones(held.sum()), decisions.volatility[held, k]])
        limits = [decisions.target[k], min(rules.constraints.budget, 10.0)]
        bounds = np.column_stack([np.zeros(held.sum()), decisions.upper[held, k]])
        linprog(-decisions.scores[held, k], A_ub=matrix, b_ub=limits, bounds=bounds, method="highs")
