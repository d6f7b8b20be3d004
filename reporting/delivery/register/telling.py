"""What a register holds, for people and for other programs. Nothing here is a client's name or id."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import asdict

from rich.console import Console
from rich.table import Table

from reporting.delivery import text
from reporting.delivery.register.rows import COLUMNS, Kind, Row, parsed
from reporting.delivery.register.store import Register
from reporting.delivery.register.verifying import Verified
from reporting.delivery.text import Json
from reporting.domain.errors import refuse

HEADS = ("sequence", "kind", "time", "subject")
PARSED = ("inputs", "checks")
WIDTH = 1000
"""Wider than any line, so that none is broken."""


def found(
    register: Register, client: str | None = None, period: str | None = None, type: str | None = None
) -> tuple[list[Row], dict[int, int]]:
    """The rows that fit every condition given, and for each superseded row the one that supersedes it."""
    wanted = {"client": client, "period": period, "type": type}
    conditions = {name: value for name, value in wanted.items() if value is not None}
    with register.reading() as reader:
        rows = list(reader.rows())
    replaced = {
        row.details.supersedes: row.sequence
        for row in rows
        if row.details and row.details.supersedes is not None
    }
    chosen = [
        row
        for row in rows
        if not conditions
        or (row.details and all(getattr(row.details, name) == value for name, value in conditions.items()))
    ]
    return chosen, replaced


def one(register: Register, sequence: int) -> dict[str, Json]:
    """A row in full. Raises Refused for a sequence that does not exist."""
    rows, replaced = found(register)
    row = next((row for row in rows if row.sequence == sequence), None)
    if row is None:
        raise refuse(register.place.label, f"has no row {sequence}; its last one is {len(rows)}")
    return {
        **shape(row, replaced),
        "commitments": parsed(row.commitments) or row.commitments,
        "hash": row.hash,
    }


def shape(row: Row, replaced: dict[int, int]) -> dict[str, Json]:
    """A row for JSON: what applies to its kind, or that its details were purged."""
    told: dict[str, Json] = {name: getattr(row, name) for name in HEADS if getattr(row, name) is not None}
    if row.details is None:
        return {**told, "purged": True}
    for name, value in asdict(row.details).items():
        if value not in ("", None):
            told[name] = (parsed(value) if name in PARSED else None) or value
    if row.sequence in replaced:
        told["superseded_by"] = replaced[row.sequence]
    return told


def export_json(rows: Iterable[Row], replaced: dict[int, int]) -> bytes:
    """All rows with their hashes, as one JSON array."""
    return text.pretty([{**shape(row, replaced), "hash": row.hash} for row in rows])


def export_csv(rows: Iterable[Row], replaced: dict[int, int]) -> bytes:
    """All rows with their hashes as a table; no cell starts a formula."""
    header = (*HEADS, *COLUMNS, "superseded_by", "hash")
    return text.table(header, (_cells(row, replaced) for row in rows))


def _cells(row: Row, replaced: dict[int, int]) -> Sequence[text.Cell]:
    details = [getattr(row.details, name) if row.details else None for name in COLUMNS]
    return [
        *(getattr(row, name) for name in HEADS),
        *details,
        replaced.get(row.sequence),
        row.hash,
    ]


def verdict(done: Verified) -> str:
    """What a verification found, in a line, and the hash to note elsewhere."""
    told = [f"{done.rows} rows", f"{done.purged} purged"]
    told += [] if done.files is None else [f"{done.files} files"]
    told.append(f"{len(done.damages)} damaged" if done.damages else "as written")
    return f"{', '.join(told)}; head {done.head}\n"


def verdict_json(done: Verified) -> dict[str, Json]:
    """The same for programs."""
    damages: list[Json] = [asdict(damage) for damage in done.damages]
    counts = {"rows": done.rows, "purged": done.purged, "files": done.files}
    return {**counts, "head": done.head, "damages": damages}


def listing(rows: Iterable[Row], replaced: dict[int, int]) -> str:
    """One line for each row."""
    table = Table(show_edge=False, pad_edge=False, box=None)
    for head in ("row", "time", "kind", "client", "type", "period", "xx", "version", "document", "remark"):
        table.add_column(head, no_wrap=True, justify="right" if head == "row" else "left")
    for row in rows:
        each = row.details
        parts = (each.client, each.type, each.period, each.language, each.version) if each else ("",) * 5
        name = each.document if each else ""
        cells = (str(row.sequence), row.time, row.kind, *parts, name, _remark(row, replaced))
        table.add_row(*map(text.on_screen, cells))
    out = Console(file=io.StringIO(), width=WIDTH, markup=False, highlight=False, color_system=None)
    out.print(table)
    assert isinstance(out.file, io.StringIO)
    return "".join(line.rstrip() + "\n" for line in out.file.getvalue().splitlines())


def _remark(row: Row, replaced: dict[int, int]) -> str:
    if row.details is None:
        return "purged"
    told = [f"superseded by {replaced[row.sequence]}"] if row.sequence in replaced else []
    if row.details.supersedes is not None:
        told.append(f"supersedes {row.details.supersedes}")
    if row.kind == Kind.PURGE:
        told.append(f"of row {row.subject}")
    if row.details.reason:
        told.append(row.details.reason)
    return "; ".join(told)
