"""What the period cost as booked, what it brought in, and which rights arose (Art 60(2)(d), (f), (g))."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from reporting.clients.bookings import CENT, ZERO, Post, Trade
from reporting.clients.incurred import ClientCosts
from reporting.disclosures.blocks import columns, warning
from reporting.disclosures.clients.account import AccountFacts, amount, currency, origin
from reporting.disclosures.figures import derived
from reporting.disclosures.words import text
from reporting.domain.client import FlowKind
from reporting.domain.disclosure import Block, Paragraph, Row, Section, Table, Text, Verbatim
from reporting.domain.figure import Figure
from reporting.domain.lineage import Rule
from reporting.measures.costs.categories import INSTRUMENTS

FEES: tuple[Post, ...] = (
    FlowKind.SERVICE_FEE,
    Trade.EXECUTION_COST,
    FlowKind.CUSTODY_FEE,
    FlowKind.ENTRY_FEE,
    FlowKind.EXIT_FEE,
    FlowKind.PERFORMANCE_FEE,
)
"""Always shown, nil included: management fees and execution costs first, as Article 60(2)(d) names them."""
INCOME = (FlowKind.DISTRIBUTION, FlowKind.INTEREST, FlowKind.THIRD_PARTY)


def charges_section(facts: AccountFacts) -> Section:
    """Fees with their VAT, payments of third parties and taxes apart, costs inside the instruments."""
    blocks: tuple[Block, ...] = (
        _fees_table(facts),
        _apart_table(facts),
        *_inside(facts),
        Paragraph(text("statement.breakdown_offer")),
        warning("tax"),
    )
    return Section("statement_charges", text("statement.charges"), blocks)


def income_section(facts: AccountFacts) -> Section:
    """Distributions, interest and other payments one by one with their total; corporate actions."""
    received = facts.ledger.flows(facts.period.first, facts.period.last, *INCOME)
    rows = []
    for place, each in enumerate(received, 1):
        figure = amount(facts, f"income.{place}", each.amount, "booking", signed=True, sources=facts.booked)
        kind = text(f"statement.post_{each.kind.value}")
        rows.append(Row((each.day, kind, Verbatim(each.ticker or "–"), figure)))
    total = amount(
        facts, "income.total", sum((each.amount for each in received), ZERO), "booking", signed=True,
        sources=facts.booked,
    )  # fmt: skip
    if rows:
        total = derived(total, *(f"income.{place}" for place in range(1, len(rows) + 1)), rule=Rule.SUM)
    nothing = Verbatim("")
    rows.append(Row((text("statement.income_total"), nothing, nothing, total), total=True))
    table = Table(
        "statement_income",
        text("statement.income_caption", currency=currency(facts)),
        columns(
            *(f"statement.{head}" for head in ("day", "kind", "ticker", "amount")),
            widths=(0.22, 0.4, 0.18, 0.2),
            start=(0, 1, 2),
        ),
        tuple(rows),
        origin(facts),
    )
    actions = Paragraph(text("statement.no_corporate_actions"))
    return Section("statement_income", text("statement.income"), (table, actions))


def _fees_table(facts: AccountFacts) -> Table:
    moved = facts.ledger.movement(facts.period.first, facts.period.last)
    rows, sums = [], [ZERO, ZERO, ZERO]
    for post in FEES:
        paid = -moved.of(post)
        net = _before_vat(paid, _vat(facts, post))
        parts = (net, paid - net, paid)
        sums = [total + part for total, part in zip(sums, parts, strict=True)]
        rows.append(Row((text(f"statement.fee_{post.value}"), *_three(facts, post.value, parts))))
    totals = tuple(
        derived(figure, *(f"fee.{post.value}.{what}" for post in FEES), rule=Rule.SUM)
        if what != "total"
        else figure
        for what, figure in zip(
            ("net", "vat", "total"), _three(facts, "all", (sums[0], sums[1], sums[2])), strict=True
        )
    )
    rows.append(Row((text("statement.fee_all"), *totals), total=True))
    return Table(
        "statement_fees",
        text("statement.fees_caption", currency=currency(facts)),
        columns(
            *(f"statement.{head}" for head in ("charge", "before_vat", "vat", "with_vat")),
            widths=(0.43, 0.19, 0.19, 0.19),
        ),
        tuple(rows),
        origin(facts),
        (text("statement.fees_note"),),
        whole=True,
    )


def _three(facts: AccountFacts, id: str, parts: tuple[Decimal, Decimal, Decimal]) -> tuple[Figure, ...]:
    """Before VAT, VAT, together."""
    net, vat, total = (
        amount(facts, f"fee.{id}.{what}", part, "booked_fee", sources=(*facts.booked, "profile", "firm"))
        for what, part in zip(("net", "vat", "total"), parts, strict=True)
    )
    return net, vat, derived(total, net.id, vat.id, rule=Rule.SUM)


def _vat(facts: AccountFacts, post: Post) -> Decimal:
    """The rate of VAT that the booked amount contains; executing an order bears none."""
    if post is Trade.EXECUTION_COST:
        return ZERO
    if post is FlowKind.SERVICE_FEE:
        return Decimal(repr(facts.model.context.profile.fees.vat))
    return Decimal(repr(facts.client.house.firm.fees.value.vat))


def _before_vat(paid: Decimal, rate: Decimal) -> Decimal:
    return (paid / (1 + rate)).quantize(CENT, ROUND_HALF_UP)


def _apart_table(facts: AccountFacts) -> Table:
    """Payments of third parties, all of them passed on, and taxes: no part of the total."""
    moved = facts.ledger.movement(facts.period.first, facts.period.last)
    passed, taxes = moved.of(FlowKind.THIRD_PARTY), moved.of(FlowKind.TAX)
    lines: tuple[tuple[str, Decimal], ...] = (
        ("received", passed), ("passed_on", passed), ("retained", ZERO), ("tax", -taxes)
    )  # fmt: skip
    rows = tuple(
        Row((_line(id), amount(facts, f"apart.{id}", value, "booking", sources=facts.booked)))
        for id, value in lines
    )
    return Table(
        "statement_apart",
        text("statement.apart_caption", currency=currency(facts)),
        columns("statement.item", "statement.amount", widths=(0.7, 0.3)),
        rows,
        origin(facts),
        whole=True,
    )


def _line(id: str) -> Text:
    return text(f"statement.apart_{id}")


def _inside(facts: AccountFacts) -> tuple[Block, ...]:
    """Costs inside the instruments, by the method of the yearly statement (Q&A 9.5)."""
    if not isinstance(facts.costs, ClientCosts):
        return ()
    cents = sum(facts.costs.cents[each] for each in INSTRUMENTS)
    inside = amount(facts, "fee.instruments", cents / 100, "cost", sources=facts.charged)
    return (Paragraph(text("statement.inside", amount=inside)),)
