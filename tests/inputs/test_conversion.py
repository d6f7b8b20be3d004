"""What was known on a session, and prices in another currency."""

import numpy as np
import pytest

from reporting.domain.errors import Unusable
from reporting.domain.market import RateTable
from reporting.inputs.conversion import cash_rate, converted, exchange_rate, known
from tests.inputs.builders import NAN, rates, weekdays


def days(*texts: str) -> np.ndarray:
    return np.array(texts, dtype="datetime64[D]")


def test_the_last_known_value_counts_up_to_its_age() -> None:
    table = rates(["2021-01-04", "2021-01-05"], USD=[1.2, NAN])
    sessions = days("2021-01-03", "2021-01-04", "2021-01-05", "2021-01-09", "2021-01-10")
    np.testing.assert_array_equal(known(table, "USD", sessions, 5), [NAN, 1.2, 1.2, 1.2, NAN])


def test_dollars_are_divided_by_dollars_per_euro() -> None:
    sessions = weekdays(2)
    fx = rates(sessions, USD=[1.25, 1.6])
    result = converted(np.array([[10.0, 3.0], [8.0, 3.0]]), sessions, ("USD", "EUR"), "EUR", fx)
    assert result.tolist() == [[8.0, 3.0], [5.0, 3.0]]


def test_a_cross_goes_through_the_euro() -> None:
    sessions = weekdays(1)
    fx = rates(sessions, USD=[1.2], CHF=[0.96])
    result = converted(np.array([[100.0, 100.0, 7.0]]), sessions, ("CHF", "EUR", "USD"), "USD", fx)
    # 100 francs are 100/0.96 euros, each 1.2 dollars. Two roundings.
    np.testing.assert_allclose(result, [[125.0, 120.0, 7.0]], rtol=1e-15)


def test_no_rates_are_needed_for_one_currency() -> None:
    closes = np.array([[1.0]])
    assert converted(closes, weekdays(1), ("USD",), "USD", None) is closes


def test_missing_rates_are_named_with_their_day() -> None:
    sessions = weekdays(10)
    fx = rates(sessions[:1], USD=[1.2])
    with pytest.raises(
        Unusable, match=r"USD of at most 5 days for 2021-01-11 and 4 more sessions up to 2021-01-15"
    ):
        converted(np.ones((10, 1)), sessions, ("USD",), "EUR", fx)
    with pytest.raises(Unusable, match="no column CHF"):
        converted(np.ones((10, 1)), sessions, ("CHF",), "EUR", fx)
    with pytest.raises(Unusable, match="--fx"):
        converted(np.ones((10, 1)), sessions, ("USD",), "EUR", None)


def test_rates_may_be_missing_where_nothing_is_priced() -> None:
    sessions = weekdays(3)
    fx = rates(sessions[2:], USD=[2.0])
    result = converted(np.array([[NAN], [NAN], [4.0]]), sessions, ("USD",), "EUR", fx)
    np.testing.assert_array_equal(result, [[NAN], [NAN], [2.0]])


def test_the_cash_rate_is_the_one_known_on_the_session() -> None:
    table = rates(["2021-01-01", "2021-01-05"], "rates.csv", EUR=[0.01, 0.02])
    assert cash_rate(weekdays(3), "EUR", table).tolist() == [0.01, 0.02, 0.02]


def test_without_a_table_the_cash_rate_is_unknown() -> None:
    assert np.isnan(cash_rate(weekdays(3), "EUR", None)).all()


def test_a_hole_of_more_than_seven_days_in_a_given_table_is_an_error() -> None:
    table = rates(["2021-01-04"], "rates.csv", EUR=[0.01])
    assert len(cash_rate(weekdays(6), "EUR", table)) == 6
    with pytest.raises(Unusable, match="2021-01-12"):
        cash_rate(weekdays(7), "EUR", table)
    with pytest.raises(Unusable, match="no overnight rate in USD"):
        cash_rate(weekdays(1), "USD", table)


@pytest.mark.parametrize(
    ("currency", "base", "day", "expected"),
    [
        ("EUR", "USD", "2026-01-05", 1.25),
        ("USD", "EUR", "2026-01-05", 0.8),
        ("CHF", "USD", "2026-01-05", 1.25 / 0.96),
        ("EUR", "USD", "2026-01-10", 1.25),
        ("EUR", "USD", "2026-01-11", None),
        ("EUR", "USD", "2026-01-04", None),
        ("EUR", "GBP", "2026-01-05", None),
    ],
)
def test_an_exchange_rate_is_that_of_the_day_or_of_the_five_days_before(
    currency: str, base: str, day: str, expected: float | None
) -> None:
    dates = np.array(["2026-01-05"], dtype="datetime64[D]")
    fx = RateTable(dates, ("USD", "CHF"), np.array([[1.25, 0.96]]), "fx.csv", "0" * 64)
    assert exchange_rate(fx, currency, base, np.datetime64(day)) == expected
    assert exchange_rate(None, currency, base, np.datetime64(day)) is None
