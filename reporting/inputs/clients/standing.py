"""What must hold for a client by itself: persons, relationship, answers, accounts, consents."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from reporting.domain.client import AccountKind, ConsentKind, Holder
from reporting.domain.errors import Fault
from reporting.inputs.clients.entries import Entries
from reporting.inputs.clients.models import AccountRow
from reporting.inputs.clients.rules import needs, repeated


@needs("clients")
def _once(entries: Entries) -> Iterator[Fault]:
    for entry, first in repeated(entries.clients, lambda row: row.id):
        yield entry.place.fault("id", f"the id stands in row {first} too; give each client its own")


@needs("clients")
def _persons(entries: Entries) -> Iterator[Fault]:
    for entry in entries.clients:
        holder, count = entry.row.holder, len(entry.row.persons)
        if holder is Holder.PERSON and count:
            message = "a single person answers for itself; leave the cell empty, or write joint as holder"
            yield entry.place.fault("persons", message)
        if holder is Holder.JOINT and count < 2:
            yield entry.place.fault("persons", "joint holders are two or more; name all, with semicolons")
        if holder is Holder.ENTITY and not count:
            yield entry.place.fault("persons", "name who answers for the entity")


@needs("clients")
def _relationship(entries: Entries) -> Iterator[Fault]:
    for entry in entries.clients:
        if entry.row.ended is not None and entry.row.ended < entry.row.since:
            yield entry.place.fault("ended", "lies before the day in since; correct one of them")


@needs("answers")
def _one_answer_a_day(entries: Entries) -> Iterator[Fault]:
    for entry, first in repeated(entries.answers, lambda row: (row.question, row.given_on)):
        message = f"row {first} answers the same question on the same day; keep the one that counts"
        yield entry.place.fault("question", message)


@needs("accounts")
def _one_mandate(entries: Entries) -> Iterator[Fault]:
    mandates = [entry for entry in entries.accounts if entry.row.kind is AccountKind.MANDATE]
    for entry in mandates[1:]:
        first = mandates[0].place.number
        message = f"row {first} is a mandate of the same client; keep further ones in a client of their own"
        yield entry.place.fault("kind", message)


@needs("accounts")
def _lives(entries: Entries) -> Iterator[Fault]:
    for entry in entries.accounts:
        row = entry.row
        if row.closed is not None and row.closed < row.opened:
            yield entry.place.fault("closed", "lies before the day in opened; correct one of them")


@needs("accounts", "clients")
def _within_the_relationship(entries: Entries) -> Iterator[Fault]:
    client = entries.clients[0].row
    for entry in entries.accounts:
        row = entry.row
        if row.kind is not AccountKind.MANDATE:
            continue
        if row.opened < client.since:
            yield entry.place.fault("opened", "lies before the relationship began; correct one of them")
        if client.ended is not None and (row.closed is None or row.closed > client.ended):
            yield entry.place.fault(
                "closed", "the relationship has ended, so the mandate closed before; give when"
            )


@needs("accounts")
def _profiles(entries: Entries) -> Iterator[Fault]:
    for entry in entries.accounts:
        row = entry.row
        if row.kind is AccountKind.ELSEWHERE and row.profile:
            yield entry.place.fault("profile", "what is held elsewhere has no profile; leave the cell empty")
        if bool(row.profile) != (row.profile_since is not None):
            message = "profile and profile_since belong together; give both or neither"
            yield entry.place.fault("profile_since", message)
        elif row.profile_since is not None and _outside(row, row.profile_since):
            yield entry.place.fault("profile_since", "lies outside the life of the account; correct it")


@needs("consents")
def _consents(entries: Entries) -> Iterator[Fault]:
    for entry in entries.consents:
        row = entry.row
        if row.withdrawn_on is None:
            continue
        if row.kind is ConsentKind.VALUATION_ACCESS:
            message = "an access to a valuation is a fact that can't be withdrawn; leave the cell empty"
            yield entry.place.fault("withdrawn_on", message)
        elif row.withdrawn_on < row.given_on:
            yield entry.place.fault("withdrawn_on", "lies before the day in given_on; correct one of them")


def _outside(row: AccountRow, day: date) -> bool:
    return day < row.opened or (row.closed is not None and day > row.closed)


RULES = (
    _once,
    _persons,
    _relationship,
    _one_answer_a_day,
    _one_mandate,
    _lives,
    _within_the_relationship,
    _profiles,
    _consents,
)
