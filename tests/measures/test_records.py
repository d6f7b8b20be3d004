"""Which 12-month periods are actual, which stay simulated, and how they look in euro."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporting.domain.errors import Refused, Unusable
from reporting.domain.market import RateTable
from reporting.domain.series import ActualPast, NavPath, SimulatedPast
from reporting.domain.units import Nature
from reporting.inputs.records import LiveRecord
from reporting.measures.records import YearReturn, actual_years, in_euro, simulated_years, year_returns
from reporting.measures.sample import NotAvailable
from tests.tolerances import EXACT

END = date(2021, 12, 31)
LIVE_YEAR, RULE_YEAR, MARKET_YEAR = 0.08, 0.05, 0.06


def growing(start: str, end: str, yearly: float) -> NavPath:
    """A value on every calendar day that grows by `yearly` in each calendar year."""
    days = np.arange(np.datetime64(start), np.datetime64(end) + 1)
    years = days.astype("datetime64[Y]")
    length = ((years + 1).astype("datetime64[D]") - years.astype("datetime64[D]")).astype(int)
    passed = (days - years.astype("datetime64[D]")).astype(int) + 1
    return NavPath(days, 100 * (1 + yearly) ** (years.astype(int) - 40 + passed / length))


def live(start: str, end: str = "2021-12-31", gross: float | None = None) -> LiveRecord:
    before_fees = None if gross is None else ActualPast(growing(start, end, gross))
    return LiveRecord(ActualPast(growing(start, end, LIVE_YEAR)), before_fees, "balanced.csv", "0" * 64)


RULES = SimulatedPast(growing("2012-06-01", "2021-12-31", RULE_YEAR))
MARKET = growing("2012-06-01", "2021-12-31", MARKET_YEAR)


def natures(rows: tuple[YearReturn, ...]) -> str:
    return "".join("a" if row.nature is Nature.ACTUAL_PAST else "s" for row in rows)


def test_without_a_live_record_every_period_is_simulated() -> None:
    rows = year_returns(None, RULES, MARKET, END, 5)
    assert natures(rows) == "sssss"
    assert [row.end.year for row in rows] == [2021, 2020, 2019, 2018, 2017]
    assert [row.net for row in rows] == pytest.approx([RULE_YEAR] * 5, rel=EXACT)
    assert [row.benchmark for row in rows] == pytest.approx([MARKET_YEAR] * 5, rel=EXACT)
    assert simulated_years(rows) == rows and actual_years(rows) == ()


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        ("2016-12-31", "aaaaa"),
        ("2017-01-01", "aaaas"),
        ("2019-12-31", "aasss"),
        ("2020-01-01", "assss"),
        ("2020-12-31", "assss"),
        ("2021-01-01", "sssss"),
        ("2021-12-30", "sssss"),
    ],
)
def test_a_period_is_actual_only_if_it_lies_in_the_live_record_as_a_whole(start: str, expected: str) -> None:
    rows = year_returns(live(start), RULES, MARKET, END, 5)
    assert natures(rows) == expected
    for row in rows:
        wanted = LIVE_YEAR if row.nature is Nature.ACTUAL_PAST else RULE_YEAR
        assert row.net == pytest.approx(wanted, rel=EXACT), "one record or the other, never a part of each"


@given(st.integers(0, 3600))
def test_actual_periods_are_the_newest_and_follow_each_other(age: int) -> None:
    start = np.datetime64(END) - age
    rows = year_returns(live(str(start)), RULES, MARKET, END, 5)
    found = natures(rows)
    assert found == "a" * found.count("a") + "s" * found.count("s") and len(found) == 5
    assert all(later.start == earlier.end for later, earlier in zip(rows, rows[1:], strict=False))
    assert all(np.datetime64(row.start) >= start for row in actual_years(rows))


def test_a_live_record_alone_shows_its_own_years() -> None:
    rows = year_returns(live("2019-06-30"), None, MARKET, END, 5)
    assert natures(rows) == "aa"
    assert year_returns(live("2021-06-30"), None, MARKET, END, 5) == ()
    assert year_returns(None, None, None, END, 5) == ()


def test_a_live_record_that_begins_after_the_period_changes_nothing() -> None:
    later = live("2022-01-01", "2023-12-31")
    assert natures(year_returns(later, RULES, MARKET, END, 5)) == "sssss"


def test_later_values_of_a_live_record_change_nothing() -> None:
    now = year_returns(live("2018-01-01"), RULES, MARKET, END, 5)
    assert year_returns(live("2018-01-01", "2023-06-30"), RULES, MARKET, END, 5) == now


def test_a_live_record_that_ends_early_is_refused() -> None:
    with pytest.raises(Refused, match="ends on 2021-12-23, before the period ends on 2021-12-31"):
        year_returns(live("2015-01-01", "2021-12-23"), RULES, MARKET, END, 5)
    assert natures(year_returns(live("2015-01-01", "2021-12-24"), RULES, MARKET, END, 5)) == "aaaaa"


def test_a_hole_at_a_boundary_of_the_live_record_is_refused() -> None:
    whole = live("2015-01-01").net.nav
    days = whole.dates
    kept = (days < np.datetime64("2019-12-20")) | (days > np.datetime64("2020-01-10"))
    holed = LiveRecord(ActualPast(NavPath(days[kept], whole.values[kept])), None, "balanced.csv", "")
    with pytest.raises(Refused, match="no value within a week before 2019-12-31"):
        year_returns(holed, RULES, MARKET, END, 5)


def test_gross_returns_stand_beside_net_ones_where_they_are_known() -> None:
    rows = year_returns(live("2019-12-31", gross=0.09), RULES, MARKET, END, 3)
    assert [row.gross for row in rows[:2]] == pytest.approx([0.09, 0.09], rel=EXACT)
    assert rows[2].gross == NotAvailable("gross_unknown")
    own = SimulatedPast(growing("2012-06-01", "2021-12-31", 0.07))
    assert year_returns(None, RULES, MARKET, END, 1, own)[0].gross == pytest.approx(0.07, rel=EXACT)


def test_a_benchmark_shorter_than_a_period_has_a_reason_there() -> None:
    young = growing("2020-06-01", "2021-12-31", MARKET_YEAR)
    rows = year_returns(live("2018-12-31"), RULES, young, END, 3)
    assert rows[0].benchmark == pytest.approx(MARKET_YEAR, rel=EXACT)
    assert [row.benchmark for row in rows[1:]] == [NotAvailable("benchmark_no_year")] * 2
    assert year_returns(None, RULES, None, END, 1)[0].benchmark == NotAvailable("needs_benchmark")


def rates(*quotes: tuple[str, float], name: str = "USD") -> RateTable:
    days = np.array([day for day, _ in quotes], dtype="datetime64[D]")
    return RateTable(days, (name,), np.array([[rate] for _, rate in quotes]), "fx.csv", "0" * 64)


def test_a_weaker_dollar_lowers_the_return_in_euro() -> None:
    """100 dollars at 1.25 a euro are 80 euro; 108 dollars at 1.35 are 80 euro again: nothing was gained."""
    row = YearReturn(
        date(2020, 12, 31), END, Nature.ACTUAL_PAST, 0.08, 0.161, NotAvailable("needs_benchmark")
    )
    (found,) = in_euro((row,), "USD", rates(("2020-12-30", 1.25), ("2021-12-31", 1.35)))
    assert found.net == pytest.approx(0.0, abs=EXACT)
    assert found.gross == pytest.approx(1.161 * 1.25 / 1.35 - 1, rel=EXACT)
    assert (found.benchmark, found.nature) == (row.benchmark, Nature.ACTUAL_PAST)


@given(st.floats(-0.9, 3), st.floats(0.2, 5), st.floats(0.2, 5))
def test_two_years_in_euro_chain_like_the_amounts_themselves(net: float, start: float, end: float) -> None:
    """A second formulation: dollars are exchanged at the end of each year."""
    days = (date(2019, 12, 31), date(2020, 12, 31), END)
    rows = tuple(
        YearReturn(a, b, Nature.SIMULATED_PAST, net, net, net) for a, b in zip(days, days[1:], strict=False)
    )
    quotes = rates(*((str(day), rate) for day, rate in zip(days, (start, 1.0, end), strict=True)))
    product = np.prod([1 + row.net for row in in_euro(rows, "USD", quotes)])
    assert product == pytest.approx((1 + net) ** 2 * start / end, rel=EXACT)


def test_a_euro_record_needs_no_rates() -> None:
    rows = year_returns(live("2019-12-31"), RULES, MARKET, END, 5)
    assert in_euro(rows, "EUR", None) == rows


def test_missing_rates_are_named_in_one_message() -> None:
    rows = year_returns(live("2019-12-31"), RULES, MARKET, END, 2)
    for table, words in (
        (None, "needs the rate of USD"),
        (rates(("2021-12-31", 1.1), name="GBP"), "needs the rate of USD"),
        (rates(("2019-12-25", 1.1), ("2020-12-26", 1.1)), "for 2019-12-31, 2021-12-31; complete"),
    ):
        with pytest.raises(Unusable, match=words) as caught:
            in_euro(rows, "USD", table)
        assert len(caught.value.faults) == 1
