"""The report of a run: every client of the book is issued, exempt, refused or failed, with the reasons."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from reporting.delivery.packs.maker import Document, Part, Record, State
from reporting.delivery.text import Json

FORMAT = 1
NAME = "packs.json"


@dataclass(frozen=True, slots=True)
class Published:
    """A record at the end of the run. `versions` are those of the documents that were published, by type."""

    record: Record
    versions: Mapping[str, int]

    @property
    def documents(self) -> tuple[Document, ...]:
        """The documents that were published."""
        return tuple(each for each in self.record.documents if each.type in self.versions)

    @property
    def state(self) -> State:
        """What became of the client as a whole: a failure counts, then a document, then a refusal."""
        states = {part.state for part in self.record.parts}
        order = (State.FAILED, State.ISSUED, State.REFUSED, State.EXEMPT)
        return next(state for state in order if state in states)

    @property
    def unserved(self) -> bool:
        """Whether something failed, or the client was refused without a document that says so."""
        return self.state in (State.FAILED, State.REFUSED)

    @property
    def reasons(self) -> list[str]:
        """Why the client has not got everything, each reason once."""
        told = (part for part in self.record.parts if part.state in (State.FAILED, State.REFUSED))
        return list(dict.fromkeys(reason for part in told for reason in part.reasons))


def withheld(record: Record, document: Document, reasons: Sequence[str]) -> Record:
    """The record after one of its documents was not published: what it held failed for these reasons."""
    own = {part.type for part in record.parts}

    def part_of(part: Part) -> Part:
        meant = part.type == document.type if document.type in own else part.state is State.ISSUED
        return replace(part, state=State.FAILED, reasons=tuple(reasons)) if meant else part

    return replace(record, parts=tuple(part_of(part) for part in record.parts))


def report(
    period: str, told: Mapping[str, Json], types: Sequence[str], all: Sequence[Published]
) -> dict[str, Json]:
    """The content of `packs.json`: sorted by client, the same whatever the order of the work.

    For each type of document the four counts add up to the clients in the book.
    """
    made = sorted(all, key=lambda each: each.record.client)
    for each in made:
        assert sorted(part.type for part in each.record.parts) == sorted(types), "each type is told of once"
    return {
        "format": FORMAT,
        "period": period,
        **told,
        "clients_in_book": len(made),
        "clients": _counts(each.state for each in made),
        "types": {type: _type(type, made) for type in types},
        "outcomes": [_outcome(each) for each in made],
    }


def _type(type: str, made: Sequence[Published]) -> dict[str, Json]:
    parts = [part for each in made for part in each.record.parts if part.type == type]
    reasons: dict[str, Json] = {}
    for state in (State.EXEMPT, State.REFUSED, State.FAILED):
        found = Counter(reason for part in parts if part.state is state for reason in part.reasons)
        if found:
            reasons[state.value] = dict(found)
    return {**_counts(part.state for part in parts), "reasons": reasons}


def _counts(states: Iterable[State]) -> dict[str, Json]:
    found = Counter(states)
    return {state.value: found[state] for state in State}


def _outcome(each: Published) -> dict[str, Json]:
    return {
        "client": each.record.client,
        "state": each.state.value,
        "parts": {part.type: _part(part) for part in each.record.parts},
        "documents": [
            {
                "type": document.type,
                "id": document.document,
                "version": each.versions[document.type],
                "language": document.language,
                "pages": document.pages,
                "files": dict(document.files),
            }
            for document in each.documents
        ],
    }


def _part(part: Part) -> dict[str, Json]:
    return {"state": part.state.value, **({"reasons": list(part.reasons)} if part.reasons else {})}


def summary(content: Mapping[str, Json]) -> list[str]:
    """The report in lines: clients, types of documents, reasons."""
    types = content["types"]
    assert isinstance(types, Mapping)
    lines = [
        f"{content['period']}: {content['clients_in_book']} clients in the book = {_told(content['clients'])}"
    ]
    for name, counts in types.items():
        lines.append(f"  {name}: {_told(counts)}")
        assert isinstance(counts, Mapping) and isinstance(counts["reasons"], Mapping)
        for state, reasons in counts["reasons"].items():
            assert isinstance(reasons, Mapping)
            ordered = sorted(reasons.items(), key=lambda item: (-int(str(item[1])), item[0]))
            lines += [f"    {state}: {count} x {reason}" for reason, count in ordered]
    return lines


def _told(counts: Json) -> str:
    assert isinstance(counts, Mapping)
    return " + ".join(f"{counts[state.value]} {state.value}" for state in State)
