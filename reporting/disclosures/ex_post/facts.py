"""Everything the ex-post document says in numbers, computed once (docs/method.md sections 6 to 8, 10).

All of it but the risk class and the live record is simulated past performance; nothing of it may enter
a scenario.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

import numpy as np

from reporting.disclosures.context import Context
from reporting.disclosures.risk import risk_class_of, sri_of
from reporting.domain.decision import Allocation
from reporting.domain.disclosure import Text, Verbatim
from reporting.domain.market import Market
from reporting.domain.series import Dates, NavPath, SimulatedPast
from reporting.law.parameters import parameter
from reporting.measures.periods import months_before, whole_years
from reporting.measures.records import YearReturn, simulated_years, year_returns
from reporting.measures.risk_class import RiskClass
from reporting.measures.sample import NotAvailable
from reporting.measures.sri import Sri
from reporting.strategy import comparators
from reporting.strategy.backtest import Backtest
from reporting.strategy.current import current_allocation

RECENT_YEARS = 5


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """A record that the document shows: `id` in figures, `label` in charts, `funds` with their shares."""

    id: str
    label: Text
    nav: NavPath
    funds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of whole years: the closes of `start` and `end`."""

    id: str
    start: date
    end: date
    years: int


@dataclass(frozen=True, eq=False)
class Facts:
    """The records and the stretches of time of one document.

    `years` are the complete 12-month periods, newest first: actual where the live record covers them.
    `lines` are the strategy, its benchmark (where it has one of its own), the strategic mix and the ticker
    for orientation; all begin on the first execution date. `spans` are the whole record in complete
    12-month periods and its last five years, empty for less than one.
    """

    context: Context
    backtest: Backtest
    lines: tuple[Line, ...]
    cash: NavPath | None
    spans: tuple[Span, ...]
    years: tuple[YearReturn, ...]
    risk: RiskClass | NotAvailable
    sri: Sri | NotAvailable
    allocation: Allocation

    @property
    def market(self) -> Market:
        """The profile's market, which ends at the as-of date."""
        return self.context.market

    @property
    def sessions(self) -> Dates:
        """The sessions (T,) of the record."""
        return self.backtest.sessions

    @property
    def strategy(self) -> Line:
        """The record of the rules."""
        return self.lines[0]

    @cached_property
    def compared(self) -> tuple[Line, ...]:
        """Strategy, benchmark and mix, without what is shown for orientation."""
        return tuple(line for line in self.lines if line.id != "orientation")

    @property
    def benchmark(self) -> Line:
        """What the strategy is measured against: its own benchmark, else the mix."""
        return self.lines[1]

    @property
    def simulated(self) -> tuple[YearReturn, ...]:
        """The periods that no live record covers, newest first: those of `years` after the actual ones."""
        return simulated_years(self.years)

    @property
    def quarter(self) -> tuple[date, date]:
        """The closes between which the quarter lies."""
        first, last = self.context.quarter
        return first - timedelta(days=1), last

    @property
    def sources(self) -> tuple[str, ...]:
        """Manifest keys of what the simulated figures are made from."""
        return (*(role for role, _ in self.market.sources), "profile", "instruments")

    def rows(self, start: date, end: date) -> tuple[int, int]:
        """Rows of the last sessions on or before two dates; -1 for a date before the record."""
        days = np.array([start, end], "datetime64[D]")
        first, last = np.searchsorted(self.sessions, days, side="right") - 1
        return int(first), int(last)

    def cut(self, nav: NavPath, span: Span) -> NavPath:
        """The part of a record inside a span."""
        return nav.between(np.datetime64(span.start), np.datetime64(span.end))


def gather(context: Context, backtest: Backtest) -> Facts:
    """The records, and the stretches of time for which they count."""
    end = context.quarter[1]
    most = int(parameter("past_performance_years", context.as_of).value)
    allocation, lines = current_allocation(backtest, context.as_of), _lines(context, backtest)
    target = np.array([etf.weight for etf in allocation.decision.etfs])
    return Facts(
        context=context,
        backtest=backtest,
        lines=lines,
        cash=comparators.cash(backtest, context.market),
        spans=_spans(backtest.nav, end),
        years=year_returns(
            context.live, backtest.past, lines[1].nav, end, most, SimulatedPast(before_fees(backtest))
        ),
        risk=risk_class_of(context, target),
        sri=sri_of(context, target),
        allocation=allocation,
    )


def before_fees(backtest: Backtest) -> NavPath:
    """The record as it would have grown before the fees of the service, all other costs taken off."""
    nav, fees = backtest.nav.values, np.sum(list(backtest.fees.values()), axis=0)
    growth = (nav + fees)[1:] / nav[:-1]
    return NavPath(backtest.sessions, nav[0] * np.cumprod(np.concatenate([[1.0], growth])))


def _lines(context: Context, backtest: Backtest) -> tuple[Line, ...]:
    profile, market = context.profile, context.market
    held, weights = profile.tickers, profile.benchmark.weights
    lines = [Line("strategy", Text("ep.line_strategy"), backtest.nav, held)]
    if weights:
        nav = comparators.mix(backtest, market, weights)
        funds = tuple(ticker for ticker, _ in weights)
        lines.append(Line("benchmark", Text("ep.line_benchmark"), nav, funds))
    mix = tuple(holding.ticker for holding in profile.universe if holding.strategic_weight > 0)
    label = Text("ep.line_mix" if weights else "ep.line_mix_benchmark")
    lines.append(Line("mix", label, comparators.strategic_mix(backtest, market), mix))
    if ticker := profile.benchmark.orientation:
        nav = comparators.mix(backtest, market, ((ticker, 1.0),))
        whole = context.house.instruments[ticker].total_return
        key = "ep.line_orientation" if whole else "live.orientation_price_index"
        label = Text(key, {"ticker": Verbatim(ticker)})
        lines.append(Line("orientation", label, nav, (ticker,)))
    return tuple(lines)


def _spans(nav: NavPath, end: date) -> tuple[Span, ...]:
    """The whole record and its last five years, in complete 12-month periods."""
    whole = whole_years(nav, end)
    if isinstance(whole, NotAvailable):
        return ()
    years = round(whole.years)
    spans = [Span("whole", months_before(end, 12 * years), end, years)]
    if years > RECENT_YEARS:
        spans.append(Span("recent", months_before(end, 12 * RECENT_YEARS), end, RECENT_YEARS))
    return tuple(spans)
