"""The ex-ante document: its figures come again by another route, and nothing simulated is in it."""

from __future__ import annotations

import inspect
import math
import re
from dataclasses import replace
from datetime import date
from itertools import pairwise

import numpy as np
import pytest

from reporting.disclosures.ex_ante import facts as ex_ante_facts
from reporting.disclosures.ex_ante.risks import target_market
from reporting.domain.disclosure import (
    Answers,
    Disclosure,
    DocumentKind,
    Section,
    Table,
    Terms,
    Verbatim,
    figures_in,
)
from reporting.domain.figure import Figure
from reporting.domain.target_market import Fit, TargetMarket
from reporting.domain.units import Nature
from reporting.law.clauses import clause
from reporting.measures.scenarios.simulation import PATHS as FULL
from reporting.rendering.twin import twin
from reporting.rendering.words import shipped_words
from tests.disclosures import small
from tests.disclosures.composed import PATHS, PROFILES, allocation, ex_ante_document, house, subject
from tests.disclosures.margin import beside
from tests.inputs.builders import sourced

EXACT = 1e-12
"""Two ways to the same arithmetic: only rounding of a few operations lies between them."""


def figures(profile_id: str) -> dict[str, Figure]:
    return {figure.id: figure for figure in ex_ante_document(profile_id).figures()}


def value(profile_id: str, id: str) -> float:
    known = figures(profile_id)[id].value
    assert known is not None
    return known


def section(document: Disclosure, id: str) -> Section:
    return next(part for part in document.sections if part.id == id)


@pytest.mark.parametrize("profile_id", PROFILES)
def test_holds_no_figure_of_simulated_past_performance(profile_id: str) -> None:
    natures = {figure.nature for figure in ex_ante_document(profile_id).figures()}
    assert natures == {Nature.FORWARD, Nature.CURRENT, Nature.ASSUMPTION}


def test_the_room_that_gathers_its_facts_cannot_take_a_backtest() -> None:
    source = inspect.getsource(ex_ante_facts)
    assert "strategy.backtest" not in source and "comparators" not in source


def test_a_simulated_figure_put_into_an_ex_ante_document_is_refused() -> None:
    document = ex_ante_document("balanced")
    figure = next(f for f in document.figures() if f.nature is Nature.FORWARD)
    smuggled = Figure(
        "x",
        figure.value,
        figure.unit,
        Nature.SIMULATED_PAST,
        figure.definition,
        figure.decimals,
        figure.currency,
    )
    table = next(block for part in document.sections for block in part.blocks if isinstance(block, Table))
    from dataclasses import replace

    row = replace(table.rows[0], cells=(smuggled, *table.rows[0].cells[1:]))
    bad = Section("bad", document.title, (replace(table, rows=(row,)),))
    with pytest.raises(ValueError, match="simulated past performance in a document ex-ante"):
        replace(document, sections=(*document.sections, bad))


@pytest.mark.parametrize("profile_id", PROFILES)
def test_every_message_and_placeholder_is_in_the_catalogue(profile_id: str) -> None:
    shipped_words("en").check(ex_ante_document(profile_id))


@pytest.mark.parametrize("profile_id", PROFILES)
def test_scenarios_are_ordered_and_annual_returns_follow_from_the_money(profile_id: str) -> None:
    horizon = subject(profile_id)[0].profile.horizon
    for years in (1, horizon):
        names = ("stress", "unfavourable", "moderate", "favourable")
        wealth = [value(profile_id, f"scenario.{name}.{years}y.money") for name in names]
        assert all(low <= high for low, high in pairwise(wealth))
        for name, money in zip(names, wealth, strict=True):
            annual = value(profile_id, f"scenario.{name}.{years}y.annual")
            assert (1 + annual) ** years * 10_000 == pytest.approx(money, rel=EXACT)


@pytest.mark.parametrize("profile_id", ["conservative", "conservative-ucits", "balanced"])
@pytest.mark.parametrize("years", [1, 3])
def test_stress_is_the_lower_outcome_of_strategic_mix_and_target(profile_id: str, years: int) -> None:
    """Written anew from docs/method.md section 9, item 6: two volatilities, one formula, costs, the lower."""
    context, _ = subject(profile_id)
    profile, market = context.profile, context.market
    if years != 1:
        years = profile.horizon
    mix = [holding.strategic_weight for holding in profile.universe]
    target = [etf.weight for etf in allocation(profile_id).decision.etfs]
    entry = sum(w * c for w, c in zip(target, context.rules.trading_costs, strict=True))
    yearly = profile.fees.service * (1 + profile.fees.vat) + value(profile_id, "costs.trading")
    outcomes = [value(profile_id, f"scenario.unfavourable.{years}y.money")]
    last = market.sessions[-1].astype("datetime64[D]").item()
    start = np.datetime64(last.replace(year=last.year - 5))
    first = max(i for i, day in enumerate(market.sessions) if day <= start)
    for weights in (mix, target):
        logs = []
        for t in range(first + 1, len(market.sessions)):
            days = int((market.sessions[t] - market.sessions[t - 1]).astype(int))
            gain = (1 - sum(weights)) * market.cash_rate[t - 1] * days / 365
            for i, weight in enumerate(weights):
                if weight:
                    gain += weight * (market.closes[t, i] / market.closes[t - 1, i] - 1)
            logs.append(math.log(1 + gain))
        x = np.array(logs)
        width, percentile, z = (21, 0.99, -2.326347874) if years == 1 else (63, 0.95, -1.644853627)
        rolling = [x[i : i + width].std() for i in range(len(x) - width + 1)]
        sigma = np.quantile(rolling, percentile)
        deviations = x - x.mean()
        m2 = (deviations**2).mean()
        skew, kurt = (deviations**3).mean() / m2**1.5, (deviations**4).mean() / m2**2 - 3
        n = math.ceil(len(x) / 5 * years)
        q = (
            z
            + (z**2 - 1) / 6 * skew / n**0.5
            + (z**3 - 3 * z) / 24 * kurt / n
            - (2 * z**3 - 5 * z) / 36 * skew**2 / n
        )
        gross = math.exp(sigma * n**0.5 * q - sigma**2 * n / 2)
        outcomes.append(10_000 * gross * (1 - entry) * (1 - yearly) ** years)
    assert value(profile_id, f"scenario.stress.{years}y.money") == pytest.approx(min(outcomes), rel=1e-9)


@pytest.mark.parametrize("profile_id", ["conservative", "balanced-ucits"])
def test_assumed_returns_are_rate_plus_premium_less_product_costs(profile_id: str) -> None:
    profile = subject(profile_id)[0].profile
    assumptions = house().assumptions
    for ticker in profile.tickers:
        etf = house().instruments[ticker]
        expected = (
            assumptions.risk_free[profile.base_currency].value
            + assumptions.premium[etf.asset_class.value].value
            - etf.ongoing_cost.value
            - etf.transaction_cost.value
            - etf.incidental_cost.value
        )
        assert value(profile_id, f"assumption.return.{ticker}") == pytest.approx(expected, abs=EXACT)


@pytest.mark.parametrize("profile_id", PROFILES)
def test_shocks_are_weights_times_sensitivities(profile_id: str) -> None:
    profile = subject(profile_id)[0].profile
    weights = dict(zip(profile.tickers, allocation(profile_id).weights, strict=True))
    by_hand = sum(w * house().instruments[t].equity_sensitivity.value * -0.30 for t, w in weights.items())
    assert value(profile_id, "shock.equity.effect") == pytest.approx(by_hand, abs=EXACT)
    mix = sum(
        h.strategic_weight * house().instruments[h.ticker].equity_sensitivity.value * -0.30
        for h in profile.universe
    )
    assert value(profile_id, "shock.equity.mix") == pytest.approx(mix, abs=EXACT)
    assert value(profile_id, "shock.equity.money") == pytest.approx(by_hand * 10_000, abs=1e-8)
    rates = sum(w * -house().instruments[t].duration.value * 0.02 for t, w in weights.items())
    assert value(profile_id, "shock.rates.effect") == pytest.approx(rates, abs=EXACT)


@pytest.mark.parametrize("profile_id", PROFILES)
def test_todays_weights_and_cash_make_the_whole_portfolio(profile_id: str) -> None:
    profile = subject(profile_id)[0].profile
    for kind in ("today", "target"):
        parts = [value(profile_id, f"allocation.{kind}.{name}") for name in (*profile.tickers, "cash")]
        assert sum(parts) == pytest.approx(1, abs=EXACT)


def test_todays_weights_are_the_traded_targets_moved_by_prices() -> None:
    """Between trades a holding moves with its own price: drifted weights by hand from the closes.

    Fee and interest of a few days separate this from the ledger: 0.60 % a year over at most five days is
    less than 1e-4 of the value.
    """
    context, _ = subject("balanced")
    held = allocation("balanced")
    assert held.decision.execution_date is not None
    market = context.market
    traded = market.index_of(np.datetime64(held.decision.execution_date))
    targets = np.array([etf.weight for etf in held.decision.etfs])
    values = targets * market.closes[-1] / market.closes[traded]
    whole = values.sum() + 1 - targets.sum()
    assert np.allclose(values / whole, held.weights, atol=2e-4)


def test_the_printed_draw_can_be_repeated_from_the_printed_text() -> None:
    import hashlib

    context, _ = subject("balanced")
    document = ex_ante_document("balanced")
    words = twin(document).decode()
    key = re.search(r"balanced\|1\|\d{4}-\d\d-\d\d\|20260101", words)
    assert key is not None
    digest = hashlib.sha256(key[0].encode()).digest()
    raw = int(np.random.Philox(key=int.from_bytes(digest[:16], "big")).random_raw())
    drawn = 0.9 + (1.1 - 0.9) * (raw >> 11) * 2.0**-53
    assert value("balanced", "draw.value") == pytest.approx(drawn, abs=EXACT)
    assert value("balanced", "draw.target") == pytest.approx(min(drawn, 1), abs=EXACT)
    assert context.profile.total_weight.seed == "20260101"


@pytest.mark.parametrize("profile_id", PROFILES)
def test_every_section_with_figures_about_the_future_stands_under_their_warning(profile_id: str) -> None:
    rule = clause("future_performance")
    warned = set()
    for each in ex_ante_document(profile_id).sections:
        if any(rule.qualifies(figure.nature, figure.definition) for figure in figures_in(each.blocks)):
            assert each.warning is not None and each.warning.clause == rule.id, each.id
            warned.add(each.id)
    assert {"glance", "scenarios", "falls"} <= warned


def test_page_1_says_the_warning_before_the_answers() -> None:
    first = ex_ante_document("balanced").sections[0]
    kinds = [block for block in first.blocks if block == first.warning or isinstance(block, Answers)]
    assert len(kinds) == 2 and kinds[0] == first.warning


@pytest.mark.parametrize("profile_id", PROFILES)
def test_every_note_in_the_margin_is_an_entry_of_the_glossary_and_stands_once(profile_id: str) -> None:
    document = ex_ante_document(profile_id)
    (glossary,) = (block for each in document.sections for block in each.blocks if isinstance(block, Terms))
    notes = [row for each in beside(document) for row in each.rows]
    assert len(notes) >= 12
    assert all(notes.count(row) == 1 and row in glossary.rows for row in notes)


def test_probabilities_are_shares_of_the_paths() -> None:
    for id, figure in figures("balanced").items():
        if id.startswith(("scenario.loss", "scenario.drawdown.beyond", "scenario.notice.any")):
            assert figure.value is not None
            assert (figure.value * PATHS) == pytest.approx(round(figure.value * PATHS), abs=1e-9)


def test_a_build_takes_ten_thousand_paths() -> None:
    assert FULL == 10_000


def test_the_document_names_itself_and_its_day() -> None:
    document = ex_ante_document("balanced")
    assert document.kind is DocumentKind.EX_ANTE
    assert document.as_of == date(2026, 9, 30)
    assert document.document_id == "balanced-2026Q3-ex-ante-v1"


def test_funds_are_named_by_whom_their_producers_made_them_for() -> None:
    """Stated, stated otherwise and not stated stand apart; nothing counts as made for retail clients."""
    own = small.context()
    funds = own.house.instruments
    stated = replace(funds["AAA"], target_market=sourced(TargetMarket(retail=Fit.EXCLUDED)))
    house = replace(own.house, instruments={"AAA": stated, "BBB": funds["BBB"]})
    found = target_market(replace(own, house=house))
    assert [(each.key, each.values["tickers"]) for each in found] == [
        ("ea.target_excluded", Verbatim("AAA")),
        ("ea.target_not_stated", Verbatim("BBB")),
    ]
