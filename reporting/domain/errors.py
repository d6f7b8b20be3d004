"""Faults and the two ways in which work ends without a result.

A fault is one sentence with a place; a refusal carries all faults found at once.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: where it stands, what it is, how to mend it.

    `line` and `column` count from 1 and are absent where a file has none
    (a missing file, a command-line argument). `path` is the dotted key or the
    column of a table, empty where the whole file is meant.
    """

    file: str
    message: str
    path: str = ""
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)
        return ": ".join(part for part in (place, self.path, self.message) if part)


class Refusal(Exception):
    """Work that was refused in words; `exit_code` is what the command line returns."""

    exit_code = 1

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))

    def __reduce__(self) -> tuple[type[Refusal], tuple[tuple[Fault, ...]]]:
        """Refusals cross process borders whole."""
        return type(self), (self.faults,)


class Refused(Refusal):
    """Sound input that a rule forbids to use (exit 1)."""


class Unusable(Refusal):
    """Arguments or input that cannot be used (exit 2)."""

    exit_code = 2


def refuse(file: str, message: str, path: str = "") -> Refused:
    """A refusal of one fault."""
    return Refused([Fault(file, message, path)])


def unusable(file: str, message: str, path: str = "") -> Unusable:
    """Unusable input with one fault."""
    return Unusable([Fault(file, message, path)])
