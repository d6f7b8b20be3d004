"""Contributions add up to the return, whatever happened."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporting.measures.contribution import Ledger, contribution
from tests.tolerances import EXACT


def accounts(seed: int, sessions: int) -> Ledger:
    """Accounts kept by hand: units and cash of three ETFs, the third listed late, a trade every fifth day."""
    chance = np.random.Generator(np.random.Philox(key=seed))
    closes = 50 * np.cumprod(1 + chance.normal(0, 0.02, (sessions, 3)), axis=0)
    listed = 4
    closes[:listed, 2] = np.nan
    units, cash, owed = np.zeros(3), 100.0, 0.0
    rows: dict[str, list] = {name: [] for name in ("holdings", "interest", "costs", "fees", "nav")}
    for day in range(sessions):
        interest = cash * 0.0001 if day else 0.0
        fee = rows["nav"][-1] * 0.00005 if day else 0.0
        cash, owed = cash + interest, owed + fee
        held = np.where(units > 0, units * np.nan_to_num(closes[day]), 0.0)
        value, cost = held.sum() + cash - owed, 0.0
        if day % 5 == 0:
            weights = np.array([0.5, 0.3, 0.2 if day >= listed else 0.0])
            traded = weights * value - held
            cost = float(np.abs(traded).sum() * 0.001)
            cash -= traded.sum() + cost
            held = held + traded
            units = np.where(held > 0, held / np.nan_to_num(closes[day], nan=1.0), 0.0)
        rows["holdings"].append(held)
        rows["interest"].append(interest)
        rows["costs"].append(cost)
        rows["fees"].append(fee)
        rows["nav"].append(value - cost if day else value)
    arrays = {name: np.array(values) for name, values in rows.items()}
    fees = arrays.pop("fees")
    return Ledger(closes=closes, fees={"service": fees / 4, "custody": fees * 3 / 4}, **arrays)


@given(st.integers(0, 2**32), st.integers(2, 40), st.data())
def test_parts_add_up_to_the_return_of_any_window(seed: int, sessions: int, data: st.DataObject) -> None:
    ledger = accounts(seed, sessions)
    start = data.draw(st.integers(0, sessions - 2))
    end = data.draw(st.integers(start + 1, sessions - 1))
    parts = contribution(ledger, start, end)
    assert parts.total == ledger.nav[end] / ledger.nav[start] - 1
    together = parts.etfs.sum() + parts.cash + parts.costs + sum(parts.fees.values())
    assert together == pytest.approx(parts.total, abs=EXACT)


def test_one_day_by_hand() -> None:
    """Of 100 in cash, 60 buys an ETF at 10 for 0.06; it rises to 11; cash earns 0.01, fees take 0.02."""
    ledger = Ledger(
        holdings=np.array([[60.0], [66.0]]),
        closes=np.array([[10.0], [11.0]]),
        interest=np.array([0.0, 0.01]),
        costs=np.array([0.06, 0.0]),
        fees={"service": np.array([0.0, 0.015]), "custody": np.array([0.0, 0.005])},
        nav=np.array([100.0, 100 + 6 + 0.01 - 0.06 - 0.02]),
    )
    parts = contribution(ledger, 0, 1)
    assert parts.etfs == pytest.approx([0.06], rel=EXACT)
    assert (parts.cash, parts.costs) == pytest.approx((0.0001, -0.0006), rel=EXACT)
    assert parts.fees == pytest.approx({"service": -0.00015, "custody": -0.00005}, rel=EXACT)


def test_costs_of_the_first_session_show_in_the_window_that_begins_there_alone() -> None:
    ledger = accounts(1, 12)
    assert contribution(ledger, 0, 3).costs == pytest.approx(-ledger.costs[0] / 100, rel=EXACT)
    assert str(contribution(ledger, 5, 8).costs) == "0.0", (
        "the trade of row 5 is in the value the window starts from"
    )


def test_accounts_that_do_not_add_up_are_refused() -> None:
    ledger = accounts(2, 12)
    with pytest.raises(ValueError, match="differ from the return"):
        contribution(replace(ledger, fees=ledger.fees | {"more": np.full(12, 0.01)}), 0, 11)
    with pytest.raises(ValueError, match="earlier row"):
        contribution(ledger, 4, 4)
    with pytest.raises(ValueError, match="one number for each point"):
        replace(ledger, costs=ledger.costs[1:])
    with pytest.raises(ValueError, match="one number for each point"):
        replace(ledger, fees={"service": ledger.costs[1:]})
    with pytest.raises(ValueError, match="one row for each point"):
        replace(ledger, nav=ledger.nav[1:])
    with pytest.raises(ValueError, match="one row for each point"):
        replace(ledger, closes=ledger.closes[:, 1:])


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (2, 2), (3, 2), (0, 10)])
def test_a_window_lies_inside_the_accounts_and_is_not_empty(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="earlier row"):
        contribution(accounts(1, 10), start, end)
