"""Where the result of a period came from: each instrument, income, costs, taxes; exact to the cent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from reporting.clients.bookings import ZERO, Post, Trade
from reporting.clients.valuation import Valuation, money
from reporting.domain.client import FlowKind


@dataclass(frozen=True, slots=True)
class Part:
    """What one instrument added, money: `price` by its price, `income` by what it paid out; `costs` of
    trading it are negative."""

    ticker: str
    price: Decimal
    income: Decimal
    costs: Decimal

    @property
    def gross(self) -> Decimal:
        """Before the costs of trading it."""
        return self.price + self.income

    @property
    def net(self) -> Decimal:
        """After them."""
        return self.gross + self.costs


@dataclass(frozen=True, slots=True)
class Attribution:
    """The result of a period in parts: `instruments` in the ledger's order, `others` by post; they add up to
    `gain`. Deposits and withdrawals are no result."""

    instruments: tuple[Part, ...]
    others: Mapping[FlowKind, Decimal]
    gain: Decimal

    @property
    def winners(self) -> tuple[Part, ...]:
        """The instruments that gained after costs, the largest gain first."""
        return tuple(sorted((each for each in self.instruments if each.net > 0), key=lambda p: -p.net))

    @property
    def losers(self) -> tuple[Part, ...]:
        """The instruments that lost after costs, the largest loss first."""
        return tuple(sorted((each for each in self.instruments if each.net < 0), key=lambda p: p.net))


def attribution(account: Valuation, start: date, end: date) -> Attribution:
    """The result from the close of one day to the close of another.

    Raises ValueError where the parts do not add up to it: then the accounts are wrong.
    """
    first, last = account.row(start), account.row(end)
    tickers = account.ledger.tickers
    price = {
        ticker: money(account.positions[last, column] - account.positions[first, column])
        for column, ticker in enumerate(tickers)
    }
    income, costs = dict.fromkeys(tickers, ZERO), dict.fromkeys(tickers, ZERO)
    others: dict[FlowKind, Decimal] = {}
    for booking in account.ledger.bookings:
        if not start < booking.day <= end:
            continue
        for post, amount in booking.amounts:
            _share(post, amount, booking.ticker, (price, income, costs), others)
    touched = [ticker for ticker in tickers if price[ticker] or income[ticker] or costs[ticker]]
    parts = tuple(Part(ticker, price[ticker], income[ticker], costs[ticker]) for ticker in touched)
    gain = money(account.values[last] - account.values[first] - account.flows[first + 1 : last + 1].sum())
    if sum((each.net for each in parts), ZERO) + sum(others.values(), ZERO) != gain:
        raise ValueError("the parts of the result do not add up to it")
    return Attribution(parts, others, gain)


def _share(
    post: Post,
    amount: Decimal,
    ticker: str,
    by_ticker: tuple[dict[str, Decimal], dict[str, Decimal], dict[str, Decimal]],
    others: dict[FlowKind, Decimal],
) -> None:
    """What was paid for units is no loss, and what they brought no gain: the value moved as well."""
    price, income, costs = by_ticker
    if post in (Trade.PURCHASE, Trade.SALE):
        price[ticker] += amount
    elif post is Trade.EXECUTION_COST:
        costs[ticker] += amount
    elif post is FlowKind.DISTRIBUTION and ticker in income:
        income[ticker] += amount
    elif isinstance(post, FlowKind) and not post.external:
        others[post] = others.get(post, ZERO) + amount
