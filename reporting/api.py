"""The library face: what the command line does, for programs.

    from reporting import api

    decision = api.allocate("balanced", date(2026, 9, 30))
    result = api.backtest("profiles/own.yaml", data=api.load(prices="prices.csv", rates="rates.csv"))
    api.build("documents", data=api.load(prices="prices.csv"), period="2021Q4")

Everything raises `Unusable` for input that cannot be used and `Refused` for what a rule forbids; both
carry all faults at once. Without data of one's own the demo market is used, which is synthetic.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from reporting.delivery.build import Build
from reporting.delivery.build import build as _build
from reporting.delivery.data import Data, load_data
from reporting.delivery.explain import Explanation
from reporting.delivery.explain import explain as _explain
from reporting.delivery.plan import cores, make_plan
from reporting.delivery.pool import in_processes
from reporting.delivery.subject import AllocationRun, BacktestRun, find_subject, run_allocation, run_backtest
from reporting.domain.errors import Fault, Refusal, Refused, Unusable, unusable
from reporting.domain.series import ActualPast
from reporting.domain.units import Frequency
from reporting.inputs.records import read_record
from reporting.measures.priips import PriipsScenarios, priips_scenarios
from reporting.measures.sample import NotAvailable
from reporting.measures.scenarios.simulation import PATHS

__all__ = [
    "ActualPast",
    "AllocationRun",
    "BacktestRun",
    "Build",
    "Data",
    "Explanation",
    "Fault",
    "Frequency",
    "NotAvailable",
    "PriipsScenarios",
    "Refusal",
    "Refused",
    "Unusable",
    "allocate",
    "backtest",
    "build",
    "explain",
    "load",
    "product_scenarios",
]

Place = str | Path


def load(prices: Place | None = None, fx: Place | None = None, rates: Place | None = None) -> Data:
    """Prices, exchange rates and cash rates from CSV or Parquet files, or the demo market without prices.

    Without `rates` cash earns nothing, which results note. Raises Unusable.
    """
    return load_data(_path(prices), _path(fx), _path(rates))


def allocate(
    profile: Place, as_of: date, data: Data | None = None, house: Place | None = None
) -> AllocationRun:
    """The decision of the last session on or before `as_of`, explained, from data up to it alone.

    `profile` is a YAML file or the id of a shipped profile, `house` the folder of the firm's files
    (default: the folder `house` beside the profile, else the shipped one).
    """
    return run_allocation(find_subject(str(profile), _path(house), data or load()), as_of)


def backtest(
    profile: Place,
    data: Data | None = None,
    start: date | None = None,
    end: date | None = None,
    house: Place | None = None,
) -> BacktestRun:
    """The profile's rules on past prices with its measures: simulated past performance.

    No decision is taken before `start`, and no session after `end` enters.
    """
    return run_backtest(find_subject(str(profile), _path(house), data or load()), start, end)


def build(
    output: Place = "output",
    data: Data | None = None,
    *,
    profiles: Place | None = None,
    house: Place | None = None,
    period: str | None = None,
    chosen: Sequence[str] = (),
    language: str | Sequence[str] = "en",
    jobs: int | None = None,
    paths: int = PATHS,
    annex: bool = False,
    templates: Place | None = None,
    emt: Sequence[Place] = (),
    records: Place | None = None,
    previous: Place | None = None,
) -> Build:
    """The documents of a folder of profiles (or of the `chosen` ids) and their manifest, written to `output`.

    `emt` are FinDatEx EMT files with product costs, `records` a folder with `<profile>.csv` of live records,
    `previous` the output folder of earlier documents, whose cost estimates are compared with. `annex` adds
    a list of all figures by id, for the copy that compliance keeps; `templates` is the folder of the firm's
    own templates.
    A refused profile is listed in the result and stops no other. The work runs in `jobs` processes (one
    for each core if None), which are started afresh: call it below `if __name__ == "__main__":`.
    """
    plan = make_plan(
        data or load(),
        profiles=_path(profiles),
        house=_path(house),
        period=period,
        chosen=chosen,
        language=language,
        paths=paths,
        annex=annex,
        templates=_path(templates),
        emt=[Path(file) for file in emt],
        records=_path(records),
        previous=_path(previous),
    )
    return _build(plan, Path(output), in_processes(jobs or cores()), lambda outcome: None)


def explain(twin: Place, figure: str) -> Explanation:
    """Where a printed number comes from: its derivation from the twin beside a PDF, down to the inputs.

    `failed` of the result names figures that their parts do not give: then the twin was changed.
    """
    return _explain(Path(twin), figure)


def product_scenarios(
    record: Place | ActualPast, frequency: Frequency | str, horizon: int, day: date
) -> PriipsScenarios | NotAvailable:
    """Performance scenarios of a product from its own record, by the PRIIPs method in force on `day`.

    `record` is a CSV with `date` and `nav_net`, the product's value after all costs inside it, at a declared
    `frequency` (daily, weekly or monthly); `horizon` is the recommended holding period in whole years. These
    rules bind the makers of products: a model has no such record, so its backtest is refused (Article
    44(6)(a)). `NotAvailable` says why a record does not do. Raises Unusable for what cannot be used.
    """
    if horizon < 1:
        raise unusable("horizon", f"{horizon} is no recommended holding period; give 1 year or more")
    try:
        steps = Frequency(frequency)
    except ValueError:
        known = ", ".join(each.value for each in Frequency)
        raise unusable("frequency", f"{str(frequency)[:20]!r} is none of {known}; choose one") from None
    actual = read_record(Path(record)).net if isinstance(record, str | Path) else record
    return priips_scenarios(actual, steps, horizon, day)


def _path(place: Place | None) -> Path | None:
    return None if place is None else Path(place)
