"""The inputs that a document names, as far as they are at hand: given by the user, or shipped."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from reporting.delivery.data import Data, load_data
from reporting.delivery.files import sha256
from reporting.delivery.period import parse_quarter
from reporting.delivery.plan import Task
from reporting.delivery.subject import Subject
from reporting.delivery.verification import Check
from reporting.domain.errors import Unusable
from reporting.domain.house import House
from reporting.domain.market import PriceTable, RateTable
from reporting.inputs.carried import PROFILE, Carried, NamedInput
from reporting.inputs.house import load_house
from reporting.inputs.profiles import find_profile, parse_profile
from reporting.inputs.resources import bundled
from reporting.rendering.words import shipped_words

T = TypeVar("T", PriceTable, RateTable | None)

MOST_PATHS = 1_000_000
OPTIONS = {"prices": "--prices", "fx": "--fx", "cash_rates": "--rates"}
"""The option that gives a table, by the key under which an entry names it."""


@dataclass(frozen=True, slots=True)
class Places:
    """Where a user says that inputs are; None leaves it to what is shipped."""

    prices: Path | None = None
    fx: Path | None = None
    rates: Path | None = None
    house: Path | None = None
    profiles: Path | None = None


@dataclass(frozen=True, slots=True)
class AtHand:
    """What was found of each input, and the task that makes the document again if all of it was."""

    checks: tuple[Check, ...]
    task: Task | None = None


def at_hand(carried: Carried, places: Places) -> AtHand:
    """The named inputs by their hashes. Raises Unusable for a given one that cannot be read."""
    data = load_data(places.prices, places.fx, places.rates)
    folder = _house_folder(places)
    house = load_house(folder or bundled("profiles") / "house")
    checks = [
        *_tables(carried, data, places.prices is not None),
        *_house(carried, house, folder is not None),
        *_profile(carried, places.profiles),
        *_options(carried),
    ]
    if any(not check.agrees for check in checks):
        return AtHand(tuple(checks))
    try:
        return AtHand(tuple(checks), _task(carried, house, _as_named(carried, data)))
    except Unusable as error:
        message = f"is refused by this version: {error.faults[0]}"
        return AtHand((*checks, Check(f"embedded {PROFILE}", False, message)))


def _house_folder(places: Places) -> Path | None:
    """The folder that was given, or that lies beside the profiles that were."""
    beside = places.profiles / "house" if places.profiles else None
    return places.house or (beside if beside and beside.is_dir() else None)


def _tables(carried: Carried, data: Data, given: bool) -> Iterator[Check]:
    for key, option in OPTIONS.items():
        named: NamedInput | None = getattr(carried.entry.inputs, key)
        found = data.tables.get(key)
        if named is None:
            if found and given:
                yield Check(key, False, "is given here, but the document was made without it")
        elif found and found.sha256 == named.sha256:
            yield Check(key, True, f"at hand: {named.source}")
        elif found and given:
            yield Check(key, False, _hashes(named.sha256, found.sha256))
        else:
            yield Check(key, None, f"not at hand: {named.source}; give {option}")


def _as_named(carried: Carried, data: Data) -> Data:
    """The same tables under the names that the document prints, whatever the files are called now."""

    def renamed(table: T, named: NamedInput | None) -> T:
        return replace(table, source=named.source, synthetic=named.synthetic) if table and named else table

    inputs = carried.entry.inputs
    return Data(
        renamed(data.prices, inputs.prices),
        renamed(data.fx, inputs.fx),
        renamed(data.rates, inputs.cash_rates),
    )


def _house(carried: Carried, house: House, given: bool) -> Iterator[Check]:
    for file, named in sorted(carried.entry.inputs.house.items()):
        found = house.hashes.get(file)
        if found == named:
            yield Check(file, True, "at hand")
        elif found and given:
            yield Check(file, False, _hashes(named, found))
        else:
            yield Check(file, None, "not at hand; give the folder that holds it with --house")


def _profile(carried: Carried, folder: Path | None) -> Iterator[Check]:
    """The profile in a given folder; without one the embedded profile is used alone."""
    if folder:
        id = carried.entry.profile
        found = sha256(find_profile(id, folder).read_bytes())
        named = carried.entry.inputs.profile.sha256
        same = found == named
        yield Check(f"profile {id}", same, "at hand" if same else _hashes(named, found))


def _options(carried: Carried) -> Iterator[Check]:
    """Options and language that this version knows."""
    options = dict(carried.entry.options)
    paths, annex = options.pop("paths", None), options.pop("annex", None)
    if type(paths) is not int or not 0 < paths <= MOST_PATHS or type(annex) is not bool or options:
        names = ", ".join(sorted(carried.entry.options))
        yield Check("options", None, f"made with options that this version does not know ({names})")
    try:
        shipped_words(carried.entry.language)
    except Unusable as error:
        yield Check("language", None, f"not at hand: {error.faults[0].message}")


def _task(carried: Carried, house: House, data: Data) -> Task:
    entry, source = carried.entry, carried.files[PROFILE]
    profile = parse_profile(source, entry.profile, house)
    subject = Subject(profile, house, data, source)
    paths, annex = int(entry.options["paths"]), bool(entry.options["annex"])
    quarter = parse_quarter(entry.period)
    return Task(subject, quarter, entry.language, paths, annex, (entry.kind,))


def _hashes(named: str, found: str) -> str:
    return f"another file: SHA-256 {named[:12]}… there, {found[:12]}… here"
