"""What a document may be used for: final, a draft, or a specimen, and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace

from reporting.domain.disclosure import Disclosure, Status, Text, Verbatim
from reporting.domain.house import House, Sourced
from reporting.domain.profile import Profile
from reporting.domain.units import Nature
from reporting.strategy.comparators import benchmark_tickers

Reasons = tuple[Text, ...]

ILLUSTRATIVE = "specimen.illustrative_values"


def status_of(profile: Profile, house: House, synthetic: bool) -> tuple[Status, Reasons]:
    """The status of the documents of a profile with every reason for it.

    A specimen comes from a synthetic market or uses a value that no source stands behind.
    """
    reasons: list[Text] = []
    if synthetic:
        reasons.append(Text("specimen.synthetic_market"))
    if found := illustrative(profile, house):
        reasons.append(Text(ILLUSTRATIVE, {"files": Verbatim(", ".join(found))}))
    return Status.SPECIMEN if reasons else Status.FINAL, tuple(reasons)


def with_illustrative(status: Status, reasons: Reasons, file: str) -> tuple[Status, Reasons]:
    """Status and reasons of a document that uses illustrative values of one more house file."""
    named = next((each for each in reasons if each.key == ILLUSTRATIVE), None)
    others = tuple(each for each in reasons if each is not named)
    known = "" if named is None else f"{_files(named)}, "
    return Status.SPECIMEN, (*others, Text(ILLUSTRATIVE, {"files": Verbatim(known + file)}))


def _files(reason: Text) -> str:
    files = reason.values["files"]
    assert isinstance(files, Verbatim)
    return files.text


def with_legal_basis(disclosure: Disclosure, house: House) -> Disclosure:
    """The document, as a draft where it prints simulated past performance without a recorded legal basis.

    Article 44(5) counts for what is printed: a document of actual figures alone needs no such basis.
    """
    simulated = any(figure.nature is Nature.SIMULATED_PAST for figure in disclosure.figures())
    if not simulated or house.firm.simulated_record_basis is not None:
        return disclosure
    status = Status.DRAFT if disclosure.status is Status.FINAL else disclosure.status
    return replace(disclosure, status=status, reasons=(*disclosure.reasons, Text("draft.no_legal_basis")))


def illustrative(profile: Profile, house: House) -> tuple[str, ...]:
    """The house files of which a document of this profile uses a value with `status: illustrative`."""
    tickers = (*profile.tickers, *benchmark_tickers(profile))
    instruments = [house.instruments[ticker] for ticker in tickers]
    classes = {house.instruments[ticker].asset_class.value for ticker in profile.tickers}
    assumptions = house.assumptions
    used: dict[str, tuple[object, ...]] = {
        "firm.yaml": (house.firm,),
        "instruments.yaml": tuple(instruments),
        "market-assumptions.yaml": (
            assumptions.risk_free[profile.base_currency],
            *(assumptions.premium[name] for name in sorted(classes)),
            assumptions.shocks,
        ),
    }
    return tuple(
        file
        for file, parts in used.items()
        if any(value.illustrative for part in parts for value in _sourced(part))
    )


def _sourced(part: object) -> Iterator[Sourced[object]]:
    """Every sourced value of a part of the house files."""
    if isinstance(part, Sourced):
        yield part
    elif is_dataclass(part):
        for field in fields(part):
            yield from _sourced(getattr(part, field.name))
