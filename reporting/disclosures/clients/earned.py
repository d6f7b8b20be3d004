"""What the account earned: the period, and complete 12-month periods (Art 60(2)(c), (e), Art 44(4))."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from reporting.clients.returns import compared
from reporting.disclosures.blocks import columns, warning
from reporting.disclosures.clients.account import AccountFacts, amount, currency, origin, past
from reporting.disclosures.figures import derived
from reporting.disclosures.mandate import benchmark_name
from reporting.disclosures.words import text
from reporting.domain.disclosure import Block, Bullets, Paragraph, Row, Section, Table, Text
from reporting.domain.figure import Figure
from reporting.domain.lineage import Rule
from reporting.domain.units import Nature


def earned_section(facts: AccountFacts) -> Section:
    """The result in money and the returns beside the benchmark, whole years; a warning before each table, so
    that the page of each bears it."""
    blocks: tuple[Block, ...] = (
        warning("currency", currency=currency(facts)),
        warning("past_performance"),
        _result_table(facts),
        *_years(facts),
        Bullets(tuple(_words(facts))),
    )
    return Section("statement_earned", text("statement.earned"), blocks)


def _words(facts: AccountFacts) -> Iterator[Text]:
    """What the returns mean, and which benchmark they stand beside."""
    yield text("statement.time_weighted_words")
    yield text("statement.money_weighted_words")
    yield text("statement.gross_words")
    yield text("statement.benchmark_words", mix=benchmark_name(facts.model.context.profile))
    since = facts.ledger.account.profile_since
    first = facts.years[-1].start if facts.years else facts.performance.start
    if since is not None and since - timedelta(days=1) > first:
        yield text("statement.switched_words", since=since)


def gain(facts: AccountFacts) -> Figure:
    """The result of the period in money."""
    found = amount(
        facts, "period.gain", facts.performance.gain, "account_gain", Nature.ACTUAL_PAST, signed=True
    )
    return derived(found, "period.closing", "period.begun", rule=Rule.DIFFERENCE)


def opening(facts: AccountFacts) -> Figure:
    """The value at the beginning."""
    return amount(facts, "period.opening", facts.performance.opening, "account_value")


def flows(facts: AccountFacts) -> Figure:
    """What the client paid in less what it drew."""
    found = facts.performance.flows
    return amount(facts, "period.flows", found, "own_flows", signed=True, sources=facts.booked)


def closing(facts: AccountFacts) -> Figure:
    """The value at the end."""
    return amount(facts, "period.closing", facts.performance.closing, "account_value")


def _result_table(facts: AccountFacts) -> Table:
    """Value at the beginning, own payments, result, value at the end; then the returns."""
    found, begun, moved = facts.performance, opening(facts), flows(facts)
    worked = amount(facts, "period.begun", found.opening + found.flows, "account_value")
    returns = (
        ("net", past(facts, "period.return", found.net, "time_weighted_return")),
        ("gross", past(facts, "period.gross", found.before_service, "time_weighted_gross")),
        ("money", past(facts, "period.money_weighted", found.money_weighted, "money_weighted_return")),
        ("benchmark", past(facts, "period.benchmark", found.benchmark, "benchmark_return", facts.compared)),
    )
    rows = (
        Row((text("statement.value_opening", day=found.start), begun)),
        Row((text("statement.own_flows"), moved)),
        Row((text("statement.value_begun"), derived(worked, begun.id, moved.id, rule=Rule.SUM))),
        Row((text("statement.gain"), gain(facts))),
        Row((text("statement.value_closing", day=found.end), closing(facts)), total=True),
        *(Row((text(f"statement.return_{id}"), figure)) for id, figure in returns),
    )
    return Table(
        "statement_result",
        text("statement.result_caption", start=found.start, end=found.end, currency=currency(facts)),
        columns("statement.measure", "statement.result", widths=(0.7, 0.3)),
        rows,
        origin(facts),
        (text("statement.quarter_note"), text("clause.comparison")),
        whole=True,
    )


def _years(facts: AccountFacts) -> tuple[Block, ...]:
    """Complete 12-month periods, or the sentence that there is none."""
    if not facts.years:
        return (Paragraph(text("statement.short_record")),)
    newest, oldest = facts.years[0], facts.years[-1]
    rows = tuple(
        Row(
            (
                text("live.period_row", start=each.start, end=each.end),
                past(facts, f"account_years.{place}.net", each.value, "time_weighted_return"),
                past(
                    facts,
                    f"account_years.{place}.benchmark",
                    compared(facts.benchmark, each.start, each.end),
                    "benchmark_return",
                    facts.compared,
                ),
            )
        )
        for place, each in enumerate(facts.years, 1)
    )
    notes: tuple[Text, ...] = (
        text(
            "clause.reference_period",
            start=oldest.start,
            end=newest.end,
            source=text("statement.reference"),
        ),
    )
    table = Table(
        "account_years",
        text("statement.years_caption", currency=currency(facts)),
        columns("live.period", "live.net", "live.benchmark", widths=(0.6, 0.2, 0.2)),
        rows,
        origin(facts),
        notes,
        whole=True,
    )
    return warning("past_performance"), table, Paragraph(text("statement.net_of_costs"))
