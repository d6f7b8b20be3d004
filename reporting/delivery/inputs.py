"""The inputs of one profile's documents with their full hashes: what its figures are traced back to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import numpy as np

from reporting.delivery.plan import Task
from reporting.delivery.subject import Subject
from reporting.disclosures.context import RECORDS
from reporting.domain.lineage import Input
from reporting.domain.market import Market, PriceTable, RateTable
from reporting.domain.series import Dates
from reporting.inputs.house import ASSUMPTIONS, FIRM, INSTRUMENTS

HOUSE = {"firm": FIRM, "instruments": INSTRUMENTS, "assumptions": ASSUMPTIONS}
"""Files of the house by the key under which figures name them."""


def inputs_of(task: Task, market: Market) -> tuple[Input, ...]:
    """Tables with the dates inside the market, then profile, house files, live record, earlier document.

    More than any one document uses: what its figures name is kept (`disclosures.lineage.traced`).
    """
    subject = task.subject
    return (*_tables(subject, market), _profile(subject), *_house(subject), *_earlier(task, market))


def _tables(subject: Subject, market: Market) -> Iterator[Input]:
    for key, table in subject.data.tables.items():
        yield _table(key, table, market)


def _table(key: str, table: PriceTable | RateTable, market: Market) -> Input:
    return Input(key, table.source, table.sha256, *_used(table.dates, market.sessions[0], market))


def _used(days: Dates, start: np.datetime64, market: Market) -> tuple[date | None, date | None]:
    """First and last of the days from `start` to the end of the market."""
    used = days[(days >= start) & (days <= market.sessions[-1])].tolist()
    return (used[0], used[-1]) if used else (None, None)


def _profile(subject: Subject) -> Input:
    profile = subject.profile
    return Input("profile", f"{profile.id}.yaml, version {profile.version}", subject.sha256)


def _house(subject: Subject) -> Iterator[Input]:
    for key, file in HOUSE.items():
        yield Input(key, file, subject.house.hashes[file])
    for key, file in zip(subject.house.emt_keys, subject.house.emt, strict=True):
        yield Input(key, file, subject.house.hashes[file])


def _earlier(task: Task, market: Market) -> Iterator[Input]:
    if task.live is not None:
        days = task.live.net.nav.dates
        yield Input(RECORDS, task.live.source, task.live.sha256, *_used(days, days[0], market))
    if task.previous is not None:
        yield task.previous.input
