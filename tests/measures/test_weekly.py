"""Weekly returns for risk classes: proxies and mixes."""

from __future__ import annotations

import numpy as np
import pytest

from reporting.domain.market import Market
from reporting.domain.series import Floats, NavPath
from reporting.measures.weekly import mix_returns, record_returns, weekly_returns
from tests.measures.samples import fat_tailed, weekdays
from tests.tolerances import EXACT


def market(closes: Floats, others: dict[str, Floats] | None = None) -> Market:
    """Closes (S, n) of the ETFs A, B, ... on weekdays from a Friday."""
    count, width = closes.shape
    tickers = tuple("ABCDEF"[:width])
    sessions = weekdays("2015-01-02", count)
    return Market("USD", sessions, tickers, closes, np.full(count, np.nan), others or {}, (), (), True)


def prices(seed: int, count: int, scale: float = 0.01) -> Floats:
    return 100 * np.cumprod(1 + fat_tailed(seed, count, scale))


def test_returns_run_from_friday_to_friday() -> None:
    close = np.arange(100.0, 114.0)
    weekly = weekly_returns(market(close[:, None]))
    assert weekly.values[:, 0] == pytest.approx([105 / 100 - 1, 110 / 105 - 1], rel=EXACT)
    assert [str(day) for day in weekly.ends] == ["2015-01-09", "2015-01-16"]


def test_a_proxy_stands_in_for_the_weeks_before_the_first_price_alone() -> None:
    young, old = prices(1, 60), prices(2, 60)
    young[:20] = np.nan
    weekly = weekly_returns(market(young[:, None], {"OLD": old}), {"A": "OLD"})
    alone = weekly_returns(market(young[:, None]))
    stand_in = weekly_returns(market(old[:, None]))
    lacks = np.isnan(alone.values[:, 0])
    assert lacks.sum() == 4
    assert (weekly.values[lacks] == stand_in.values[lacks]).all()
    assert (weekly.values[~lacks] == alone.values[~lacks]).all()
    assert weekly.proxied == ("A",)


def test_another_etf_of_the_profile_may_be_the_proxy_and_an_unknown_one_helps_nothing() -> None:
    closes = np.column_stack((prices(1, 60), prices(2, 60)))
    closes[:20, 0] = np.nan
    assert weekly_returns(market(closes), {"A": "B"}).proxied == ("A",)
    assert np.isnan(weekly_returns(market(closes), {"A": "GONE"}).values).any()


def test_a_proxy_without_prices_of_its_own_is_not_named() -> None:
    young, younger = prices(1, 60), prices(2, 60)
    young[:20] = younger[:25] = np.nan
    weekly = weekly_returns(market(young[:, None], {"OLD": younger}), {"A": "OLD"})
    assert weekly.proxied == ()
    assert np.isnan(weekly.values[:4, 0]).all()


def test_a_mix_is_put_back_every_week_and_pays_its_fee() -> None:
    weekly = np.array([[0.01, -0.02, np.nan], [0.03, 0.01, np.nan]])
    mixed = mix_returns(weekly, np.array([0.5, 0.3, 0.0]), 0.0365)
    assert mixed == pytest.approx([0.005 - 0.006 - 0.0007, 0.015 + 0.003 - 0.0007], rel=EXACT)


def test_an_etf_with_weight_and_without_price_leaves_a_hole() -> None:
    assert np.isnan(mix_returns(np.array([[0.01, np.nan]]), np.array([0.5, 0.5]), 0.0)).all()


def test_a_record_has_the_weeks_of_the_market_since_its_first_value() -> None:
    weekly = weekly_returns(market(prices(3, 300)[:, None]))
    days, values = weekdays("2015-01-02", 300), prices(4, 300)
    own = record_returns(NavPath(days[100:], values[100:]), weekly.ends)
    fridays = [values[list(days).index(day)] for day in weekly.ends if day >= days[100]]
    expected = [later / earlier - 1 for earlier, later in zip(fridays, fridays[1:], strict=False)]
    assert own == pytest.approx(expected, rel=EXACT)


def test_a_week_with_a_value_on_its_monday_alone_is_a_week_of_the_record() -> None:
    days, values = weekdays("2015-01-02", 60), prices(4, 60)
    ends = weekly_returns(market(prices(3, 60)[:, None])).ends
    mondays = np.is_busday(days, "1000000") & (days <= ends[-1])
    found = record_returns(NavPath(days[mondays], values[mondays]), ends)
    assert found == pytest.approx(values[mondays][1:] / values[mondays][:-1] - 1, rel=EXACT)


def test_a_record_counts_only_after_the_last_week_without_a_value() -> None:
    days, values = weekdays("2015-01-02", 300), prices(4, 300)
    ends = weekly_returns(market(prices(3, 300)[:, None])).ends
    hole = (days > ends[20]) & (days <= ends[21])
    assert len(record_returns(NavPath(days[~hole], values[~hole]), ends)) == len(ends) - 23
    months = np.flatnonzero(np.diff(days.astype("datetime64[M]")).astype(int))
    assert len(record_returns(NavPath(days[months], values[months]), ends)) == 0
    early = days < ends[-1] - np.timedelta64(7, "D")
    assert len(record_returns(NavPath(days[early], values[early]), ends)) == 0
