"""What the account held and how its cash moved (Art 60(2)(c)); values and cash add up to the cent."""

from __future__ import annotations

from decimal import Decimal

from reporting.clients.bookings import Post, Trade
from reporting.clients.valuation import Contents, Holding
from reporting.disclosures.blocks import columns
from reporting.disclosures.clients.account import AccountFacts, amount, currency, origin
from reporting.disclosures.figures import derived, number, percent
from reporting.disclosures.words import text
from reporting.domain.client import FlowKind
from reporting.domain.disclosure import Block, Paragraph, Row, Section, Table, Value, Verbatim
from reporting.domain.figure import Figure
from reporting.domain.lineage import Rule
from reporting.domain.units import Nature, Unit

NOTHING = Verbatim("")
POSTS: tuple[Post, ...] = (
    FlowKind.DEPOSIT,
    FlowKind.WITHDRAWAL,
    Trade.PURCHASE,
    Trade.SALE,
    Trade.EXECUTION_COST,
    *(kind for kind in FlowKind if not kind.external),
)
"""Rows of the movement of cash in their order; without a booking only the first four are shown."""
ALWAYS = POSTS[:4]


def holdings_section(facts: AccountFacts) -> Section:
    """The contents at the beginning of the period, every movement of cash, the contents at the end."""
    begun: Block = Paragraph(text("statement.opening_empty", cash=_cash(facts, facts.opening, "opening")))
    if facts.opening.holdings:
        begun = contents_table(facts, facts.opening, "opening")
    lead = Paragraph(text("statement.contents_lead", day=facts.closing.day))
    blocks = (lead, begun, cash_table(facts), contents_table(facts, facts.closing, "closing"))
    return Section("statement_contents", text("statement.contents"), blocks)


def contents_table(facts: AccountFacts, held: Contents, id: str) -> Table:
    """Every instrument with ISIN, units, price, value and weight; cash; the total."""
    rows = [_row(facts, each, id, _decimals(held.holdings)) for each in held.holdings]
    worth = [f"{id}.{each.ticker}.value" for each in held.holdings]
    cash = _cash(facts, held, id)
    shares = [f"{id}.{each.ticker}.weight" for each in held.holdings]
    left = float(held.cash / held.total) if held.total else 0.0
    rest = derived(
        _weight(facts, f"{id}.cash.weight", left), *shares, rule=Rule.REMAINDER if shares else None
    )
    rows.append(Row((text("statement.cash"), NOTHING, NOTHING, NOTHING, cash, rest)))
    total = derived(amount(facts, f"{id}.total", held.total, "account_value"), *worth, cash.id, rule=Rule.SUM)
    rows.append(Row((text("statement.total"), NOTHING, NOTHING, NOTHING, total, NOTHING), total=True))
    heads = ("instrument", "isin", "units", "price", "value", "weight")
    return Table(
        f"statement_{id}",
        text(f"statement.{id}_caption", day=held.day, currency=currency(facts)),
        columns(
            *(f"statement.{head}" for head in heads),
            widths=(0.36, 0.15, 0.13, 0.11, 0.16, 0.09),
            start=(0, 1),
        ),
        tuple(rows),
        origin(facts),
        (text("statement.market_values"),) if id == "closing" else (),
        whole=True,
    )


def cash_table(facts: AccountFacts) -> Table:
    """Cash at the beginning, what came and went, cash at the end."""
    moved = facts.ledger.movement(facts.period.first, facts.period.last)
    begun = amount(facts, "cash.opening", moved.opening, "account_cash", sources=facts.booked)
    rows = [Row((text("statement.cash_opening", day=facts.period.first), begun))]
    parts = [begun.id]
    for post in POSTS:
        if post not in ALWAYS and post not in moved.posts:
            continue
        figure = amount(
            facts, f"cash.{post.value}", moved.of(post), "booking", signed=True, sources=facts.booked
        )
        rows.append(Row((text(f"statement.post_{post.value}"), figure)))
        parts.append(figure.id)
    ended = amount(facts, "cash.closing", moved.closing, "account_cash", sources=facts.booked)
    ended = derived(ended, *parts, rule=Rule.SUM)
    rows.append(Row((text("statement.cash_closing", day=facts.period.last), ended), total=True))
    return Table(
        "statement_cash",
        text("statement.cash_caption", currency=currency(facts)),
        columns("statement.movement", "statement.amount", widths=(0.7, 0.3)),
        tuple(rows),
        origin(facts),
        whole=True,
    )


def units_figure(facts: AccountFacts, id: str, units: Decimal, decimals: int) -> Figure:
    """Units of an instrument."""
    return number(
        id, float(units), Unit.COUNT, Nature.CURRENT, "units", decimals=decimals, sources=facts.booked
    )


def price_figure(facts: AccountFacts, id: str, price: float, sources: tuple[str, ...]) -> Figure:
    """The price of one unit in the account's currency, which the table names."""
    return number(id, price, Unit.RATIO, Nature.CURRENT, "unit_price", decimals=4, sources=sources)


def decimals_of(units: Decimal) -> int:
    """Decimals that a number of units needs."""
    exponent = units.normalize().as_tuple().exponent
    return max(-exponent, 0) if isinstance(exponent, int) else 0


def _row(facts: AccountFacts, each: Holding, id: str, decimals: int) -> Row:
    fund, stem = facts.fund(each.ticker), f"{id}.{each.ticker}"
    units = units_figure(facts, f"{stem}.units", each.units, decimals)
    price = price_figure(facts, f"{stem}.price", each.price, facts.priced)
    worth = derived(amount(facts, f"{stem}.value", each.value, "holding_value"), units.id, price.id)
    name: Value = Verbatim(f"{each.ticker}, {fund.name.value}")
    isin = Verbatim(fund.isin.value or "–")
    return Row((name, isin, units, price, worth, _weight(facts, f"{stem}.weight", each.weight)))


def _cash(facts: AccountFacts, held: Contents, id: str) -> Figure:
    return amount(facts, f"{id}.cash", held.cash, "account_cash", sources=facts.booked)


def _weight(facts: AccountFacts, id: str, value: float) -> Figure:
    return percent(id, value, Nature.CURRENT, "weight", sources=facts.priced)


def _decimals(holdings: tuple[Holding, ...]) -> int:
    return max((decimals_of(each.units) for each in holdings), default=0)
