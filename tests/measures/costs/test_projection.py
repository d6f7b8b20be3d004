"""The path of an amount under costs: closed forms, a published example, a second formulation.

Tolerance 1e-9 of the money: sums and products of a few dozen doubles.
"""

from collections.abc import Mapping

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporting.domain.errors import Refused
from reporting.domain.fees import PerformanceFee
from reporting.measures.costs.categories import INSTRUMENTS, SERVICE, Category, total
from reporting.measures.costs.charges import Charges
from reporting.measures.costs.projection import project, solved_growth
from tests.measures.costs.cases import charged

CLOSE = 1e-9
RATES = st.floats(0, 0.05)
GROWTHS = st.floats(-0.2, 0.3)


def test_a_yearly_fee_alone_has_a_closed_form() -> None:
    path = project(charged(yearly={"S2": 0.01}), 10_000, 5, 0.04)
    assert path.net[5] == pytest.approx(10_000 * (1.04 * 0.99) ** 5, rel=CLOSE)
    assert path.gross[5] == pytest.approx(10_000 * 1.04**5, rel=CLOSE)
    assert path.reduction(5) == pytest.approx(1.04 * 0.01, abs=1e-12)  # g - ((1+g)(1-c) - 1)
    assert path.reduction(2) == pytest.approx(path.reduction(5), abs=1e-12)


def test_an_entry_fee_alone_is_paid_in_the_first_year() -> None:
    path = project(charged(entry={"S1": 0.02}), 10_000, 4, 0.0)
    assert path.net == pytest.approx((9_800,) * 5, rel=CLOSE)
    assert [total(year) for year in path.paid] == pytest.approx([200, 0, 0, 0], abs=1e-9)
    assert path.reduction(4) == pytest.approx(1 - 0.98**0.25, abs=1e-12)


def test_an_exit_fee_alone_is_paid_in_the_last_year() -> None:
    path = project(charged(leaving={"S1": 0.03}), 10_000, 3, 0.10)
    assert path.net[2] == pytest.approx(12_100, rel=CLOSE)
    assert path.net[3] == pytest.approx(13_310 * 0.97, rel=CLOSE)
    assert [total(year) for year in path.paid] == pytest.approx([0, 0, 13_310 * 0.03], abs=1e-9)


def test_the_published_example_of_a_products_total_cost() -> None:
    """A key information document: 17,800 after five years at 0.2 % a year cost 180 in all, foregone return
    included; the formula of Annex VI gives 179."""
    growth = solved_growth(charged(yearly={"P2": 0.002}), 10_000, 5, 17_800)
    path = project(charged(yearly={"P2": 0.002}), 10_000, 5, growth)
    assert path.effect(5) == pytest.approx(17_800 * (0.998**-5 - 1), rel=CLOSE)
    assert round(path.effect(5)) == 179


def test_a_performance_fee_is_due_on_what_passes_mark_and_hurdle() -> None:
    fee = charged(performance=PerformanceFee(0.20, 0.05, high_water_mark=True))
    path = project(fee, 10_000, 2, 0.10)
    first = 0.20 * (11_000 - 10_500)
    second = 0.20 * ((11_000 - first) * 1.10 - (11_000 - first) * 1.05)
    assert [year[Category.S5] for year in path.paid] == pytest.approx([first, second], rel=CLOSE)
    assert project(fee, 10_000, 2, 0.05).paid[0][Category.S5] == 0.0


def test_a_high_water_mark_is_not_reset_by_a_fall() -> None:
    """100 fell to 80 and stands at 95: nothing above 100, but 15 above the year's own start."""
    fallen, paid_in = np.array(80.0), np.array(100.0)
    for fee, at_95, at_110 in (
        (PerformanceFee(0.2, 0.0, True), 0.0, 2.0),
        (PerformanceFee(0.2, 0.0, False), 3.0, 6.0),
        (PerformanceFee(0.2, 0.1, True), 0.0, 0.0),
    ):
        mark = fee.mark_after(paid_in, fallen)
        for value, due in ((95.0, at_95), (110.0, at_110)):
            assert float(fee.due(np.array(value), mark, 1.0)) == pytest.approx(due, abs=CLOSE)


def test_the_first_mark_is_what_was_paid_in() -> None:
    """2 % are charged at the start: until they are earned back there is no gain to share."""
    given = charged(entry={"S1": 0.02}, performance=PerformanceFee(0.2, 0.0, True))
    assert project(given, 10_000, 1, 0.02).paid[0][Category.S5] == 0.0
    found = project(given, 10_000, 1, 0.05).paid[0][Category.S5]
    assert found == pytest.approx(0.2 * (9_800 * 1.05 - 10_000), rel=CLOSE)


def test_the_minimum_fee_counts_until_the_rate_asks_for_more() -> None:
    path = project(charged(yearly={"S2": 0.01}, minimum=105), 10_000, 3, 0.10)
    first = 11_000 * 0.01  # 110: the rate
    assert path.paid[0][Category.S2] == pytest.approx(first, rel=CLOSE)
    assert project(charged(yearly={"S2": 0.001}, minimum=105), 10_000, 1, 0.0).paid[0][
        Category.S2
    ] == pytest.approx(105)


def test_a_negative_transaction_cost_is_kept() -> None:
    path = project(charged(yearly={"P3": -0.001}), 10_000, 1, 0.0)
    assert path.paid[0][Category.P3] == pytest.approx(-10, rel=CLOSE)
    assert path.net[1] == pytest.approx(10_010, rel=CLOSE)


def everything(rates: list[float], share: float, minimum: float) -> Charges:
    s1, s2, s3, s4, p2, p4, p1, x1 = rates
    return charged(
        {"S1": s1, "P1": p1},
        {"S2": s2, "S3": s3, "S4": s4, "P2": p2, "P4": p4, "P3": -0.0003},
        {"S1": x1},
        minimum,
        PerformanceFee(share, 0.01, True),
    )


CASES = st.builds(everything, st.lists(RATES, min_size=8, max_size=8), st.floats(0, 0.3), st.floats(0, 200))


@given(CASES, GROWTHS, st.integers(1, 8))
def test_a_second_formulation_by_the_share_that_is_left_each_year(
    given: Charges, growth: float, years: int
) -> None:
    """V(t) = V(t-1)(1 + g)(1 - c_t) with c_t taken as one share, then X at the end."""
    value, mark = 10_000 * (1 - given.entry[Category.S1] - given.entry[Category.P1]), 10_000.0
    for _ in range(years):
        grown = value * (1 + growth)
        share = sum(given.yearly[each] for each in Category if each is not Category.S2)
        share += max(given.yearly[Category.S2], given.minimum / grown)
        share += given.performance.share * max(0.0, 1 - share - mark * 1.01 / grown)
        value = grown * (1 - share)
        mark = max(mark, value)
    path = project(given, 10_000, years, growth)
    assert path.net[-1] == pytest.approx(value * (1 - given.exit[Category.S1]), rel=CLOSE)


@given(CASES, st.integers(1, 8))
def test_at_no_growth_all_that_is_lost_was_paid(given: Charges, years: int) -> None:
    path = project(given, 10_000, years, 0.0)
    assert path.effect(years) == pytest.approx(sum(total(year) for year in path.paid), abs=1e-6)
    assert total(path.average) * years == pytest.approx(path.effect(years), abs=1e-6)
    assert total(path.average) == pytest.approx(
        total(path.average, SERVICE) + total(path.average, INSTRUMENTS), abs=1e-9
    )


@given(CASES, GROWTHS, st.integers(1, 8))
def test_the_growth_that_leaves_a_value_is_found_again(given: Charges, growth: float, years: int) -> None:
    final = project(given, 10_000, years, growth).net[-1]
    found = solved_growth(given, 10_000, years, final)
    assert project(given, 10_000, years, found).net[-1] == pytest.approx(final, rel=1e-10)


@pytest.mark.parametrize(
    ("bad", "final", "message"),
    [
        ({"minimum": 6_000.0}, None, "use up 10,000.00 by year 2"),
        ({"entry": {"S1": 0.1}, "leaving": {"S1": 1.0}}, None, "use up"),
        ({}, 1e15, "no growth leaves"),
    ],
)
def test_what_cannot_go_on_is_refused(bad: Mapping[str, object], final: float | None, message: str) -> None:
    with pytest.raises(Refused, match=message):
        if final is None:
            project(charged(**bad), 10_000, 3, 0.0)  # type: ignore[arg-type]
        else:
            solved_growth(charged(**bad), 10_000, 3, final)  # type: ignore[arg-type]


def test_the_loss_of_nine_tenths_in_a_year_is_found() -> None:
    growth = solved_growth(charged(yearly={"S1": 0.0}), 10_000, 1, 1_000)
    assert growth == pytest.approx(-0.9, rel=CLOSE)
