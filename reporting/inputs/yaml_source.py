"""YAML as a tree of literal texts with places: no types guessed, no tricks allowed.

Only mappings with text keys, lists and scalars get through. A scalar stays the text that stands in
the file; what it means is decided by the key that expects it (`scalars.py`), so `NO` is never
turned into false behind the author's back. Anchors, aliases, tags, merge keys, duplicate keys,
directives, further documents, control characters and oversized or deep files are refused in words.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from reporting.domain.errors import Fault, Unusable, unusable
from reporting.inputs.plain_text import FORBIDDEN, MAX_BYTES, MAX_FAULTS, decode, not_allowed, shorten
from reporting.inputs.resources import shown

MAX_DEPTH = 20

LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""libyaml's parser where PyYAML has it; the pure one gives the same events, slower."""

Location = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Scalar:
    """One value as literal text. `plain` is False inside quotes or in a text block."""

    text: str
    plain: bool = True

    @property
    def empty(self) -> bool:
        """True where YAML knows a null: nothing at all, `~` or `null`."""
        return self.plain and self.text in ("", "~", "null")


Node = Scalar | list["Node"] | dict[str, "Node"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in the file, counted from 1."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Source:
    """One file: its tree, the marks of its keys and values by location, the hash of its bytes.

    `faults` are the constructs that are not allowed but leave a tree to look at, so that one run
    shows them together with what is wrong in the values.
    """

    file: str
    sha256: str
    tree: dict[str, Node]
    faults: tuple[Fault, ...]
    keys: dict[Location, Mark] = field(repr=False)
    values: dict[Location, Mark] = field(repr=False)

    def fault(self, location: Location, message: str, *, at_key: bool = False) -> Fault:
        """A fault at the value (or the key) of `location`, or at the nearest place above it."""
        marks = self.keys if at_key else self.values
        for length in range(len(location), -1, -1):
            mark = marks.get(location[:length]) or self.values.get(location[:length])
            if mark:
                return Fault(self.file, message, dotted(location), mark.line, mark.column)
        return Fault(self.file, message, dotted(location))


def dotted(location: Location) -> str:
    """`("universe", 2, "ticker")` as `universe[2].ticker`; list items count from 0."""
    text = "".join(f"[{part}]" if isinstance(part, int) else f".{shorten(part)}" for part in location)
    return text.removeprefix(".")


def capped(faults: list[Fault]) -> list[Fault]:
    """The first faults of one file; a hostile file must not fill the screen."""
    if len(faults) <= MAX_FAULTS:
        return faults
    rest = Fault(faults[0].file, f"and {len(faults) - MAX_FAULTS} more faults in this file")
    return [*faults[:MAX_FAULTS], rest]


def read_source(path: Path) -> Source:
    """The YAML file at `path`. Raises `Unusable` where there is no tree to look at."""
    file = shown(path)
    try:
        if not path.exists():
            raise unusable(file, "there is no such file")
        if not path.is_file():
            raise unusable(file, "this is not a file")
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = (error.strerror if isinstance(error, OSError) else None) or "not a usable file name"
        raise unusable(file, f"the file cannot be read: {reason.lower()}") from None
    return parse_source(data, file)


def parse_source(data: bytes, file: str) -> Source:
    """The YAML in `data`, named `file` in messages. Raises `Unusable` where there is no tree."""
    text = decode(data, file)
    composer = _Composer(file)
    try:
        tree = composer.document(text)
    except yaml.MarkedYAMLError as error:
        raise Unusable([*capped(composer.faults), _syntax_fault(error, text, file)]) from None
    except (yaml.YAMLError, ValueError, OverflowError):
        raise Unusable([*capped(composer.faults), Fault(file, "the file is not readable as YAML")]) from None
    sha256 = hashlib.sha256(data).hexdigest()
    return Source(file, sha256, tree, tuple(composer.faults), composer.keys, composer.values)


_PLAIN_WORDS = {
    "mapping values are not allowed": "a colon stands where none can; indent the line, or quote the text",
    "did not find expected key": "a key is expected here; check how the lines are indented",
    "did not find expected '-'": "an item with a hyphen is expected here; check how the lines are indented",
    "could not find expected ':'": "a colon after the key is expected here",
    "found character that cannot start": "this character cannot start a value; put the text in quotes",
    "found unexpected end of stream": "a quote or bracket that was opened is not closed",
}
"""What the parser means, by how its own message starts."""


def _syntax_fault(error: yaml.MarkedYAMLError, text: str, file: str) -> Fault:
    raw = str(error.problem or "unexpected text")
    problem = next((words for start, words in _PLAIN_WORDS.items() if raw.startswith(start)), raw)
    mark = error.problem_mark or error.context_mark
    if mark is None:
        return Fault(file, f"the file is not readable as YAML: {problem}")
    lines = text.splitlines()
    line = lines[mark.line] if mark.line < len(lines) else ""
    if line[: mark.column + 1].strip(" ").startswith("\t"):
        problem = "a tab stands where spaces must; indent with spaces"
    return Fault(file, f"the file is not readable as YAML: {problem}", "", mark.line + 1, mark.column + 1)


class _Composer:
    """Builds the tree from parser events and notes every construct that is not allowed."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.faults: list[Fault] = []
        self.keys: dict[Location, Mark] = {}
        self.values: dict[Location, Mark] = {}

    def document(self, text: str) -> dict[str, Node]:
        self.events = yaml.parse(text, Loader=LOADER)
        self._next()  # start of the stream
        start = self._next()
        if isinstance(start, yaml.StreamEndEvent):
            raise unusable(self.file, "the file is empty")
        if start.version or start.tags:
            self._note(start, (), "directives (%YAML, %TAG) are not allowed; remove the line")
        node = self._node(self._next(), (), 1)
        self._next()  # end of the document
        following = self._next()
        if not isinstance(following, yaml.StreamEndEvent):
            self._note(following, (), "a second document starts here; one file holds one document")
        if isinstance(node, dict):
            return node
        if isinstance(node, Scalar) and node.empty and not self.faults:
            raise unusable(self.file, "the file is empty")
        not_a_mapping = Fault(self.file, "the file must be a mapping of keys to values", "", 1, 1)
        raise Unusable(capped([*self.faults, not_a_mapping]))

    def _next(self) -> Any:
        return next(self.events)

    def _note(self, event: Any, location: Location, message: str) -> None:
        mark = event.start_mark
        self.faults.append(Fault(self.file, message, dotted(location), mark.line + 1, mark.column + 1))

    def _node(self, event: Any, at: Location, depth: int) -> Node:
        self.values[at] = Mark(event.start_mark.line + 1, event.start_mark.column + 1)
        if depth > MAX_DEPTH:
            self._note(event, (), f"the file is nested deeper than {MAX_DEPTH} levels")
            raise Unusable(capped(self.faults))
        if isinstance(event, yaml.AliasEvent):
            self._note(
                event, at, f"aliases (*{shorten(str(event.anchor))}) are not allowed; write the value out"
            )
            return Scalar("")
        if event.anchor is not None:
            self._note(event, at, f"anchors (&{shorten(event.anchor)}) are not allowed; remove it")
        if event.tag is not None:
            self._note(event, at, f"tags ({shorten(event.tag)}) are not allowed; write the plain value")
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(at, depth)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(at, depth)
        return self._scalar(event, at)

    def _scalar(self, event: Any, at: Location) -> Scalar:
        hit = FORBIDDEN.search(event.value)
        if hit:
            self._note(event, at, not_allowed(hit))
        return Scalar(event.value, not event.style)

    def _sequence(self, at: Location, depth: int) -> list[Node]:
        items: list[Node] = []
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            items.append(self._node(event, (*at, len(items)), depth + 1))
        return items

    def _mapping(self, at: Location, depth: int) -> dict[str, Node]:
        found: dict[str, Node] = {}
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            key = self._key(event, at, depth)
            here = (*at, key)
            if key in found:
                first = self.keys[here].line
                self._note(event, here, f"the key stands twice, first on line {first}; remove one")
                here = (*at, f"{key} (again)")
            self.keys[here] = Mark(event.start_mark.line + 1, event.start_mark.column + 1)
            value = self._node(self._next(), here, depth + 1)
            found.setdefault(key, value)
        return found

    def _key(self, event: Any, at: Location, depth: int) -> str:
        key = self._node(event, at, depth + 1) if not isinstance(event, yaml.ScalarEvent) else None
        if key is not None:
            self._note(event, at, "a key must be plain text")
            return ""
        if event.anchor is not None or event.tag is not None:
            self._note(event, at, "anchors and tags are not allowed; write the plain key")
        self._scalar(event, at)
        if event.value == "<<" and not event.style:
            self._note(event, at, "merge keys (<<) are not allowed; write the keys out")
        elif event.value == "":
            self._note(event, at, "a key is missing before the colon")
        return str(event.value)
