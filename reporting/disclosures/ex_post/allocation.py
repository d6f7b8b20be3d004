"""What was held through time, and the rebalances of the quarter with what they cost and why."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from reporting.disclosures.common import text
from reporting.disclosures.ex_post import printed
from reporting.disclosures.ex_post.charts import days, values
from reporting.disclosures.ex_post.facts import Facts
from reporting.disclosures.ex_post.trading import trading_table
from reporting.domain.calendar import points
from reporting.domain.decision import Decision, Reason
from reporting.domain.disclosure import (
    Block,
    Chart,
    ChartKind,
    ChartSpec,
    Paragraph,
    Row,
    Section,
    Series,
    Table,
    Text,
    Value,
    Verbatim,
)
from reporting.domain.series import Floats
from reporting.domain.units import Frequency
from reporting.strategy.explain import explain

MOST_COLUMNS = 8
"""More ETFs than this go into a further table, so that each stays readable."""


def allocation_section(facts: Facts) -> Section:
    """Weights through time, then every rebalance of the quarter."""
    rebalances = list(_rebalances(facts))
    blocks: list[Block] = [Paragraph(text("ep.allocation_lead"))]
    if facts.spans:
        blocks.append(_through_time(facts))
    if rebalances:
        blocks += [*_targets(facts, rebalances), _reasons(facts, rebalances)]
    else:
        blocks.append(Paragraph(text("ep.no_rebalance")))
    if facts.allocation.pending is not None:
        blocks.append(Paragraph(text("ep.pending", decided=facts.allocation.pending.as_of)))
    blocks.append(trading_table(facts, len(rebalances)))
    return Section("allocation", text("ep.allocation"), tuple(blocks))


def weights(facts: Facts) -> tuple[Floats, Floats]:
    """Shares of the ETFs (T, n) and of cash (T,) in the portfolio's value at each close."""
    record = facts.backtest.record
    assert record.holdings is not None
    held, cash = record.holdings[:, :, 0], record.cash[:, 0]
    value = held.sum(axis=1) + cash
    return held / value[:, None], cash / value


def _through_time(facts: Facts) -> Chart:
    """Shares at month ends; cash that trades and fees have overdrawn by a trace is drawn as none."""
    span = facts.spans[0]
    first, last = facts.rows(span.start, span.end)
    inside = facts.sessions[first : last + 1]
    rows = first + np.union1d(points(inside, Frequency.MONTHLY), [0, len(inside) - 1])
    held, cash = weights(facts)
    names = facts.market.tickers
    drawn = np.maximum(np.column_stack([held[rows], cash[rows]]), 0.0)
    drawn /= drawn.sum(axis=1, keepdims=True)
    labels = [*(text("shared.verbatim", text=Verbatim(name)) for name in names), text("ep.cash")]
    series = [Series(label, values(drawn[:, place])) for place, label in enumerate(labels)]
    spec = ChartSpec(
        "allocation", ChartKind.STACK, tuple(series), "percent", days(facts.sessions[rows]), height=0.29
    )
    whole = slice(first, last + 1)
    parts = [_mean_words(facts, name, held[whole, place]) for place, name in enumerate(names)]
    parts.append(_mean_words(facts, "cash", cash[whole]))
    alternative = text("ep.allocation_alternative", start=span.start, end=span.end, lines=printed.join(parts))
    return Chart(spec, text("ep.allocation_title"), alternative, printed.source(facts))


def _mean_words(facts: Facts, name: str, shares: Floats) -> Text:
    mean = printed.share(facts, f"mean_weight.{name}", float(shares.mean()), "weight")
    label = text("ep.cash") if name == "cash" else text("shared.verbatim", text=Verbatim(name))
    return text("ep.mean_words", name=label, mean=mean)


def _rebalances(facts: Facts) -> Iterator[tuple[int, Decision]]:
    """Row of the sessions and decision of each rebalance of the quarter, by execution date."""
    backtest, (start, end) = facts.backtest, facts.quarter
    for place, row in enumerate(backtest.executions):
        if row < 0:
            continue
        executed = facts.sessions[row].astype(object)
        if start < executed <= end:
            yield int(row), explain(backtest.rules, backtest.decisions, place, executed)


def _targets(facts: Facts, rebalances: list[tuple[int, Decision]]) -> Iterator[Table]:
    """Target weights by date, a table for each handful of ETFs, the drifted weights in the last row."""
    tickers = facts.market.tickers
    for place in range(0, len(tickers), MOST_COLUMNS):
        part = slice(place, place + MOST_COLUMNS)
        complete = place + MOST_COLUMNS >= len(tickers)
        rows = [_target_row(facts, decision, part, complete) for _, decision in rebalances]
        rows.append(_today(facts, part, complete))
        heads = [text("ep.executed"), text("ep.decided")]
        heads += [text("shared.verbatim", text=Verbatim(ticker)) for ticker in tickers[part]]
        heads += [text("ep.cash")] if complete else []
        yield Table(
            f"targets_{place // MOST_COLUMNS}" if place else "targets",
            text("ep.targets_caption"),
            printed.heads(*heads, start=(0, 1)),
            tuple(rows),
            printed.source(facts),
            (text("ep.targets_note"),),
        )


def _target_row(facts: Facts, decision: Decision, part: slice, complete: bool) -> Row:
    executed = decision.execution_date
    assert executed is not None
    id = f"rebalance.{executed.isoformat()}"
    cells: list[Value] = [executed, decision.as_of]
    cells += [printed.share(facts, f"{id}.{etf.ticker}", etf.weight, "weight") for etf in decision.etfs[part]]
    if complete:
        cells.append(printed.share(facts, f"{id}.cash", decision.cash, "weight"))
    return Row(tuple(cells))


def _today(facts: Facts, part: slice, complete: bool) -> Row:
    held = zip(facts.market.tickers[part], facts.allocation.weights[part], strict=True)
    cells: list[Value] = [text("ep.drifted"), facts.allocation.as_of]
    cells += [printed.share(facts, f"held.{ticker}", weight, "weight") for ticker, weight in held]
    if complete:
        cells.append(printed.share(facts, "held.cash", facts.allocation.cash, "weight"))
    return Row(tuple(cells), total=True)


def _reasons(facts: Facts, rebalances: list[tuple[int, Decision]]) -> Table:
    """What was drawn, traded and paid, and which rule held each weight where it was."""
    record = facts.backtest.record
    rows = []
    for row, decision in rebalances:
        executed = decision.execution_date
        assert executed is not None
        id = f"rebalance.{executed.isoformat()}"
        before = float(record.nav[row, 0] + record.costs[row, 0]) if row else float(record.nav[row, 0])
        skipped = bool(record.skipped[row, 0])
        cells = (
            executed,
            printed.share(facts, f"{id}.draw", decision.total_weight.draw, "total_weight"),
            printed.share(facts, f"{id}.turnover", float(record.turnover[row, 0]), "turnover"),
            printed.share(
                facts, f"{id}.cost", float(record.costs[row, 0]) / before, "trading_cost", decimals=3
            ),
            text("ep.skipped") if skipped else why(decision),
        )
        rows.append(Row(cells))
    heads = ("ep.executed", "ep.drawn", "ep.turnover", "ep.cost", "ep.why")
    return Table(
        "rebalances",
        text("ep.rebalances_caption"),
        printed.heads(*(text(key) for key in heads), widths=(0.14, 0.11, 0.1, 0.1, 0.55), start=(0, 4)),
        tuple(rows),
        printed.source(facts),
        (text("ep.rebalances_note"), text("ep.reasons_note")),
    )


def why(decision: Decision) -> Text:
    """Each ETF with the rule that kept its weight where it was, those of one rule together."""
    parts = []
    for reason in Reason:
        tickers = [etf.ticker for etf in decision.etfs if etf.reason is reason]
        if tickers:
            parts.append(text(f"ep.why_{reason.value}", etfs=printed.names(tickers)))
    return printed.join(parts, "ep.semicolon")
