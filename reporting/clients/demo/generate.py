"""Makes the shipped book of personas, and large books of clients derived from them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from operator import itemgetter
from pathlib import Path

import numpy as np

from reporting.clients.demo.personas import PERSONAS, Persona
from reporting.clients.demo.sinks import CsvSink, ParquetSink, Sink, SqliteSink
from reporting.clients.demo.tables import Member, Rows, rows
from reporting.domain.errors import unusable
from reporting.inputs.clients.models import TABLES

SEED = 20260101
LANGUAGES = ("en", "de", "fr", "it", "es", "nl")
MOST = 999_999
AT_ONCE = 20 * len(PERSONAS)
"""Clients that are kept side by side: what bounds the memory."""
LEAST, SPREAD = 0.25, 3.75
"""The amount of a derived client is its persona's times a number between these two, the sum included."""

SINKS: dict[str, Callable[[Path], Sink]] = {
    "csv": CsvSink,
    "parquet": ParquetSink,
    "sqlite": lambda folder: SqliteSink(folder / "book.db"),
}
Told = Callable[[int], None]


def write_personas(folder: Path, format: str = "csv") -> None:
    """The book of the 24 personas, the same bytes at every run."""
    sink = _sink(folder, format)
    for persona in PERSONAS:
        _add(sink, rows(persona, [itself(persona)]))
    sink.close()


def write_many(
    folder: Path, clients: int, format: str, seed: int = SEED, told: Told = lambda done: None
) -> None:
    """A book of derived clients. The same number gives the same client in a book of any size and format.

    Raises Unusable for a number that can't be, and for a folder that holds something already.
    """
    if not 1 <= clients <= MOST:
        raise unusable("--clients", f"must lie between 1 and {MOST:,}")
    sink = _sink(folder, format)
    for first in range(1, clients + 1, AT_ONCE):
        last = min(first + AT_ONCE, clients + 1)
        merged: Rows = {name: [] for name in TABLES}
        for persona in PERSONAS:
            members = [derived(number, seed) for number in _followers(persona, first, last)]
            for name, found in (rows(persona, members) if members else {}).items():
                merged[name] += found
        _add(sink, merged)
        told(last - 1)
    sink.close()


def itself(persona: Persona) -> Member:
    """A persona as the client of the shipped book."""
    number = persona.number
    name = f"Persona {number:02d}"
    address = f"Example street {number}, 00000 Sampletown"
    return Member(f"P{number:02d}", name, address, persona.language, persona.amount)


def derived(number: int, seed: int = SEED) -> Member:
    """The client of a number: amount and language are drawn, everything else is its persona's."""
    persona = PERSONAS[(number - 1) % len(PERSONAS)]
    draws = np.random.Generator(np.random.Philox(key=seed, counter=[0, 0, 0, number])).random(2)
    amount = max(1_000, round(persona.amount * (LEAST + SPREAD * float(draws[0])) / 100) * 100)
    return Member(
        f"C{number:06d}",
        f"Client {number:06d}",
        f"Example street {number}, 00000 Sampletown",
        LANGUAGES[int(draws[1] * len(LANGUAGES))],
        amount,
    )


def _followers(persona: Persona, first: int, last: int) -> Iterator[int]:
    """Numbers from `first` to before `last` of clients that follow a persona."""
    return (number for number in range(first, last) if (number - persona.number) % len(PERSONAS) == 0)


def _add(sink: Sink, found: Rows) -> None:
    for name, spec in TABLES.items():
        sink.add(name, sorted(found[name], key=itemgetter(spec.columns.index(spec.key))))


def _sink(folder: Path, format: str) -> Sink:
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise unusable(str(folder), "holds something already; name a new folder")
    return SINKS[format](folder)
