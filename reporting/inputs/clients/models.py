"""The tables of a client book as pydantic sees them: a model a table, a field a column.

A column whose field has a default may be empty, and may be left out of the table. `client` and `account` name
whom a row belongs to; everything else has the name that it has in `domain.client`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from datetime import time as TimeOfDay
from decimal import Decimal
from typing import Annotated

from pydantic import Field

from reporting.domain.client import AccountKind, Category, ConsentKind, FlowKind, Holder, Side
from reporting.inputs.clients.cells import (
    CENTS,
    COUNTRY,
    CURRENCY,
    ID,
    INSTRUMENT,
    PROFILE,
    QUESTION,
    SHARES,
    VERSION,
    At,
    Language,
    Names,
    Number,
    Of,
    On,
    Words,
)
from reporting.inputs.reading import Strict

NAME, LINE = 120, 200
PERSONS = 10


class ClientRow(Strict):
    """One client a row."""

    id: Annotated[str, ID] = Field(description="Names the client in the other tables; unique in the book")
    category: Annotated[Category, Of(Category)] = Field(description="Which protection the client has")
    holder: Annotated[Holder, Of(Holder)] = Field(description="One person, several, or a legal entity")
    name: Annotated[str, Words(NAME)] = Field(description="Name as printed")
    persons: Annotated[tuple[str, ...], Names(NAME, PERSONS)] = Field(
        (), description="Whose answers count, separated by semicolons; empty for a person"
    )
    address: Annotated[str, Words(LINE)] = Field(description="Address as printed, on one line")
    country: Annotated[str, COUNTRY] = Field(description="ISO 3166 code of the residence")
    language: Annotated[str, Language()] = Field(description="Language of the documents")
    currency: Annotated[str, CURRENCY] = Field(description="ISO 4217 code of the amounts in the documents")
    since: Annotated[date, On()] = Field(description="First day of the relationship")
    ended: Annotated[date | None, On()] = Field(None, description="Last day of the relationship")


class AnswerRow(Strict):
    """One answer to one question of the questionnaire a row."""

    client: Annotated[str, ID] = Field(description="Who gave it")
    question: Annotated[str, QUESTION] = Field(description="Id of the question in questionnaire.yaml")
    value: Annotated[str, Words(LINE)] = Field(description="The answer as it was given")
    given_on: Annotated[date, On()] = Field(description="Day of the answer")
    version: Annotated[str, VERSION] = Field(description="Version of the questionnaire")


class AccountRow(Strict):
    """One account a row: the mandate, or what is held elsewhere."""

    id: Annotated[str, ID] = Field(description="Names the account in the other tables; unique in the book")
    client: Annotated[str, ID] = Field(description="Whose account it is")
    kind: Annotated[AccountKind, Of(AccountKind)] = Field(
        description="Managed by the firm, or held elsewhere"
    )
    name: Annotated[str, Words(NAME)] = Field(description="Name or number as printed")
    currency: Annotated[str, CURRENCY] = Field(description="ISO 4217 code; everything on it is booked in it")
    opened: Annotated[date, On()] = Field(description="First day")
    closed: Annotated[date | None, On()] = Field(None, description="Last day")
    profile: Annotated[str, PROFILE] = Field("", description="Id of the profile that manages the mandate")
    profile_since: Annotated[date | None, On()] = Field(None, description="Since when it does")


class PositionRow(Strict):
    """Units of one instrument on one account at the end of a day a row, as the custodian states them."""

    account: Annotated[str, ID] = Field(description="On which account")
    day: Annotated[date, On()] = Field(description="At the end of which day")
    ticker: Annotated[str, INSTRUMENT] = Field(description="Ticker as in instruments.yaml")
    units: Annotated[Decimal, Number(SHARES, "zero")] = Field(description="Up to six decimals")


class TransactionRow(Strict):
    """One executed order a row, with the fields of Art 59(4) of Delegated Regulation (EU) 2017/565."""

    id: Annotated[str, ID] = Field(description="Unique among the client's transactions")
    account: Annotated[str, ID] = Field(description="On which account")
    day: Annotated[date, On()] = Field(description="Trading day")
    time: Annotated[TimeOfDay, At()] = Field(description="Trading time, in the venue's zone")
    order: Annotated[str, Words(40)] = Field(description="Type of the order")
    venue: Annotated[str, Words(40)] = Field(description="Identification of the venue")
    ticker: Annotated[str, INSTRUMENT] = Field(description="Ticker as in instruments.yaml")
    side: Annotated[Side, Of(Side)] = Field(description="Bought or sold")
    units: Annotated[Decimal, Number(SHARES, "positive")] = Field(description="Up to six decimals")
    price: Annotated[Decimal, Number(SHARES, "positive")] = Field(description="Price of one unit")
    currency: Annotated[str, CURRENCY] = Field(description="That of the account")
    consideration: Annotated[Decimal, Number(2, "positive")] = Field(
        description="Units times price to the cent, without cost"
    )
    cost: Annotated[Decimal, Number(2, "zero")] = Field(description="What the execution cost beside it")
    nature: Annotated[str, Words(LINE)] = Field("", description="What it was where it was no plain order")


class CashFlowRow(Strict):
    """One movement of cash other than by a trade a row: positive came, negative went."""

    id: Annotated[str, ID] = Field(description="Unique among the client's cash flows")
    account: Annotated[str, ID] = Field(description="On which account")
    day: Annotated[date, On()] = Field(description="Day of the booking")
    kind: Annotated[FlowKind, Of(FlowKind)] = Field(description="Why it came or went")
    amount: Annotated[Decimal, CENTS] = Field(description="To the cent; its sign must fit the kind")
    currency: Annotated[str, CURRENCY] = Field(description="That of the account")
    ticker: Annotated[str, INSTRUMENT] = Field("", description="The instrument that it belongs to, if any")
    remark: Annotated[str, Words(LINE)] = Field("", description="A word on it, printed as it is")


class ConsentRow(Strict):
    """One thing that the client agreed to, or did, a row."""

    client: Annotated[str, ID] = Field(description="Who agreed")
    kind: Annotated[ConsentKind, Of(ConsentKind)] = Field(description="To what")
    given_on: Annotated[date, On()] = Field(description="From which day on")
    withdrawn_on: Annotated[date | None, On()] = Field(None, description="From which day on no longer")


class BookModel(Strict):
    """A whole book, table by table; it is only ever read one client at a time."""

    clients: list[ClientRow]
    answers: list[AnswerRow]
    accounts: list[AccountRow]
    positions: list[PositionRow]
    transactions: list[TransactionRow]
    cash_flows: list[CashFlowRow]
    consents: list[ConsentRow]


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the book: its model, and the column by which rows are found."""

    model: type[Strict]
    key: str

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column that it may have."""
        return tuple(self.model.model_fields)

    @property
    def required(self) -> tuple[str, ...]:
        """The columns that it must have."""
        return tuple(name for name, field in self.model.model_fields.items() if field.is_required())


TABLES: Mapping[str, Table] = {
    "clients": Table(ClientRow, "id"),
    "answers": Table(AnswerRow, "client"),
    "accounts": Table(AccountRow, "client"),
    "positions": Table(PositionRow, "account"),
    "transactions": Table(TransactionRow, "account"),
    "cash_flows": Table(CashFlowRow, "account"),
    "consents": Table(ConsentRow, "client"),
}
