"""Double entry: each booking names for every amount what it was for, and the cash moves by their sum.

So the cash at the end of a period is that at its beginning and every post between.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from reporting.domain.client import Account, CashFlow, FlowKind, Transaction

ZERO = Decimal(0)
CENT = Decimal("0.01")


class Trade(StrEnum):
    """Posts of executed orders; those of cash flows are `FlowKind`s."""

    PURCHASE = "purchase"
    SALE = "sale"
    EXECUTION_COST = "execution_cost"


Post = Trade | FlowKind


@dataclass(frozen=True, slots=True)
class Booking:
    """One event: amounts by post in the account's currency, and the `units` of a ticker that came (positive)
    or went."""

    event: Transaction | CashFlow
    amounts: tuple[tuple[Post, Decimal], ...]
    units: Decimal = ZERO

    @property
    def day(self) -> date:
        """The day of the event."""
        return self.event.day

    @property
    def ticker(self) -> str:
        """The instrument that it belongs to, empty for none."""
        return self.event.ticker

    @property
    def cash(self) -> Decimal:
        """By how much the cash moved."""
        return sum((amount for _, amount in self.amounts), ZERO)


@dataclass(frozen=True, slots=True)
class Movement:
    """Cash over some days: at the beginning, every post, at the end; they add up to the cent."""

    opening: Decimal
    posts: Mapping[Post, Decimal]
    closing: Decimal

    def of(self, *posts: Post) -> Decimal:
        """What some posts come to."""
        return sum((self.posts.get(post, ZERO) for post in posts), ZERO)


@dataclass(frozen=True)
class Ledger:
    """The bookings of one account in the order of days."""

    account: Account
    bookings: tuple[Booking, ...]

    @property
    def first(self) -> date:
        """The day of the first booking, that of the opening without one."""
        return self.bookings[0].day if self.bookings else self.account.opened

    @cached_property
    def tickers(self) -> tuple[str, ...]:
        """Every instrument ever held, in the order of the first booking."""
        return tuple(dict.fromkeys(each.ticker for each in self.bookings if each.units))

    def cash(self, day: date) -> Decimal:
        """Cash at the end of a day."""
        return sum((each.cash for each in self.bookings if each.day <= day), ZERO)

    def units(self, day: date) -> dict[str, Decimal]:
        """Units of what is held at the end of a day, in the order of `tickers`."""
        held = dict.fromkeys(self.tickers, ZERO)
        for each in self.bookings:
            if each.day <= day and each.units:
                held[each.ticker] += each.units
        return {ticker: units for ticker, units in held.items() if units}

    def between(self, first: date, last: date) -> tuple[Booking, ...]:
        """The bookings from one day to another, both included."""
        return tuple(each for each in self.bookings if first <= each.day <= last)

    def trades(self, first: date, last: date) -> tuple[Transaction, ...]:
        """The orders executed from one day to another, both included."""
        events = (each.event for each in self.between(first, last))
        return tuple(event for event in events if isinstance(event, Transaction))

    def flows(self, first: date, last: date, *kinds: FlowKind) -> tuple[CashFlow, ...]:
        """The cash flows of some kinds from one day to another, both included."""
        events = (each.event for each in self.between(first, last))
        return tuple(event for event in events if isinstance(event, CashFlow) and event.kind in kinds)

    def movement(self, first: date, last: date) -> Movement:
        """The cash from the beginning of one day to the end of another."""
        posts: defaultdict[Post, Decimal] = defaultdict(Decimal)
        for each in self.between(first, last):
            for post, amount in each.amounts:
                posts[post] += amount
        closing = self.cash(last)
        return Movement(closing - sum(posts.values(), ZERO), dict(posts), closing)
