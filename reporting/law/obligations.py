"""The catalogue of obligations: by which law, for which documents, who sees to it; its words are messages."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from reporting.law.source import load

EVERY = "all"


class Care(StrEnum):
    """AUTOMATIC: rules look at every document. PROCEDURAL: evidence lies outside of it; rules look at what it
    says. NOT_APPLICABLE: it does not concern these documents."""

    AUTOMATIC = "automatic"
    PROCEDURAL = "procedural"
    NOT_APPLICABLE = "not_applicable"


class Part(StrEnum):
    """What a row is about; the compliance report goes by these parts."""

    FAIR = "fair"
    SERVICE = "service"
    COSTS = "costs"
    SUITABILITY = "suitability"
    STATEMENT = "statement"
    NOTICE = "notice"
    RECORD = "record"


@dataclass(frozen=True, slots=True)
class Obligation:
    """One row; `obligation.<id>` is the message of what it asks. `rules` are ids of the checks, `why` is the
    key of the message of who else sees to it; `unverified` is that of what nobody has read of the legal text
    yet."""

    id: str
    basis: str
    part: Part
    documents: tuple[str, ...]
    care: Care
    rules: tuple[str, ...]
    why: str
    unverified: str

    @property
    def demand(self) -> str:
        """The key of the message that says what the row asks."""
        return f"obligation.{self.id}"

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
            Part(row["part"]),
            tuple(row["documents"]),
            Care(row["status"]),
            tuple(row.get("rules", ())),
            f"why.{row['why']}" if "why" in row else "",
            f"unverified.{id}" if row.get("unverified") else "",
        )
        for id, row in load("obligations").items()
    )
