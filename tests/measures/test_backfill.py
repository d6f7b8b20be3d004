"""Proxies in front of an instrument's own prices."""

from __future__ import annotations

import numpy as np
import pytest

from reporting.domain.market import Market
from reporting.domain.series import Floats
from reporting.measures.backfill import backfilled
from tests.measures.samples import fat_tailed, weekdays
from tests.tolerances import EXACT


def market(closes: Floats, **others: Floats) -> Market:
    count, width = closes.shape
    sessions = weekdays("2015-01-02", count)
    tickers = tuple("ABCDEF"[:width])
    return Market("USD", sessions, tickers, closes, np.full(count, np.nan), others, (), (), True)


def young(count: int = 10, gone: int = 4) -> Floats:
    closes = 100 * np.cumprod(1 + fat_tailed(1, count))
    closes[:gone] = np.nan
    return closes


def test_the_proxy_meets_the_first_own_close_and_keeps_its_returns() -> None:
    own, old = young(), 7 * np.cumprod(1 + fat_tailed(2, 10))
    closes, proxied = backfilled(market(own[:, None], OLD=old), {"A": "OLD"})
    assert proxied == ("A",)
    assert closes[4:, 0] == pytest.approx(own[4:], rel=EXACT)
    changes, expected = closes[1:5, 0] / closes[:4, 0], old[1:5] / old[:4]
    assert changes == pytest.approx(expected, rel=EXACT)


def test_another_fund_of_the_market_can_stand_in() -> None:
    closes, proxied = backfilled(market(np.column_stack((young(), np.full(10, 5.0)))), {"A": "B"})
    assert proxied == ("A",)
    assert closes[:5, 0] == pytest.approx(np.full(5, young()[4]), rel=EXACT)


def test_what_cannot_help_changes_nothing() -> None:
    own = young()
    late = np.full(10, 3.0)
    late[:5] = np.nan
    for proxies, others in (({}, {}), ({"A": "OLD"}, {}), ({"A": "OLD"}, {"OLD": late})):
        closes, proxied = backfilled(market(own[:, None], **others), proxies)
        assert proxied == ()
        assert np.array_equal(closes[:, 0], own, equal_nan=True)


def test_a_fund_with_all_its_prices_needs_no_proxy() -> None:
    own = young(gone=0)
    closes, proxied = backfilled(market(own[:, None], OLD=np.full(10, 3.0)), {"A": "OLD"})
    assert proxied == () and np.array_equal(closes[:, 0], own)
