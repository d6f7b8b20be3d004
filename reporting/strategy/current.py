"""Today's allocation, and the decision of any one date."""

from __future__ import annotations

from datetime import date

import numpy as np

from reporting.domain.decision import Allocation, Decision
from reporting.domain.errors import unusable
from reporting.domain.market import Market
from reporting.strategy.backtest import Backtest
from reporting.strategy.decide import Rules, decide_market
from reporting.strategy.explain import explain


def decision_at(rules: Rules, market: Market, day: date) -> Decision:
    """The decision of the last session on or before `day`, from data up to it alone.

    Its execution date is the `lag`-th session after it, None where the prices end before that.
    Raises Unusable when there is no session by `day`.
    """
    row = market.index_of(np.datetime64(day))
    if row < 0:
        raise unusable("--as-of", f"no session on or before {day}; the prices begin on {market.sessions[0]}")
    later = row + rules.profile.lag
    executed = market.sessions[later].astype(object) if later < len(market.sessions) else None
    return explain(rules, decide_market(rules, market, np.array([row])), 0, executed)


def decisions_of(backtest: Backtest) -> tuple[Decision, ...]:
    """Every decision of a backtest, the pending ones included."""
    return tuple(_decision(backtest, k) for k in range(len(backtest.executions)))


def current_allocation(backtest: Backtest, day: date) -> Allocation:
    """The last executed decision at drifted weights, and a later one that is pending."""
    moment = np.datetime64(day)
    k = backtest.current(moment)
    row = int(np.searchsorted(backtest.sessions, moment, side="right")) - 1
    record = backtest.record
    assert record.holdings is not None
    holdings, cash = record.holdings[row, :, 0], float(record.cash[row, 0])
    value = float(holdings.sum()) + cash
    later = [j for j in range(k + 1, len(backtest.executions)) if backtest.decisions.days[j] <= moment]
    return Allocation(
        as_of=backtest.sessions[row].astype(object),
        decision=_decision(backtest, k),
        weights=tuple(float(weight) for weight in holdings / value),
        cash=cash / value,
        pending=_decision(backtest, later[-1]) if later else None,
    )


def _decision(backtest: Backtest, k: int) -> Decision:
    row = int(backtest.executions[k])
    executed = backtest.sessions[row].astype(object) if row >= 0 else None
    return explain(backtest.rules, backtest.decisions, k, executed)
