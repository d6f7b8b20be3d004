"""Where the quarter's return came from: each ETF, interest, trading costs, fees; they add up exactly."""

from __future__ import annotations

from dataclasses import replace

from reporting.disclosures.ex_post import printed
from reporting.disclosures.ex_post.allocation import weights
from reporting.disclosures.ex_post.facts import Facts
from reporting.disclosures.ex_post.record import quarter_return
from reporting.disclosures.figures import settings
from reporting.disclosures.words import text
from reporting.domain.disclosure import (
    Chart,
    ChartKind,
    ChartSpec,
    Row,
    Section,
    Series,
    Table,
    Text,
    Value,
    Verbatim,
)
from reporting.domain.figure import Figure
from reporting.domain.lineage import Rule
from reporting.measures.contribution import Contribution, Ledger, contribution


def contribution_section(facts: Facts) -> Section:
    """The parts as a table and as bars."""
    parts = quarter_parts(facts)
    return Section(
        "contribution",
        text("ep.contribution"),
        (_table(facts, parts), _chart(facts, parts)),
    )


def quarter_parts(facts: Facts) -> Contribution:
    """The parts of the strategy's return in the quarter."""
    record = facts.backtest.record
    assert record.holdings is not None
    ledger = Ledger(
        holdings=record.holdings[:, :, 0],
        closes=facts.backtest.closes,
        interest=record.interest[:, 0],
        costs=record.costs[:, 0],
        fees=facts.backtest.fees,
        nav=record.nav[:, 0],
    )
    return contribution(ledger, *facts.rows(*facts.quarter))


def _part(facts: Facts, name: str, value: float) -> Figure:
    figure = printed.share(facts, f"contribution.{name}", value, "contribution", decimals=2, signed=True)
    return settings(figure, printed.within(*facts.quarter))


def _mean(facts: Facts, name: str, value: float) -> Figure:
    mean = printed.weight(facts, "quarter.mean_weight", name, value)
    return settings(mean, printed.within(*facts.quarter))


def _rows(facts: Facts, parts: Contribution) -> list[tuple[Text | Verbatim, str, float]]:
    """Name, id and value of each part."""
    etfs = zip(facts.market.tickers, parts.etfs, strict=True)
    rows: list[tuple[Text | Verbatim, str, float]] = [(Verbatim(t), t, float(value)) for t, value in etfs]
    rows.append((text("ep.interest"), "cash", parts.cash))
    rows.append((text("ep.trading_cost"), "trading_cost", parts.costs))
    rows += [(text(f"ep.{name}"), name, value) for name, value in parts.fees.items()]
    return rows


def _table(facts: Facts, parts: Contribution) -> Table:
    start, end = facts.rows(*facts.quarter)
    held, cash = (shares[start : end + 1].mean(axis=0) for shares in weights(facts))
    means = {ticker: float(held[place]) for place, ticker in enumerate(facts.market.tickers)}
    means["cash"] = float(cash)
    rows = []
    for name, id, value in _rows(facts, parts):
        fund = facts.context.house.instruments[id].name.value if id in facts.market.tickers else "–"
        mean: Value = _mean(facts, id, means[id]) if id in means else Verbatim("–")
        rows.append(Row((name, Verbatim(fund), mean, _part(facts, id, value))))
    total = quarter_return(facts, facts.strategy)
    exact = _part(facts, "total", parts.total)
    ids = tuple(f"contribution.{id}" for _, id, _ in _rows(facts, parts))
    exact = replace(exact, parts=ids, rule=Rule.SUM)
    rows.append(Row((text("ep.contribution_total"), Verbatim(""), Verbatim(""), exact), total=True))
    return Table(
        "contribution",
        text("ep.contribution_caption"),
        printed.heads(
            text("ep.part"),
            text("ep.fund"),
            text("ep.mean_weight"),
            text("ep.contribution_head"),
            widths=(0.27, 0.41, 0.16, 0.16),
            start=(0, 1),
        ),
        tuple(rows),
        printed.source(facts),
        (text("ep.contribution_note", total=total),),
    )


def _chart(facts: Facts, parts: Contribution) -> Chart:
    rows = _rows(facts, parts)
    series = (Series(text("ep.contribution_head"), tuple(value for _, _, value in rows)),)
    spec = ChartSpec(
        "contribution",
        ChartKind.BARS,
        series,
        "percent",
        labels=tuple(name for name, _, _ in rows),
        horizontal=True,
        height=0.24,
    )
    best, worst = max(rows, key=lambda row: row[2]), min(rows, key=lambda row: row[2])
    alternative = text(
        "ep.contribution_alternative",
        best=best[0],
        most=_part(facts, best[1], best[2]),
        worst=worst[0],
        least=_part(facts, worst[1], worst[2]),
    )
    return Chart(spec, text("ep.contribution_title"), alternative, printed.source(facts))
