"""The languages that travel with the package, each complete: `python -m reporting.rendering.languages de`.

Texts are written in English first; the other languages are translations, message by message. The texts of
client documents and of the compliance report are parts of their own, in the folders `clients` and
`compliance`: a language has all of a part or nothing.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from functools import cache

from reporting.domain.errors import Fault, Unusable
from reporting.domain.localised import SOURCE
from reporting.inputs.resources import bundled
from reporting.rendering.catalogue import Catalogue, placeholders, read_messages
from reporting.rendering.formats import Formatter
from reporting.rendering.typography import typeset

CLIENTS, COMPLIANCE = "clients", "compliance"
PARTS = (CLIENTS, COMPLIANCE)
"""Folders of a language with the texts of documents that not every language has."""


def languages() -> tuple[str, ...]:
    """Every language that has messages: English first, then in the order of the alphabet."""
    folders = (path.name for path in (bundled("templates") / "messages").iterdir() if path.is_dir())
    return tuple(sorted(folders, key=lambda name: (name != SOURCE, name)))


def client_languages() -> tuple[str, ...]:
    """The languages in which documents for clients can be written."""
    return speaking(CLIENTS)


def speaking(part: str) -> tuple[str, ...]:
    """The languages that have a part."""
    return tuple(language for language in languages() if _part(language, part))


@cache
def shipped_catalogue(language: str) -> Catalogue:
    """The messages of a language, typeset. Raises `Unusable` with all that is wrong with the language."""
    if faults := faults_of(language):
        raise Unusable(faults)
    formatter = Formatter(language)
    said = [_messages(language), *(_part(language, part) for part in PARTS)]
    messages = {key: typeset(message, formatter) for each in said for key, message in each.items()}
    return Catalogue(language, messages)


def faults_of(language: str) -> list[Fault]:
    """What a language lacks, or says too much. Raises `Unusable` where it cannot be read."""
    faults = differences(_messages(SOURCE), _messages(language), language)
    for part in PARTS:
        if messages := _part(language, part):
            faults += differences(_part(SOURCE, part), messages, f"{language}/{part}")
    return faults


def differences(source: Mapping[str, str], messages: Mapping[str, str], language: str) -> list[Fault]:
    """Messages that are missing, that nobody asks for, or whose placeholders are not those of the source."""
    file = f"messages/{language}"
    faults = [Fault(file, "the message is missing; translate it", key) for key in source.keys() - messages]
    for key, message in messages.items():
        if key not in source:
            faults.append(Fault(file, f"{SOURCE} has no such message; remove it or correct the key", key))
        elif problem := _unlike(source[key], message):
            faults.append(Fault(file, problem, key))
    return sorted(faults, key=lambda fault: fault.path)


def _unlike(source: str, message: str) -> str:
    """What is wrong with a translation, or nothing."""
    try:
        wanted, found = placeholders(source), placeholders(message)
    except ValueError as error:
        return str(error)
    lost = [f"{{{name}}} is missing" for name in sorted(wanted - found)]
    strange = [f"{{{name}}} is not in the message of {SOURCE}" for name in sorted(found - wanted)]
    return "; ".join(lost + strange) or ("" if message.strip() else "the message is empty")


@cache
def _messages(language: str) -> dict[str, str]:
    known = languages()
    if language not in known:
        there = ", ".join(known)
        raise Unusable([Fault("messages", f"no messages in the language `{language}`; there are {there}")])
    return read_messages(bundled("templates") / "messages" / language)


@cache
def _part(language: str, part: str) -> dict[str, str]:
    """The messages of a part, none where the language does not have it."""
    return read_messages(bundled("templates") / "messages" / language / part)


def main(chosen: Iterable[str]) -> int:
    """Print every fault of the chosen languages, of all of them if none is chosen; 1 if there is one."""
    faults: list[Fault] = []
    for language in list(chosen) or languages():
        try:
            faults += faults_of(language)
        except Unusable as error:
            faults += error.faults
    for fault in faults:
        print(fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
