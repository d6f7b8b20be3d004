"""Costs incurred on an account: by hand, against the measure for records without flows, and in identities."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import numpy as np
import pytest

from reporting.clients.costs import booked_costs, service_costs
from reporting.clients.incurred import ClientCosts, client_costs
from reporting.clients.valuation import Valuation, valuation
from reporting.domain.client import FlowKind
from reporting.domain.errors import Refusal
from reporting.domain.house import CostPeriod, Instrument
from reporting.domain.rounding import units
from reporting.measures.costs.categories import Category, total
from reporting.measures.costs.incurred import incurred, ledger, product_rates_on
from reporting.measures.sample import NotAvailable
from tests.clients.books import booked, buy, deposit, flow, quoted, sell, valued, withdrawal
from tests.inputs import builders

FIRST, LAST = date(2026, 1, 1), date(2026, 3, 31)


def fund(ticker: str, ongoing: float, transaction: float = 0.0, **more: object) -> Instrument:
    found = builders.instrument(ticker, "EUR")
    return replace(
        found,
        ongoing_cost=builders.sourced(ongoing),
        transaction_cost=builders.sourced(transaction),
        **more,  # type: ignore[arg-type]
    )


FUNDS = {"AAA": fund("AAA", 0.00365, 0.00073), "BBB": fund("BBB", 0.0073)}


def quarter(account: Valuation) -> ClientCosts:
    found = client_costs(account, FUNDS, FIRST, LAST)
    assert isinstance(found, ClientCosts)
    return found


def plain(*events: object) -> Valuation:
    """1,000 in AAA at a price that never moves, from the eve of the year on, beside 100 of cash."""
    return valued(
        {"AAA": {"2025-12-31": 10.0, "2026-03-31": 10.0}},
        "2026-03-31",
        deposit("2025-12-31", "1100"),
        buy("2025-12-31", "AAA", "100", "10"),
        *events,  # type: ignore[arg-type]
    )


def test_instrument_costs_are_those_of_each_calendar_day() -> None:
    """1,000 x 0.365 % / 365 is one cent a day, and 0.073 % a fifth of it; 90 days."""
    found = quarter(plain())
    assert found.incurred.costs[Category.P2] == pytest.approx(0.90, abs=1e-12)
    assert found.incurred.costs[Category.P3] == pytest.approx(0.18, abs=1e-12)
    assert found.incurred.days == 90 and found.incurred.base == pytest.approx(1100, abs=1e-9)
    assert found.total == Decimal("1.08")
    assert found.estimated == ("AAA",)


def test_service_costs_are_as_booked_each_in_its_category() -> None:
    account = plain(
        flow("2026-01-30", FlowKind.SERVICE_FEE, "-1.19"),
        flow("2026-02-27", FlowKind.SERVICE_FEE, "-1.19"),
        flow("2026-02-27", FlowKind.CUSTODY_FEE, "-0.30"),
        flow("2026-01-05", FlowKind.ENTRY_FEE, "-2"),
        flow("2026-03-31", FlowKind.PERFORMANCE_FEE, "-0.11"),
        flow("2026-03-30", FlowKind.TAX, "-4.00"),
        flow("2026-03-30", FlowKind.THIRD_PARTY, "0.25"),
        buy("2026-03-31", "AAA", "1", "10", "0.05"),
    )
    found = quarter(account)
    assert {kind: cents for kind, cents in found.cents.items() if not kind.startswith("P2")} == {
        Category.S1: 200, Category.S2: 238, Category.S3: 5, Category.S4: 30, Category.S5: 11,
        Category.P1: 0, Category.P3: 18, Category.P4: 0,
    }  # fmt: skip
    assert (found.taxes, found.third_party) == (Decimal("-4.00"), Decimal("0.25"))
    assert service_costs(account).sum() == 484


def test_what_a_product_takes_at_purchase_and_sale_is_a_one_off_cost_of_it() -> None:
    """1 % of a purchase of 20 and 2 % of a sale of 30."""
    dear = {"AAA": fund("AAA", 0, entry_cost=builders.sourced(0.01), exit_cost=builders.sourced(0.02))}
    traded = plain(buy("2026-01-05", "AAA", "2", "10"), sell("2026-03-02", "AAA", "3", "10"))
    found = client_costs(traded, dear, FIRST, LAST)
    assert isinstance(found, ClientCosts)
    assert found.cents[Category.P1] == 80 and found.total == Decimal("0.80")


def test_a_fee_paid_back_lowers_the_cost() -> None:
    paid = plain(
        flow("2026-01-30", FlowKind.SERVICE_FEE, "-3"), flow("2026-02-02", FlowKind.SERVICE_FEE, "1")
    )
    assert quarter(paid).cents[Category.S2] == 200


def test_a_purchase_of_the_year_before_is_no_cost_of_this_one() -> None:
    account = valued(
        {"AAA": {"2025-12-31": 10.0, "2026-03-31": 10.0}},
        "2026-03-31",
        deposit("2025-12-31", "1100"),
        buy("2025-12-31", "AAA", "100", "10", "50"),
    )
    assert quarter(account).cents[Category.S3] == 0


def test_an_account_opened_within_the_year_bears_its_first_cost_and_is_averaged_from_then_on() -> None:
    account = valued(
        {"AAA": {"2026-03-02": 10.0, "2026-03-31": 10.0}},
        "2026-03-31",
        deposit("2026-03-02", "1000"),
        buy("2026-03-02", "AAA", "95", "10", "10"),
    )
    found = quarter(account)
    assert found.first == date(2026, 3, 2) and found.incurred.days == 30
    assert found.cents[Category.S3] == 1000 and found.incurred.base == pytest.approx(990, abs=1e-9)
    assert found.incurred.net == pytest.approx(-0.01, abs=1e-12)
    assert found.incurred.gross == pytest.approx(found.incurred.costs[Category.P2] * 1.2 / 990, rel=1e-3)


def test_days_after_the_closing_lower_no_average() -> None:
    events = (
        deposit("2025-12-31", "1000"),
        buy("2025-12-31", "AAA", "100", "10"),
        sell("2026-02-10", "AAA", "100", "10"),
        withdrawal("2026-02-10", "1000"),
    )
    prices = quoted({"AAA": {"2025-12-31": 10.0, "2026-03-31": 10.0}})
    kept = booked(*events, closed=date(2026, 2, 10))
    found = quarter(valuation(kept, prices, LAST))
    assert found.last == date(2026, 2, 10) and found.incurred.days == 41
    assert found.incurred.base == pytest.approx(1000 * 40 / 41, abs=1e-9)


def test_printed_cents_add_up_and_lie_within_a_cent_of_the_costs() -> None:
    account = plain(buy("2026-01-02", "AAA", "3", "10", "0.37"), flow("2026-01-05", FlowKind.TAX, "-0.01"))
    found = quarter(account)
    assert found.total == Decimal(units(total(found.incurred.costs), 2)) / 100
    for kind in Category:
        assert abs(found.cents[kind] / 100 - found.incurred.costs[kind]) < 0.01


def test_a_reference_period_that_covers_the_days_is_no_estimate() -> None:
    past = CostPeriod(date(2026, 1, 1), date(2026, 3, 31), 0.0073, 0.0, 0.0, "file")
    found = client_costs(plain(), {"AAA": fund("AAA", 0.1, cost_periods=(past,))}, FIRST, LAST)
    assert isinstance(found, ClientCosts)
    assert found.estimated == () and found.cents[Category.P2] == 180


def test_a_missing_product_cost_blocks_and_is_never_zero() -> None:
    with pytest.raises(Refusal, match="no cost is stated in 08070"):
        client_costs(plain(), {"AAA": fund("AAA", 0.1, missing_costs=("08070",))}, FIRST, LAST)


def test_without_money_there_are_no_costs() -> None:
    assert client_costs(valued({}, "2026-03-31"), FUNDS, FIRST, LAST) == NotAvailable("no_value")


def test_without_flows_it_is_the_measure_for_records() -> None:
    """The measure of a profile's record, whose own tests stand elsewhere, on the same values."""
    prices = {str(date(2025, 12, 31) + timedelta(days=shift)): 10 + 0.05 * (shift % 7) for shift in range(91)}
    account = valued(
        {"AAA": prices},
        "2026-03-31",
        deposit("2025-12-31", "1100"),
        buy("2025-12-31", "AAA", "100", "10"),
        sell("2026-02-10", "AAA", "30", "10.1", "0.9"),
        flow("2026-01-30", FlowKind.SERVICE_FEE, "-1.19"),
        flow("2026-02-27", FlowKind.CUSTODY_FEE, "-0.21"),
    )
    booked = {kind: flow[1:] / 100 for kind, flow in booked_costs(account).items()}
    book = ledger(
        account.days[1:], account.values[1:] / 100, account.positions[1:] / 100, booked, (FIRST, LAST)
    )
    assert not isinstance(book, NotAvailable)
    peer = incurred(book, product_rates_on([FUNDS["AAA"]], book.days))
    found = quarter(account).incurred
    assert found.net == pytest.approx(peer.net, abs=1e-12)
    assert found.gross == pytest.approx(peer.gross, abs=1e-12)
    assert found.base == pytest.approx(peer.base, abs=1e-9) and found.days == peer.days
    for kind in Category:
        assert found.costs[kind] == pytest.approx(peer.costs[kind], abs=1e-12)


def test_the_cumulative_effect_is_the_costs_and_the_growth_lost_with_them() -> None:
    """A price that doubles after a fee of 10: the fee would have become 20."""
    account = valued(
        {"AAA": {"2025-12-31": 10.0, "2026-02-02": 20.0, "2026-03-31": 20.0}},
        "2026-03-31",
        deposit("2025-12-31", "1000"),
        flow("2026-01-15", FlowKind.SERVICE_FEE, "-10"),
        buy("2026-01-16", "AAA", "99", "10"),
    )
    free = client_costs(account, {"AAA": fund("AAA", 0.0)}, FIRST, LAST)
    assert isinstance(free, ClientCosts)
    assert free.without == pytest.approx(2000, abs=1e-6) and free.effect == pytest.approx(20, abs=1e-6)
    assert free.incurred.gross == pytest.approx(1.0, abs=1e-12)
    assert free.incurred.net == pytest.approx(0.98, abs=1e-12)


def test_flows_of_the_client_are_no_cost_and_enter_both_paths() -> None:
    account = plain(deposit("2026-02-02", "500"), withdrawal("2026-03-02", "300"))
    found = quarter(account)
    assert found.flows == Decimal(200)
    assert found.opening + found.flows == found.closing
    assert found.effect == pytest.approx(total(found.incurred.costs), rel=1e-3)


def test_months_add_up_to_the_costs_with_spikes_where_they_fell() -> None:
    account = plain(flow("2026-02-27", FlowKind.SERVICE_FEE, "-7"))
    found = quarter(account)
    assert [str(each.first) for each in found.months] == ["2026-01-01", "2026-02-01", "2026-03-01"]
    assert [each.service for each in found.months] == pytest.approx([0, 7, 0], abs=1e-12)
    assert sum(each.service + each.instruments for each in found.months) == pytest.approx(
        total(found.incurred.costs), abs=1e-12
    )
    assert np.argmax([each.service + each.instruments for each in found.months]) == 1
