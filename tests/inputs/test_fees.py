"""The fee schedule of firm.yaml: read as written, and one clear message for each thing that cannot be."""

from pathlib import Path

import pytest

from reporting.domain.fees import FeeSchedule, FeeTier
from reporting.inputs.house import load_house, read_house
from tests.inputs.shipped import edited

TIERS = """  tiers:
    - { lower: 0, upper: 50000, rate: 0.75 % }
    - { lower: 50000, upper: 250000, rate: 0.6 % }
    - { lower: 250000, rate: 0.45 % }
"""


def schedule(folder: Path, changes: dict[str, str]) -> FeeSchedule:
    return load_house(edited(folder, "house/firm.yaml", changes).parent).firm.fees.value


def faults(folder: Path, changes: dict[str, str]) -> list[str]:
    found = read_house(edited(folder, "house/firm.yaml", changes).parent).faults
    return [f"{fault.path}: {fault.message}" for fault in found]


def test_the_shipped_firm_charges_nothing_beside_the_profiles_fee(tmp_path: Path) -> None:
    fees = schedule(tmp_path, {})
    charges = (fees.vat, fees.minimum, fees.entry_rate, fees.entry_amount, fees.exit_rate, fees.custody)
    assert charges == (0, 0, 0, 0, 0, 0)
    assert (fees.tiers, fees.performance.share, fees.fx_margin, fees.received) == ((), 0, 0, 0)


def test_tiers_are_read_and_found_by_the_amount(tmp_path: Path) -> None:
    fees = schedule(tmp_path, {"  tiers: []\n": TIERS})
    assert fees.tiers[1] == FeeTier(50_000, 250_000, 0.006)
    amounts = (0, 49_999.99, 50_000, 249_999.99, 250_000, 1e9)
    assert [fees.tier_rate(amount) for amount in amounts] == [0.0075, 0.0075, 0.006, 0.006, 0.0045, 0.0045]


@pytest.mark.parametrize(
    ("old", "new", "path", "message"),
    [
        ("lower: 50000", "lower: 60000", "fees.tiers[1].lower", "no fee for 50,000 to 60,000: a gap"),
        ("lower: 50000", "lower: 40000", "fees.tiers[1].lower", "two fees for 40,000 to 50,000: an overlap"),
        ("lower: 0", "lower: 100", "fees.tiers[0].lower", "no fee is given below 100"),
        (", upper: 250000", "", "fees.tiers[1]", "the key upper is missing"),
        ("lower: 250000,", "lower: 250000, upper: 900000,", "fees.tiers[2].upper", "from 900,000 on"),
        ("upper: 50000", "upper: 0", "fees.tiers[0].upper", "not above its start"),
        ("rate: 0.75 %", "rate: 75 %", "fees.tiers[0].rate", "did you mean 0.75 %?"),
        ("rate: 0.75 %", "rate: 0.75", "fees.tiers[0].rate", "did you mean 0.75 %?"),
        ("rate: 0.75 %", "rate: -0.75 %", "fees.tiers[0].rate", "0 % to 5 % is allowed"),
        ("lower: 0,", "lower: -1,", "fees.tiers[0].lower", "out of range"),
    ],
)
def test_a_broken_tier_is_named_with_its_mend(
    tmp_path: Path, old: str, new: str, path: str, message: str
) -> None:
    found = faults(tmp_path, {"  tiers: []\n": TIERS.replace(old, new)})
    assert any(fault.startswith(f"{path}: ") and message in fault for fault in found), found


@pytest.mark.parametrize(
    ("old", "new", "path", "message"),
    [
        ("  vat: 0 %\n", "  vat: 19\n", "fees.vat", "did you mean 19 %?"),
        ("  custody: 0 %", "  custody: 15 %", "fees.custody", "did you mean 0.15 %?"),
        ("  entry_amount: 0 ", "  entry_amount: -5 ", "fees.entry_amount", "out of range"),
        ("{ share: 0 %,", "{ share: 0 %, cap: 1,", "fees.performance.cap", "unknown key"),
        ("  exit_rate: 0 %", "# exit_rate: 0 %", "fees.exit_rate", "the key is missing"),
        ("received: 0 %", "received: 0.1 %", "fees.third_party.passed_on", "make them equal"),
    ],
)
def test_a_broken_charge_is_named_with_its_mend(
    tmp_path: Path, old: str, new: str, path: str, message: str
) -> None:
    found = faults(tmp_path, {old: new})
    assert [fault for fault in found if fault.startswith(f"{path}: ") and message in fault], found


def test_the_schedule_may_have_an_origin_of_its_own(tmp_path: Path) -> None:
    own = 'fees:\n  source: "Price list 4"\n  as_of: 2026-09-01\n'
    house = load_house(edited(tmp_path, "house/firm.yaml", {"fees:\n": own}).parent)
    assert (house.firm.fees.illustrative, house.firm.fees.source) == (False, "Price list 4")
    assert house.firm.name.illustrative
