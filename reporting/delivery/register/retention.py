"""How long rows keep what they say of a client: until some years after the relationship, and no longer.

A hold keeps a client's rows whatever the years; it is itself a row, with its reason.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from reporting.delivery.files import not_writable
from reporting.delivery.register.issuing import check_reason
from reporting.delivery.register.places import path_of, superseded
from reporting.delivery.register.rows import Details, Kind, Row, sound
from reporting.delivery.register.store import Entry, Reader, Register
from reporting.delivery.register.verifying import verify
from reporting.domain.errors import refuse, unusable
from reporting.law.parameters import newest

YEARS = "--years"


@dataclass(frozen=True, slots=True)
class Purge:
    """What a purge took, or would take: rows by client. `held` are clients whose time is over but who are
    under a hold."""

    rows: Mapping[str, int]
    held: tuple[str, ...]


def retention_years(asked: int | None) -> int:
    """The years asked for, else those of the law's practice. Raises Unusable for fewer than those."""
    least = newest("retention_years")
    years = int(least.value) if asked is None else asked
    if not least.value <= years <= 100:
        raise unusable(YEARS, f"{years} is not possible: at least {least.value:g} ({least.reference})")
    return years


def note_ends(register: Register, ends: Mapping[str, date | None]) -> None:
    """Add a row for each client whose relationship ended, or goes on again, since the register last heard."""
    with register.writing() as writer:
        known = _ends(writer)
        writer.append(
            [
                Entry(Kind.END, Details(client=client, day=end.isoformat() if end else ""))
                for client, end in sorted(ends.items())
                if known.get(client) != end
            ]
        )


def hold(register: Register, client: str, reason: str) -> int:
    """Put a client's rows under a hold; the sequence of its row. Raises Refused where there is one."""
    return _mark(register, client, Kind.HOLD, reason)


def release(register: Register, client: str, reason: str) -> int:
    """End a hold; the sequence of its row. Raises Refused where there is none."""
    return _mark(register, client, Kind.RELEASE, reason)


def purge(register: Register, output: Path, today: date, years: int, dry_run: bool = False) -> Purge:
    """Remove the files and the details of all clients whose relationship ended `years` before `today`.

    The files go first: a purge that was interrupted leaves rows that the next one finds. Their heads stay,
    each with a PURGE row that points to it, so that the chain verifies as before. Raises Refused, and removes
    nothing, where the register is damaged: a changed row could have others removed, or hide a hold.
    """
    if damages := verify(register).damages:
        message = (
            f"nothing is purged while rows are damaged, first {damages[0]}; see `reporting register verify`"
        )
        raise refuse(register.place.label, message)
    with register.writing() as writer:
        over = [client for client, end in _ends(writer).items() if end and _over(end, years, today)]
        held = _held(writer) & set(over)
        rows = {client: list(writer.of_client(client)) for client in sorted(set(over) - held)}
        counts = {client: len(found) for client, found in rows.items() if found}
        if not dry_run:
            for client, found in rows.items():
                _remove_files(output, client, found)
            gone = sorted(row.sequence for found in rows.values() for row in found)
            reason = f"{years} years after the relationship ended"
            writer.append([Entry(Kind.PURGE, Details(reason=reason), sequence) for sequence in gone])
            writer.drop_details(gone)
    if not dry_run:
        register.vacuum()
    return Purge(counts, tuple(sorted(held)))


def _mark(register: Register, client: str, kind: Kind, reason: str) -> int:
    check_reason(reason)
    if not reason:
        raise unusable("--reason", "a hold is placed and released for a reason; give it")
    with register.writing() as writer:
        if next(iter(writer.of_client(client)), None) is None:
            raise refuse(register.place.label, "knows no such client")
        if (client in _held(writer)) == (kind is Kind.HOLD):
            state = "is under a hold already" if kind is Kind.HOLD else "is under no hold"
            raise refuse(register.place.label, f"{client} {state}")
        return writer.append([Entry(kind, Details(client=client, reason=reason))])[0]


def _ends(reader: Reader) -> dict[str, date | None]:
    """The end of each relationship that ever ended, None where it went on again."""
    told = (sound(row) for row in reader.of_kinds(Kind.END))
    return {each.client: date.fromisoformat(each.day) if each.day else None for each in told}


def _held(reader: Reader) -> set[str]:
    held: set[str] = set()
    for row in reader.of_kinds(Kind.HOLD, Kind.RELEASE):
        (held.add if row.kind == Kind.HOLD else held.discard)(sound(row).client)
    return held


def _over(end: date, years: int, today: date) -> bool:
    """Whether more than `years` have gone by since `end`."""
    return (today.year, today.month, today.day) > (end.year + years, end.month, end.day)


def _remove_files(output: Path, client: str, rows: Iterable[Row]) -> None:
    """The documents of a client with all that lies beside them in its own folders."""
    for row in rows:
        if row.kind != Kind.ISSUE or row.details is None:
            continue
        file = path_of(output, row.details.file)
        try:
            if file.parent.name == client and file.parent.is_dir():
                shutil.rmtree(file.parent)
            for path in (file, path_of(output, superseded(row.details.file, row.details.sha256))):
                path.unlink(missing_ok=True)
        except NotADirectoryError:
            continue
        except OSError as error:
            raise not_writable(file, error) from None
        with suppress(OSError):
            file.parent.rmdir()
