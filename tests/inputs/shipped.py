"""The shipped profiles as the material of tests: edited copies in a folder of their own."""

import shutil
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from reporting.domain.errors import Fault
from reporting.domain.house import House
from reporting.inputs.house import load_house
from reporting.inputs.profiles import validate
from reporting.inputs.resources import bundled

PROFILES = bundled("profiles")

PROFILE_IDS = (
    "aggressive",
    "aggressive-ucits",
    "balanced",
    "balanced-equal",
    "balanced-ucits",
    "conservative",
    "conservative-ucits",
    "whitepaper",
)


@cache
def house() -> House:
    """The shipped house."""
    return load_house(PROFILES / "house")


def edited(folder: Path, file: str, changes: Mapping[str, str]) -> Path:
    """A copy of a shipped file in `folder`, each text replaced once; its house lies beside it."""
    if not (folder / "house").exists():
        shutil.copytree(PROFILES / "house", folder / "house")
    text = (PROFILES / file).read_text(encoding="utf-8")
    for old, new in changes.items():
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
        text = text.replace(old, new)
    path = folder / file
    path.write_text(text, encoding="utf-8")
    return path


def place_of(path: Path, text: str) -> tuple[int, int]:
    """Line and column of the only place where `text` stands, found by counting, not by parsing."""
    content = path.read_text(encoding="utf-8")
    assert content.count(text) == 1, f"{text!r} stands {content.count(text)} times"
    before = content[: content.index(text)]
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def faults_of(folder: Path, changes: Mapping[str, str], file: str = "balanced.yaml") -> list[Fault]:
    """What `validate` says about an edited copy of a shipped file."""
    return validate([edited(folder, file, changes)])
