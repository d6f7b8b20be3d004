"""What is entered in the register: documents that leave the house, and the versions of what made them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Series = tuple[str, str, str, str]
"""Client, type, period, language: documents of one series are versions of each other."""


@dataclass(frozen=True, slots=True)
class Issue:
    """A document that leaves the house. `client` is a pseudonym; hashes are hexadecimal SHA-256.

    `profile`, `templates`, `law` and `questionnaire` are versions, empty where none took part; `inputs` are
    hashes by name; `checks` counts verdicts. `file` is relative to the output folder.
    """

    client: str
    type: str
    period: str
    language: str
    document: str
    day: str
    sha256: str
    file: str
    profile: str = ""
    templates: str = ""
    law: str = ""
    questionnaire: str = ""
    inputs: Mapping[str, str] | None = None
    checks: Mapping[str, int] | None = None

    @property
    def series(self) -> Series:
        """What it is a version of."""
        return self.client, self.type, self.period, self.language


@dataclass(frozen=True, slots=True)
class Source:
    """A file whose content goes by a version: what kind it is, its name, its version, its SHA-256."""

    kind: str
    name: str
    version: str
    sha256: str
