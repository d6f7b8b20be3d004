"""What the firm's other files define, by which cells of a client book are judged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reporting.domain.errors import Fault
from reporting.inputs.clients.entries import Entries, Entry
from reporting.inputs.clients.models import CashFlowRow, PositionRow, TransactionRow

VERSION = "is no version of the questionnaire; correct it, or name it under earlier in questionnaire.yaml"
TICKER = "is none of the instruments of the house; correct it, or add it to instruments.yaml"


@dataclass(frozen=True, slots=True)
class Known:
    """Versions of the questionnaire answers to which count, and tickers of the firm's instruments."""

    versions: frozenset[str]
    tickers: frozenset[str]

    def faults(self, entries: Entries) -> Iterator[Fault]:
        """Every sound row that names a version or an instrument that nobody defined; none where two clients
        have one id, since nobody can tell whose rows they are."""
        if len(entries.clients) > 1:
            return
        for answer in entries.answers:
            if answer.row.version not in self.versions:
                yield answer.place.fault("version", VERSION)
        named: Iterable[Entry[PositionRow | TransactionRow | CashFlowRow]] = (
            *entries.positions,
            *entries.transactions,
            *entries.cash_flows,
        )
        for entry in named:
            if entry.row.ticker and entry.row.ticker not in self.tickers:
                yield entry.place.fault("ticker", TICKER)
