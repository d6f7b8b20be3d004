"""What every document of one client and period starts from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from reporting.disclosures.context import Context
from reporting.disclosures.ex_ante.facts import ExAnteFacts
from reporting.domain.client import Account, ClientRecord
from reporting.domain.disclosure import Status, Text
from reporting.domain.house import House
from reporting.strategy.backtest import Backtest


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """A profile in one period, computed once for all its clients.

    `outlook` is what its ex-ante document says, for the standard amount; `backtest` holds the profile's
    decisions with their reasons, of which a client's statement names those that were traded for it.
    """

    context: Context
    outlook: ExAnteFacts
    backtest: Backtest


@dataclass(frozen=True, slots=True, eq=False)
class ClientContext:
    """One client in one period. `reference` is the pseudonym under which files and registers know it.

    `models` are all profiles of the firm by id. `as_of` is the last session of the `quarter`, `period` its
    name. `status` and `reasons` say what the documents may be used for.
    """

    record: ClientRecord
    reference: str
    house: House
    models: Mapping[str, Model]
    period: str
    quarter: tuple[date, date]
    as_of: date
    status: Status
    reasons: tuple[Text, ...]

    @property
    def language(self) -> str:
        """The language of the client's documents."""
        return self.record.client.language

    @property
    def account(self) -> Account | None:
        """The managed account, None for a client without one."""
        return self.record.mandate

    @property
    def model(self) -> Model | None:
        """The profile by which the account is managed, None without one."""
        return None if self.account is None else self.models.get(self.account.profile)

    @property
    def currency(self) -> str:
        """The currency of the account, else that of the client."""
        return self.account.currency if self.account else self.record.client.currency
