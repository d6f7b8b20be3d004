"""Profiles from their YAML files, and the check of files and folders behind `reporting validate`."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from reporting.domain.errors import Fault, Unusable, unusable
from reporting.domain.house import House
from reporting.domain.profile import Profile
from reporting.inputs.house import ASSUMPTIONS, FIRM, INSTRUMENTS, HouseParts, read_house
from reporting.inputs.models import ProfileModel, to_domain
from reporting.inputs.plain_text import shorten
from reporting.inputs.questionnaire import QUESTIONNAIRE, read_questionnaire
from reporting.inputs.reading import all_faults, check
from reporting.inputs.resources import bundled, shown
from reporting.inputs.rules import Surroundings, problems
from reporting.inputs.scalars import suggestion
from reporting.inputs.yaml_source import Source, parse_source, read_source

SUFFIXES = (".yaml", ".yml")
HOUSE_FILES = (FIRM, INSTRUMENTS, ASSUMPTIONS, QUESTIONNAIRE)


def load_profile(path: Path, house: House) -> Profile:
    """The profile at `path`. Raises `Unusable` with all its faults."""
    profile, faults = _read(path, _parts(house))
    if profile is None:
        raise Unusable(faults)
    return profile


def parse_profile(data: bytes, id: str, house: House) -> Profile:
    """The profile `id` in `data`, which need not be a file. Raises `Unusable` with all its faults."""
    profile, faults = _judged(parse_source(data, f"{id}.yaml"), id, _parts(house))
    if profile is None:
        raise Unusable(faults)
    return profile


def load_profiles(folder: Path, house: House) -> tuple[Profile, ...]:
    """All profiles in `folder`, sorted by id. Raises `Unusable` with the faults of all files."""
    paths = _profile_paths(folder)
    if not paths:
        raise unusable(shown(folder), "there is no profile (*.yaml) in this folder")
    results = [_read(path, _parts(house)) for path in paths]
    faults = [fault for _, found in results for fault in found] + _shared_stems(paths)
    if faults:
        raise Unusable(faults)
    return tuple(sorted((profile for profile, _ in results if profile), key=lambda profile: profile.id))


def find_profile(name_or_path: str, folder: Path) -> Path:
    """The file of a profile given by its path, or by its id in `folder`. Raises `Unusable`."""
    path = Path(name_or_path)
    if path.suffix in SUFFIXES or len(path.parts) > 1:
        return path
    known = {found.stem: found for found in _profile_paths(folder)}
    if name_or_path in known:
        return known[name_or_path]
    hint = suggestion(name_or_path, known, f"; there are {', '.join(known) or 'none'}")
    raise unusable(shown(folder), f"there is no profile {shorten(name_or_path)}{hint}")


def validate(paths: Sequence[Path]) -> list[Fault]:
    """Every fault of the given profile files, house files and folders; of the shipped ones if none.

    A profile is judged against the folder `house` beside it, or else against the shipped one.
    """
    faults: list[Fault] = []
    for path in paths or [bundled("profiles")]:
        faults += _validate_folder(path) if os.path.isdir(path) else _validate_file(path)
    return list(dict.fromkeys(faults))


def _validate_folder(folder: Path) -> list[Fault]:
    profiles = _profile_paths(folder)
    is_house = any(os.path.exists(folder / name) for name in HOUSE_FILES)
    has_house = os.path.isdir(folder / "house")
    if not profiles and not is_house and not has_house:
        return [Fault(shown(folder), "there is no profile (*.yaml) and no house file in this folder")]
    faults = [*read_house(folder).faults, *_questionnaire_in(folder)] if is_house else []
    house = _house_beside(folder)
    if has_house:
        faults = [*faults, *house.faults, *_questionnaire_in(folder / "house")]
    for path in profiles:
        faults = [*faults, *_read(path, house)[1]]
    return [*faults, *_shared_stems(profiles)]


def _questionnaire_in(folder: Path) -> list[Fault]:
    """Faults of the questionnaire; a firm without client documents needs none."""
    path = folder / QUESTIONNAIRE
    return read_questionnaire(path)[1] if os.path.exists(path) else []


def _validate_file(path: Path) -> list[Fault]:
    if path.name == QUESTIONNAIRE:
        return read_questionnaire(path)[1]
    if path.name in HOUSE_FILES:
        return [fault for fault in read_house(path.parent).faults if fault.file == shown(path)]
    return _read(path, _house_beside(path.parent))[1]


def _house_beside(folder: Path) -> HouseParts:
    own = folder / "house"
    return read_house(own if os.path.isdir(own) else bundled("profiles") / "house")


def _profile_paths(folder: Path) -> list[Path]:
    try:
        found = [path for path in folder.iterdir() if path.suffix in SUFFIXES]
    except (OSError, ValueError):  # no folder, or none that may be read: then it holds no profile
        return []
    return sorted(path for path in found if path.name not in HOUSE_FILES)


def _shared_stems(paths: Sequence[Path]) -> list[Fault]:
    """Two files `x.yaml` and `x.yml` would both be the profile x."""
    stems = [path.stem for path in paths]
    return [
        Fault(shown(path), f"another file is the profile {path.stem} too; remove one")
        for path in paths
        if stems.count(path.stem) > 1
    ]


def _parts(house: House) -> HouseParts:
    return HouseParts(house.firm, house.instruments, house.assumptions)


def _read(path: Path, house: HouseParts) -> tuple[Profile | None, list[Fault]]:
    """The profile at `path`, or None and its faults."""
    try:
        source = read_source(path)
    except Unusable as error:
        return None, list(error.faults)
    return _judged(source, path.stem, house)


def _judged(source: Source, id: str, house: HouseParts) -> tuple[Profile | None, list[Fault]]:
    """The profile in a file named after `id`, or None and its faults."""
    checked = check(ProfileModel, source)
    risk_free = house.assumptions.risk_free if house.assumptions else None
    around = Surroundings(id, house.instruments, risk_free)
    faults = all_faults(source, checked, problems(checked, around))
    return (None, faults) if faults else (to_domain(checked.model), [])
