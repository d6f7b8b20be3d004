"""The library face: the same results as the command line's, as objects."""

from datetime import date
from pathlib import Path

import numpy as np
import pytest

from reporting import api
from reporting.domain.decision import Decision


def test_a_decision_and_a_backtest_without_any_file() -> None:
    run = api.allocate("balanced", date(2021, 12, 31))
    assert isinstance(run.decision, Decision) and run.decision.as_of == date(2021, 12, 31)
    done = api.backtest("balanced", start=date(2021, 1, 1), end=date(2021, 12, 31))
    assert done.backtest.nav.values[0] == 100
    assert done.measures["total_return"] == pytest.approx(done.backtest.nav.values[-1] / 100 - 1, rel=1e-12)


def test_later_prices_change_no_decision_and_no_past_value() -> None:
    data = api.load()
    early = api.backtest("balanced", data, date(2020, 1, 1), date(2020, 12, 31)).backtest.nav
    longer = api.backtest("balanced", data, date(2020, 1, 1), date(2021, 12, 31)).backtest.nav
    assert np.array_equal(early.values, longer.values[: len(early.values)])


def test_a_decision_before_the_first_risk_class_edges_uses_the_first() -> None:
    assert api.allocate("balanced", date(2009, 6, 30)).decision.as_of == date(2009, 6, 30)


def test_refusals_carry_their_faults(tmp_path: Path) -> None:
    with pytest.raises(api.Unusable) as caught:
        api.load(tmp_path / "p.csv", rates=tmp_path / "r.csv")
    assert len(caught.value.faults) == 2
    with pytest.raises(api.Unusable, match="2021Q9"):
        api.build(tmp_path, period="2021Q9")
