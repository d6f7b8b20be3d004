"""Values by calendar day: the last close counts, every position is whole cents, contents add up."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporting.clients.quotes import in_currency, quotes
from reporting.clients.valuation import valuation
from reporting.domain.client import FlowKind
from reporting.domain.errors import Refusal
from reporting.domain.series import NavPath
from reporting.inputs.market import assemble_market
from tests.clients.books import booked, buy, day, deposit, flow, quoted, sell, valued, withdrawal
from tests.inputs import builders

CLOSES = {"AAA": {"2026-01-02": 100.0, "2026-01-05": 101.0, "2026-01-06": 99.5, "2026-01-12": 110.255}}
EVENTS = (deposit("2026-01-02", "1000"), buy("2026-01-05", "AAA", "3.5", "101", "1.25"))


def test_values_carry_the_last_close_over_days_without_session() -> None:
    account = valued(CLOSES, "2026-01-12", *EVENTS)
    assert account.days[0] == np.datetime64("2026-01-01") and account.last == date(2026, 1, 12)
    assert account.value(day("2026-01-01")) == 0
    assert account.value(day("2026-01-04")) == Decimal("1000.00")
    assert account.value(day("2026-01-05")) == Decimal("998.75")
    assert account.value(day("2026-01-11")) == Decimal("645.25") + Decimal("348.25")
    # 3.5 x 110.255 = 385.8925
    assert account.value(day("2026-01-12")) == Decimal("645.25") + Decimal("385.89")


def test_contents_add_up_to_the_value_and_weights_to_one() -> None:
    account = valued(CLOSES, "2026-01-12", *EVENTS)
    held = account.contents(day("2026-01-12"))
    assert [each.ticker for each in held.holdings] == ["AAA"]
    assert held.holdings[0].units == Decimal("3.5") and held.holdings[0].price == 110.255
    assert sum(each.value for each in held.holdings) + held.cash == held.total
    assert held.holdings[0].weight == pytest.approx(385.89 / 1031.14, abs=1e-15)


def test_what_was_sold_is_gone_and_needs_no_price_afterwards() -> None:
    sold = (*EVENTS, sell("2026-01-06", "AAA", "3.5", "99.5"))
    account = valued({"AAA": {"2026-01-05": 101.0, "2026-01-12": float("nan")}}, "2026-01-12", *sold)
    assert account.contents(day("2026-01-12")).holdings == ()
    assert account.value(day("2026-01-12")) == account.ledger.cash(day("2026-01-12"))


def test_a_holding_without_a_price_is_refused_with_its_day() -> None:
    with pytest.raises(Refusal, match="AAA is held on 2026-01-05 and has no price"):
        valued({"AAA": {"2026-01-12": 101.0}}, "2026-01-12", *EVENTS)


def test_prices_that_end_early_are_refused() -> None:
    with pytest.raises(Refusal, match="prices of AAA end on 2026-01-12, before 2026-01-20"):
        valued(CLOSES, "2026-01-20", *EVENTS)


def test_a_day_after_the_valuation_is_refused() -> None:
    with pytest.raises(Refusal, match="nothing is valued after 2026-01-12"):
        valued(CLOSES, "2026-01-12", *EVENTS).value(day("2026-01-13"))


def test_the_clients_own_flows_stand_apart_from_income_and_fees() -> None:
    account = valued(
        CLOSES,
        "2026-01-12",
        *EVENTS,
        deposit("2026-01-06", "50"),
        withdrawal("2026-01-06", "20"),
        flow("2026-01-06", FlowKind.SERVICE_FEE, "-1"),
    )
    row = account.row(day("2026-01-06"))
    assert account.flows[row] == 3000 and account.additions[row] == 5000
    assert account.flows.sum() == 103000


def test_an_account_without_bookings_is_worth_nothing() -> None:
    assert valued({}, "2026-01-12").value(day("2026-01-12")) == 0


@given(st.decimals("0.0001", "1000", places=4), st.decimals("0.01", "5000", places=2).map(float))
def test_a_position_is_units_times_price_half_up(units: Decimal, price: float) -> None:
    """Exact decimals as the second way; prices of two decimals leave doubles no room near half a cent but at
    ties, which are left out."""
    exact = units * Decimal(repr(price))
    if (exact * 1000) % 10 == 5:
        return
    events = (deposit("2026-01-02", "6000000"), buy("2026-01-02", "AAA", str(units), "1"))
    account = valuation(booked(*events), quoted({"AAA": {"2026-01-02": price}}), day("2026-01-02"))
    assert account.contents(day("2026-01-02")).holdings[0].value == exact.quantize(
        Decimal("0.01"), ROUND_HALF_UP
    )


def test_quotes_come_from_the_first_market_that_has_them_in_the_accounts_currency() -> None:
    days = builders.weekdays(5, "2026-01-05")
    table = builders.prices(days, AAA=[10, 11, 12, 13, 14], BBB=[20, 20, 20, 20, 20])
    fx = builders.rates(days, USD=[1.25, 1.25, 1.25, 1.25, 2.0])
    house = builders.house(builders.instrument("AAA", "EUR"), builders.instrument("BBB", "USD"))
    first = assemble_market(builders.profile("AAA", currency="EUR"), house, table, fx, None)
    second = assemble_market(builders.profile("BBB", currency="USD"), house, table, fx, None)
    found = quotes([first, second], "EUR", fx, ["AAA", "BBB"], days[2])
    assert found.on("AAA", days)[-1] == 14 and list(found.on("BBB", days)) == [16, 16, 16, 16, 10]
    with pytest.raises(Refusal, match="CCC has no prices"):
        quotes([first, second], "EUR", fx, ["CCC"], days[2])


def test_a_path_in_another_currency_takes_the_rate_of_each_day() -> None:
    days = builders.weekdays(2, "2026-01-05")
    fx = builders.rates(days, USD=[1.25, 1.6])
    assert list(in_currency(NavPath(days, np.array([100.0, 120.0])), "USD", "EUR", fx).values) == [80, 75]
