"""What a build is made of: tasks that a process can be given, and what comes back."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from reporting.delivery.data import Data, Notes
from reporting.delivery.period import Quarter, choose_quarter
from reporting.delivery.previous import KEY as PREVIOUS
from reporting.delivery.previous import Previous, find_previous
from reporting.delivery.subject import Subject, house_beside
from reporting.delivery.text import Json
from reporting.disclosures.context import RECORDS
from reporting.domain.disclosure import PROFILE_KINDS, DocumentKind, Status
from reporting.domain.errors import Fault, Unusable
from reporting.domain.house import House
from reporting.domain.localised import SOURCE
from reporting.domain.profile import Profile
from reporting.domain.verdict import Finding
from reporting.inputs.emt import read_emt
from reporting.inputs.emt_overlay import overlay_emt
from reporting.inputs.house import load_house
from reporting.inputs.profiles import find_profile, load_profile, load_profiles
from reporting.inputs.records import LiveRecord, read_records
from reporting.inputs.resources import bundled
from reporting.measures.scenarios.simulation import PATHS
from reporting.rendering.languages import languages, shipped_catalogue
from reporting.rendering.look import Look, look_of
from reporting.rendering.overrides import read_overrides

ALL = "all"
"""The word for every language that travels along."""


@dataclass(frozen=True, slots=True, eq=False)
class Task:
    """The documents of one profile: everything that they depend on, and nothing else.

    `annex` adds the list of all figures, for the copy that compliance keeps. `kinds` are those
    that are printed: a document may look at one written before it, so all are written. `live` is the
    profile's live record, `previous` its last ex-ante document of an earlier quarter, `blocks` are the
    firm's own templates (`rendering.overrides`). `others` are further languages of the same documents.
    """

    subject: Subject
    quarter: Quarter
    language: str
    paths: int
    annex: bool = False
    kinds: tuple[DocumentKind, ...] = PROFILE_KINDS
    blocks: str = ""
    live: LiveRecord | None = None
    previous: Previous | None = None
    others: tuple[str, ...] = ()

    @property
    def options(self) -> dict[str, int | bool]:
        """What was asked for beside period and language: two documents with other options differ."""
        more = {RECORDS: self.live is not None, PREVIOUS: self.previous is not None}
        given = {name: True for name, there in more.items() if there}
        return {"paths": self.paths, "annex": self.annex, **given}

    @property
    def look(self) -> Look:
        """How the documents look."""
        return look_of(self.subject.house.firm.brand, self.blocks)

    @property
    def profile(self) -> Profile:
        """The profile of the documents."""
        return self.subject.profile

    @property
    def effort(self) -> int:
        """Grows with the time that the task takes: programmes on every path, and their size."""
        profile = self.profile
        return profile.horizon * profile.schedule.periods_per_year * len(profile.universe)


@dataclass(frozen=True, slots=True)
class Document:
    """One finished document, its machine-readable twin, and what the checks say about it.

    `checks` is their report, `findings` are those of all rules by their ids. `barred` are the reasons why it
    may not be published. `place` is the folder of its language inside that of the profile, empty for the
    first language.
    """

    kind: DocumentKind
    status: Status
    pages: int
    pdf: bytes
    twin: bytes
    checks: Mapping[str, Json] = field(default_factory=dict)
    barred: tuple[str, ...] = ()
    language: str = SOURCE
    place: str = ""
    findings: Mapping[str, Finding] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Its path inside the profile's folder, without suffix."""
        return f"{self.place}/{self.kind.value}".lstrip("/")

    @property
    def files(self) -> dict[str, bytes]:
        """Contents by path inside the profile's folder."""
        return {f"{self.name}.pdf": self.pdf, f"{self.name}.json": self.twin}


@dataclass(frozen=True, slots=True)
class Outcome:
    """The documents of one profile, or the faults for which it was refused.

    `findings` counts what the data checks noticed, by severity.
    """

    profile: str
    as_of: date | None = None
    documents: tuple[Document, ...] = ()
    findings: tuple[tuple[str, int], ...] = ()
    faults: tuple[Fault, ...] = ()

    @property
    def published(self) -> tuple[Document, ...]:
        """The documents that passed the checks."""
        return tuple(document for document in self.documents if not document.barred)

    @property
    def rejected(self) -> tuple[Document, ...]:
        """The documents that did not."""
        return tuple(document for document in self.documents if document.barred)

    @property
    def refusal(self) -> tuple[str, ...]:
        """Why the profile was refused, a line for each fault that begins with the profile's name."""
        lines = (str(fault) for fault in self.faults)
        return tuple(
            line if line.startswith(f"{self.profile}:") else f"{self.profile}: {line}" for line in lines
        )


@dataclass(frozen=True, slots=True, eq=False)
class Plan:
    """A build: tasks, longest first, on the same data, quarter and house files."""

    tasks: tuple[Task, ...]
    data: Data
    quarter: Quarter
    house: House
    languages: tuple[str, ...]
    paths: int
    annex: bool
    blocks: str = ""

    @property
    def notes(self) -> Notes:
        """What must be said beside the documents."""
        return self.data.notes


def make_plan(
    data: Data,
    *,
    profiles: Path | None = None,
    house: Path | None = None,
    period: str | None = None,
    chosen: Sequence[str] = (),
    language: str | Sequence[str] = SOURCE,
    paths: int = PATHS,
    annex: bool = False,
    templates: Path | None = None,
    emt: Sequence[Path] = (),
    records: Path | None = None,
    previous: Path | None = None,
) -> Plan:
    """The build of all profiles in a folder, or of the `chosen` ids; the shipped ones without a folder.

    `language` is one, several, or `all`; the documents of the first lie in the folder of the profile.
    The period is the last complete quarter of the data if none is given. `emt` are files whose product
    costs stand in the place of those of the house, `records` a folder of live records, `previous` a place
    of earlier documents (`delivery.previous`), `templates` the folder of the firm's own templates. Raises
    Unusable for any input
    that cannot be used, with the faults of all profiles.
    """
    first, *others = spoken = _languages(language)
    blocks = read_overrides(templates) if templates else ""
    quarter = choose_quarter(period, data.last_day, data.prices.source)
    folder = profiles or bundled("profiles")
    if not folder.is_dir():
        raise Unusable([Fault(folder.as_posix(), "there is no such folder of profiles")])
    files = overlay_emt(load_house(house or house_beside(folder)), *(read_emt(path) for path in emt))
    loaded = _chosen(chosen, folder, files) if chosen else load_profiles(folder, files)
    ids = [profile.id for profile in loaded]
    live = read_records(records, {*ids, *(path.stem for path in folder.glob("*.yaml"))}) if records else {}
    earlier = find_previous(previous, ids, quarter) if previous else {}
    tasks = [
        Task(
            Subject(profile, files, data, _source(profile, folder)),
            quarter,
            first,
            paths,
            annex,
            blocks=blocks,
            live=live.get(profile.id),
            previous=earlier.get(profile.id),
            others=tuple(others),
        )
        for profile in loaded
    ]
    tasks.sort(key=lambda task: (-task.effort, task.profile.id))
    return Plan(tuple(tasks), data, quarter, files, spoken, paths, annex, blocks)


def _languages(given: str | Sequence[str]) -> tuple[str, ...]:
    """The languages asked for, each once. Raises Unusable with every fault of those that are not whole."""
    asked = [given] if isinstance(given, str) else given
    names = dict.fromkeys(name for each in asked for name in (languages() if each == ALL else (each,)))
    faults: list[Fault] = []
    for name in names:
        try:
            shipped_catalogue(name)
        except Unusable as error:
            faults += error.faults
    if faults:
        raise Unusable(faults)
    return tuple(names)


def cores() -> int:
    """How many processes can run at once on this machine."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _source(profile: Profile, folder: Path) -> bytes:
    return find_profile(profile.id, folder).read_bytes()


def _chosen(ids: Sequence[str], folder: Path, house: House) -> list[Profile]:
    """The profiles of these ids. Raises Unusable with the faults of all of them."""
    loaded: list[Profile] = []
    faults: list[Fault] = []
    for name in dict.fromkeys(ids):
        try:
            loaded.append(load_profile(_in_folder(name, folder), house))
        except Unusable as error:
            faults += error.faults
    if faults:
        raise Unusable(faults)
    return loaded


def _in_folder(name: str, folder: Path) -> Path:
    """The file of a profile id in the folder; a path is no id."""
    if Path(name).name != name or Path(name).suffix:
        raise Unusable(
            [Fault("--profile", f"{name[:60]!r} is no id of a profile; see --profiles for a folder")]
        )
    return find_profile(name, folder)
