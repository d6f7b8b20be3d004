"""Statements that the law asks for in whole documents: facts about the firm, duties, rights."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from reporting.domain.disclosure import DocumentKind
from reporting.law.source import load


@dataclass(frozen=True, slots=True)
class Statement:
    """`keys` are messages that must all be printed, or with `any` at least one of them. The message
    `demand.statement.<id>` says what is asked."""

    id: str
    basis: str
    documents: tuple[DocumentKind, ...]
    keys: tuple[str, ...]
    any: bool


@cache
def statements() -> tuple[Statement, ...]:
    """All statements, in the register's order."""
    return tuple(
        Statement(
            id,
            row["basis"],
            tuple(DocumentKind(kind) for kind in row["documents"]),
            tuple(row["keys"]),
            row.get("any", False),
        )
        for id, row in load("statements").items()
    )
