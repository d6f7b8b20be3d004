"""The firm's own files: firm.yaml, instruments.yaml, market-assumptions.yaml."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from reporting.domain.errors import Fault, Unusable
from reporting.domain.house import (
    Assumptions,
    Episode,
    Firm,
    House,
    Instrument,
    LegalBasis,
    Shocks,
    Sourced,
    TranslationApproval,
)
from reporting.inputs.brand import brand, brand_problems
from reporting.inputs.codes import CURRENCIES
from reporting.inputs.fees import fee_problems, fee_schedule
from reporting.inputs.house_models import (
    AssumptionsModel,
    FirmModel,
    InstrumentModel,
    InstrumentsModel,
    Role,
)
from reporting.inputs.provenance import Given, Provenance
from reporting.inputs.reading import Problem, all_faults, check
from reporting.inputs.scalars import suggestion
from reporting.inputs.target_market import sustainability, target_market
from reporting.inputs.words import ASSET_CLASS, LANGUAGE_CODE, TICKER
from reporting.inputs.yaml_source import Location, read_source

FIRM, INSTRUMENTS, ASSUMPTIONS = "firm.yaml", "instruments.yaml", "market-assumptions.yaml"

M = TypeVar("M", bound=BaseModel)
T = TypeVar("T")


@dataclass(slots=True)
class HouseParts:
    """The house files one by one; a part is None where its file has a fault."""

    firm: Firm | None = None
    instruments: dict[str, Instrument] | None = None
    assumptions: Assumptions | None = None
    hashes: dict[str, str] = field(default_factory=dict)
    versions: dict[str, str] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


def load_house(folder: Path) -> House:
    """All house files in `folder`. Raises `Unusable` with the faults of all of them."""
    parts = read_house(folder)
    if parts.firm is None or parts.instruments is None or parts.assumptions is None or parts.faults:
        raise Unusable(parts.faults)
    return House(parts.firm, parts.instruments, parts.assumptions, parts.hashes, versions=parts.versions)


def read_house(folder: Path) -> HouseParts:
    """What can be read of the house files in `folder`, with every fault. Raises nothing."""
    parts = HouseParts()
    firm = _part(parts, folder / FIRM, FirmModel, partial(_firm_rules, folder))
    if firm:
        parts.firm = _firm(firm, folder)
        if firm.brand and firm.brand.logo and parts.firm.brand and parts.firm.brand.logo:
            parts.hashes[firm.brand.logo] = sha256(parts.firm.brand.logo.content).hexdigest()
    assumptions = _part(parts, folder / ASSUMPTIONS, AssumptionsModel, _assumption_rules)
    parts.assumptions = _assumptions(assumptions) if assumptions else None
    premium = parts.assumptions.premium if parts.assumptions else None
    listed = _part(parts, folder / INSTRUMENTS, InstrumentsModel, partial(_instrument_rules, premium))
    if listed:
        entries = listed.instruments.items()
        parts.instruments = {ticker: _instrument(ticker, entry) for ticker, entry in entries}
    return parts


def _part(parts: HouseParts, path: Path, model: type[M], rules: Callable[[M], Iterator[Problem]]) -> M | None:
    """One file as its model, with its hash and version noted; None after its faults were noted."""
    try:
        source = read_source(path)
    except Unusable as error:
        parts.faults += error.faults
        return None
    checked = check(model, source)
    problems: list[Problem] = []
    if checked.sound == frozenset(model.model_fields):
        problems = [*_origins(checked.model, (), False), *rules(checked.model)]
    faults = all_faults(source, checked, problems)
    parts.hashes[path.name] = source.sha256
    parts.versions[path.name] = getattr(checked.model, "version", None) or ""
    parts.faults += faults
    return None if faults else checked.model


def _firm_rules(folder: Path, model: FirmModel) -> Iterator[Problem]:
    if not (model.named or model.fees.named):
        message = "no origin is given; add status: illustrative, or source and as_of, to the block"
        yield Problem(("fees",), message, at_key=True)
    yield from fee_problems(model.fees, ("fees",))
    yield from brand_problems(model.brand, folder, ("brand",))
    for language in model.translations:
        if not re.fullmatch(LANGUAGE_CODE, language):
            yield Problem(("translations", language), "the key must be a language such as de", at_key=True)


def _origins(part: object, at: Location, named: bool) -> Iterator[Problem]:
    """One problem for each block that holds values without source or status."""
    if isinstance(part, Provenance):
        named = named or part.named
    children = _children(part)
    bare = [name for name, value in children if isinstance(value, Given) and not value.named]
    if bare and not named:
        message = (
            f"{', '.join(bare[:3])}{' and others' if bare[3:] else ''}: no origin is given; add "
            "status: illustrative, or source and as_of, to the block or to each value"
        )
        yield Problem(at, message, at_key=True)
    for name, value in children:
        if not isinstance(value, Given):
            yield from _origins(value, (*at, name), named)


def _children(part: object) -> list[tuple[str, object]]:
    if isinstance(part, BaseModel):
        return [(name, getattr(part, name)) for name in type(part).model_fields]
    return [(str(key), value) for key, value in part.items()] if isinstance(part, Mapping) else []


def _instrument_rules(premium: Mapping[str, Any] | None, model: InstrumentsModel) -> Iterator[Problem]:
    for ticker, entry in model.instruments.items():
        at: Location = ("instruments", ticker)
        if not re.fullmatch(TICKER.pattern, ticker):
            yield Problem(at, f"the key must be {TICKER.shape}", at_key=True)
        if entry.isin is None and entry.role is Role.ETF:
            yield Problem((*at, "isin"), "the key is missing; only a benchmark has no ISIN", at_key=True)
        if entry.total_return is None and entry.role is Role.BENCHMARK:
            message = "the key is missing; say whether the benchmark's prices reinvest distributions"
            yield Problem((*at, "total_return"), message, at_key=True)
        if entry.total_return is False and entry.role is Role.ETF:
            message = "prices of an ETF must reinvest distributions; give adjusted prices, remove the key"
            yield Problem((*at, "total_return"), message)
        name = entry.asset_class.value
        if premium is not None and name not in premium:
            hint = suggestion(name, premium, "; add it there")
            yield Problem((*at, "asset_class"), f"{name} has no premium in {ASSUMPTIONS}{hint}")
        if entry.proxy == ticker:
            yield Problem((*at, "proxy"), "an instrument cannot stand in for itself")
        elif entry.proxy and entry.proxy not in model.instruments:
            hint = suggestion(entry.proxy, model.instruments, "; add it")
            yield Problem((*at, "proxy"), f"{entry.proxy} is not in this file{hint}")


def _assumption_rules(model: AssumptionsModel) -> Iterator[Problem]:
    for currency in model.risk_free:
        if currency not in CURRENCIES:
            yield Problem(("risk_free", currency), "the key must be an ISO 4217 currency code", at_key=True)
    for name in model.premium:
        if not re.fullmatch(ASSET_CLASS.pattern, name):
            yield Problem(("premium", name), f"the key must be {ASSET_CLASS.shape}", at_key=True)
    seen: set[str] = set()
    for row, episode in enumerate(model.episodes):
        if episode.id in seen:
            yield Problem(("episodes", row, "id"), f"{episode.id} stands twice; rename one")
        seen.add(episode.id)
        if episode.start >= episode.end:
            message = f"the episode ends on {episode.end}, not after its start; correct the dates"
            yield Problem(("episodes", row, "end"), message)


def _sourced(given: Given[T], block: Provenance) -> Sourced[T]:
    """The value with its own origin, or else its block's."""
    origin = given if given.named else block
    return Sourced(given.value, origin.status is not None, origin.source or "", origin.as_of)


def _fields(block: Provenance, outer: Provenance | None = None) -> dict[str, Any]:
    """Every sourced value of a block by its name; `outer` names the origin where the block does not."""
    origin = block if block.named or outer is None else outer
    return {name: _sourced(value, origin) for name, value in _children(block) if isinstance(value, Given)}


def _firm(model: FirmModel, folder: Path) -> Firm:
    basis = model.simulated_record_basis
    recorded = LegalBasis(basis.approver, basis.approved_on, basis.reference) if basis else None
    origin = model.fees if model.fees.named else model
    fees = Sourced(fee_schedule(model.fees), origin.status is not None, origin.source or "", origin.as_of)
    approvals = tuple(
        TranslationApproval(language, each.approved_by, each.approved_on, each.reference)
        for language, each in model.translations.items()
    )
    return Firm(
        **_fields(model),
        fees=fees,
        simulated_record_basis=recorded,
        translations=approvals,
        brand=brand(model.brand, folder),
    )


def _instrument(ticker: str, entry: InstrumentModel) -> Instrument:
    no_isin = Sourced("", entry.status is not None, entry.source or "", entry.as_of)
    return Instrument(
        ticker=ticker,
        cash_like=entry.asset_class.value == "cash-like",
        last_date=entry.last_date,
        proxy=entry.proxy or "",
        total_return=entry.total_return is not False,
        target_market=target_market(entry.target_market, entry),
        sustainability=sustainability(entry.sustainability, entry),
        **{"isin": no_isin, **_fields(entry)},
    )


def _assumptions(model: AssumptionsModel) -> Assumptions:
    return Assumptions(
        version=model.version,
        risk_free={name: _sourced(given, model) for name, given in model.risk_free.items()},
        premium={name: _sourced(given, model) for name, given in model.premium.items()},
        shocks=Shocks(**_fields(model.shocks, model)),
        episodes=tuple(Episode(each.id, each.start, each.end, each.name) for each in model.episodes),
    )
