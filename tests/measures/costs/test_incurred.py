"""The daily method against a ledger of five sessions written out by hand, and against closed forms."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporting.domain.house import CostPeriod
from reporting.domain.series import Floats
from reporting.measures.costs.categories import Category, total
from reporting.measures.costs.incurred import Incurred, Ledger, incurred, ledger, product_rates_on
from reporting.measures.sample import NotAvailable
from tests.measures.costs.cases import fund

# Thursday 1 April to Thursday 8 April 2021 over Easter: the sessions are 1, 6, 7, 8 April after 31 March
SESSIONS = np.array(["2021-03-31", "2021-04-01", "2021-04-06", "2021-04-07", "2021-04-08"], "datetime64[D]")
VALUES = np.array([100.0, 101.0, 99.0, 102.0, 103.0])
HOLDINGS = np.array([[60.0, 40.0], [61.0, 40.0], [59.0, 38.0], [62.0, 40.0], [63.0, 40.0]])
FEES = np.array([7.0, 0.01, 0.05, 0.01, 0.01])  # the first row lies before the period
TRADES = np.array([3.0, 0.0, 0.2, 0.0, 0.0])
PERIOD = (date(2021, 4, 1), date(2021, 4, 8))
FUNDS = (
    fund("A", ongoing_cost=0.00365, transaction_cost=-0.000365),
    fund("B", ongoing_cost=0.0073, incidental_cost=0.00073),
)


def book(sessions: Floats = SESSIONS, period: tuple[date, date] = PERIOD) -> Ledger:
    found = ledger(sessions, VALUES, HOLDINGS, {Category.S2: FEES, Category.S3: TRADES}, period)
    assert isinstance(found, Ledger)
    return found


def by_hand() -> Incurred:
    return incurred(book(), product_rates_on(FUNDS, book().days))


def test_five_sessions_by_hand() -> None:
    """1 April stands for five days (1 to 5), 6, 7 and 8 April for one each: eight days in all."""
    found = by_hand()
    a = 5 * 61 + 59 + 62 + 63
    b = 5 * 40 + 38 + 40 + 40
    assert found.costs[Category.P2] == pytest.approx(a * 0.00001 + b * 0.00002, rel=1e-12)
    assert found.costs[Category.P3] == pytest.approx(-a * 0.000001, rel=1e-12)
    assert found.costs[Category.P4] == pytest.approx(b * 0.000002, rel=1e-12)
    assert found.costs[Category.S2] == pytest.approx(0.01 + 0.05 + 0.01 + 0.01, rel=1e-12)
    assert found.costs[Category.S3] == pytest.approx(0.2, rel=1e-12)
    assert found.base == pytest.approx((5 * 101 + 99 + 102 + 103) / 8, rel=1e-12)
    assert (found.days, found.net) == (8, pytest.approx(0.03, rel=1e-12))


def test_the_gross_return_by_hand() -> None:
    """Each calendar day's cost over the value of the day before, chained with the returns of the sessions."""
    thursday = 61 * (0.00001 - 0.000001) + 40 * (0.00002 + 0.000002)  # a day at the holdings of 1 April
    products = [
        59 * 0.000009 + 38 * 0.000022,
        62 * 0.000009 + 40 * 0.000022,
        63 * 0.000009 + 40 * 0.000022,
    ]
    chain = 101 / 100 + (0.01 + thursday) / 100
    chain *= (1 + thursday / 101) ** 4  # Good Friday to Easter Monday
    chain *= 99 / 101 + (0.05 + 0.2 + products[0]) / 101
    chain *= 102 / 99 + (0.01 + products[1]) / 99
    chain *= 103 / 102 + (0.01 + products[2]) / 102
    found = by_hand()
    assert found.gross == pytest.approx(chain - 1, rel=1e-12)
    assert found.effect == pytest.approx(chain - 1.03, rel=1e-9)


def test_a_product_fee_on_a_flat_year_is_the_rate() -> None:
    """100 held for 365 days at 1 % costs 1, whichever days are sessions."""
    sessions = np.array(["2020-12-31", "2021-06-30", "2021-12-31"], "datetime64[D]")
    flat, none = np.full(3, 100.0), np.zeros(3)
    found = ledger(sessions, flat, flat[:, None], {Category.S2: none}, (date(2021, 1, 1), date(2021, 12, 31)))
    assert isinstance(found, Ledger)
    result = incurred(found, product_rates_on([fund("A", ongoing_cost=0.01)], found.days))
    assert result.costs[Category.P2] == pytest.approx(1.0, rel=1e-12)
    assert result.yearly[Category.P2] == pytest.approx(0.01, rel=1e-12)
    assert result.gross == pytest.approx((1 + 0.01 / 365) ** 365 - 1, rel=1e-9)
    assert result.net == 0


def test_shares_and_base_give_the_money_back() -> None:
    found = by_hand()
    assert total(found.shares) * found.base == pytest.approx(total(found.costs), rel=1e-12)
    assert found.yearly[Category.S3] == pytest.approx(found.shares[Category.S3] * 365 / 8, rel=1e-12)


def test_the_rate_whose_period_covers_a_day_counts_and_else_the_latest_published() -> None:
    period = CostPeriod(date(2021, 4, 2), date(2021, 4, 7), 0.03, 0.002, 0.001, "emt.csv")
    rates = product_rates_on([replace(FUNDS[0], cost_periods=(period,)), FUNDS[1]], book().days)
    days = [str(day)[8:] for day in book().days]
    assert days == ["31", "01", "02", "03", "04", "05", "06", "07", "08"]
    expected = [0.00365] * 2 + [0.03] * 6 + [0.00365]  # both ends of the period included
    assert rates.values[:, 0, 0] == pytest.approx(expected)
    assert rates.estimated == (True, True)
    whole = CostPeriod(date(2021, 4, 1), date(2021, 4, 8), 0.03, 0.002, 0.001, "emt.csv")
    assert product_rates_on([replace(FUNDS[0], cost_periods=(whole,))], book().days).estimated == (False,)


@pytest.mark.parametrize(
    "period",
    [
        (date(2021, 3, 31), date(2021, 4, 8)),  # needs the close of the day before
        (date(2021, 4, 1), date(2021, 4, 16)),  # the record ended more than a week before
    ],
)
def test_a_period_that_the_record_does_not_span_is_not_available(period: tuple[date, date]) -> None:
    found = ledger(SESSIONS, VALUES, HOLDINGS, {}, period)
    assert found == NotAvailable("uncovered_period")


@given(st.lists(st.floats(-0.05, 0.05), min_size=3, max_size=30), st.floats(0, 0.003))
def test_adding_a_proportional_fee_back_gives_the_return_before_it(moves: list[float], fee: float) -> None:
    """A fee of a fixed share of each day's opening value: gross is the chain of the moves alone."""
    net = 100 * np.cumprod([1.0, *(1 + move - fee for move in moves)])
    days = np.arange(np.datetime64("2021-01-01"), np.datetime64("2021-01-01") + len(net))
    fees = np.concatenate([[0.0], net[:-1] * fee])
    last = days[-1].astype(object)
    found = ledger(days, net, np.zeros((len(net), 1)), {Category.S2: fees}, (date(2021, 1, 2), last))
    assert isinstance(found, Ledger)
    result = incurred(found, product_rates_on([fund("A")], found.days))
    assert result.gross == pytest.approx(np.prod([1 + move for move in moves]) - 1, abs=1e-12)
