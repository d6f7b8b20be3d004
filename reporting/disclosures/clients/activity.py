"""The review of activities (Art 60(2)): which instruments gained and lost, what was traded, and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from reporting.clients.contributions import Part
from reporting.disclosures.blocks import columns, warning
from reporting.disclosures.clients.account import AccountFacts, amount, currency, origin
from reporting.disclosures.clients.earned import gain
from reporting.disclosures.ex_post.rebalances import why
from reporting.disclosures.figures import derived, number
from reporting.disclosures.words import text
from reporting.domain.decision import Decision
from reporting.domain.disclosure import Block, Paragraph, Row, Section, Table, Text, Verbatim
from reporting.domain.figure import Figure
from reporting.domain.lineage import Rule
from reporting.domain.units import Nature, Unit
from reporting.strategy.explain import explain

NOTHING = Verbatim("")


@dataclass(frozen=True, slots=True)
class Rebalance:
    """A decision of the profile that was traded for the client."""

    decision: Decision
    orders: int


def activity_section(facts: AccountFacts) -> Section:
    """Gains and losses by instrument with the best and the worst in words; rebalances with their reasons."""
    blocks: tuple[Block, ...] = (
        *(Paragraph(each) for each in _words(facts)),
        warning("past_performance"),
        _parts_table(facts),
        *_traded(facts),
    )
    return Section("statement_activity", text("statement.activity"), blocks)


def _words(facts: AccountFacts) -> Iterator[Text]:
    """Winners and losers alike, whichever there are."""
    winners, losers = facts.result.winners, facts.result.losers
    if winners:
        yield text(
            "statement.winners",
            count=_count(facts, "winners", len(winners)),
            best=Verbatim(winners[0].ticker),
        )
    else:
        yield text("statement.no_winners")
    if losers:
        yield text(
            "statement.losers",
            count=_count(facts, "losers", len(losers)),
            worst=Verbatim(losers[0].ticker),
        )
    else:
        yield text("statement.no_losers")


def _parts_table(facts: AccountFacts) -> Table:
    """Price, income, trading cost and the sum for each instrument, then all else; together the result."""
    rows, parts = [], []
    for each in sorted(facts.result.instruments, key=lambda part: -part.net):
        cells = [_part(facts, each, "price"), _part(facts, each, "income"), _part(facts, each, "costs")]
        rows.append(Row((Verbatim(each.ticker), *cells, _net(facts, each))))
        parts.append(f"part.{each.ticker}.net")
    for kind, value in facts.result.others.items():
        figure = _figure(facts, f"part.{kind.value}", float(value))
        rows.append(Row((text(f"statement.post_{kind.value}"), NOTHING, NOTHING, NOTHING, figure)))
        parts.append(figure.id)
    total = derived(
        _figure(facts, "part.total", float(facts.result.gain)), *parts, rule=Rule.SUM if parts else None
    )
    rows.append(Row((text("statement.gain"), NOTHING, NOTHING, NOTHING, total), total=True))
    heads = ("part", "by_price", "by_income", "by_trading", "by_all")
    return Table(
        "statement_parts",
        text("statement.parts_caption", currency=currency(facts)),
        columns(*(f"statement.{head}" for head in heads), widths=(0.24, 0.19, 0.19, 0.19, 0.19)),
        tuple(rows),
        origin(facts),
        (text("statement.parts_note", gain=gain(facts)),),
        whole=True,
    )


def _part(facts: AccountFacts, each: Part, what: str) -> Figure:
    return _figure(facts, f"part.{each.ticker}.{what}", float(getattr(each, what)))


def _net(facts: AccountFacts, each: Part) -> Figure:
    figure = _figure(facts, f"part.{each.ticker}.net", float(each.net))
    return derived(
        figure, *(f"part.{each.ticker}.{what}" for what in ("price", "income", "costs")), rule=Rule.SUM
    )


def _figure(facts: AccountFacts, id: str, value: float) -> Figure:
    return amount(facts, id, value, "account_gain", Nature.ACTUAL_PAST, signed=True)


def _count(facts: AccountFacts, id: str, count: int) -> Figure:
    return number(f"activity.{id}", count, Unit.COUNT, Nature.CURRENT, "activity", sources=facts.booked)


def rebalances(facts: AccountFacts) -> tuple[Rebalance, ...]:
    """The profile's decisions of the period on whose execution day orders of the client were executed."""
    model = facts.model.backtest
    days = [trade.day for trade in facts.ledger.trades(facts.period.first, facts.period.last)]
    found = []
    for place, row in enumerate(model.executions):
        executed: date = model.sessions[row].astype(object)
        if row >= 0 and executed in days:
            decision = explain(model.rules, model.decisions, place, executed)
            found.append(Rebalance(decision, days.count(executed)))
    return tuple(found)


def _traded(facts: AccountFacts) -> tuple[Block, ...]:
    """How many orders there were, and for each rebalance the rules that set the weights."""
    orders = facts.ledger.trades(facts.period.first, facts.period.last)
    if not orders:
        return (Paragraph(text("statement.no_orders")),)
    done = rebalances(facts)
    apart = len(orders) - sum(each.orders for each in done)
    words = text(
        "statement.orders_words",
        orders=_count(facts, "orders", len(orders)),
        rebalances=_count(facts, "rebalances", len(done)),
        apart=_count(facts, "apart", apart),
    )
    if not done:
        return (Paragraph(words),)
    rows = tuple(
        Row(
            (
                each.decision.as_of,
                each.decision.execution_date or NOTHING,
                _count(facts, f"orders.{place}", each.orders),
                why(each.decision),
            )
        )
        for place, each in enumerate(done, 1)
    )
    table = Table(
        "statement_rebalances",
        text("statement.rebalances_caption"),
        columns(
            *(f"statement.{head}" for head in ("decided", "executed", "orders", "why")),
            widths=(0.15, 0.15, 0.1, 0.6),
            start=(0, 1, 3),
        ),
        rows,
        notes=(text("ep.reasons_note"),),
    )
    return Paragraph(words), table
