"""What a row of the register is, and how it is tied to the row before it.

A row has a head that stays for ever and details that a purge may take away. The head holds one commitment
for each column: SHA-256 of a salt, the column's name and its value. The salt of the details goes with them,
so that nobody can guess a purged value from what is left. The hash of a row is

    SHA-256(hash of the row before + canonical JSON of sequence, kind, time, subject and commitments)
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from enum import StrEnum

from reporting.delivery.text import Json
from reporting.domain.errors import unusable

START = "0" * 64
"""The hash before the first row."""


class Kind(StrEnum):
    """ISSUE: a document. VERSION: the content that goes by a version of a file. END: a relationship ended.
    HOLD and RELEASE: a client's rows may not, or may again, be purged. PURGE: the details of the row
    `subject` are gone."""

    ISSUE = "issue"
    VERSION = "version"
    END = "end"
    HOLD = "hold"
    RELEASE = "release"
    PURGE = "purge"


@dataclass(frozen=True, slots=True)
class Details:
    """What a row says. Empty text stands for what does not apply to its kind.

    `client` is a pseudonym. `document` is the id of a document, for VERSION the name of a file; `version`
    is that of the document within its series (1, 2, ...), for VERSION that which the file states. `day` is
    the document's as-of date, for END the last day. `profile`, `templates`, `law` and `questionnaire` are
    versions; `inputs` and `checks` are canonical JSON. `file` is relative to the output folder.
    `supersedes` is the sequence of the row that this one corrects.
    """

    client: str = ""
    type: str = ""
    period: str = ""
    language: str = ""
    document: str = ""
    version: str = ""
    day: str = ""
    profile: str = ""
    templates: str = ""
    law: str = ""
    questionnaire: str = ""
    inputs: str = ""
    sha256: str = ""
    file: str = ""
    checks: str = ""
    supersedes: int | None = None
    reason: str = ""


COLUMNS = tuple(field.name for field in fields(Details))


@dataclass(frozen=True, slots=True)
class Row:
    """A row as it lies in the register; `details` and `salt` are None where they were purged."""

    sequence: int
    kind: str
    time: str
    subject: int | None
    commitments: str
    hash: str
    details: Details | None
    salt: str | None


def canonical(value: Json) -> str:
    """JSON in the one form that is hashed: sorted keys, no spaces, ASCII."""
    return json.dumps(value, allow_nan=False, separators=(",", ":"), sort_keys=True)


def make_row(
    before: str, sequence: int, kind: Kind, time: str, details: Details, salt: str, subject: int | None = None
) -> Row:
    """The row that follows the one with hash `before`."""
    commitments = canonical({**_head(kind, time, subject), **commit(details, salt)})
    digest = row_hash(before, sequence, kind, time, subject, commitments)
    return Row(sequence, kind.value, time, subject, commitments, digest, details, salt)


def commit(details: Details, salt: str) -> dict[str, str]:
    """The commitment of each column."""
    return {name: _leaf(salt, name, value) for name, value in asdict(details).items()}


def row_hash(before: str, sequence: int, kind: str, time: str, subject: int | None, commitments: str) -> str:
    """The hash that ties a row to the one before it."""
    head: dict[str, Json] = {"sequence": sequence, "kind": str(kind), "time": time, "subject": subject}
    return _sha256(before + canonical({**head, "commitments": commitments}))


def parsed(text: str) -> Json:
    """The value of canonical JSON; None where a text is none, whatever else it is."""
    try:
        value: Json = json.loads(text)
        return value if canonical(value) == text else None
    except (ValueError, RecursionError):
        return None


def sound(row: Row) -> Details:
    """What a row says, to act upon. Raises Unusable where it is not what was written."""
    if row.details is None or changed_columns(row):
        message = f"row {row.sequence} is not what was written; see `reporting register verify`"
        raise unusable("register", message)
    return row.details


def changed_columns(row: Row) -> list[str]:
    """The columns whose value is not the one that was committed to; `salt` where none of the details fits.

    `commitments` where those themselves are no longer what was written.
    """
    told = parsed(row.commitments)
    if not isinstance(told, Mapping):
        return ["commitments"]
    head = _head(row.kind, row.time, row.subject)
    wrong = [name for name, leaf in head.items() if told.get(name) != leaf]
    if row.details is None or row.salt is None:
        return wrong
    leaves = commit(row.details, row.salt)
    differing = [name for name, leaf in leaves.items() if told.get(name) != leaf]
    return [*wrong, *(["salt"] if len(differing) == len(leaves) else differing)]


def _head(kind: str, time: str, subject: int | None) -> dict[str, str]:
    """Commitments of the columns that stay: with no salt, so that they can be read after a purge too."""
    values: dict[str, Json] = {"kind": str(kind), "time": time, "subject": subject}
    return {name: _leaf("", name, value) for name, value in values.items()}


def _leaf(salt: str, name: str, value: Json) -> str:
    return _sha256(f"{salt}\n{name}\n{canonical(value)}")


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
