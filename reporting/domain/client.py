"""A client of the firm, as the client book tells it: who it is, what it answered, what its accounts saw.

Amounts, prices and units are `Decimal`s, as they were booked: sums are exact, and nothing is rounded twice.
Nothing here is checked for sense; a record that the book hands out has passed `inputs.clients`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from enum import StrEnum


class Category(StrEnum):
    """Which protection the client has (Directive 2014/65/EU, Annex II)."""

    RETAIL = "retail"
    PROFESSIONAL = "professional"


class Holder(StrEnum):
    """Who the client is: one person, several together, or a legal entity."""

    PERSON = "person"
    JOINT = "joint"
    ENTITY = "entity"


class AccountKind(StrEnum):
    """MANDATE: managed by the firm. ELSEWHERE: what the client holds with others, for the switch test."""

    MANDATE = "mandate"
    ELSEWHERE = "elsewhere"


class Side(StrEnum):
    """Whether units were bought or sold."""

    BUY = "buy"
    SELL = "sell"


class FlowKind(StrEnum):
    """Why cash came or went, other than by a trade.

    DEPOSIT and WITHDRAWAL are the client's own flows; all others belong to the result.
    """

    DEPOSIT = "deposit"
    WITHDRAWAL = "withdrawal"
    INTEREST = "interest"
    DISTRIBUTION = "distribution"
    SERVICE_FEE = "service_fee"
    CUSTODY_FEE = "custody_fee"
    ENTRY_FEE = "entry_fee"
    EXIT_FEE = "exit_fee"
    PERFORMANCE_FEE = "performance_fee"
    THIRD_PARTY = "third_party"
    TAX = "tax"

    @property
    def external(self) -> bool:
        """Whether the client moved it: it is no gain and no loss."""
        return self in (FlowKind.DEPOSIT, FlowKind.WITHDRAWAL)


class ConsentKind(StrEnum):
    """What a client agreed to, or did, that changes what it is sent.

    VALUATION_ACCESS is dated evidence that it looked at an online valuation (Art 60(3)(a)).
    """

    ELECTRONIC = "electronic"
    ONLINE_VALUATION = "online_valuation"
    VALUATION_ACCESS = "valuation_access"
    EACH_TRANSACTION = "each_transaction"


@dataclass(frozen=True, slots=True)
class Client:
    """The row of `clients`. `persons` are those whose answers count (joint holders, an entity's
    representatives), empty for a person who answers for itself. `since` is the start of the relationship,
    `ended` its end or None. `language` is that of its documents, `currency` that of the amounts in them."""

    id: str
    category: Category
    holder: Holder
    name: str
    persons: tuple[str, ...]
    address: str
    country: str
    language: str
    currency: str
    since: date
    ended: date | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer to one question of a version of the questionnaire; `value` is as it was given."""

    question: str
    value: str
    given_on: date
    version: str


@dataclass(frozen=True, slots=True)
class Account:
    """An account. A mandate names its profile and the day since which it is managed by it.

    `profile` is empty for what is held elsewhere and for a client who has none yet.
    """

    id: str
    kind: AccountKind
    name: str
    currency: str
    opened: date
    closed: date | None = None
    profile: str = ""
    profile_since: date | None = None


@dataclass(frozen=True, slots=True)
class Position:
    """Units of an instrument on an account at the end of a day, as the custodian states them."""

    account: str
    day: date
    ticker: str
    units: Decimal


@dataclass(frozen=True, slots=True)
class Transaction:
    """One executed order with the fields of Art 59(4)(c) to (l) of Regulation 2017/565.

    `consideration` is units times price in the account's currency, without `cost`, which is what the
    execution cost beside it. `nature` says what the order was where it was no plain order, else empty.
    """

    id: str
    account: str
    day: date
    time: time
    order: str
    venue: str
    ticker: str
    side: Side
    units: Decimal
    price: Decimal
    currency: str
    consideration: Decimal
    cost: Decimal
    nature: str = ""


@dataclass(frozen=True, slots=True)
class CashFlow:
    """Cash that came (positive) or went (negative) on a day; `ticker` where it belongs to an instrument."""

    id: str
    account: str
    day: date
    kind: FlowKind
    amount: Decimal
    currency: str
    ticker: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Consent:
    """What a client agreed to, from a day on, until it withdrew it."""

    kind: ConsentKind
    given_on: date
    withdrawn_on: date | None = None

    def holds(self, day: date) -> bool:
        """Whether it is in force on a day."""
        return self.given_on <= day and (self.withdrawn_on is None or day < self.withdrawn_on)


@dataclass(frozen=True, slots=True)
class ClientRecord:
    """Everything that the book holds of one client, each part in the order of time, then of id."""

    client: Client
    answers: tuple[Answer, ...] = ()
    accounts: tuple[Account, ...] = ()
    positions: tuple[Position, ...] = ()
    transactions: tuple[Transaction, ...] = ()
    cash_flows: tuple[CashFlow, ...] = ()
    consents: tuple[Consent, ...] = ()

    @property
    def mandate(self) -> Account | None:
        """The managed account, None for a client who has none (yet)."""
        return next((each for each in self.accounts if each.kind is AccountKind.MANDATE), None)

    def latest(self, day: date) -> Mapping[str, Answer]:
        """The last answer to each question given on or before a day."""
        return {each.question: each for each in sorted(self.answers, key=_given) if each.given_on <= day}


def _given(answer: Answer) -> date:
    return answer.given_on
