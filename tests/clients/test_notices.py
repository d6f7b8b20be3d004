"""The 10 % notice: the worked examples of the supervisor, and a second state machine kept by hand."""

from __future__ import annotations

import math
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporting.clients.notices import Day, Notice, losses, notices
from reporting.clients.period import Cycle, period_of
from reporting.clients.valuation import valuation
from reporting.domain.business_days import BusinessCalendar
from reporting.domain.client import FlowKind
from tests.clients.books import booked, buy, day, deposit, flow, quoted, sell, valued, withdrawal

QUARTERLY, TARGET = Cycle.QUARTERLY, BusinessCalendar.TARGET


def told(prices: dict[str, float], *events: object, last: str = "2026-03-31") -> list[tuple[str, int]]:
    """Day and threshold of every notice for 100,000 invested on the eve of 2026 at a price of 100."""
    return [(str(each.day), each.threshold) for each in found(prices, *events, last=last)]


def found(
    prices: dict[str, float], *events: object, last: str = "2026-03-31", cycle: Cycle = QUARTERLY
) -> tuple[Notice, ...]:
    account = valued(
        {"AAA": {"2025-12-31": 100.0, **prices, last: list(prices.values())[-1]}},
        last,
        deposit("2025-12-31", "100000"),
        buy("2025-12-31", "AAA", "1000", "100"),
        *events,  # type: ignore[arg-type]
    )
    return notices(account, cycle, day(last), TARGET)


def test_the_supervisors_table_of_a_threshold_crossed_again() -> None:
    """Q&A 1812: 90,000 on 10 January notice, 92,000 on 25 January none, 89,000 on 27 January none."""
    assert told({"2026-01-09": 90.0, "2026-01-25": 92.0, "2026-01-27": 89.0}) == [("2026-01-09", 1)]


def test_multiples_are_always_of_the_value_at_the_start() -> None:
    """Q&A 1807: 100,000 -> 90,000, 80,000, 70,000; in the next period 70,000 -> 63,000."""
    prices = {
        "2026-01-12": 90.0, "2026-02-02": 80.01, "2026-02-03": 80.0, "2026-03-02": 70.0,
        "2026-04-01": 63.01, "2026-04-02": 63.0,
    }  # fmt: skip
    assert told(prices, last="2026-06-30") == [
        ("2026-01-12", 1),
        ("2026-02-03", 2),
        ("2026-03-02", 3),
        ("2026-04-02", 1),
    ]


@pytest.mark.parametrize("lost", range(1, 10))
def test_exactly_a_multiple_counts_and_a_cent_less_does_not(lost: int) -> None:
    assert told({"2026-01-12": 100.0 - 10 * lost}) == [("2026-01-12", lost)]
    less = told({"2026-01-12": 100.00001 - 10 * lost})
    assert less == ([("2026-01-12", lost - 1)] if lost > 1 else [])


def test_two_thresholds_on_one_day_make_one_notice_of_the_higher() -> None:
    assert told({"2026-01-12": 75.0, "2026-01-13": 85.0, "2026-01-14": 79.0}) == [("2026-01-12", 2)]


def test_a_rise_is_never_a_notice() -> None:
    assert told({"2026-01-12": 250.0}) == []


def test_a_withdrawal_is_no_depreciation() -> None:
    """Half is sold and drawn: the other half has a base of 50,000 and may lose 10 % of it."""
    half = (sell("2026-01-12", "AAA", "500", "100"), withdrawal("2026-01-12", "50000"))
    assert told({"2026-02-02": 90.001}, *half) == []
    (only,) = found({"2026-02-02": 90.0}, *half)
    assert (only.threshold, only.base, only.value, only.withdrawals) == (1, 50_000, 45_000, 50_000)


def test_a_withdrawal_scales_the_base_by_its_share_of_the_value_then() -> None:
    """At 80,000 a quarter is drawn: 100,000 x 3/4 = 75,000 is the base from then on."""
    drawn = (sell("2026-01-12", "AAA", "250", "80"), withdrawal("2026-01-12", "20000"))
    down = found({"2026-01-12": 80.0, "2026-02-02": 70.001, "2026-02-03": 70.0}, *drawn)
    assert [(str(each.day), each.threshold, each.base) for each in down] == [
        ("2026-01-12", 2, 100_000),
        ("2026-02-03", 3, 75_000),
    ]


def test_an_addition_waits_outside_until_it_is_invested() -> None:
    """50,000 come in on 12 January and are invested on 2 February: till then the base stays 100,000."""
    events = (deposit("2026-01-12", "50000"), buy("2026-02-02", "AAA", "500", "91"))
    prices = {"2026-01-13": 91.0, "2026-02-03": 90.5, "2026-02-04": 89.0}
    # invested: base 150,000; value of 1,500 units and 4,500 of cash; 90.5 -> 140,250, 89 -> 138,000
    assert told(prices, *events) == []
    waiting = found({"2026-01-13": 90.0}, events[0])
    assert [(each.base, each.value, each.uninvested) for each in waiting] == [
        (100000, 90000, pytest.approx(50000))
    ]
    down = found({**prices, "2026-02-05": 87.0}, *events)
    assert [(each.base, each.value, each.threshold) for each in down] == [(150000, 135000, 1)]


def test_a_withdrawal_takes_waiting_additions_first() -> None:
    """50,000 come, 60,000 go: only 10,000 of 100,000 scale the base, to 90,000."""
    events = (
        deposit("2026-01-12", "50000"),
        sell("2026-01-13", "AAA", "100", "100"),
        withdrawal("2026-01-13", "60000"),
    )
    assert [each.base for each in found({"2026-01-14": 90.0}, *events)] == [90_000]
    same_day = (deposit("2026-01-12", "50000"), withdrawal("2026-01-12", "50000"))
    assert [each.base for each in found({"2026-01-14": 90.0}, *same_day)] == [100_000]


def test_fees_and_taxes_are_depreciation() -> None:
    events = (
        flow("2026-01-05", FlowKind.INTEREST, "500"),
        flow("2026-01-13", FlowKind.SERVICE_FEE, "-400"),
        flow("2026-01-14", FlowKind.TAX, "-100"),
    )
    assert told({"2026-01-12": 90.001}, *events) == []
    assert told({"2026-01-12": 90.0}, *events) == [("2026-01-14", 1)]
    assert told({"2026-01-12": 89.999}, *events) == [("2026-01-14", 1)]


@pytest.mark.parametrize(
    ("crossed", "due"),
    [
        ("2026-04-01", "2026-04-01"),
        ("2026-04-03", "2026-04-07"),  # Good Friday, before Easter Monday
        ("2026-05-01", "2026-05-04"),
        ("2026-05-16", "2026-05-18"),
    ],
)
def test_a_notice_is_due_on_its_business_day_or_the_next(crossed: str, due: str) -> None:
    (only,) = found({crossed: 90.0}, last="2026-06-30")
    assert (str(only.day), str(only.due)) == (crossed, due)


def test_the_period_is_that_of_the_clients_reports() -> None:
    """Yearly reports: the base is that of 1 January, and a threshold stays notified all year."""
    prices = {"2026-01-12": 90.0, "2026-04-01": 81.0, "2026-07-01": 80.0}
    yearly = found(prices, last="2026-12-31", cycle=Cycle.YEARLY)
    assert [(str(each.day), each.threshold, each.period.label) for each in yearly] == [
        ("2026-01-12", 1, "2026"),
        ("2026-07-01", 2, "2026"),
    ]
    monthly = found(prices, last="2026-07-31", cycle=Cycle.MONTHLY)
    assert [each.period.label for each in monthly] == ["2026-01", "2026-04"]


def test_nothing_after_the_day_asked_for_is_known() -> None:
    prices = {"2026-01-12": 90.0, "2026-02-02": 80.0}
    account = valued(
        {"AAA": {"2025-12-31": 100.0, **prices}},
        "2026-02-02",
        deposit("2025-12-31", "100000"),
        buy("2025-12-31", "AAA", "1000", "100"),
    )
    until = [notices(account, QUARTERLY, day(text), TARGET) for text in ("2026-01-11", "2026-02-01")]
    assert [len(each) for each in until] == [0, 1]


def test_an_account_opened_within_the_period_begins_with_its_first_investment() -> None:
    kept = booked(
        deposit("2026-02-02", "1000"), buy("2026-02-04", "AAA", "10", "90"), opened=date(2026, 2, 2)
    )
    prices = quoted(
        {"AAA": {"2026-02-02": 100.0, "2026-02-04": 90.0, "2026-02-05": 80.0, "2026-02-06": 79.9}}
    )
    (only,) = notices(valuation(kept, prices, day("2026-02-06")), QUARTERLY, day("2026-02-06"), TARGET)
    assert (str(only.day), only.base, only.value) == ("2026-02-05", 1000, 900)
    assert (only.start_value, only.additions) == (0, 1000)


days = st.builds(
    Day,
    value=st.integers(1, 300_000).map(float),
    additions=st.one_of(st.just(0.0), st.integers(0, 50_000).map(float)),
    withdrawals=st.one_of(st.just(0.0), st.integers(0, 50_000).map(float)),
    invested=st.booleans(),
)


def naive(start: int, lived: list[Day]) -> list[int]:
    """Every notice, from the whole past anew for each day, in exact fractions.

    The loss is kept as the ratio of what the base has become to the base: a withdrawal leaves the ratio as
    it was, so both sides of it are scaled alike.
    """
    told: list[int] = []
    for today in range(len(lived)):
        base, waiting = Fraction(start), Fraction(0)
        for past in lived[:today]:
            waiting += Fraction(past.additions)
            before = Fraction(past.value) - (waiting - Fraction(past.additions))
            from_waiting = min(waiting, Fraction(past.withdrawals))
            waiting -= from_waiting
            from_base = Fraction(past.withdrawals) - from_waiting
            if from_base:
                base = base * (before - from_base) / before if before > from_base else Fraction(0)
            if past.invested:
                base += waiting
                waiting = Fraction(0)
        lost = 1 - (Fraction(lived[today].value) - waiting) / base if base else Fraction(0)
        threshold = math.floor(lost * 10)
        told.append(threshold if threshold > max([0, *told]) else 0)
    return told


@given(st.integers(1, 300_000), st.lists(days, max_size=12))
def test_the_state_machine_agrees_with_exact_fractions_taken_anew_each_day(
    start: int, lived: list[Day]
) -> None:
    """Whole amounts lie exactly on a step or further from it than the 12 decimals that count."""
    found, highest = [], 0
    for loss in losses(float(start), lived):
        threshold = loss.threshold(0.1)
        found.append(threshold if threshold > highest else 0)
        highest = max(highest, threshold)
    assert found == naive(start, lived)


@given(st.lists(st.floats(0.8, 1.2), min_size=1, max_size=40), st.integers(0, 80))
def test_no_threshold_comes_twice_and_they_only_rise(factors: list[float], share: int) -> None:
    price, prices = 100.0, {}
    for shift, factor in enumerate(factors):
        price = round(max(price * factor, 1), 4)
        prices[str(date(2026, 1, 1) + timedelta(days=2 * shift))] = price
    list_ = found(
        prices, flow("2026-01-02", FlowKind.INTEREST, "100"), withdrawal("2026-01-03", str(share + 1))
    )
    thresholds = [each.threshold for each in list_]
    assert thresholds == sorted(set(thresholds))
    for each in list_:
        assert each.loss >= each.threshold / 10 - 1e-12 and each.due >= each.day
        assert each.period == period_of(QUARTERLY, each.day)
