"""Hypothetical shocks through sensitivities."""

from __future__ import annotations

from typing import Any

import pytest

from reporting.domain.house import Instrument, Shocks, Sourced
from reporting.measures.shocks import Shock, shock_effects
from tests.tolerances import EXACT


def given(value: Any) -> Sourced[Any]:
    return Sourced(value, illustrative=True)


def instrument(ticker: str, **sensitivities: float) -> Instrument:
    costs = "ongoing_cost transaction_cost incidental_cost entry_cost exit_cost trading_cost"
    names = [*costs.split(), "seasonality"]
    texts = "isin name asset_class currency domicile".split()
    kinds = "duration equity_sensitivity real_estate_sensitivity usd_sensitivity".split()
    values = {name: given(0.0) for name in names} | {name: given("") for name in texts}
    values |= {kind: given(sensitivities.get(kind, 0.0)) for kind in kinds}
    return Instrument(ticker=ticker, kid_available=given(True), **values)


HOUSE = {
    "EQ": instrument("EQ", equity_sensitivity=1.1, usd_sensitivity=1.0),
    "BD": instrument("BD", duration=6.0),
    "RE": instrument("RE", real_estate_sensitivity=1.0, equity_sensitivity=0.5),
}
SHOCKS = Shocks(given(-0.30), given(0.02), given(-0.25), given(0.10))
WEIGHTS = {"EQ": 0.5, "BD": 0.3, "RE": 0.1}


def test_each_shock_reaches_an_etf_through_its_sensitivity() -> None:
    effects = {effect.shock: effect for effect in shock_effects(WEIGHTS, HOUSE, SHOCKS, "EUR")}
    assert effects[Shock.EQUITY].total == pytest.approx(0.5 * 1.1 * -0.3 + 0.1 * 0.5 * -0.3, rel=EXACT)
    assert effects[Shock.RATES].total == pytest.approx(-0.3 * 6 * 0.02, rel=EXACT)
    assert effects[Shock.REAL_ESTATE].total == pytest.approx(-0.025, rel=EXACT)
    assert effects[Shock.USD_UP].total == pytest.approx(0.05, rel=EXACT)
    assert effects[Shock.USD_DOWN].total == pytest.approx(-0.05, rel=EXACT)
    assert dict(effects[Shock.EQUITY].by_etf)["EQ"] == pytest.approx(-0.165, rel=EXACT)


def test_parts_add_up_in_the_order_of_the_weights() -> None:
    for effect in shock_effects(WEIGHTS, HOUSE, SHOCKS, "EUR"):
        assert [ticker for ticker, _ in effect.by_etf] == ["EQ", "BD", "RE"]
        assert sum(part for _, part in effect.by_etf) == pytest.approx(effect.total, abs=EXACT)


def test_a_dollar_portfolio_has_no_dollar_shock() -> None:
    names = [effect.shock for effect in shock_effects(WEIGHTS, HOUSE, SHOCKS, "USD")]
    assert names == [Shock.EQUITY, Shock.RATES, Shock.REAL_ESTATE]


def test_an_etf_that_a_shock_does_not_reach_has_a_plain_zero() -> None:
    parts = dict(shock_effects(WEIGHTS, HOUSE, SHOCKS, "USD")[0].by_etf)
    assert str(parts["BD"]) == "0.0"
