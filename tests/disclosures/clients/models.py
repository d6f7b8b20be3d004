"""Profiles as client documents see them, computed once a session with few paths."""

from __future__ import annotations

from functools import cache

from reporting.disclosures.clients.context import Model
from reporting.disclosures.ex_ante import outlook
from tests.disclosures.composed import PATHS, allocation, subject


@cache
def model(profile_id: str) -> Model:
    """A shipped profile at the end of the last complete demo quarter."""
    context, record = subject(profile_id)
    return Model(context, outlook(context, allocation(profile_id), PATHS), record)
