"""House files: every value says where it comes from; ISINs, codes and costs are checked."""

import hashlib
import shutil
from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest

from reporting.domain.errors import Unusable
from reporting.domain.house import Firm, House, Instrument, LegalBasis, Shocks, Sourced
from reporting.domain.target_market import Fit, TargetMarket
from reporting.inputs.house import load_house, read_house
from reporting.inputs.profiles import validate
from tests.inputs.shipped import PROFILES

ENTRY = """
  TEST:
    status: illustrative
    isin: IE00B4L5Y983
    name: Test fund
    asset_class: equity
    currency: EUR
    domicile: NO
    ongoing_cost: 0.2 %
    transaction_cost: 0 %
    incidental_cost: 0 %
    entry_cost: 0 %
    exit_cost: 0 %
    trading_cost: 0.05 %
    seasonality: 1
    duration: 0
    equity_sensitivity: 1
    real_estate_sensitivity: 0
    usd_sensitivity: 0.5
    kid_available: true
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped house."""
    return Path(shutil.copytree(PROFILES / "house", tmp_path / "house"))


def with_entry(folder: Path, old: str = "", new: str = "") -> Path:
    """Adds the instrument TEST, one text of it replaced; the file."""
    path = folder / "instruments.yaml"
    assert ENTRY.count(old) == 1 or not old
    path.write_text(path.read_text() + (ENTRY.replace(old, new) if old else ENTRY))
    return path


def sourced_values(house: House) -> list[Sourced[object]]:
    parts: list[Firm | Shocks | Instrument] = [
        house.firm,
        house.assumptions.shocks,
        *house.instruments.values(),
    ]
    values = [getattr(part, field.name) for part in parts for field in fields(part)]
    values += [*house.assumptions.risk_free.values(), *house.assumptions.premium.values()]
    return [value for value in values if isinstance(value, Sourced)]


def test_every_shipped_value_is_illustrative_and_no_legal_basis_is_shipped() -> None:
    house = load_house(PROFILES / "house")
    values = sourced_values(house)
    assert len(values) == 14 + 1 + 4 + 24 * 17 + 23 + 11 + 2 + 4
    # firm, fees, shocks, instruments, their target markets, their sustainability, rates, premiums
    assert all(value.illustrative and not value.source for value in values)
    assert house.firm.simulated_record_basis is None


def test_the_shipped_house_holds_both_universes_and_a_benchmark() -> None:
    house = load_house(PROFILES / "house")
    assert len(house.instruments) == 12 + 11 + 1  # AGG and BND share a counterpart
    assert [t for t, i in house.instruments.items() if not i.isin.value] == ["WORLD"]
    assert [t for t, i in house.instruments.items() if i.cash_like] == ["BIL", "XEON"]
    funds = [i for i in house.instruments.values() if i.isin.value]
    assert all(i.kid_available.value == (i.domicile.value != "US") for i in funds)
    assert all(i.isin.value[:2] == i.domicile.value for i in funds)
    assert house.instruments["ARKI"].proxy == "ARKK"


def test_product_cost_adds_what_the_file_says() -> None:
    agg = load_house(PROFILES / "house").instruments["AGG"]
    assert agg.product_cost == pytest.approx(0.0003 + 0.0002 + 0.0, abs=1e-18)


def test_assumptions_are_read_in_full() -> None:
    assumptions = load_house(PROFILES / "house").assumptions
    assert {name: rate.value for name, rate in assumptions.risk_free.items()} == {"EUR": 0.02, "USD": 0.035}
    assert assumptions.premium["equity"] == Sourced(0.04, True, "", date(2026, 9, 30))
    shocks = assumptions.shocks
    assert (shocks.equity.value, shocks.rates.value) == (-0.3, 0.02)
    assert (shocks.real_estate.value, shocks.usd.value) == (-0.25, -0.1)
    assert [episode.start.year for episode in assumptions.episodes] == [2007, 2011, 2018, 2020, 2022]
    assert shocks.equity.as_of == date(2026, 9, 30)  # the origin of the whole file


def test_the_hashes_are_those_of_the_files(folder: Path) -> None:
    house = load_house(folder)
    expected = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}
    del expected["questionnaire.yaml"]  # read apart, with a hash of its own
    assert house.hashes == expected


def test_a_block_names_a_source_and_a_value_another_one(folder: Path) -> None:
    path = with_entry(
        folder, "status: illustrative", "source: Key information document\n    as_of: 2026-09-30"
    )
    own = "{value: 0.2 %, status: illustrative}"
    path.write_text(path.read_text().replace("    ongoing_cost: 0.2 %\n", f"    ongoing_cost: {own}\n"))
    test = load_house(folder).instruments["TEST"]
    assert test.name == Sourced("Test fund", False, "Key information document", date(2026, 9, 30))
    assert test.ongoing_cost == Sourced(0.002, True)
    assert test.domicile.value == "NO"  # Norway, not false


def test_a_legal_basis_is_recorded_whole(folder: Path) -> None:
    path = folder / "firm.yaml"
    text = path.read_text()
    basis = (
        "\nsimulated_record_basis: {approver: Head of compliance, approved_on: 2026-01-05, reference: C-1}\n"
    )
    path.write_text(text + basis)
    recorded = load_house(folder).firm.simulated_record_basis
    assert recorded == LegalBasis("Head of compliance", date(2026, 1, 5), "C-1")
    path.write_text(text + "\nsimulated_record_basis: {approver: Head of compliance}\n")
    with pytest.raises(Unusable) as caught:
        load_house(folder)
    assert [fault.path for fault in caught.value.faults] == [
        "simulated_record_basis.approved_on",
        "simulated_record_basis.reference",
    ]


@pytest.mark.parametrize(
    ("old", "new", "field", "words"),
    [
        ("isin: IE00B4L5Y983", "isin: IE00B4L5Y984", "isin", "right check digit"),
        ("    isin: IE00B4L5Y983\n", "", "isin", "only a benchmark has no ISIN"),
        ("currency: EUR", "currency: EURO", "currency", "ISO 4217"),
        ("domicile: NO", "domicile: Norway", "domicile", "ISO 3166"),
        ("ongoing_cost: 0.2 %", "ongoing_cost: 115 %", "ongoing_cost", "did you mean 1.15 %?"),
        ("ongoing_cost: 0.2 %", "ongoing_cost: 1.15", "ongoing_cost", "did you mean 1.15 %?"),
        ("ongoing_cost: 0.2 %", "ongoing_cost: -0.2 %", "ongoing_cost", "0 % to 20 % is allowed"),
        ("transaction_cost: 0 %", "transaction_cost: -6 %", "transaction_cost", "-5 % to 20 % is allowed"),
        ("    ongoing_cost: 0.2 %\n", "", "ongoing_cost", "the key is missing"),
        ("ongoing_cost: 0.2 %", "ongoing_cost:", "ongoing_cost", "has no value"),
        ("ongoing_cost: 0.2 %", "ongoing_cost: {value: 1 %, sorce: x}", "ongoing_cost.sorce", "mean source?"),
        ("ongoing_cost: 0.2 %", "ongoing_cost: {value: 1 %, source: x}", "ongoing_cost", "add as_of"),
        ("ongoing_cost: 0.2 %", "ongoing_cost: {value: 99 %}", "ongoing_cost.value", "20 % is allowed"),
        ("ongoing_cost: 0.2 %", "ongoing_cost: [1]", "ongoing_cost", "one value is expected"),
        ("asset_class: equity", "asset_class: equities", "asset_class", "did you mean equity?"),
        ("kid_available: true", "kid_available: yes", "kid_available", "write true or false"),
        ("kid_available: true", "kid_available: true\n    proxy: TEST", "proxy", "stand in for itself"),
        ("kid_available: true", "kid_available: true\n    proxy: SPYY", "proxy", "did you mean SPY?"),
        ("kid_available: true", "kid_available: true\n    last_date: 2020", "last_date", "write it like"),
        ("kid_available: true", "kid_available: true\n    total_return: no", "total_return", "true or false"),
        ("kid_available: true", "kid_available: true\n    total_return: false", "total_return", "adjusted"),
        ("    isin: IE00B4L5Y983\n", "    role: benchmark\n", "total_return", "the key is missing"),
        ("duration: 0", "duration: 400", "duration", "-30 to 60 is allowed"),
        ("status: illustrative", "status: final", "status", "is not one of illustrative"),
        ("    status: illustrative\n", "", "", "no origin is given"),
        ("status: illustrative", "source: x", "", "add as_of"),
        ("status: illustrative", "status: illustrative\n    source: x", "", "not both"),
        ("status: illustrative", "as_of: 2026-01-01", "", "needs the source"),
    ],
)
def test_a_bad_instrument_is_named_at_its_place(
    folder: Path, old: str, new: str, field: str, words: str
) -> None:
    path = with_entry(folder, old, new)
    found = validate([path])
    expected = ".".join(part for part in ("instruments.TEST", field) if part)
    assert [fault.path for fault in found] == [expected], "\n".join(map(str, found))
    assert words in found[0].message
    line = path.read_text().splitlines()[(found[0].line or 0) - 1]
    key = field.split(".")[0]
    missing = "missing" in found[0].message or "only a benchmark" in found[0].message
    assert (key if key and not missing else "TEST") in line or line.strip().startswith(new.strip()[:8])


def test_the_faults_of_all_house_files_come_together(folder: Path) -> None:
    (folder / "firm.yaml").unlink()
    with_entry(folder, "duration: 0", "duration: x")
    path = folder / "market-assumptions.yaml"
    path.write_text(path.read_text().replace("USD: 3.5 %", "usd: 3.5 %").replace("2018-12-24", "2017-12-24"))
    with pytest.raises(Unusable) as caught:
        load_house(folder)
    found = [(Path(fault.file).name, fault.path) for fault in caught.value.faults]
    assert found == [
        ("firm.yaml", ""),
        ("market-assumptions.yaml", "risk_free.usd"),
        ("market-assumptions.yaml", "episodes[2].end"),
        ("instruments.yaml", "instruments.TEST.duration"),
    ]


def test_a_broken_file_leaves_the_other_parts(folder: Path) -> None:
    (folder / "firm.yaml").write_text("name: &a x\n")
    parts = read_house(folder)
    assert parts.firm is None and parts.instruments is not None and parts.assumptions is not None
    assert parts.faults


def test_a_target_market_has_its_own_origin_or_that_of_the_instrument(folder: Path) -> None:
    block = "target_market: { retail: excluded, minimum_years: 3 }"
    path = with_entry(folder, "status: illustrative", f"status: illustrative\n    {block}")
    found = load_house(folder).instruments["TEST"].target_market
    assert found is not None and found.illustrative
    assert found.value == TargetMarket(retail=Fit.EXCLUDED, minimum_years=3.0)
    assert load_house(folder).instruments["TEST"].sustainability is None
    own = "target_market: { source: Template of the producer, as_of: 2026-09-30, retail: excluded }"
    path.write_text(path.read_text().replace(block, own))
    sourced = load_house(folder).instruments["TEST"].target_market
    assert sourced == Sourced(
        TargetMarket(retail=Fit.EXCLUDED), False, "Template of the producer", date(2026, 9, 30)
    )
