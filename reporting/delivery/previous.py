"""The last ex-ante document before a quarter: the estimates that incurred costs are compared with."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from reporting.delivery.files import sha256
from reporting.delivery.period import Quarter
from reporting.disclosures.costs import Estimated, rates_among
from reporting.domain.disclosure import DocumentKind
from reporting.domain.errors import unusable
from reporting.domain.lineage import Input
from reporting.inputs.resources import shown
from reporting.inputs.twins import read_twin

KEY = "previous"
"""Manifest key of the twin."""
FILE = f"{DocumentKind.EX_ANTE.value}.json"


@dataclass(frozen=True, slots=True)
class Previous:
    """What an earlier document estimated, and the file that says so."""

    estimated: Estimated
    input: Input


def find_previous(place: Path, profiles: Sequence[str], quarter: Quarter) -> dict[str, Previous]:
    """For each profile the newest ex-ante twin of a quarter before this one, in an output folder or alone.

    `place` is a twin, the folder of a period, or the folder with those of all periods. A profile without
    an earlier twin is left out. Raises Unusable for a place with none for any profile, and for a twin that
    cannot be read or states no cost rates.
    """
    found: dict[str, Previous] = {}
    for profile in profiles:
        earlier = [each for path in _twins(place, profile) if (each := _read(path, profile, quarter))]
        if earlier:
            found[profile] = max(earlier, key=lambda each: each.estimated.as_of)
    if not found:
        message = f"holds no ex-ante twin ({FILE}) of these profiles from before {quarter}; give its folder"
        raise unusable(shown(place), message)
    return found


def _twins(place: Path, profile: str) -> Iterator[Path]:
    if place.is_file():
        yield place
        return
    for path in (place / profile / FILE, *sorted(place.glob(f"*/{profile}/{FILE}"))):
        if path.is_file():
            yield path


def _read(path: Path, profile: str, quarter: Quarter) -> Previous | None:
    """The estimates of a twin; None for one of another profile or of a later quarter."""
    twin = read_twin(path)
    kind = DocumentKind.EX_ANTE.value
    match = re.fullmatch(
        rf"{re.escape(profile)}-([1-9]\d{{3}}Q[1-4])-{kind}-v\d+", twin.document_id, re.ASCII
    )
    if match is None or match[1] >= str(quarter):
        return None
    rates = rates_among({id: figure.value for id, figure in twin.figures.items()})
    if rates is None:
        raise unusable(shown(path), "states no yearly cost rates; give the twin of an ex-ante document")
    try:
        as_of = date.fromisoformat(twin.as_of)
    except ValueError:
        raise unusable(shown(path), "has no date under as_of; this twin was changed") from None
    estimated = Estimated(rates, twin.document_id, as_of, (KEY,))
    return Previous(estimated, Input(KEY, f"{FILE} of {twin.document_id}", sha256(path.read_bytes())))
