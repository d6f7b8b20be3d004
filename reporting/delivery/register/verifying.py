"""Whether a register is as it was written: every changed, missing or added row, named with its column."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import func, select

from reporting.delivery.files import sha256
from reporting.delivery.register.places import path_of, superseded
from reporting.delivery.register.rows import START, Kind, Row, changed_columns, row_hash
from reporting.delivery.register.store import Reader, Register
from reporting.delivery.register.tables import DETAILS, ENTRIES
from reporting.domain.errors import Unusable

NOT_WRITTEN = "is not what was written"


@dataclass(frozen=True, slots=True)
class Damage:
    """What is wrong in a column of a row; column `file` where it is a document that changed."""

    row: int
    column: str
    message: str

    def __str__(self) -> str:
        return f"row {self.row}, column {self.column}: {self.message}"


@dataclass(slots=True)
class Verified:
    """The state of a register: its rows, its head (the hash of the last one), what is damaged.

    `files` counts documents that were compared with their rows; None where no folder was given.
    """

    rows: int = 0
    purged: int = 0
    head: str = START
    files: int | None = None
    damages: list[Damage] = field(default_factory=list)


def verify(register: Register, output: Path | None = None, head: str | None = None) -> Verified:
    """Follow the chain from the first row to the last, and compare the files below `output`.

    The chain alone cannot tell whether its end was cut off, or all of it written anew: `head` is a hash noted
    earlier elsewhere, which must still stand in it.
    """
    done = Verified(files=None if output is None else 0)
    with register.reading() as reader:
        chain = _Chain()
        heads = set()
        for row in reader.rows():
            done.damages += chain.follow(row)
            heads.add(row.hash)
            done.rows, done.head = done.rows + 1, row.hash
        done.purged = len(chain.purged)
        done.damages += chain.ends()
        done.damages += _orphans(reader)
        if head is not None and head not in heads:
            done.damages.append(Damage(done.rows, "hash", f"no row has the hash {head[:64]} noted earlier"))
        if output is not None:
            done.files, wrong = _files(reader, output)
            done.damages += wrong
    done.damages.sort(key=lambda each: each.row)
    return done


class _Chain:
    """What is known after each row: the hashes that the next one may follow, and which details are gone."""

    def __init__(self) -> None:
        self.expected = 1
        self.before: tuple[str, ...] = (START,)
        self.purged: set[int] = set()
        self.bare: set[int] = set()
        self.kept: set[int] = set()

    def follow(self, row: Row) -> Iterator[Damage]:
        """What is wrong with the next row."""
        gap = row.sequence != self.expected
        if gap:
            yield Damage(self.expected, "sequence", f"rows are missing up to row {row.sequence}")
        columns = changed_columns(row)
        for name in columns:
            yield Damage(row.sequence, name, NOT_WRITTEN)
        computed = [_hash(before, row) for before in self.before]
        if row.hash not in computed and not columns and not gap:
            yield Damage(row.sequence, "hash", NOT_WRITTEN)
        self._note(row)
        self.expected = row.sequence + 1
        self.before = (row.hash, *computed)

    def _note(self, row: Row) -> None:
        if row.kind == Kind.PURGE and row.subject is not None:
            self.purged.add(row.subject)
        if row.details is None:
            self.bare.add(row.sequence)
        elif row.subject is None:
            self.kept.add(row.sequence)

    def ends(self) -> Iterator[Damage]:
        """Details that went without a purge, and purges that left them."""
        for sequence in sorted(self.bare - self.purged):
            yield Damage(sequence, "details", "are gone, and no purge tells of it")
        for sequence in sorted(self.kept & self.purged):
            yield Damage(sequence, "details", "are still there, although a purge tells that they went")


def _hash(before: str, row: Row) -> str:
    return row_hash(before, row.sequence, row.kind, row.time, row.subject, row.commitments)


def _orphans(reader: Reader) -> Iterable[Damage]:
    """Details that belong to no row."""
    known = select(ENTRIES.c.sequence)
    query = select(func.min(DETAILS.c.sequence)).where(DETAILS.c.sequence.not_in(known))
    found = reader.connection.execute(query).scalar()
    return [] if found is None else [Damage(found, "details", "belong to no row")]


def _files(reader: Reader, output: Path) -> tuple[int, list[Damage]]:
    """Compare every registered file with its hash, superseded versions where they were put."""
    rows = {row.sequence: row for row in reader.of_kinds(Kind.ISSUE)}
    replaced = {row.details.supersedes for row in rows.values() if row.details}
    wrong: list[Damage] = []
    for sequence, row in rows.items():
        assert row.details is not None
        file, digest = row.details.file, row.details.sha256
        place = superseded(file, digest) if sequence in replaced else file
        if message := _compared(output, place, digest):
            wrong.append(Damage(sequence, "file", message))
    return len(rows), wrong


def _compared(output: Path, file: str, digest: str) -> str:
    try:
        content = path_of(output, file).read_bytes()
    except Unusable:
        return "leads out of the output folder"
    except OSError as error:
        return f"{file} cannot be read: {(error.strerror or 'no reason given').lower()}"
    return "" if sha256(content) == digest else f"{file} is not the document that was issued"
