"""The ledger keeps every cent and every unit, and refuses what no account can have seen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporting.clients.bookings import Trade
from reporting.clients.ledger import ledger
from reporting.domain.client import (
    Account,
    AccountKind,
    CashFlow,
    ClientRecord,
    FlowKind,
    Position,
    Transaction,
)
from reporting.domain.errors import Unusable
from tests.clients.books import ACCOUNT, booked, buy, day, deposit, flow, record, sell, withdrawal

START = (deposit("2026-01-02", "10000"), buy("2026-01-05", "AAA", "60", "100.01", "3.01"))


def faults(*events: Transaction | CashFlow, **more: object) -> list[str]:
    with pytest.raises(Unusable) as caught:
        ledger(record(*events, **more))  # type: ignore[arg-type]
    return [str(fault) for fault in caught.value.faults]


def test_a_purchase_takes_consideration_and_cost_from_the_cash() -> None:
    found = booked(*START)
    assert found.cash(day("2026-01-04")) == Decimal("10000")
    assert found.cash(day("2026-01-05")) == Decimal("10000") - Decimal("6000.60") - Decimal("3.01")
    assert found.units(day("2026-01-05")) == {"AAA": Decimal(60)}
    assert found.units(day("2026-01-04")) == {}


def test_cash_at_the_end_is_cash_at_the_beginning_and_every_post_between() -> None:
    found = booked(
        *START,
        sell("2026-02-03", "AAA", "10", "101", "0.51"),
        flow("2026-02-27", FlowKind.SERVICE_FEE, "-5.00"),
        flow("2026-03-31", FlowKind.DISTRIBUTION, "12.34", "AAA"),
        withdrawal("2026-03-31", "100"),
    )
    moved = found.movement(date(2026, 2, 1), date(2026, 3, 31))
    assert moved.opening == Decimal("3996.39")
    assert moved.posts == {
        Trade.SALE: Decimal("1010.00"),
        Trade.EXECUTION_COST: Decimal("-0.51"),
        FlowKind.SERVICE_FEE: Decimal("-5.00"),
        FlowKind.DISTRIBUTION: Decimal("12.34"),
        FlowKind.WITHDRAWAL: Decimal("-100"),
    }
    assert moved.closing == moved.opening + sum(moved.posts.values()) == Decimal("4913.22")


def test_more_units_sold_than_held_is_said_once_with_the_day() -> None:
    said = faults(*START, sell("2026-02-03", "AAA", "61", "101"), sell("2026-02-04", "AAA", "1", "101"))
    assert said == ["transactions: 2026-02-03: more units of AAA are sold than the account holds; correct it"]


def test_cash_below_zero_at_the_end_of_a_day_is_refused_and_within_a_day_allowed() -> None:
    swap = (buy("2026-02-03", "BBB", "90", "100"), sell("2026-02-03", "AAA", "60", "101"))
    assert booked(*START, *swap).cash(day("2026-02-03")) == Decimal("1056.39")
    assert faults(*START, swap[0]) == [
        "cash_flows: 2026-02-03: more cash goes out than the account holds; correct it"
    ]


def test_costs_and_fees_may_take_cash_below_zero_but_nothing_beyond_them() -> None:
    spent = (deposit("2026-01-02", "6000.60"), buy("2026-01-05", "AAA", "60", "100.01", "3.01"))
    fee = flow("2026-01-30", FlowKind.SERVICE_FEE, "-2.50")
    assert booked(*spent, fee).cash(day("2026-01-30")) == Decimal("-5.51")
    assert faults(*spent, fee, withdrawal("2026-02-02", "0.01")) == [
        "cash_flows: 2026-02-02: more cash goes out than the account holds; correct it"
    ]
    later = (*spent, fee, deposit("2026-02-02", "10"), withdrawal("2026-06-01", "5"))
    assert faults(*later) == ["cash_flows: 2026-06-01: more cash goes out than the account holds; correct it"]


@pytest.mark.parametrize(
    ("event", "said"),
    [
        (flow("2026-02-02", FlowKind.DEPOSIT, "7.77", currency="USD"), "another currency"),
        (deposit("2026-02-02", "7.771"), "fractions of a cent"),
        (deposit("2026-02-02", "1e308"), "no number that an account can hold"),
        (deposit("2026-02-02", "NaN"), "no number that an account can hold"),
        (deposit("2025-12-30", "7.77"), "was not open"),
        (deposit("2027-01-04", "7.77"), "was not open"),
        (flow("2026-02-02", FlowKind.DEPOSIT, "-7.77"), "a deposit goes out"),
        (flow("2026-02-02", FlowKind.WITHDRAWAL, "7.77"), "a withdrawal comes in"),
        (buy("2026-02-02", "AAA", "-1", "100"), "units must be above zero"),
        (buy("2026-02-02", "AAA", "1", "100", "-1"), "units must be above zero"),
    ],
)
def test_each_unsound_event_gets_one_sentence_that_names_no_amount(
    event: Transaction | CashFlow, said: str
) -> None:
    (found,) = faults(*START, event, closed=date(2026, 12, 31))
    assert said in found and event.id in found
    assert "7.77" not in found and "1e308" not in found.lower()


def test_all_faults_are_told_at_once() -> None:
    assert (
        len(faults(deposit("2025-12-30", "5.001"), flow("2026-02-02", FlowKind.TAX, "1", currency="USD")))
        == 3
    )


def test_units_that_differ_from_the_custodian_are_named_by_day_and_ticker() -> None:
    stated = [
        Position(ACCOUNT, date(2026, 1, 31), "AAA", Decimal("60.0")),
        Position(ACCOUNT, date(2026, 2, 28), "AAA", Decimal("59")),
        Position(ACCOUNT, date(2026, 2, 28), "BBB", Decimal("1")),
    ]
    assert booked(*START, positions=stated[:1]).units(date(2026, 1, 31)) == {"AAA": Decimal(60)}
    said = faults(*START, positions=stated)
    assert [each.split(" differ")[0] for each in said] == [
        "positions: 2026-02-28: the units of AAA",
        "positions: 2026-02-28: the units of BBB",
    ]


def test_a_holding_that_the_custodian_leaves_out_is_missed() -> None:
    stated = [Position(ACCOUNT, date(2026, 2, 28), "BBB", Decimal(0))]
    assert len(faults(*START, positions=stated)) == 1


def test_a_client_without_a_mandate_has_no_ledger() -> None:
    assert ledger(replace(record(), accounts=())) is None


def test_events_of_other_accounts_do_not_count() -> None:
    other = replace(deposit("2026-02-02", "77"), account="elsewhere")
    account = Account("elsewhere", AccountKind.ELSEWHERE, "Other bank", "EUR", date(2020, 1, 1))
    found = record(*START, other, positions=[Position("elsewhere", date(2026, 2, 28), "CCC", Decimal(1))])
    kept = ledger(replace(found, accounts=(account, *found.accounts)))
    assert kept is not None
    assert kept.cash(date(2026, 12, 31)) == booked(*START).cash(date(2026, 12, 31))


def test_rows_of_an_account_that_the_client_does_not_have_are_refused() -> None:
    stray = replace(deposit("2026-02-02", "7.77"), account="unknown")
    held = [Position("unknown", date(2026, 2, 28), "AAA", Decimal(1))]
    assert faults(*START, stray, positions=held) == [
        "cash_flows: 2026-02-02: a row names an account that the client does not have; correct it",
        "positions: 2026-02-28: a row names an account that the client does not have; correct it",
    ]


cents = st.integers(1, 10**9).map(lambda n: Decimal(n) / 100)


@given(st.lists(st.tuples(st.integers(0, 300), cents), min_size=1, max_size=30), st.integers(0, 300))
def test_no_cent_is_lost_however_many_events_there_are(given_: list[tuple[int, Decimal]], until: int) -> None:
    """A second bookkeeping in whole cents, one running sum."""
    first = date(2026, 1, 1).toordinal()
    events = [
        replace(deposit("2026-01-01", str(amount)), day=date.fromordinal(first + shift), id=f"F{place}")
        for place, (shift, amount) in enumerate(given_)
    ]
    last = date.fromordinal(first + until)
    running = sum(int(each.amount * 100) for each in events if each.day <= last)
    found: ClientRecord = record(*events)
    kept = ledger(found)
    assert kept is not None
    assert int(kept.cash(last) * 100) == running
    half = date.fromordinal(first + until // 2)
    assert kept.movement(half, last).closing == kept.cash(last)
    assert kept.movement(half, last).opening == kept.cash(date.fromordinal(half.toordinal() - 1))
