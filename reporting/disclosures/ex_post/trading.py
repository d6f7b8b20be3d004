"""How much was traded, and what trading and the service cost."""

from __future__ import annotations

import numpy as np

from reporting.disclosures.ex_post import printed
from reporting.disclosures.ex_post.facts import Facts
from reporting.disclosures.figures import settings
from reporting.disclosures.words import text
from reporting.domain.disclosure import Row, Table, Value
from reporting.domain.series import Floats
from reporting.measures.sample import NotAvailable, Result


def trading_table(facts: Facts, rebalances: int) -> Table:
    """Turnover, trading cost and fees: in the quarter, and a year on average."""
    record = facts.backtest.record
    number: Value = settings(
        printed.count(facts, "trading.quarter.rebalances", rebalances, "turnover"),
        printed.within(*facts.quarter),
    )
    rows = [
        Row((text("ep.rebalances"), number, _rebalances_a_year(facts))),
        _row(facts, "turnover", record.turnover[:, 0], 1, shares=False),
        _row(facts, "trading_cost", record.costs[:, 0], 3),
        *(_row(facts, name, flow, 3) for name, flow in facts.backtest.fees.items()),
    ]
    return Table(
        "trading",
        text("ep.trading_caption"),
        printed.heads(text("ep.item"), text("ep.in_quarter"), text("ep.a_year"), widths=(0.5, 0.25, 0.25)),
        tuple(rows),
        printed.source(facts),
        (text("ep.trading_note"),),
    )


def _row(facts: Facts, what: str, flow: Floats, decimals: int, shares: bool = True) -> Row:
    """`shares` turns money into shares of the portfolio; a turnover is one already."""
    nav = facts.backtest.record.nav[:, 0] if shares else np.ones(len(flow))
    daily = flow[1:] / nav[:-1]
    start, end = (max(row, 0) for row in facts.rows(*facts.quarter))
    quarter = float(flow[start + 1 : end + 1].sum() / nav[start])
    figure = printed.share(facts, f"trading.quarter.{what}", quarter, what, decimals=decimals)
    year = printed.share(facts, f"trading.year.{what}", _a_year(facts, daily), what, decimals=decimals)
    year = settings(year, _whole_years(facts))
    return Row((text(f"ep.{what}"), settings(figure, printed.within(*facts.quarter)), year))


def _whole_years(facts: Facts) -> dict[str, str]:
    """The stretch that an average a year is of, nothing for less than a year."""
    return printed.within(facts.spans[0].start, facts.spans[0].end) if facts.spans else {}


def _a_year(facts: Facts, daily: Floats) -> Result:
    """Mean a year of daily amounts (T - 1,) over the whole years."""
    if not facts.spans:
        return NotAvailable("under_one_year")
    span = facts.spans[0]
    first, last = facts.rows(span.start, span.end)
    return float(daily[first:last].sum()) / span.years


def _rebalances_a_year(facts: Facts) -> Value:
    traded = (facts.backtest.record.turnover[1:, 0] > 0).astype(float)
    number = printed.count(facts, "trading.year.rebalances", _a_year(facts, traded), "turnover")
    return settings(number, _whole_years(facts))
