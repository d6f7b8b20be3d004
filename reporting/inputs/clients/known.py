"""What the firm's other files define, by which cells of a client book are judged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product

from pydantic import BaseModel

from reporting.domain.errors import Fault
from reporting.inputs.clients.entries import Entries, Entry
from reporting.inputs.clients.models import CashFlowRow, PositionRow, TransactionRow
from reporting.inputs.scripts import scripts_of

VERSION = "is no version of the questionnaire; correct it, or name it under earlier in questionnaire.yaml"
TICKER = "is none of the instruments of the house; correct it, or add it to instruments.yaml"
UNPRINTABLE = (
    "holds signs that the fonts of the documents cannot print ({scripts}); "
    "write it in Latin, Greek or Cyrillic letters"
)
PRINTED = {
    "clients": ("name", "persons", "address"),
    "accounts": ("name",),
    "transactions": ("order", "venue", "nature"),
}
"""Free texts by table, which documents quote."""


@dataclass(frozen=True, slots=True)
class Known:
    """Versions of the questionnaire answers to which count, tickers of the firm's instruments, and the signs
    that documents can print; anything where there are none."""

    versions: frozenset[str]
    tickers: frozenset[str]
    signs: frozenset[str] = frozenset()

    def faults(self, entries: Entries) -> Iterator[Fault]:
        """Every sound row that names a version or an instrument that nobody defined, or that nobody can
        print; none where two clients have one id, since nobody can tell whose rows they are."""
        if len(entries.clients) > 1:
            return
        yield from self._unprintable(entries)
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

    def _unprintable(self, entries: Entries) -> Iterator[Fault]:
        """Texts with letters that the fonts of the documents lack: named by their scripts, never shown."""
        for table, columns in PRINTED.items() if self.signs else ():
            rows: list[Entry[BaseModel]] = getattr(entries, table)
            for entry, column in product(rows, columns):
                value = getattr(entry.row, column)
                if lacking := set("".join(value)) - self.signs:
                    yield entry.place.fault(column, UNPRINTABLE.format(scripts=scripts_of(lacking)))
