"""The catalogue of obligations: what each asks, of which documents, and who sees to it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from reporting.law.source import load

EVERY = "all"


class Care(StrEnum):
    """AUTOMATIC: rules look at every document. PROCEDURAL: evidence lies outside of it. LATER: the document
    or the part does not exist yet. NOT_APPLICABLE: it does not concern these documents."""

    AUTOMATIC = "automatic"
    PROCEDURAL = "procedural"
    LATER = "later"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True)
class Obligation:
    """One row. `rules` are ids of the checks, `why` says what stands in their place; `unverified` is what of
    the legal text nobody has read yet, empty where it was read."""

    id: str
    basis: str
    documents: tuple[str, ...]
    demand: str
    care: Care
    rules: tuple[str, ...]
    why: str
    unverified: str

    def concerns(self, document: str) -> bool:
        """Whether the row concerns a kind of document."""
        return EVERY in self.documents or document in self.documents


@cache
def obligations() -> tuple[Obligation, ...]:
    """All rows in the catalogue's order."""
    return tuple(
        Obligation(
            id,
            row["basis"],
            tuple(row["documents"]),
            row["demand"],
            Care(row["status"]),
            tuple(row.get("rules", ())),
            row.get("why", ""),
            row.get("unverified", ""),
        )
        for id, row in load("obligations").items()
    )
