"""Returns of an account against published examples, a second formulation and identities."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import brentq

from reporting.clients.contributions import attribution
from reporting.clients.period import Cycle, period_of
from reporting.clients.returns import index, internal_rate, performance, years
from reporting.clients.valuation import valuation
from reporting.domain.client import CashFlow, FlowKind, Transaction
from reporting.domain.errors import Refusal
from reporting.domain.series import NavPath
from reporting.measures.sample import NotAvailable
from tests.clients.books import booked, buy, day, deposit, flow, quoted, sell, valued, withdrawal

QUARTER = period_of(Cycle.QUARTERLY, date(2026, 2, 1))
END = "2026-03-31"


def closes(**steps: float) -> dict[str, dict[str, float]]:
    """Closes of AAA by day, carried to the end of the quarter."""
    return {"AAA": {each[1:].replace("_", "-"): price for each, price in steps.items()}}


def test_a_flow_at_the_end_of_a_day_splits_the_time_weighted_return() -> None:
    """V goes 1000 -> 1100, +1100 comes in, 2200 -> 1980: (1.1)(0.9) - 1 = -1 %, money lost more."""
    account = valued(
        closes(_2025_12_31=10, _2026_02_02=11, _2026_03_31=9.9),
        END,
        deposit("2025-12-31", "1000"),
        buy("2025-12-31", "AAA", "100", "10"),
        deposit("2026-02-02", "1100"),
        buy("2026-02-02", "AAA", "100", "11"),
    )
    found = performance(account, QUARTER, None)
    assert found.net == pytest.approx(-0.01, abs=1e-15)
    assert (found.opening, found.flows, found.gain, found.closing) == tuple(
        Decimal(text) for text in ("1000.00", "1100.00", "-120.00", "1980.00")
    )
    assert isinstance(found.money_weighted, float) and found.money_weighted < -0.06
    assert found.benchmark == NotAvailable("needs_benchmark")


def test_the_first_days_cost_stays_in_the_return() -> None:
    """A deposit that buys on its own day counts at the beginning of it: 1000 becomes 995 at once."""
    account = valued(
        closes(_2026_01_05=10, _2026_03_31=10),
        END,
        deposit("2026-01-05", "1000"),
        buy("2026-01-05", "AAA", "99.5", "10", "5"),
    )
    found = performance(account, QUARTER, None)
    assert found.net == pytest.approx(-0.005, abs=1e-15)
    assert found.before_service == pytest.approx(0.0, abs=1e-15)
    assert found.start == date(2026, 1, 4) and found.opening == 0


def test_fees_lower_the_net_return_alone() -> None:
    account = valued(
        closes(_2025_12_31=10, _2026_03_31=11),
        END,
        deposit("2025-12-31", "1000"),
        buy("2025-12-31", "AAA", "99", "10"),
        flow("2026-03-31", FlowKind.SERVICE_FEE, "-4"),
        flow("2026-03-31", FlowKind.TAX, "-3"),
    )
    found = performance(account, QUARTER, None)
    assert found.net == pytest.approx(0.099 - 0.007, abs=1e-15)
    assert found.before_service == pytest.approx(0.099 - 0.003, abs=1e-15)


def test_the_benchmark_counts_over_the_same_days() -> None:
    account = valued(closes(_2026_01_05=10, _2026_03_31=10), END, deposit("2026-02-02", "1000"))
    path = NavPath(np.array(["2026-01-30", "2026-03-31"], "datetime64[D]"), np.array([100.0, 104.0]))
    assert performance(account, QUARTER, path).benchmark == pytest.approx(0.04, abs=1e-15)


def test_an_account_without_money_has_no_performance() -> None:
    found = performance(valued({}, END), QUARTER, None)
    assert found.net == NotAvailable("no_value") and found.closing == 0


def test_a_return_over_days_without_money_is_not_made_up() -> None:
    """All is drawn on one day and new money comes later: the days between earn nothing."""
    account = valued(
        closes(_2025_12_31=10, _2026_01_31=11, _2026_03_31=22),
        END,
        deposit("2025-12-31", "1000"),
        buy("2025-12-31", "AAA", "100", "10"),
        sell("2026-01-31", "AAA", "100", "11"),
        withdrawal("2026-01-31", "1100"),
        deposit("2026-03-02", "2000"),
    )
    assert performance(account, QUARTER, None).net == pytest.approx(0.1, abs=1e-15)


def long_account(opened: str) -> list[float]:
    events = (deposit(opened, "1000"), buy(opened, "AAA", "100", "10"))
    kept = booked(*events, opened=day(opened))
    prices = {"AAA": {opened: 10.0, "2025-09-30": 12.0, "2026-03-31": 8.0, "2026-09-30": 9.0}}
    account = valuation(kept, quoted(prices), day("2026-09-30"))
    return [each.value for each in years(account, day("2026-09-30"), 5)]


def test_complete_twelve_month_periods_newest_first() -> None:
    assert long_account("2024-09-30") == pytest.approx([-0.25, 0.2], abs=1e-15)
    assert long_account("2024-10-02") == pytest.approx([-0.25], abs=1e-15)
    assert long_account("2025-10-01") == pytest.approx([-0.1], abs=1e-14)  # the whole first day counts
    assert long_account("2025-10-02") == []


def test_a_total_loss_is_refused_in_words() -> None:
    with pytest.raises(Refusal, match="lost all its value on 2026-02-02"):
        performance(
            valued(
                closes(_2025_12_31=10, _2026_02_02=0.0),
                "2026-02-02",
                deposit("2025-12-31", "1000"),
                buy("2025-12-31", "AAA", "100", "10"),
            ),
            period_of(Cycle.MONTHLY, date(2026, 1, 31)),
            None,
        )


def test_an_internal_rate_known_in_closed_form() -> None:
    """-100 now, 230 taken after a year, 132 put in again is (1.1)(1.2): two rates, hence none."""
    assert internal_rate(np.array([100.0]), np.array([2.0]), 121.0) == pytest.approx(0.1, abs=1e-12)
    twice = internal_rate(np.array([100.0, -230.0, 132.0]), np.array([2.0, 1.0, 0.0]), 0.0)
    assert twice == NotAvailable("several_rates")
    assert internal_rate(np.array([100.0]), np.array([1.0]), 0.0) == NotAvailable("no_rate")
    assert internal_rate(np.array([100.0]), np.array([1.0]), 2000.0) == NotAvailable("no_rate")
    assert internal_rate(np.array([-5.0]), np.array([1.0]), 0.0) == NotAvailable("no_value")


def test_the_spreadsheet_example_of_an_irregular_series() -> None:
    """The example of Microsoft's documentation of XIRR: 0.373362535 with years of 365 days."""
    flows = np.array([10000.0, -2750.0, -4250.0, -3250.0, -2750.0])
    days = [date(2008, 1, 1), date(2008, 3, 1), date(2008, 10, 30), date(2009, 2, 15), date(2009, 4, 1)]
    left = np.array([(days[-1] - each).days / 365 for each in days])
    assert internal_rate(flows, left, 0.0) == pytest.approx(0.373362535, abs=1e-8)


amounts = st.integers(100, 10_000)


@given(st.lists(st.tuples(st.integers(1, 700), amounts), max_size=6), amounts, st.floats(0.3, 3))
def test_money_put_in_only_has_one_rate_and_it_explains_the_end(
    given_: list[tuple[int, int]], first: int, growth: float
) -> None:
    left = np.array([2.0] + [(730 - shift) / 365.25 for shift, _ in given_])
    flows = np.array([float(first)] + [float(amount) for _, amount in given_])
    final = float(flows.sum() * growth)
    rate = internal_rate(flows, left, final)
    bounds = [float(flows @ (1 + edge) ** left) for edge in (-0.99, 10.0)]
    if not bounds[0] < final < bounds[1]:
        assert rate == NotAvailable("no_rate")
    else:
        peer = brentq(lambda r: float(flows @ (1 + r) ** left) - final, -0.99, 10, xtol=1e-14)
        assert rate == pytest.approx(peer, abs=1e-9)


moves = st.lists(
    st.tuples(
        st.sampled_from(["deposit", "withdrawal", "buy", "sell", "fee", "income"]), st.integers(1, 400)
    ),
    min_size=1,
    max_size=25,
)
paths = st.lists(st.integers(-9, 10), min_size=90, max_size=90)


def lived(
    steps: list[tuple[str, int]], path: list[int]
) -> tuple[dict[str, dict[str, float]], list[Transaction | CashFlow]]:
    """A life of a quarter: prices that move by percents a day, an event every third day where it can be."""
    price, prices = 100.0, {}
    for shift, move in enumerate([0, *path]):
        price = round(price * (1 + move / 100), 4)
        prices[str(date(2025, 12, 31) + timedelta(days=shift))] = price
    events: list[Transaction | CashFlow] = [deposit("2025-12-31", "5000")]
    cash, units = Decimal(5000), Decimal(0)
    for place, (what, size) in enumerate(steps):
        on = str(date(2026, 1, 1) + timedelta(days=3 * place))
        close = f"{prices[on]:.4f}"
        worth = (Decimal(size) / 10 * Decimal(close)).quantize(Decimal("0.01"))
        if what == "deposit":
            events.append(deposit(on, str(size)))
            cash += size
        elif what == "withdrawal" and cash > size:
            events.append(withdrawal(on, str(size)))
            cash -= size
        elif what == "buy" and cash > worth + 1:
            events.append(buy(on, "AAA", str(Decimal(size) / 10), close, "1"))
            cash, units = cash - worth - 1, units + Decimal(size) / 10
        elif what == "sell" and units >= Decimal(size) / 10:
            events.append(sell(on, "AAA", str(Decimal(size) / 10), close, "1"))
            cash, units = cash + worth - 1, units - Decimal(size) / 10
        elif what == "fee" and cash > 2:
            events.append(flow(on, FlowKind.SERVICE_FEE, "-1.5"))
            cash -= Decimal("1.5")
        elif what == "income":
            events.append(flow(on, FlowKind.DISTRIBUTION, "2.25", "AAA" if units else ""))
            cash += Decimal("2.25")
    return {"AAA": prices}, events


@given(moves, paths)
def test_returns_and_parts_agree_with_a_naive_daily_account(
    steps: list[tuple[str, int]], path: list[int]
) -> None:
    """The second formulation walks the days with one dictionary of balances and links sub-periods between
    flows. Values are whole cents on both sides; only the linking differs, hence 1e-11."""
    prices, events = lived(steps, path)
    account = valued(prices, END, *events)
    cash, units, worth, linked, begun = Decimal(0), Decimal(0), 0.0, 1.0, 0.0
    for shift in range(91):
        on = date(2025, 12, 31) + timedelta(days=shift)
        moved = 0.0
        for event in (each for each in events if each.day == on):
            if isinstance(event, Transaction):
                way = 1 if event.side == "buy" else -1
                units += way * event.units
                cash -= way * event.consideration + event.cost
            else:
                cash += event.amount
                moved += float(event.amount) if event.kind.external else 0.0
        value = float(cash) + np.floor(float(units) * prices["AAA"][str(on)] * 100 + 0.5) / 100
        assert float(account.value(on)) == pytest.approx(value, abs=1e-6)
        if moved:  # a sub-period ends before the flow and the next begins after it
            linked *= (value - moved) / begun if begun else 1.0
            begun = value
        worth = value
    linked *= worth / begun
    found = performance(account, QUARTER, None)
    assert found.opening + found.flows + found.gain == found.closing
    assert found.net == pytest.approx(linked - 1, abs=1e-11)
    parts = attribution(account, QUARTER.start, QUARTER.last)
    assert parts.gain == found.gain
    assert sum(each.net for each in parts.instruments) + sum(parts.others.values()) == found.gain
    assert index(account).values[0] == 100


def test_winners_and_losers_are_told_by_their_result_after_costs() -> None:
    prices = {
        "AAA": {"2025-12-31": 10.0, END: 12.0},
        "BBB": {"2025-12-31": 10.0, END: 9.0},
        "CCC": {"2025-12-31": 10.0, END: 10.01},
    }
    bought = [buy("2025-12-31", ticker, "10", "10") for ticker in prices]
    account = valued(
        prices,
        END,
        deposit("2025-12-31", "400"),
        *bought,
        buy("2026-02-02", "CCC", "1", "10.01", "0.50"),
        flow("2026-03-02", FlowKind.DISTRIBUTION, "0.75", "BBB"),
        flow("2026-03-02", FlowKind.INTEREST, "0.05"),
        flow("2026-03-03", FlowKind.SERVICE_FEE, "-0.40"),
    )
    found = attribution(account, date(2025, 12, 31), date(2026, 3, 31))
    aaa, bbb, ccc = (next(each for each in found.instruments if each.ticker == ticker) for ticker in prices)
    assert (aaa.gross, bbb.gross, bbb.income, ccc.gross) == tuple(
        Decimal(text) for text in ("20.00", "-9.25", "0.75", "0.10")
    )
    assert ccc.net == Decimal("-0.40")
    assert [each.ticker for each in found.winners] == ["AAA"]
    assert [each.ticker for each in found.losers] == ["BBB", "CCC"]
    assert found.others == {
        FlowKind.INTEREST: Decimal("0.05"),
        FlowKind.SERVICE_FEE: Decimal("-0.40"),
    }
