"""The clause register: which statements the law asks for, in which documents, how prominent."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from reporting.domain.disclosure import DocumentKind
from reporting.law.source import load


class Prominence(StrEnum):
    """WARNING is boxed beside the figures, at least as large and dark as the body text; STATEMENT
    stands in the body text; NOTE under the table or chart that it explains."""

    WARNING = "warning"
    STATEMENT = "statement"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Clause:
    """One statement. `basis` is the rule, `applies` says when, `text` is its message key."""

    id: str
    basis: str
    documents: tuple[DocumentKind, ...]
    applies: str
    text: str
    prominence: Prominence


@cache
def clauses() -> dict[str, Clause]:
    """All clauses by id, in the register's order."""
    return {
        id: Clause(
            id=id,
            basis=row["basis"],
            documents=tuple(DocumentKind(kind) for kind in row["documents"]),
            applies=row["applies"],
            text=row["text"],
            prominence=Prominence(row["prominence"]),
        )
        for id, row in load("clauses").items()
    }


def clause(id: str) -> Clause:
    """One clause; KeyError for an id that does not exist."""
    return clauses()[id]
