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
from reporting.delivery.previous import KEY as PREVIOUS
from reporting.delivery.previous import Previous, find_previous
from reporting.delivery.subject import Subject
from reporting.delivery.verification import Check
from reporting.disclosures.context import RECORDS
from reporting.domain.disclosure import PROFILE_KINDS
from reporting.domain.errors import Unusable
from reporting.domain.house import House
from reporting.domain.market import PriceTable, RateTable
from reporting.inputs.carried import PROFILE, Carried, Entry, NamedInput
from reporting.inputs.emt import read_emt
from reporting.inputs.emt_overlay import overlay_emt
from reporting.inputs.house import load_house
from reporting.inputs.profiles import find_profile, parse_profile
from reporting.inputs.records import LiveRecord, read_records
from reporting.inputs.resources import bundled
from reporting.rendering.overrides import read_overrides
from reporting.rendering.words import shipped_words

T = TypeVar("T", PriceTable, RateTable | None)

MOST_PATHS = 1_000_000
OPTIONS = {"prices": "--prices", "fx": "--fx", "cash_rates": "--rates"}
"""The option that gives a table, by the key under which an entry names it."""
GIVEN = (RECORDS, PREVIOUS)
"""Options of an entry that only say that there is such an input."""
WITHOUT = "is given here, but the document was made without it"


@dataclass(frozen=True, slots=True)
class Places:
    """Where a user says that inputs are, as for a build; without any they are what is shipped."""

    prices: Path | None = None
    fx: Path | None = None
    rates: Path | None = None
    house: Path | None = None
    profiles: Path | None = None
    templates: Path | None = None
    emt: tuple[Path, ...] = ()
    records: Path | None = None
    previous: Path | None = None
    clients: str | None = None
    key: Path | None = None


@dataclass(frozen=True, slots=True, eq=False)
class AtHand:
    """What was found of each input. If all of it was, the tables under the names that the document prints,
    and the task that makes the document of a profile again."""

    checks: tuple[Check, ...]
    data: Data | None = None
    task: Task | None = None


@dataclass(frozen=True, slots=True, eq=False)
class _Found:
    """What there is; `own_house` are the house files that were given rather than shipped."""

    data: Data
    house: House
    own_house: frozenset[str]
    blocks: str
    live: LiveRecord | None
    previous: Previous | None


def at_hand(carried: Carried, places: Places) -> AtHand:
    """The named inputs by their hashes. Raises Unusable for a given one that cannot be read."""
    found = _look(carried.entry, places)
    inputs = carried.entry.inputs
    live = found.live.sha256 if found.live else ""
    previous = found.previous.input.sha256 if found.previous else ""
    checks = [
        *_tables(carried, found.data, places.prices is not None),
        *_house(carried, found),
        *_profile(carried, places.profiles),
        *_single("own templates", "--templates", inputs.own_templates, _text_hash(found.blocks)),
        *_single("live record", "--records", inputs.records, live),
        *_single("earlier document", "--previous", inputs.previous, previous),
        *_options(carried),
    ]
    if any(not check.agrees for check in checks):
        return AtHand(tuple(checks))
    data = _as_named(carried, found.data)
    if carried.entry.kind not in PROFILE_KINDS:
        return AtHand(tuple(checks), data)
    try:
        return AtHand(tuple(checks), data, _task(carried, found, data))
    except Unusable as error:
        message = f"is refused by this version: {error.faults[0]}"
        return AtHand((*checks, Check(f"embedded {PROFILE}", False, message)))


def _look(entry: Entry, places: Places) -> _Found:
    folder = _house_folder(places)
    plain = load_house(folder or bundled("profiles") / "house")
    house = overlay_emt(plain, *(read_emt(path) for path in places.emt))
    live: LiveRecord | None = None
    if places.records and entry.profile:
        ids = {entry.profile, *(path.stem for path in places.records.glob("*"))}
        live = read_records(places.records, ids).get(entry.profile)
    previous: Previous | None = None
    if places.previous and entry.profile:
        found = find_previous(places.previous, [entry.profile], parse_quarter(entry.period))
        previous = found[entry.profile]
    return _Found(
        load_data(places.prices, places.fx, places.rates),
        house,
        frozenset(house.hashes) if folder else frozenset(house.emt),
        read_overrides(places.templates) if places.templates else "",
        live,
        previous,
    )


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
                yield Check(key, False, WITHOUT)
        elif found and found.sha256 == named.sha256:
            yield Check(key, True, f"at hand: {named.source}")
        elif found and given:
            yield Check(key, False, hashes(named.sha256, found.sha256))
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


def _house(carried: Carried, found: _Found) -> Iterator[Check]:
    named = carried.entry.inputs.house
    for file, told in sorted(named.items()):
        here = found.house.hashes.get(file)
        if here == told:
            yield Check(file, True, "at hand")
        elif here and file in found.own_house:
            yield Check(file, False, hashes(told, here))
        else:
            yield Check(file, None, "not at hand; give its folder with --house, or the file with --emt")
    for file in found.house.emt:
        if file not in named:
            yield Check(file, False, WITHOUT)


def _profile(carried: Carried, folder: Path | None) -> Iterator[Check]:
    """The profile in a given folder; without one the embedded profile is used alone."""
    id, named = carried.entry.profile, carried.entry.inputs.profile
    if folder and id and named:
        found = sha256(find_profile(id, folder).read_bytes())
        same = found == named.sha256
        yield Check(f"profile {id}", same, "at hand" if same else hashes(named.sha256, found))


def _single(name: str, option: str, named: NamedInput | None, found: str) -> Iterator[Check]:
    """An input that not every document has, by the hash of what was given; empty if nothing was."""
    if named and named.sha256 == found:
        yield Check(name, True, "at hand")
    elif named and not found:
        yield Check(name, None, f"not at hand; give it with {option}")
    elif named:
        yield Check(name, False, hashes(named.sha256, found))
    elif found:
        yield Check(name, False, WITHOUT)


def _text_hash(text: str) -> str:
    return sha256(text.encode()) if text else ""


def _options(carried: Carried) -> Iterator[Check]:
    """Options and language that this version knows."""
    options = dict(carried.entry.options)
    paths, annex = options.pop("paths", None), options.pop("annex", None)
    unknown = {name for name, value in options.items() if name not in GIVEN or value is not True}
    if type(paths) is not int or not 0 < paths <= MOST_PATHS or type(annex) is not bool or unknown:
        names = ", ".join(sorted(carried.entry.options))
        yield Check("options", None, f"made with options that this version does not know ({names})")
    try:
        shipped_words(carried.entry.language)
    except Unusable as error:
        yield Check("language", None, f"not at hand: {error.faults[0].message}")


def _task(carried: Carried, found: _Found, data: Data) -> Task:
    entry, source = carried.entry, carried.files[PROFILE]
    assert entry.profile is not None
    profile = parse_profile(source, entry.profile, found.house)
    named, live = entry.inputs.records, found.live
    return Task(
        Subject(profile, found.house, data, source),
        parse_quarter(entry.period),
        entry.language,
        paths=int(entry.options["paths"]),
        annex=bool(entry.options["annex"]),
        kinds=(entry.kind,),
        live=replace(live, source=named.source) if live and named else live,
        previous=found.previous,
        blocks=found.blocks,
    )


def hashes(named: str, found: str) -> str:
    """That an input is another one than the document names."""
    return f"another file: SHA-256 {named[:12]}… there, {found[:12]}… here"
