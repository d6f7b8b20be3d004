"""Tables of a demo book: the rows of clients that follow one persona, column by column."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

import numpy as np

from reporting.clients.demo.accounts import CENT, UNIT, Accounts, held, kept
from reporting.clients.demo.answers import COMMON, worded
from reporting.clients.demo.course import LAST, Course, course
from reporting.clients.demo.personas import Persona
from reporting.domain.client import AccountKind, ConsentKind, Holder
from reporting.inputs.clients.models import TABLES
from reporting.inputs.questionnaire import load_questionnaire
from reporting.inputs.resources import bundled

Rows = dict[str, list[tuple[Any, ...]]]
"""Rows by table, each a tuple in the order of the table's columns; numbers are whole parts, see
`sinks.SCALES`."""

VENUE, CLOSE = "XDMO", "16:00:00"
"""A venue that does not exist, and its closing auction."""


@dataclass(frozen=True, slots=True)
class Member:
    """One client of a demo book: what differs from its persona."""

    id: str
    name: str
    address: str
    language: str
    amount: int


def rows(persona: Persona, members: Sequence[Member]) -> Rows:
    """All rows of clients of one persona, client after client in each table."""
    found: Rows = {name: [] for name in TABLES}
    for each in members:
        found["clients"].append(_client(persona, each))
        found["answers"] += _answers(persona, each)
        found["accounts"] += _accounts(persona, each)
        found["consents"] += [(each.id, kind, day.isoformat(), None) for kind, day in _consents(persona)]
        found["positions"] += _elsewhere(persona, each)
    if persona.stages:
        deposit = np.array([each.amount * CENT for each in members], dtype=np.int64)
        path = course(persona.stages, persona.last)
        _booked(found, members, kept(path, deposit, persona.payments, persona.closed))
    return found


@lru_cache(1)
def _version() -> str:
    return load_questionnaire(bundled("profiles") / "house").version


def _client(persona: Persona, member: Member) -> tuple[Any, ...]:
    persons = {
        Holder.PERSON: "",
        Holder.JOINT: f"{member.name} A;{member.name} B",
        Holder.ENTITY: f"{member.name} A",
    }
    return (
        member.id, persona.category, persona.holder, member.name, persons[persona.holder] or None,
        member.address, persona.country, member.language, persona.currency, persona.since.isoformat(),
        persona.last.isoformat() if persona.closed else None,
    )  # fmt: skip


def _consents(persona: Persona) -> Iterator[tuple[ConsentKind, date]]:
    if persona.electronic:
        yield ConsentKind.ELECTRONIC, persona.since
    yield from persona.consents


def _answers(persona: Persona, member: Member) -> Iterator[tuple[Any, ...]]:
    given = dict(COMMON)
    for part in persona.answers:
        given |= part
    if persona.holder is Holder.ENTITY:
        given = {question: value for question, value in given.items() if question not in OF_PEOPLE}
    for day in persona.answered:
        for question, value in given.items():
            if question not in persona.unanswered:
                yield member.id, question, worded(value, member.amount), day.isoformat(), _version()


OF_PEOPLE = frozenset({"occupation", "education"})
"""Questions that are not put to an entity."""


def _accounts(persona: Persona, member: Member) -> Iterator[tuple[Any, ...]]:
    if persona.stages:
        (_, opened), (profile, since) = persona.stages[0], persona.stages[-1]
        closed = persona.last.isoformat() if persona.closed else None
        yield (
            f"{member.id}-M", member.id, AccountKind.MANDATE, f"{member.id}-M", persona.currency,
            opened.isoformat(), closed, profile, since.isoformat(),
        )  # fmt: skip
    if persona.elsewhere:
        opened = persona.elsewhere.opened
        yield (
            f"{member.id}-X", member.id, AccountKind.ELSEWHERE, f"{member.id}-X", persona.currency,
            opened.isoformat(), None, None, None,
        )  # fmt: skip


def _elsewhere(persona: Persona, member: Member) -> Iterator[tuple[Any, ...]]:
    if persona.elsewhere:
        for ticker, per_thousand in persona.elsewhere.holdings:
            units = round(per_thousand * member.amount * UNIT / 1000)
            yield f"{member.id}-X", persona.elsewhere.day.isoformat(), ticker, units


def _booked(found: Rows, members: Sequence[Member], accounts: Accounts) -> None:
    """Rows of positions, orders and flows, client after client."""
    path = accounts.course
    days = [str(day) for day in path.days]
    states = list(held(accounts, _stated(path)))
    for place, member in enumerate(members):
        account = f"{member.id}-M"

        def numbered(letter: str, id: str = member.id) -> Callable[[], str]:
            numbers = iter(range(1, 10**6))
            return lambda: f"{id}-{letter}{next(numbers):04d}"

        order, flow = numbered("T"), numbered("F")
        found["positions"] += [
            (account, days[row], path.tickers[ticker], int(units[place]))
            for row, ticker, units in states
            if units[place]
        ]
        found["transactions"] += [
            (
                order(), account, days[each.row], CLOSE, "market", VENUE, path.tickers[each.ticker],
                each.side, int(each.units[place]), each.price, path.currency, int(each.consideration[place]),
                int(each.cost[place]), None,
            )
            for each in accounts.orders
            if each.units[place]
        ]  # fmt: skip
        found["cash_flows"] += [
            (flow(), account, days[each.row], each.kind, int(each.amount[place]), path.currency, None, None)
            for each in accounts.flows
            if each.amount[place]
        ]


def _stated(path: Course) -> list[int]:
    """Sessions at whose end the custodian states positions: the last of each quarter, and the last of all."""
    quarters = path.days.astype("datetime64[M]").astype(np.int64) // 3
    ends = np.flatnonzero(quarters[1:] != quarters[:-1]).tolist()
    return [*ends, len(path.days) - 1] if str(path.days[-1]) == str(LAST) else ends
