"""The rebalances of the quarter: what was decided, drawn, traded and paid, and which rule set each weight."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reporting.disclosures.ex_post import printed
from reporting.disclosures.ex_post.facts import Facts
from reporting.disclosures.figures import settings
from reporting.disclosures.words import text
from reporting.domain.decision import Decision, Reason
from reporting.domain.disclosure import Row, Table, Text, Value, Verbatim
from reporting.domain.figure import Figure
from reporting.strategy.explain import explain

BESIDE = 5
"""Up to so many ETFs stand beside draw and costs; more go into tables of their own."""
MOST = 8
"""So many ETFs go into one of these."""
NOTHING = Verbatim("")


@dataclass(frozen=True, slots=True)
class Rebalance:
    """One executed decision of the quarter; `number` counts from 1, `row` is that of its session."""

    number: int
    row: int
    decision: Decision

    @property
    def id(self) -> str:
        """The beginning of the ids of its figures."""
        return f"rebalance.{self.number}"


def rebalances(facts: Facts) -> tuple[Rebalance, ...]:
    """Those executed inside the quarter, in order."""
    backtest, (start, end) = facts.backtest, facts.quarter
    found: list[Rebalance] = []
    for place, row in enumerate(backtest.executions):
        executed = facts.sessions[row].astype(object)
        if row >= 0 and start < executed <= end:
            decision = explain(backtest.rules, backtest.decisions, place, executed)
            found.append(Rebalance(len(found) + 1, int(row), decision))
    return tuple(found)


def rebalance_tables(facts: Facts, done: tuple[Rebalance, ...]) -> Iterator[Table]:
    """Draw, turnover and cost, with the target weights beside them or in tables that follow."""
    tickers = facts.market.tickers
    notes = (text("ep.rebalances_note"), text("ep.targets_note"))
    if len(tickers) <= BESIDE:
        yield _table(facts, done, "rebalances", (*tickers, "cash"), True, notes)
        return
    yield _table(facts, done, "rebalances", (), True, notes[:1])
    names = (*tickers, "cash")
    for place in range(0, len(names), MOST):
        id = f"targets.{place // MOST + 1}"
        yield _table(facts, done, id, names[place : place + MOST], False, notes[1:])


def _table(
    facts: Facts,
    done: tuple[Rebalance, ...],
    id: str,
    names: tuple[str, ...],
    traded: bool,
    notes: tuple[Text, ...],
) -> Table:
    """One row for each rebalance; what is held at the end in the last one, where weights are shown."""
    weights = [text("ep.cash") if name == "cash" else _name(name) for name in names]
    before = [text("ep.number"), text("ep.decided"), text("ep.executed")]
    before += [text("ep.drawn")] if traded else []
    after = [text("ep.turnover"), text("ep.cost")] if traded else []
    rows = [Row(tuple(_cells(facts, each, names, traded))) for each in done]
    if names:
        held = [_held(facts, name) for name in names]
        blank = [NOTHING] * (len(before) - 2)
        ends: list[Value] = [NOTHING, text("ep.drifted"), *blank, *held, *[NOTHING] * len(after)]
        rows.append(Row(tuple(ends), total=True))
    heads = [*before, *weights, *after]
    return Table(
        id,
        text("ep.rebalances_caption" if traded else "ep.targets_caption"),
        printed.heads(*heads, widths=_widths(len(heads)), start=(0, 1, 2)),
        tuple(rows),
        printed.source(facts),
        notes,
    )


def _widths(count: int) -> tuple[float | None, ...]:
    """Numbers need little room, dates more; the rest is shared."""
    return (0.05, 0.125, 0.125, *(0.7 / (count - 3),) * (count - 3))


def _name(ticker: str) -> Text:
    return text("shared.verbatim", text=Verbatim(ticker))


def _cells(facts: Facts, each: Rebalance, names: tuple[str, ...], traded: bool) -> Iterator[Value]:
    decision, record = each.decision, facts.backtest.record
    executed = decision.execution_date
    assert executed is not None
    when = {"decided": decision.as_of.isoformat(), "executed": executed.isoformat()}
    yield number(facts, each)
    yield decision.as_of
    yield executed
    if traded:
        draw = printed.share(facts, f"{each.id}.draw", decision.total_weight.draw, "total_weight")
        yield settings(draw, when)
    targets = {etf.ticker: etf.weight for etf in decision.etfs} | {"cash": decision.cash}
    for name in names:
        yield settings(printed.weight(facts, each.id, name, targets[name]), when)
    if traded:
        nav, cost = float(record.nav[each.row, 0]), float(record.costs[each.row, 0])
        before = nav + cost if each.row else nav
        turnover = float(record.turnover[each.row, 0])
        yield settings(printed.share(facts, f"{each.id}.turnover", turnover, "turnover"), when)
        paid = printed.share(facts, f"{each.id}.cost", cost / before, "trading_cost", decimals=3)
        yield settings(paid, when)


def _held(facts: Facts, name: str) -> Figure:
    """The drifted weight at the as-of date."""
    allocation = facts.allocation
    weights = dict(zip(facts.market.tickers, allocation.weights, strict=True)) | {"cash": allocation.cash}
    return settings(printed.weight(facts, "held", name, weights[name]), {"day": allocation.as_of.isoformat()})


def number(facts: Facts, each: Rebalance) -> Figure:
    """The number of a rebalance, by which the table of reasons refers to it."""
    return printed.count(facts, f"{each.id}.number", each.number, "rebalance")


def reasons_table(facts: Facts, done: tuple[Rebalance, ...]) -> Table:
    """Which rules set the weights, one row for all rebalances with the same answer."""
    groups: dict[tuple[str, ...], list[Rebalance]] = {}
    for each in done:
        skipped = bool(facts.backtest.record.skipped[each.row, 0])
        key = ("skipped",) if skipped else tuple(etf.reason.value for etf in each.decision.etfs)
        groups.setdefault(key, []).append(each)
    rows = []
    for key, group in groups.items():
        words = text("ep.skipped") if key == ("skipped",) else why(group[0].decision)
        numbers = printed.join([text("ep.one_number", number=number(facts, each)) for each in group])
        rows.append(Row((words, numbers)))
    return Table(
        "reasons",
        text("ep.reasons_caption"),
        printed.heads(text("ep.why"), text("ep.numbers"), widths=(0.66, 0.34), start=(0, 1)),
        tuple(rows),
        printed.source(facts),
        (text("ep.reasons_note"),),
    )


def why(decision: Decision) -> Text:
    """Each ETF with the rule that kept its weight where it was, those of one rule together."""
    parts = []
    for reason in Reason:
        tickers = [etf.ticker for etf in decision.etfs if etf.reason is reason]
        if tickers:
            parts.append(text(f"ep.why_{reason.value}", etfs=printed.names(tickers)))
    return printed.join(parts, "ep.semicolon")
