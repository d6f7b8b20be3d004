"""The library face: the same results as the command line's, as objects."""

from datetime import date
from pathlib import Path

import numpy as np
import pytest

from reporting import api
from reporting.domain.decision import Decision
from reporting.domain.series import SimulatedPast


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


def monthly_record(folder: Path, months: int) -> Path:
    """A fund that gains 0.4 % a month but loses 2 % in every twelfth."""
    ends = np.arange(np.datetime64("2012-02"), np.datetime64("2012-02") + months).astype("datetime64[D]") - 1
    growth = np.where(np.arange(months) % 12 == 0, 0.98, 1.004)
    rows = zip(ends, 100 * np.cumprod(growth), strict=True)
    path = folder / "fund.csv"
    path.write_text("date,nav_net\n" + "".join(f"{day},{value:.12f}\n" for day, value in rows))
    return path


def test_scenarios_of_a_product_come_from_its_own_record(tmp_path: Path) -> None:
    path = monthly_record(tmp_path, 130)
    found = api.product_scenarios(path, "monthly", 5, date(2023, 6, 30))
    assert isinstance(found, api.PriipsScenarios) and found.method == 2021
    # Every window of whole years holds 11 gains and one loss for each year, whenever it begins.
    for years in found.horizons:
        for name in ("moderate", "favourable"):
            wealth = found.scenarios[name, years].wealth
            assert wealth == pytest.approx((1.004**11 * 0.98) ** years, rel=1e-9)
    short = api.product_scenarios(monthly_record(tmp_path, 100), "monthly", 5, date(2023, 6, 30))
    assert isinstance(short, api.NotAvailable) and short.reason == "priips_record_short"


def test_a_model_has_no_scenarios_of_a_product() -> None:
    run = api.backtest("balanced", start=date(2021, 1, 1), end=date(2021, 12, 31))
    for simulated in (run, run.backtest, run.backtest.past, SimulatedPast(run.backtest.nav)):
        with pytest.raises(api.Refused, match="never simulated past performance") as caught:
            api.product_scenarios(simulated, "daily", 5, date(2023, 6, 30))  # type: ignore[arg-type]
        assert len(caught.value.faults) == 1


@pytest.mark.parametrize(("frequency", "horizon"), [("hourly", 5), ("daily", 0)])
def test_what_no_scenario_has_is_named(tmp_path: Path, frequency: str, horizon: int) -> None:
    with pytest.raises(api.Unusable, match="hourly|holding period"):
        api.product_scenarios(tmp_path / "f.csv", frequency, horizon, date(2023, 6, 30))
