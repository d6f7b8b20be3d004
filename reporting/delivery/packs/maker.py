"""What a run needs to know of the packs themselves: who makes them from what, and what comes back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Protocol

from reporting.delivery.register.documents import Source
from reporting.delivery.text import Json

if TYPE_CHECKING:
    from reporting.delivery.packs.report import Published


class State(StrEnum):
    """What became of a type of document for a client. EXEMPT: none is due. REFUSED: a rule forbids it.
    FAILED: it is due, and could not be made or published."""

    ISSUED = "issued"
    EXEMPT = "exempt"
    REFUSED = "refused"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Part:
    """What became of one type of document for one client, with the reasons in words that name nobody."""

    type: str
    state: State
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A finished document. `name` is its file's name without suffix; `day` its as-of date as ISO text.

    `profile` and `questionnaire` are versions, `inputs` hashes by name, `checks` verdicts by their number,
    `verdicts` one sign a rule (`domain.tally`). `barred` are the reasons for which it may not be published,
    `files` hashes by name of what belongs to it, among which is `name`.pdf.
    """

    type: str
    name: str
    document: str
    day: str
    language: str
    pages: int
    files: Mapping[str, str]
    profile: str = ""
    questionnaire: str = ""
    inputs: Mapping[str, str] = field(default_factory=dict)
    checks: Mapping[str, int] = field(default_factory=dict)
    verdicts: str = ""
    barred: tuple[str, ...] = ()

    @property
    def pdf(self) -> str:
        """The name of the document itself among its files."""
        return f"{self.name}.pdf"


@dataclass(frozen=True, slots=True)
class Record:
    """All that a run remembers of a client, who is named by the pseudonym: nothing here is personal.

    `parts` holds each type of document once. `ended` is the day on which the relationship ended.
    """

    client: str
    parts: tuple[Part, ...]
    documents: tuple[Document, ...] = ()
    ended: str | None = None


@dataclass(frozen=True, slots=True)
class PackResult:
    """A record with the contents of the files that it lists, by their names."""

    record: Record
    contents: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Task:
    """A client whose pack is to be made: the id in the book, which stays in the run, and the pseudonym."""

    client: str
    pseudonym: str


class PackMaker(Protocol):
    """Makes packs in one process, and keeps there what clients share (pages of a profile in a language)."""

    def make(self, task: Task) -> PackResult:
        """The pack of one client. A pure function of the recipe and the task. Raises `Refusal`."""
        ...


Reader = Callable[["Published", Document], Mapping[str, bytes]]
"""The files of a document by their names."""
Facts = Callable[[str], Any]
"""Gives the facts of a key, which were computed once for the whole run."""


class Recipe(Protocol):
    """Everything that a run depends on; it crosses the borders of processes and machines by pickling."""

    @property
    def period(self) -> str:
        """The name of the period, which is that of its folder."""
        ...

    @property
    def types(self) -> Sequence[str]:
        """The types of documents of which each record tells."""
        ...

    @property
    def keys(self) -> Sequence[str]:
        """The keys of the expensive facts (profiles), each of which is computed once a run."""
        ...

    @property
    def sources(self) -> Sequence[Source]:
        """The files that go by a version."""
        ...

    @property
    def issued_under(self) -> Mapping[str, str]:
        """The versions of `templates` and `law` for the register."""
        ...

    @property
    def told(self) -> dict[str, Json]:
        """What the run report says of inputs and versions. Runs with the same told content are the same."""
        ...

    @property
    def report_names(self) -> Sequence[str]:
        """The files below the period's folder in which a run is reported on, beside `packs.json`."""
        ...

    def reports(self, made: Sequence[Published], read: Reader) -> tuple[Mapping[str, bytes], Sequence[str]]:
        """Their contents, and a line for each reason why one must not be used."""
        ...

    def tasks(self) -> Sequence[Task]:
        """All clients of the book, in the order in which packs are best made."""
        ...

    def facts(self, key: str) -> Any:
        """The facts of a key, anew. A pure function; what it gives can be pickled."""
        ...

    def maker(self, facts: Facts) -> PackMaker:
        """A maker for this process."""
        ...
