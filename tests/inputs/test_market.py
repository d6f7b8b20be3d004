"""Markets assembled from hand-made tables.

Invariants: neither the order of the price file's columns, nor other columns, nor older rows change
a market (bit by bit); a hole is held or refused, never passed on.
"""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporting.domain.errors import Refused, Unusable
from reporting.domain.market import Market, PriceTable
from reporting.domain.profile import MissingPrice
from reporting.inputs.market import assemble_market
from tests.inputs.builders import NAN, house, instrument, prices, profile, rates, weekdays

HOUSE = house(*[instrument(ticker) for ticker in "ABCD"], instrument("E", "EUR"))
HOLD = MissingPrice.HOLD


def assert_same(left: Market, right: Market) -> None:
    assert left.sessions.tobytes() == right.sessions.tobytes()
    assert left.closes.tobytes() == right.closes.tobytes()
    assert left.cash_rate.tobytes() == right.cash_rate.tobytes()
    assert left.findings == right.findings
    assert left.tickers == right.tickers


def test_columns_follow_the_profile() -> None:
    table = prices(weekdays(2), A=[1, 2], B=[10, 20], C=[5, 5])
    market = assemble_market(profile("B", "A"), HOUSE, table, None, None)
    assert market.tickers == ("B", "A")
    assert market.closes.tolist() == [[10, 1], [20, 2]]
    assert market.currency == "USD"
    assert np.isnan(market.cash_rate).all()
    assert market.sources == (("prices", "prices.csv (SHA-256 000000000000)"),)
    assert not market.synthetic


def test_a_session_needs_half_of_the_listed_etfs() -> None:
    # Day 0: one of one listed. Day 1: one of two (half). Day 2: none. Day 3: one of three. Day 4: all.
    table = prices(
        weekdays(5),
        A=[1, 1.1, NAN, NAN, 1.2],
        B=[NAN, NAN, NAN, NAN, 2],
        C=[NAN, 3, NAN, NAN, 3.1],
        D=[1] * 5,
    )
    market = assemble_market(profile("A", "B", "C", missing=HOLD), HOUSE, table, None, None)
    assert market.sessions.tolist() == [weekdays(5)[row].item() for row in (0, 1, 4)]


def test_less_than_half_is_no_session() -> None:
    table = prices(weekdays(3), A=[1, 2, 3], B=[1, NAN, 3], C=[1, NAN, 3])
    market = assemble_market(profile("A", "B", "C"), HOUSE, table, None, None)
    assert market.closes[:, 0].tolist() == [1, 3]


def test_a_hole_is_refused_unless_the_profile_holds() -> None:
    table = prices(weekdays(4), A=[10, NAN, NAN, 11], B=[10, 11, 12, 13])
    with pytest.raises(Refused, match=r"prices.csv: A: 2021-01-05: no price from here on \(sessions: 2\)"):
        assemble_market(profile("A", "B"), HOUSE, table, None, None)
    held = assemble_market(profile("A", "B", missing=HOLD), HOUSE, table, None, None)
    assert held.closes[:, 0].tolist() == [10, 10, 10, 11]
    (finding,) = held.findings
    assert (finding.code, finding.ticker, finding.severity.value) == ("held", "A", "warn")


def test_a_price_is_held_for_five_sessions_and_no_longer() -> None:
    def table(holes: int) -> PriceTable:
        return prices(weekdays(9), A=[1, *[NAN] * holes, *[2] * (8 - holes)], B=list(range(1, 10)))

    market = assemble_market(profile("A", "B", missing=HOLD), HOUSE, table(5), None, None)
    assert market.closes[:7, 0].tolist() == [1, 1, 1, 1, 1, 1, 2]
    with pytest.raises(Refused, match=r"sessions: 6"):
        assemble_market(profile("A", "B", missing=HOLD), HOUSE, table(6), None, None)


def test_an_etf_that_just_stops_is_missing_and_not_delisted() -> None:
    table = prices(weekdays(4), A=[1, 2, NAN, NAN], B=[1, 2, 3, 4])
    with pytest.raises(Refused, match="last_date"):
        assemble_market(profile("A", "B"), HOUSE, table, None, None)


def test_after_its_last_date_an_etf_has_no_price() -> None:
    table = prices(weekdays(4), A=[10, 11, 99, NAN], B=[10, 11, 12, 13])
    ended = house(instrument("A", last_date=date(2021, 1, 5)), instrument("B"))
    market = assemble_market(profile("A", "B"), ended, table, None, None)
    np.testing.assert_array_equal(market.closes[:, 0], [10, 11, NAN, NAN])
    assert market.findings == ()


def test_before_its_listing_an_etf_has_no_price_and_that_is_no_finding() -> None:
    table = prices(weekdays(3), A=[NAN, NAN, 3], B=[10, 11, 12])
    market = assemble_market(profile("A", "B"), HOUSE, table, None, None)
    np.testing.assert_array_equal(market.closes[:, 0], [NAN, NAN, 3])
    assert market.findings == ()


def test_an_etf_without_any_price_is_found_and_carried_as_unlisted() -> None:
    table = prices(weekdays(2), A=[NAN, NAN], B=[10, 11])
    market = assemble_market(profile("A", "B"), HOUSE, table, None, None)
    assert [(f.code, f.ticker) for f in market.findings] == [("unlisted", "A")]
    with pytest.raises(Unusable, match="no price of any ETF"):
        assemble_market(profile("A"), HOUSE, table, None, None)


def test_unknown_tickers_are_named_all_at_once() -> None:
    table = prices(weekdays(1), A=[1], SPYX=[2])
    with pytest.raises(Unusable) as caught:
        assemble_market(profile("A", "SPY", "Z"), HOUSE, table, None, None)
    found = [str(fault) for fault in caught.value.faults]
    assert found == [
        "prices.csv: SPY: has no prices of SPY, which profile tested uses; did you mean SPYX?",
        "instruments.yaml: SPY: does not hold SPY, which profile tested uses; add it",
        "prices.csv: Z: has no prices of Z, which profile tested uses",
        "instruments.yaml: Z: does not hold Z, which profile tested uses; add it",
    ]


def test_prices_are_converted_and_the_rates_named_among_the_sources() -> None:
    sessions = weekdays(2)
    table = prices(sessions, A=[10, 12], E=[7, 8])
    fx = rates(sessions, USD=[1.25, 1.5])
    cash = rates(sessions, "rates.csv", EUR=[0.01, 0.02])
    market = assemble_market(profile("A", "E", currency="EUR"), HOUSE, table, fx, cash)
    assert market.closes.tolist() == [[8, 7], [8, 8]]
    assert market.cash_rate.tolist() == [0.01, 0.02]
    assert [role for role, _ in market.sources] == ["prices", "fx", "cash_rates"]


def test_rates_that_are_not_used_are_no_source_and_taint_nothing() -> None:
    sessions = weekdays(1)
    synthetic = replace(rates(sessions, USD=[1.2]), synthetic=True)
    market = assemble_market(profile("A"), HOUSE, prices(sessions, A=[1]), synthetic, None)
    assert [role for role, _ in market.sources] == ["prices"]
    assert not market.synthetic


def test_any_synthetic_table_makes_the_market_synthetic() -> None:
    sessions = weekdays(1)
    table = prices(sessions, A=[1])
    cash = replace(rates(sessions, "rates.csv", USD=[0.01]), synthetic=True)
    assert assemble_market(profile("A"), HOUSE, replace(table, synthetic=True), None, None).synthetic
    assert assemble_market(profile("A"), HOUSE, table, None, cash).synthetic


def test_further_series_ride_on_the_profiles_sessions() -> None:
    sessions = weekdays(4)
    table = prices(sessions, A=[10, 11, NAN, 12], B=[NAN, 5, 6, NAN])
    market = assemble_market(profile("A"), HOUSE, table, None, None, extra=("B", "A", "B"))
    assert market.closes[:, 0].tolist() == [10, 11, 12]
    np.testing.assert_array_equal(market.others["B"], [NAN, 5, 5])
    assert market.others["A"].tolist() == [10, 11, 12]
    assert [(f.code, f.ticker) for f in market.findings] == [("held", "B")]


def test_everything_that_blocks_is_refused_at_once() -> None:
    days = np.array(["2021-01-04", "2021-01-09", "2021-01-11", "2021-01-12"], dtype="datetime64[D]")
    table = prices(days, A=[1, 2, NAN, 3], B=[1, 2, 0, 3])
    with pytest.raises(Refused) as caught:
        assemble_market(profile("A", "B"), HOUSE, table, None, None)
    text = str(caught.value)
    assert len(caught.value.faults) == 3
    assert "2021-01-09: prices on a weekend" in text
    assert "B: 2021-01-11: the price is not positive (0)" in text
    assert "A: 2021-01-11: no price" in text


def test_many_findings_of_a_kind_are_counted() -> None:
    table = prices(weekdays(20), A=[0.0] * 20)
    with pytest.raises(Refused) as caught:
        assemble_market(profile("A"), HOUSE, table, None, None)
    assert len(caught.value.faults) == 4
    assert "and 17 more like it, up to 2021-01-29" in str(caught.value)


@pytest.mark.parametrize(
    ("order", "word"), [((1, 0, 2), "earlier than that of the row before"), ((0, 0, 2), "more than once")]
)
def test_disordered_tables_are_refused_and_not_sorted(order: tuple[int, ...], word: str) -> None:
    table = prices(weekdays(3)[list(order)], A=[1, 2, 3])
    with pytest.raises(Refused, match=word):
        assemble_market(profile("A"), HOUSE, table, None, None)


def test_faults_of_other_columns_are_nobodys_concern() -> None:
    days = np.array(["2021-01-08", "2021-01-09", "2021-01-11"], dtype="datetime64[D]")
    table = prices(days, A=[10, NAN, 11], C=[-5, 100, 0])
    assert assemble_market(profile("A"), HOUSE, table, None, None).findings == ()


def test_findings_of_rates_are_carried_when_they_are_used() -> None:
    from reporting.domain.market import Finding, Severity

    sessions = weekdays(1)
    change = Finding("source_change", Severity.WARN, "", date(2021, 1, 4), "x > y")
    cash = replace(rates(sessions, "rates.csv", USD=[0.01]), findings=(change,))
    assert assemble_market(profile("A"), HOUSE, prices(sessions, A=[1]), None, cash).findings == (change,)


@st.composite
def tables(draw: st.DrawFn) -> PriceTable:
    """Four columns of up to 30 sessions, with late listings and short holes."""
    rows = draw(st.integers(8, 30))
    seed = draw(st.integers(0, 2**32))
    random = np.random.Generator(np.random.Philox(seed))
    closes = 100 * np.exp(np.cumsum(random.standard_t(4, (rows, 4)) / 50, axis=0))
    closes[random.random((rows, 4)) < 0.05] = NAN
    closes[: draw(st.integers(0, 6)), 1] = NAN
    closes[-1] = 100
    return PriceTable(weekdays(rows), tuple("ABCD"), closes, "prices.csv", "0" * 64)


@given(tables(), st.permutations(range(4)))
def test_the_order_of_the_columns_changes_nothing(table: PriceTable, order: list[int]) -> None:
    shuffled = replace(table, tickers=tuple("ABCD"[i] for i in order), closes=table.closes[:, order])
    wanted = profile("B", "D", "A", missing=HOLD)
    assert_same(
        assemble_market(wanted, HOUSE, table, None, None),
        assemble_market(wanted, HOUSE, shuffled, None, None),
    )


@given(tables())
def test_other_columns_change_nothing(table: PriceTable) -> None:
    alone = replace(table, tickers=("A", "B"), closes=table.closes[:, :2])
    wanted = profile("B", "A", missing=HOLD)
    assert_same(
        assemble_market(wanted, HOUSE, table, None, None), assemble_market(wanted, HOUSE, alone, None, None)
    )


@given(tables(), st.integers(1, 7))
def test_older_rows_change_nothing_in_the_newer_ones(table: PriceTable, cut: int) -> None:
    closes = table.closes.copy()
    closes[cut] = 100  # every series is alive where the shorter table begins
    table = replace(table, closes=closes)
    shorter = replace(table, dates=table.dates[cut:], closes=closes[cut:])
    wanted = profile("A", "B", "C", missing=HOLD)
    long_market = assemble_market(wanted, HOUSE, table, None, None)
    short_market = assemble_market(wanted, HOUSE, shorter, None, None)
    overlap = len(short_market.sessions)
    assert long_market.sessions[-overlap:].tobytes() == short_market.sessions.tobytes()
    assert long_market.closes[-overlap:].tobytes() == short_market.closes.tobytes()


@given(tables())
def test_no_market_has_a_hole_inside_a_life(table: PriceTable) -> None:
    market = assemble_market(profile(*"ABCD", missing=HOLD), HOUSE, table, None, None)
    started = np.logical_or.accumulate(~np.isnan(market.closes), axis=0)
    assert not np.isnan(market.closes[started]).any()
