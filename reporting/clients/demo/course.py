"""What a mandate lives through: sessions, prices, decisions of its profiles (docs/method.md section 6)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import numpy as np

from reporting.domain.errors import refuse
from reporting.domain.house import House
from reporting.domain.market import Market, PriceTable, RateTable
from reporting.domain.series import Dates, Floats
from reporting.inputs.demo import demo_cash_rates, demo_fx, demo_prices
from reporting.inputs.house import load_house
from reporting.inputs.market import assemble_market
from reporting.inputs.profiles import load_profile
from reporting.inputs.resources import bundled
from reporting.strategy.backtest import Backtest, backtest
from reporting.strategy.decide import Rules, rules_of
from reporting.strategy.execution import Tape

LAST = date(2026, 10, 30)
"""The last day of the demo market, and of the accounts on it."""

Stages = tuple[tuple[str, date], ...]
"""Profiles, each with the day from which on it decides."""


@dataclass(frozen=True, slots=True, eq=False)
class Course:
    """Sessions (T,) from the first day on, `closes` (T, n) of `tickers`, `rate` (T,) annual cash rate,
    `targets` weights (n,) by row, `trading_costs` (n,) of traded value, `fee` (T,) a year, 0 before the first
    execution. `tape` has the calendar: spans and month ends."""

    currency: str
    tickers: tuple[str, ...]
    closes: Floats
    targets: Mapping[int, Floats]
    trading_costs: Floats
    fee: Floats
    tape: Tape

    @property
    def days(self) -> Dates:
        """The sessions (T,)."""
        return self.tape.days

    def row(self, day: date) -> int:
        """The first session on or after a day."""
        return int(np.searchsorted(self.days, np.datetime64(day)))

    def execution(self, day: date) -> int:
        """The first session on or after a day at which a decision is executed."""
        return next(row for row in sorted(self.targets) if row >= self.row(day))


@lru_cache(64)
def course(stages: Stages, last: date = LAST) -> Course:
    """The course of a mandate from the day of its first profile to a last day.

    A later profile takes over with its first execution; what it does not hold is sold then. Raises Refused
    where the profiles count in different currencies.
    """
    runs = [replayed(profile, start) for profile, start in stages]
    rules, market, _ = runs[0]
    if len({each.currency for _, each, _ in runs}) > 1:
        raise refuse(rules.profile.id, "a mandate changes to a profile of the same currency only")
    rows = _rows(market, stages[0][1], last)
    days = market.sessions[rows]
    tickers = tuple(dict.fromkeys(ticker for each, _, _ in runs for ticker in each.profile.tickers))
    targets: dict[int, Floats] = {}
    fee = np.zeros(len(days))
    for each, _, run in runs:
        decided = _targets(each, run, tickers, days)
        first = min(decided)
        targets = {row: weights for row, weights in targets.items() if row < first} | decided
        fee[first:] = each.profile.fees.service_with_vat
    return Course(
        market.currency,
        tickers,
        _closes(runs, tickers, rows),
        targets,
        np.array([rules.costs[ticker] for ticker in tickers]),
        fee,
        Tape(days, np.ones((len(days), 0, 1)), np.nan_to_num(market.cash_rate[rows])),
    )


@lru_cache(64)
def replayed(profile: str, start: date) -> tuple[Rules, Market, Backtest]:
    """The rules of a shipped profile, its demo market, and what the rules decided from a day on."""
    rules, market = _material(profile)
    return rules, market, backtest(rules, market, start)


@lru_cache(16)
def _material(id: str) -> tuple[Rules, Market]:
    house, prices, fx, rates = _shipped()
    profile = load_profile(bundled("profiles") / f"{id}.yaml", house)
    market = assemble_market(profile, house, prices, fx, rates)
    return rules_of(profile, house.instruments, house.firm.fees.value, np.datetime64(LAST)), market


@lru_cache(1)
def _shipped() -> tuple[House, PriceTable, RateTable, RateTable]:
    return load_house(bundled("profiles") / "house"), demo_prices(), demo_fx(), demo_cash_rates()


def _rows(market: Market, first: date, last: date) -> slice:
    start = int(np.searchsorted(market.sessions, np.datetime64(first)))
    return slice(start, int(np.searchsorted(market.sessions, np.datetime64(last), side="right")))


def _closes(runs: list[tuple[Rules, Market, Backtest]], tickers: tuple[str, ...], rows: slice) -> Floats:
    columns = {
        ticker: market.closes[rows, place]
        for _, market, _ in runs
        for place, ticker in enumerate(market.tickers)
    }
    return np.column_stack([columns[ticker] for ticker in tickers])


def _targets(rules: Rules, run: Backtest, tickers: tuple[str, ...], days: Dates) -> dict[int, Floats]:
    """Weights (n,) over all `tickers` by row of `days`, for each executed and not skipped decision."""
    place = [tickers.index(ticker) for ticker in rules.profile.tickers]
    found: dict[int, Floats] = {}
    for decision, execution in enumerate(run.executions):
        day = run.sessions[execution]
        if execution < 0 or run.record.skipped[execution, 0] or day > days[-1]:
            continue
        weights = np.zeros(len(tickers))
        weights[place] = run.decisions.weights[:, decision]
        found[int(np.searchsorted(days, day))] = weights
    return found
