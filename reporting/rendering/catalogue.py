"""The message catalogue: every word of a document, by key, from `messages/<language>/*.yaml`."""

from __future__ import annotations

import hashlib
import string
from collections.abc import Hashable, Iterator, Mapping
from pathlib import Path

import yaml

from reporting.domain.disclosure import Text
from reporting.domain.errors import Fault, Unusable
from reporting.rendering.typography import inflected

# Ten times as quick as the reader in Python, and each process reads some twenty files.
_Reader = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader


class _Loader(_Reader):  # type: ignore[misc, valid-type]
    """Reads strings only and refuses a key that stands twice."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, object]:
        seen: set[str] = set()
        for key, _ in node.value:
            if key.value in seen:
                raise yaml.MarkedYAMLError(
                    problem=f"the key `{key.value}` stands twice", problem_mark=key.start_mark
                )
            seen.add(key.value)
        mapping: dict[Hashable, object] = super().construct_mapping(node, deep)
        return mapping


# Every scalar is the text that was written: no `no` that becomes False, no date, no number.
_Loader.yaml_implicit_resolvers = {}


class Catalogue:
    """Messages of one language; a message is text with `{placeholders}`, `{{` and `}}` for braces."""

    def __init__(self, language: str, messages: Mapping[str, str]) -> None:
        """`messages` are flat. Raises `Unusable` with all messages whose placeholders are no names."""
        self.language = language
        self._messages = dict(messages)
        self._placeholders: dict[str, frozenset[str]] = {}
        faults = []
        for key, message in self._messages.items():
            try:
                self._placeholders[key] = placeholders(message)
            except ValueError as error:
                faults.append(Fault(f"messages/{language}", str(error), key))
        if faults:
            raise Unusable(faults)

    def __contains__(self, key: str) -> bool:
        return key in self._messages

    @property
    def sha256(self) -> str:
        """One hash of all messages: what an approval of a translation refers to."""
        lines = (f"{key}\0{message}\0" for key, message in sorted(self._messages.items()))
        return hashlib.sha256("".join(lines).encode()).hexdigest()

    def __len__(self) -> int:
        return len(self._messages)

    def __iter__(self) -> Iterator[str]:
        return iter(self._messages)

    def message(self, key: str) -> str:
        """The raw message of a key, its placeholders still in it."""
        if key not in self._messages:
            raise Unusable(self.faults(Text(key)))
        return self._messages[key]

    def faults(self, text: Text) -> list[Fault]:
        """What is wrong with one text: no such key, a placeholder without value, a value unused."""
        file = f"messages/{self.language}"
        if text.key not in self._messages:
            return [Fault(file, "no such message; add the key with its text", text.key)]
        wanted, given = self._placeholders[text.key], frozenset(text.values)
        missing = [f"placeholder {{{name}}} gets no value" for name in sorted(wanted - given)]
        unused = [f"the value `{name}` has no placeholder" for name in sorted(given - wanted)]
        return [Fault(file, problem, text.key) for problem in missing + unused]

    def fill(self, key: str, values: Mapping[str, str]) -> str:
        """The message with its placeholders replaced; plain text, not markup."""
        return inflected(self.message(key), values, self.language).format_map(values)


def placeholders(message: str) -> frozenset[str]:
    """Names between braces. Raises ValueError for anything else there (`{}`, `{a.b}`, `{a!r}`)."""
    names = set()
    for _, name, specification, conversion in string.Formatter().parse(message):
        if name is None:
            continue
        if not name.isidentifier() or specification or conversion:
            raise ValueError(f"a placeholder is a plain name in braces, not {{{name}}}")
        names.add(name)
    return frozenset(names)


def read_messages(folder: Path) -> dict[str, str]:
    """Messages of all YAML files of a folder; nested keys are joined by dots.

    Raises `Unusable` with every fault of every file: no YAML, something that is no text, a key that
    stands in two files.
    """
    messages: dict[str, str] = {}
    faults: list[Fault] = []
    for path in sorted(folder.glob("*.yaml")):
        try:
            content = yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)  # noqa: S506
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark
            line, column = (mark.line + 1, mark.column + 1) if mark else (None, None)
            faults.append(Fault(path.name, error.problem or "this is no YAML", line=line, column=column))
            continue
        for key, message in _flat(content, ()):
            if not isinstance(message, str):
                faults.append(Fault(path.name, "a message is a text", key))
            elif key in messages:
                faults.append(Fault(path.name, "this message stands in two places", key))
            else:
                messages[key] = message
    if faults:
        raise Unusable(faults)
    return messages


def _flat(content: object, path: tuple[str, ...]) -> list[tuple[str, object]]:
    """Leaves of nested mappings with their dotted keys."""
    if not isinstance(content, dict):
        return [(".".join(path), content)]
    return [leaf for key, part in content.items() for leaf in _flat(part, (*path, str(key)))]
