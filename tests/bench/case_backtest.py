"""The whole backtest (signals, draw, programme, execution) against `bt` doing the accounting alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import numpy as np

from reporting.strategy.backtest import Backtest, backtest
from reporting.strategy.decide import Rules
from tests.bench.harness import Row, case, seconds
from tests.bench.sample import market_and_rules

YEARS = 15


@case
def backtest_against_bt() -> Iterator[Row]:
    """Fifteen years of `balanced`; bt is handed the weights that our backtest found."""
    market, rules = market_and_rules()
    last: date = market.sessions[-1].item()
    start = last.replace(year=last.year - YEARS, day=28)
    ours = seconds(lambda: backtest(rules, market, start))
    known = backtest(rules, market, start)
    theirs = seconds(lambda: account_with_bt(rules, known))
    counts = f"{len(known.sessions)} sessions, {len(known.decisions.days)} decisions"
    note = f"{counts}; {ours:.3f} s / {theirs:.3f} s"
    yield Row("our backtest / bt's accounting", ours / theirs, "", at_most=0.2, note=note)


def account_with_bt(rules: Rules, known: Backtest) -> None:
    """bt's run over the same sessions with the weights given at each execution, trading at the same cost."""
    import bt
    import pandas as pd

    tickers, rate = rules.profile.tickers, float(rules.trading_costs.mean())
    executed = known.executions >= 0
    days = pd.DatetimeIndex(known.sessions)
    prices = pd.DataFrame(known.closes, index=days, columns=list(tickers)).ffill()
    rows = days[known.executions[executed]]
    weights = pd.DataFrame(np.asarray(known.decisions.weights[:, executed]).T, rows, list(tickers))
    algorithms = [bt.algos.WeighTarget(weights), bt.algos.Rebalance()]
    strategy = bt.Strategy("given weights", algorithms)
    costs = {"commissions": lambda quantity, price: abs(quantity) * price * rate}
    bt.Backtest(strategy, prices, integer_positions=False, progress_bar=False, **costs).run()
