"""The clause register: which statements the law asks for, in which documents, how prominent."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from reporting.domain.disclosure import DocumentKind
from reporting.domain.units import Nature
from reporting.law.source import load


class Prominence(StrEnum):
    """WARNING is boxed beside the figures, at least as large and dark as the body text; STATEMENT
    stands in the body text; NOTE under the table or chart that it explains."""

    WARNING = "warning"
    STATEMENT = "statement"
    NOTE = "note"


class Reach(StrEnum):
    """PAGE: on every page with a figure that it qualifies. DOCUMENT: once, where there is such a figure.
    ALWAYS: once in every document. NO_RECORD: where there is no complete period. MENTION: once, where
    the document mentions its subject."""

    PAGE = "page"
    DOCUMENT = "document"
    ALWAYS = "always"
    NO_RECORD = "no_record"
    MENTION = "mention"


@dataclass(frozen=True, slots=True)
class Scope:
    """What a clause qualifies: figures of some natures but for `exceptions`, or of some definitions, and
    tables and charts by their ids."""

    reach: Reach
    natures: frozenset[Nature]
    definitions: frozenset[str]
    exceptions: frozenset[str]
    tables: frozenset[str]
    charts: frozenset[str]


@dataclass(frozen=True, slots=True)
class Clause:
    """One statement. `basis` is the rule, `applies` says when, `text` is its message key, `accepted` are
    keys of messages that say the same in other words."""

    id: str
    basis: str
    documents: tuple[DocumentKind, ...]
    applies: str
    text: str
    prominence: Prominence
    accepted: tuple[str, ...]
    scope: Scope

    def qualifies(self, nature: Nature, definition: str) -> bool:
        """Whether a figure of this nature and definition needs the clause."""
        if definition in self.scope.exceptions:
            return False
        return nature in self.scope.natures or definition in self.scope.definitions


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
            accepted=tuple(row.get("accepted", ())),
            scope=_scope(row["qualifies"]),
        )
        for id, row in load("clauses").items()
    }


def clause(id: str) -> Clause:
    """One clause; KeyError for an id that does not exist."""
    return clauses()[id]


def _scope(row: dict[str, Any]) -> Scope:
    def ids(key: str) -> frozenset[str]:
        return frozenset(row.get(key, ()))

    return Scope(
        reach=Reach(row["reach"]),
        natures=frozenset(Nature(nature) for nature in row.get("natures", ())),
        definitions=ids("definitions"),
        exceptions=ids("except"),
        tables=ids("tables"),
        charts=ids("charts"),
    )
