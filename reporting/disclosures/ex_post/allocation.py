"""What was held through time, and in the quarter."""

from __future__ import annotations

import numpy as np

from reporting.disclosures.ex_post import printed
from reporting.disclosures.ex_post.charts import days, values
from reporting.disclosures.ex_post.facts import Facts
from reporting.disclosures.ex_post.rebalances import reasons_table, rebalance_tables, rebalances
from reporting.disclosures.ex_post.trading import trading_table
from reporting.disclosures.figures import settings
from reporting.disclosures.words import text
from reporting.domain.calendar import points
from reporting.domain.disclosure import (
    Block,
    Chart,
    ChartKind,
    ChartSpec,
    Paragraph,
    Section,
    Series,
    Text,
    Verbatim,
)
from reporting.domain.series import Floats
from reporting.domain.units import Frequency


def allocation_section(facts: Facts) -> Section:
    """Every rebalance of the quarter, what they cost, and their reasons."""
    done = rebalances(facts)
    blocks: list[Block] = [Paragraph(text("ep.allocation_lead"))]
    if done:
        blocks += rebalance_tables(facts, done)
    else:
        blocks.append(Paragraph(text("ep.no_rebalance")))
    blocks.append(trading_table(facts, len(done)))
    if done:
        blocks.append(reasons_table(facts, done))
    if facts.allocation.pending is not None:
        blocks.append(Paragraph(text("ep.pending", decided=facts.allocation.pending.as_of)))
    return Section("allocation", text("ep.allocation"), tuple(blocks))


def weights(facts: Facts) -> tuple[Floats, Floats]:
    """Shares of the ETFs (T, n) and of cash (T,) in the portfolio's value at each close."""
    record = facts.backtest.record
    assert record.holdings is not None
    held, cash = record.holdings[:, :, 0], record.cash[:, 0]
    value = held.sum(axis=1) + cash
    return held / value[:, None], cash / value


def weights_chart(facts: Facts) -> Chart:
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
        "allocation", ChartKind.STACK, tuple(series), "percent", days(facts.sessions[rows]), height=0.32
    )
    whole = slice(first, last + 1)
    parts = [_mean_words(facts, name, held[whole, place]) for place, name in enumerate(names)]
    parts.append(_mean_words(facts, "cash", cash[whole]))
    alternative = text("ep.allocation_alternative", start=span.start, end=span.end, lines=printed.join(parts))
    return Chart(spec, text("ep.allocation_title"), alternative, printed.source(facts))


def _mean_words(facts: Facts, name: str, shares: Floats) -> Text:
    mean = printed.weight(facts, "mean_weight", name, float(shares.mean()))
    mean = settings(mean, printed.within(facts.spans[0].start, facts.spans[0].end))
    label = text("ep.cash") if name == "cash" else text("shared.verbatim", text=Verbatim(name))
    return text("ep.mean_words", name=label, mean=mean)
