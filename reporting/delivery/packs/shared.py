"""What clients of one profile share: its facts and the pages about it, computed once a run."""

from __future__ import annotations

from dataclasses import dataclass

from reporting.clients.assessment.types import ProfileOutcome
from reporting.disclosures.clients.context import Model
from reporting.domain.disclosure import Disclosure
from reporting.domain.lineage import Input


@dataclass(frozen=True, slots=True, eq=False)
class Shared:
    """A profile, what an assessment needs to know of it, the pages about it that all its clients get, and
    the inputs that its figures rest on."""

    model: Model
    outcome: ProfileOutcome
    pages: Disclosure
    inputs: tuple[Input, ...]
