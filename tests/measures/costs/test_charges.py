"""From fee schedule, products and trading to rates by category: each one computed by hand."""

from dataclasses import replace

import pytest

from reporting.domain.errors import Refused
from reporting.domain.fees import PerformanceFee
from reporting.measures.costs.categories import Category, total
from reporting.measures.costs.charges import Charges, Trading, charges, running_rate, service_rate
from tests.measures.costs.cases import FREE, PROFILE_FEES, fund, position, schedule, tiers

HOME = fund("HOME", ongoing_cost=0.002, transaction_cost=-0.0001, incidental_cost=0.0005, entry_cost=0.001)
ABROAD = fund("AWAY", "USD", ongoing_cost=0.004, transaction_cost=0.0003, exit_cost=0.002)
POSITIONS = (position(HOME, 0.6, 0.0005), position(ABROAD, 0.3, 0.001))  # 10 % cash
TRADING = Trading(rate=0.0012, turnover=2.0)
EXACT = 1e-15


def rates(**changes: object) -> Charges:
    return charges(PROFILE_FEES, schedule(**changes), POSITIONS, TRADING, 10_000)


def test_a_free_schedule_leaves_the_profiles_fee_products_and_trading() -> None:
    found = charges(PROFILE_FEES, FREE, POSITIONS, TRADING, 10_000)
    assert found.yearly == pytest.approx(
        {
            "S1": 0,
            "S2": 0.006 * 1.19,
            "S3": 0.0012,
            "S4": 0,
            "S5": 0,
            "P1": 0,
            "P2": 0.6 * 0.002 + 0.3 * 0.004,
            "P3": -0.6 * 0.0001 + 0.3 * 0.0003,
            "P4": 0.6 * 0.0005,
        },
        abs=EXACT,
    )
    assert found.entry[Category.S3] == pytest.approx(0.6 * 0.0005 + 0.3 * 0.001, abs=EXACT)
    assert found.entry[Category.P1] == pytest.approx(0.6 * 0.001, abs=EXACT)
    assert found.exit[Category.P1] == pytest.approx(0.3 * 0.002, abs=EXACT)
    assert running_rate(found) == total(found.yearly)


def test_vat_belongs_to_every_fee_of_the_firm_and_to_no_trading() -> None:
    found = rates(
        vat=0.2,
        minimum=100.0,
        entry_rate=0.01,
        entry_amount=50.0,
        exit_rate=0.005,
        custody=0.001,
        performance=PerformanceFee(0.1, 0.03, False),
    )
    assert found.entry[Category.S1] == pytest.approx((0.01 + 50 / 10_000) * 1.2, abs=EXACT)
    assert found.exit[Category.S1] == pytest.approx(0.005 * 1.2, abs=EXACT)
    assert found.yearly[Category.S4] == pytest.approx(0.001 * 1.2, abs=EXACT)
    assert found.minimum == pytest.approx(120)
    assert found.performance == PerformanceFee(pytest.approx(0.12), 0.03, False)  # type: ignore[arg-type]
    assert found.entry[Category.S3] == pytest.approx(0.0006, abs=EXACT)
    assert found.yearly[Category.S3] == pytest.approx(0.0012, abs=EXACT)


@pytest.mark.parametrize(("amount", "rate"), [(10_000, 0.008), (49_999, 0.008), (50_000, 0.005)])
def test_a_tier_replaces_the_profiles_fee_for_its_amounts(amount: float, rate: float) -> None:
    tiered = schedule(tiers=tiers((0, 50_000, 0.008), (50_000, None, 0.005)), vat=0.2)
    assert service_rate(PROFILE_FEES, tiered, amount) == pytest.approx(rate * 1.2, abs=EXACT)


def test_missing_product_costs_are_named_all_at_once() -> None:
    silent = replace(HOME, missing_costs=("07100_Ongoing (emt.csv)", "07130_Transaction (emt.csv)"))
    other = replace(ABROAD, missing_costs=("07140_Incidental (emt.csv)",))
    positions = (position(silent, 0.5), position(other, 0.5))
    with pytest.raises(Refused) as caught:
        charges(PROFILE_FEES, FREE, positions, TRADING, 10_000)
    assert [fault.path for fault in caught.value.faults] == ["HOME", "HOME", "AWAY"]
    assert "07130_Transaction" in str(caught.value)
