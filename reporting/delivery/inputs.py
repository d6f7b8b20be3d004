"""The inputs of one profile's documents with their full hashes: what its figures are traced back to."""

from __future__ import annotations

from collections.abc import Iterator

from reporting.delivery.subject import Subject
from reporting.domain.lineage import Input
from reporting.domain.market import Market, PriceTable, RateTable
from reporting.inputs.house import ASSUMPTIONS, FIRM, INSTRUMENTS

HOUSE = {"firm": FIRM, "instruments": INSTRUMENTS, "assumptions": ASSUMPTIONS}
"""Files of the house by the key under which figures name them."""


def inputs_of(subject: Subject, market: Market) -> tuple[Input, ...]:
    """Tables that the market was made from, with the dates inside it, then profile and house files."""
    return (*_tables(subject, market), _profile(subject), *_house(subject))


def _tables(subject: Subject, market: Market) -> Iterator[Input]:
    tables = subject.data.tables
    for key, _ in market.sources:
        yield _table(key, tables[key], market)


def _table(key: str, table: PriceTable | RateTable, market: Market) -> Input:
    days, sessions = table.dates, market.sessions
    used = days[(days >= sessions[0]) & (days <= sessions[-1])].tolist()
    first, last = (used[0], used[-1]) if used else (None, None)
    return Input(key, table.source, table.sha256, first, last)


def _profile(subject: Subject) -> Input:
    profile = subject.profile
    return Input("profile", f"{profile.id}.yaml, version {profile.version}", subject.sha256)


def _house(subject: Subject) -> Iterator[Input]:
    for key, file in HOUSE.items():
        yield Input(key, file, subject.house.hashes[file])
