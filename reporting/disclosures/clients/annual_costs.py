"""The yearly statement of costs incurred (Art 50(9)): personal and from the ledger, with their effect."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from reporting.clients.incurred import ClientCosts
from reporting.disclosures.blocks import columns, warning
from reporting.disclosures.clients.account import AccountFacts, amount, currency, origin
from reporting.disclosures.clients.chapter import Chapter
from reporting.disclosures.clients.costs_effect import effect_section, months_chart
from reporting.disclosures.costs import exchange
from reporting.disclosures.costs.breakdown import ALL, LINES, SUBTOTALS, printed_units
from reporting.disclosures.figures import derived, number, percent
from reporting.disclosures.words import text
from reporting.domain.disclosure import (
    Block,
    Bullets,
    Column,
    DocumentKind,
    Facts,
    Paragraph,
    Quoted,
    Row,
    Section,
    Table,
    Text,
    Value,
    Verbatim,
)
from reporting.domain.figure import Figure
from reporting.domain.lineage import Rule
from reporting.domain.units import Nature, Unit
from reporting.measures.costs.categories import Category
from reporting.measures.sample import NotAvailable


def annual_costs_chapter(facts: AccountFacts) -> Chapter | NotAvailable:
    """The costs of the twelve months to the end of the quarter, of a shorter time for a younger account; not
    available for an account that held no money in them."""
    found = facts.yearly
    if isinstance(found, NotAvailable):
        return found
    sections = (_about(facts, found), _breakdown(facts, found), effect_section(facts, found))
    return Chapter(DocumentKind.COSTS, sections, (("spent", _answer(facts, found)),))


def _answer(facts: AccountFacts, found: ClientCosts) -> Text:
    """All costs in money and as a share, the one sentence that the cover repeats."""
    money, share = _figures(facts, found)
    return text("annual_costs.answer", total=money[ALL], share=share[ALL], first=found.first, last=found.last)


def _about(facts: AccountFacts, found: ClientCosts) -> Section:
    """What this is, for which account and time, and the answer first."""
    days = number(
        "costs.days", found.incurred.days, Unit.COUNT, Nature.CURRENT, "cost_days", sources=facts.booked
    )
    rows: tuple[tuple[Text, Value], ...] = (
        (text("statement.firm"), Verbatim(facts.client.house.firm.name.value)),
        (text("statement.account"), Quoted(facts.ledger.account.name)),
        (text("statement.holder"), Quoted(facts.client.record.client.name)),
        (text("statement.period"), text("live.period_row", start=found.first, end=found.last)),
        (text("annual_costs.days"), days),
        (text("annual_costs.base"), _base(facts, found)),
        (text("statement.currency"), Verbatim(facts.currency)),
    )
    blocks = (
        Paragraph(text("annual_costs.lead")),
        *_shorter(facts, found),
        Paragraph(_answer(facts, found)),
        Facts(rows),
        Bullets(tuple(_method(facts, found))),
        months_chart(facts, found),
    )
    return Section("annual_costs", text("annual_costs.about"), blocks)


def _shorter(facts: AccountFacts, found: ClientCosts) -> tuple[Block, ...]:
    """Why the statement is about less than a year, where it is."""
    if facts.complete_year:
        return ()
    if found.last < facts.account.last:
        return (Paragraph(text("annual_costs.closed", last=found.last)),)
    return (Paragraph(text("annual_costs.short_year", first=found.first)),)


def _method(facts: AccountFacts, found: ClientCosts) -> Iterator[Text]:
    """How costs, base and percentages were found."""
    yield text("annual_costs.service_words")
    yield text("annual_costs.instruments_words")
    if found.estimated:
        yield text("cost.incurred_estimated", tickers=Verbatim(", ".join(found.estimated)))
    yield from _foreign(facts, found)
    yield text("annual_costs.base_words", base=_base(facts, found))


def _foreign(facts: AccountFacts, found: ClientCosts) -> Iterator[Text]:
    """Instruments in another currency that were held, and its rate at the end (Art 50(3))."""
    if not facts.foreign:
        return
    currencies = sorted({fund.currency.value for fund in facts.foreign})
    yield text(
        "annual_costs.currency_words",
        tickers=Verbatim(", ".join(fund.ticker for fund in facts.foreign)),
        currencies=Verbatim(", ".join(currencies)),
        currency=currency(facts),
    )
    rates = facts.model.context.fx
    yield from (exchange(rates, each, facts.currency, found.last, "costs.fx") for each in currencies)


def _breakdown(facts: AccountFacts, found: ClientCosts) -> Section:
    """All nine categories in money and percent, adding up to the cent; third-party payments apart."""
    money, share = _figures(facts, found)
    rows = [
        Row((text(f"cost.line_{line}"), money[line], share[line]), total=line in SUBTOTALS or line == ALL)
        for line in LINES
    ]
    rows += _apart(facts, found)
    heads: tuple[Column, ...] = columns(
        "cost.category", "statement.amount", "annual_costs.share", widths=(0.56, 0.22, 0.22)
    )
    table = Table(
        "annual_costs",
        text("annual_costs.caption", first=found.first, last=found.last, currency=currency(facts)),
        heads,
        tuple(rows),
        origin(facts),
        (text("cost.rounding_note"),),
        whole=True,
    )
    offer = Paragraph(text("statement.breakdown_offer"))
    return Section("annual_costs_breakdown", text("annual_costs.breakdown"), (warning("tax"), table, offer))


def _apart(facts: AccountFacts, found: ClientCosts) -> tuple[Row, ...]:
    """Payments of third parties, all of them passed on, and taxes: no part of the costs."""
    lines = (
        ("received", found.third_party),
        ("passed_on", found.third_party),
        ("retained", found.third_party * 0),
        ("tax", -found.taxes),
    )
    return tuple(
        Row(
            (
                text(f"annual_costs.apart_{id}"),
                amount(facts, f"costs.apart.{id}", value, "booking", sources=facts.booked),
                Verbatim(""),
            )
        )
        for id, value in lines
    )


def _base(facts: AccountFacts, found: ClientCosts) -> Figure:
    return amount(facts, "costs.base", found.incurred.base, "cost_base")


def _figures(facts: AccountFacts, found: ClientCosts) -> tuple[dict[str, Figure], dict[str, Figure]]:
    """Money and share of every line; parts add up to their totals as printed."""
    values: dict[str, float] = {each: found.incurred.costs[each] for each in Category}
    cents: dict[str, int] = {each: found.cents[each] for each in Category}
    for name, parts in SUBTOTALS.items():
        values[name] = sum(values[each] for each in parts)
        cents[name] = sum(cents[each] for each in parts)
    values[ALL], cents[ALL] = sum(values[name] for name in SUBTOTALS), sum(cents[name] for name in SUBTOTALS)
    shares = {line: value / found.incurred.base for line, value in values.items()}
    printed = printed_units(shares, 2, 2)
    money, share = {}, {}
    for line in LINES:
        figure = amount(facts, f"costs.{line}.money", values[line], "cost", sources=facts.charged)
        money[line] = _linked(replace(figure, printed_units=cents[line]), line, "money")
        part = percent(
            f"costs.{line}.share", shares[line], Nature.CURRENT, "cost_share", decimals=2,
            sources=facts.charged,
        )  # fmt: skip
        share[line] = _linked(replace(part, printed_units=printed[line]), line, "share")
    return money, share


def _linked(figure: Figure, line: str, what: str) -> Figure:
    """A total names the lines that it is the sum of."""
    parts = tuple(SUBTOTALS) if line == ALL else SUBTOTALS.get(line, ())
    return derived(figure, *(f"costs.{part}.{what}" for part in parts), rule=Rule.SUM) if parts else figure
