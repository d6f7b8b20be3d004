"""What a document may be used for: final, a draft, or a specimen, and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from reporting.domain.disclosure import DocumentKind, Status, Text, Verbatim
from reporting.domain.house import House, Sourced
from reporting.domain.profile import Profile
from reporting.strategy.comparators import benchmark_tickers

Reasons = tuple[Text, ...]


def status_of(kind: DocumentKind, profile: Profile, house: House, synthetic: bool) -> tuple[Status, Reasons]:
    """The status of a document with every reason for it, the gravest first.

    A specimen comes from a synthetic market or uses a value that no source stands behind. A draft shows
    simulated past performance without a recorded legal basis (Art 44(5)).
    """
    reasons: list[Text] = []
    if synthetic:
        reasons.append(Text("specimen.synthetic_market"))
    if found := illustrative(profile, house):
        reasons.append(Text("specimen.illustrative_values", {"files": Verbatim(", ".join(found))}))
    status = Status.SPECIMEN if reasons else Status.FINAL
    if kind is DocumentKind.EX_POST and house.firm.simulated_record_basis is None:
        reasons.append(Text("draft.no_legal_basis"))
        status = status if status is Status.SPECIMEN else Status.DRAFT
    return status, tuple(reasons)


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
