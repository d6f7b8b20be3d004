"""One profile with its house files and its data: what allocations, backtests and documents start from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np

from reporting.delivery.data import Data, Notes
from reporting.delivery.files import sha256
from reporting.domain.decision import Decision
from reporting.domain.disclosure import Text, Verbatim
from reporting.domain.errors import refuse, unusable
from reporting.domain.house import House
from reporting.domain.market import Finding, Market
from reporting.domain.profile import Profile
from reporting.domain.series import NavPath
from reporting.inputs.house import load_house
from reporting.inputs.market import assemble_market
from reporting.inputs.profiles import find_profile, load_profile
from reporting.inputs.resources import bundled
from reporting.law.parameters import parameters
from reporting.measures.nav import measure_nav
from reporting.measures.sample import Result
from reporting.strategy import comparators
from reporting.strategy.backtest import Backtest, backtest
from reporting.strategy.current import decision_at
from reporting.strategy.decide import Rules, rules_of


@dataclass(frozen=True, slots=True, eq=False)
class Subject:
    """A profile with the bytes of its file, the firm's files, the data."""

    profile: Profile
    house: House
    data: Data
    source: bytes

    @property
    def sha256(self) -> str:
        """The SHA-256 of the profile's file."""
        return sha256(self.source)

    def market(self, extra: tuple[str, ...] = ()) -> Market:
        """The profile's market, and `extra` tickers on its sessions.

        Raises Unusable for what is missing and Refused for findings that block.
        """
        data = self.data
        return assemble_market(self.profile, self.house, data.prices, data.fx, data.rates, extra)

    def rules(self, day: np.datetime64) -> Rules:
        """The profile's rules under the law in force on `day`, before any under the first there was:
        a backtest asks what today's rules would have done then."""
        first = np.datetime64(parameters()["srri_edges"][0].valid_from)
        return rules_of(self.profile, self.house.instruments, self.house.firm.fees.value, max(day, first))


@dataclass(frozen=True, slots=True, eq=False)
class AllocationRun:
    """The decision of one date with the date that was asked for, what must be said beside it, and what the
    checks noticed in the prices up to then."""

    requested: date
    decision: Decision
    notes: Notes
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, eq=False)
class BacktestRun:
    """A backtest with its measures by id, what must be said beside it, and what the checks noticed."""

    backtest: Backtest
    measures: dict[str, Result]
    notes: Notes
    findings: tuple[Finding, ...]


def find_subject(profile: str, house: Path | None, data: Data) -> Subject:
    """The profile at a path, or the shipped one of that id, with the house files that belong to it.

    Without `house` these are the folder `house` beside the profile, else the shipped ones. Raises Unusable.
    """
    path = find_profile(profile, bundled("profiles"))
    files = load_house(house or house_beside(path.parent))
    return Subject(load_profile(path, files), files, data, path.read_bytes())


def house_beside(profiles: Path) -> Path:
    """The folder `house` beside profiles, else the shipped one."""
    own = profiles / "house"
    return own if own.is_dir() else bundled("profiles") / "house"


def run_allocation(subject: Subject, day: date) -> AllocationRun:
    """The decision of the last session on or before `day`, from data up to it alone.

    Raises Unusable when the prices begin later and Refused when fewer than two ETFs are available.
    """
    market = subject.market()
    decision = decision_at(subject.rules(np.datetime64(day)), market, day)
    if sum(etf.volatility is not None for etf in decision.etfs) < 2:
        message = (
            "fewer than two ETFs have 252 sessions and 53 completed weeks of prices; choose a later date"
        )
        raise refuse(subject.profile.id, f"no decision on {decision.as_of}: {message}")
    notes = subject.data.notes
    if decision.as_of != day:
        notes += (Text("note.as_of_moved", {"requested": day, "as_of": decision.as_of}),)
    known = market.until(np.datetime64(decision.as_of))
    return AllocationRun(day, decision, notes, known.findings)


def run_backtest(subject: Subject, start: date | None = None, end: date | None = None) -> BacktestRun:
    """The profile's rules on past prices: decisions from `start` on, sessions up to `end`.

    Its risk classes are those in force at the end. Raises Unusable for dates that leave no session and
    Refused when no decision can be executed.
    """
    if start and end and start >= end:
        raise unusable("--from", f"{start} is not before --to {end}; swap the dates")
    needed = tuple(ticker for ticker, _ in subject.profile.benchmark.weights)
    lacking = tuple(ticker for ticker in needed if ticker not in subject.data.prices.tickers)
    market = subject.market(() if lacking else needed)
    last = np.datetime64(end) if end else market.sessions[-1]
    if market.index_of(last) < 0:
        raise unusable("--to", f"no session on or before {end}; the prices begin on {market.sessions[0]}")
    if start and np.datetime64(start) > market.sessions[-1]:
        raise unusable("--from", f"{start} is after the last session, {market.sessions[-1]}")
    market = market.until(last)
    done = backtest(subject.rules(last), market, start)
    notes = subject.data.notes
    peer: NavPath | None = None
    if lacking:
        notes += (Text("note.no_benchmark", {"tickers": Verbatim(", ".join(lacking))}),)
    else:
        peer = comparators.benchmark(done, market)
    results = measure_nav(done.nav, peer, comparators.cash(done, market))
    return BacktestRun(done, results, notes, market.findings)
