"""The ex-post document on the demo market: its figures by another way, its words, its order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from reporting import measures
from reporting.disclosures.context import Context
from reporting.disclosures.ex_post import chance, ex_post
from reporting.disclosures.ex_post.facts import gather
from reporting.domain.disclosure import Callout, Chart, Disclosure, Status, Table, Terms, Text, figures_in
from reporting.domain.figure import Figure
from reporting.domain.units import Nature
from reporting.inputs.demo import demo_cash_rates, demo_fx, demo_prices
from reporting.inputs.house import load_house
from reporting.inputs.market import assemble_market
from reporting.inputs.profiles import load_profiles
from reporting.inputs.quality import SENTENCES
from reporting.inputs.resources import bundled
from reporting.law.clauses import clause
from reporting.measures.registry import MEASURES
from reporting.rendering.words import shipped_words, texts
from reporting.strategy.backtest import Backtest, backtest
from reporting.strategy.comparators import benchmark, benchmark_tickers, strategic_mix
from reporting.strategy.decide import rules_of
from tests.disclosures.margin import beside

SUM = 1e-9
"""Sums of thousands of daily amounts, in another order."""
HOUSE = load_house(bundled("profiles") / "house")
PROFILES = {profile.id: profile for profile in load_profiles(bundled("profiles"), HOUSE)}
QUARTER = (date(2026, 7, 1), date(2026, 9, 30))


@pytest.fixture(scope="module", autouse=True)
def few_seeds() -> Iterator[None]:
    """Twenty other seeds show as much as two hundred, in a tenth of the time."""
    assert chance.SEEDS == tuple(str(seed) for seed in range(1, 201))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(chance, "SEEDS", chance.SEEDS[:20])
        yield


@cache
def context(id: str) -> Context:
    profile = PROFILES[id]
    others = benchmark_tickers(profile)
    market = assemble_market(profile, HOUSE, demo_prices(), demo_fx(), demo_cash_rates(), others)
    market = market.until(np.datetime64(QUARTER[1]))
    rules = rules_of(profile, HOUSE.instruments, HOUSE.firm.fees.value, market.sessions[-1])
    return Context(profile, rules, HOUSE, market, "2026Q3", QUARTER, QUARTER[1], "en", Status.SPECIMEN, ())


@cache
def record(id: str) -> Backtest:
    return backtest(context(id).rules, context(id).market)


@cache
def document(id: str) -> Disclosure:
    return ex_post(context(id), record(id))


def figures(id: str) -> dict[str, Figure]:
    return {figure.id: figure for figure in document(id).figures()}


def value(id: str, figure: str) -> float:
    found = figures(id)[figure].value
    assert found is not None
    return found


def blocks(id: str) -> list[object]:
    return [block for section in document(id).sections for block in section.blocks]


def tables(id: str) -> dict[str, Table]:
    return {block.id: block for block in blocks(id) if isinstance(block, Table)}


def close_of(dates: np.ndarray, values: np.ndarray, day: str) -> float:
    return float(values[dates <= np.datetime64(day)][-1])


@pytest.mark.parametrize("id", sorted(PROFILES))
def test_every_profile_has_a_document_in_words_and_few_points(id: str) -> None:
    shipped_words("en").check(document(id))
    for block in blocks(id):
        if isinstance(block, Chart):
            assert all(0 < len(series.y) <= 300 for series in block.spec.series)


@pytest.mark.parametrize("id", sorted(PROFILES))
def test_no_figure_is_an_actual_past_or_a_forecast(id: str) -> None:
    natures = {figure.nature for figure in document(id).figures()}
    assert natures == {Nature.SIMULATED_PAST, Nature.CURRENT}


def test_figures_of_performance_are_simulated_and_name_their_inputs() -> None:
    for figure in document("balanced").figures():
        if figure.id.startswith(("years.", "quarter.", "contribution.", "episode.", "seeds.", "volatility.")):
            assert figure.nature is Nature.SIMULATED_PAST, figure.id
            assert {"prices", "profile"} <= set(figure.sources), figure.id


def test_twelve_month_returns_are_ratios_of_closes() -> None:
    nav, own, mixed = (
        record("balanced").nav,
        benchmark(record("balanced"), context("balanced").market),
        strategic_mix(record("balanced"), context("balanced").market),
    )
    for place, year in enumerate(range(2026, 2021, -1), 1):
        for line, path in (("strategy", nav), ("benchmark", own), ("mix", mixed)):
            start = close_of(path.dates, path.values, f"{year - 1}-09-30")
            expected = close_of(path.dates, path.values, f"{year}-09-30") / start - 1
            assert value("balanced", f"years.{place}.{line}") == pytest.approx(expected, abs=SUM)


def test_the_quarter_stands_after_the_complete_years() -> None:
    order = list(tables("balanced"))
    assert order.index("years") < order.index("quarter")
    nav = record("balanced").nav
    expected = nav.values[-1] / close_of(nav.dates, nav.values, "2026-06-30") - 1
    assert value("balanced", "quarter.return") == pytest.approx(expected, abs=SUM)


@pytest.mark.parametrize("id", sorted(PROFILES))
def test_contributions_add_up_to_the_return_of_the_quarter(id: str) -> None:
    parts = [*PROFILES[id].tickers, "cash", "trading_cost", "service_fee"]
    total = sum(value(id, f"contribution.{part}") for part in parts)
    assert total == pytest.approx(value(id, "quarter.return"), abs=SUM)


def test_trading_costs_and_fees_equal_their_contributions() -> None:
    for what in ("trading_cost", "service_fee"):
        paid, taken = value("balanced", f"trading.quarter.{what}"), value("balanced", f"contribution.{what}")
        assert paid == pytest.approx(-taken, abs=SUM)


def test_measures_of_the_last_five_years_by_plain_formulas() -> None:
    nav = record("balanced").nav
    inside = (nav.dates >= np.datetime64("2021-09-30")) & (nav.dates <= np.datetime64("2026-09-30"))
    dates, values = nav.dates[inside], nav.values[inside]
    highest, deepest = values[0], 0.0
    for each in values:
        highest = max(highest, each)
        deepest = min(deepest, each / highest - 1)
    assert value("balanced", "max_drawdown.recent.strategy") == pytest.approx(deepest, abs=SUM)
    # 2026-09-30 is a Wednesday, so its week is not complete and enters no volatility.
    fridays = [
        values[dates <= friday][-1] for friday in np.arange("2021-10-01", "2026-09-26", 7, "datetime64[D]")
    ]
    weekly = np.diff(fridays) / fridays[:-1]
    expected = float(np.std(weekly, ddof=1) * 52**0.5)
    assert value("balanced", "volatility.recent.strategy") == pytest.approx(expected, abs=SUM)


def test_target_weights_and_cash_are_the_whole() -> None:
    found = figures("balanced")
    executed = {id.split(".")[1] for id in found if id.startswith("rebalance.")}
    assert len(executed) in (13, 14)
    for number in executed:
        names = [*PROFILES["balanced"].tickers, "cash"]
        shares = [found[f"rebalance.{number}.{name}"].value for name in names]
        assert sum(share for share in shares if share is not None) == pytest.approx(1.0, abs=SUM)


def test_spread_over_seeds_is_ordered() -> None:
    for what in ("annualised_return", "max_drawdown", "trading_cost"):
        order = [
            value("balanced", f"seeds.{what}.{which}")
            for which in ("lowest", "low", "median", "high", "highest")
        ]
        assert order == sorted(order)
    published = value("balanced", "seeds.annualised_return.published")
    assert published == pytest.approx(value("balanced", "annualised_return.whole.strategy"), abs=SUM)


@pytest.mark.parametrize("id", ["balanced", "conservative"])
def test_words_say_whether_the_strategy_stayed_behind_what_stands_beside_it(id: str) -> None:
    said = [text for text in texts(document(id)) if text.key in ("ep.ahead", "ep.behind")]
    assert said
    for text in said:
        own, other, gap = (text.values[name] for name in ("own", "other", "gap"))
        assert isinstance(own, Figure) and isinstance(other, Figure) and isinstance(gap, Figure)
        assert own.value is not None and other.value is not None
        assert (text.key == "ep.ahead") == (own.value >= other.value)
        assert gap.value == pytest.approx(abs(own.value - other.value), abs=SUM)


def test_the_rank_of_the_published_seed_is_that_of_whole_backtests_under_each_other_seed() -> None:
    base, market = context("balanced").rules, context("balanced").market
    span = gather(context("balanced"), record("balanced")).spans[0]
    beaten = 0
    for seed in chance.SEEDS:
        band = replace(base.profile.total_weight, seed=seed)
        rules = replace(base, profile=replace(base.profile, total_weight=band))
        nav = backtest(rules, market).nav
        rows = (
            np.searchsorted(nav.dates, np.array([span.start, span.end], dtype="datetime64[D]"), side="right")
            - 1
        )
        own = record("balanced").nav
        beaten += nav.values[rows[1]] / nav.values[rows[0]] < own.values[rows[1]] / own.values[rows[0]]
    assert value("balanced", "seeds.beaten") == beaten


def test_the_drawdown_chart_keeps_the_deepest_fall() -> None:
    charts = {block.spec.id: block for block in blocks("balanced") if isinstance(block, Chart)}
    drawn = [each for each in charts["drawdown"].spec.series[0].y if each is not None]
    assert min(drawn) == pytest.approx(value("balanced", "max_drawdown.whole.strategy"), abs=SUM)


def test_charts_of_the_record_span_whole_years() -> None:
    for block in blocks("balanced"):
        if isinstance(block, Chart) and block.spec.id in ("growth", "drawdown", "allocation"):
            first, last = block.spec.dates[0], block.spec.dates[-1]
            assert last == date(2026, 9, 30)
            assert (first.month, first.day) in ((9, 30), (9, 29), (9, 28))
            assert block.alternative.values


def test_a_fixed_mix_without_all_its_funds_is_not_shown_in_an_episode() -> None:
    found = figures("aggressive")
    crisis = "episode.financial-crisis-2008"
    assert found[f"{crisis}.mix.return"].missing == "missing.needs_price"
    assert found[f"{crisis}.strategy.return"].value is not None


def test_every_section_with_figures_of_performance_stands_under_their_warning() -> None:
    rule = clause("simulated_past_performance")
    warned = set()
    for section in document("balanced").sections:
        charts = {block.spec.id for block in section.blocks if isinstance(block, Chart)}
        found = any(rule.qualifies(each.nature, each.definition) for each in figures_in(section.blocks))
        if found or charts & rule.scope.charts:
            assert section.warning is not None and section.warning.clause == rule.id, section.id
            warned.add(section.id)
    assert {"record", "charts", "metrics", "contribution", "regimes", "episodes", "seeds", "costs"} <= warned
    assert [section.id for section in document("balanced").sections][:3] == ["about", "reading", "record"]
    first = document("balanced").sections[0]
    assert first.warning in first.blocks, "page 1 says it in its text"


def test_every_note_in_the_margin_is_an_entry_of_the_glossary_and_stands_once() -> None:
    found = document("balanced")
    (glossary,) = (block for each in found.sections for block in each.blocks if isinstance(block, Terms))
    notes = [row for each in beside(found) for row in each.rows]
    assert len(notes) >= 12
    assert all(notes.count(row) == 1 and row in glossary.rows for row in notes)


def test_page_one_holds_no_figure_of_performance() -> None:
    about = document("balanced").sections[0]
    single = Disclosure(
        **{**{f: getattr(document("balanced"), f) for f in Disclosure.__slots__}, "sections": (about,)}
    )
    assert {figure.nature for figure in single.figures()} == {Nature.CURRENT}


def test_a_record_under_a_year_shows_no_performance() -> None:
    short = backtest(context("balanced").rules, context("balanced").market, date(2026, 2, 1))
    found = ex_post(context("balanced"), short)
    shipped_words("en").check(found)
    ids = {section.id for section in found.sections}
    assert not ids & {"record", "charts", "metrics", "contribution", "regimes", "episodes", "seeds"}
    callouts = [b.clause for s in found.sections for b in s.blocks if isinstance(b, Callout)]
    assert "short_record" in callouts
    assert not [
        figure for figure in found.figures() if figure.definition in ("total_return", "annualised_return")
    ]


def test_a_record_of_one_year_has_one_period_and_no_rolling_volatility() -> None:
    young = backtest(context("balanced").rules, context("balanced").market, date(2025, 9, 20))
    found = ex_post(context("balanced"), young)
    shipped_words("en").check(found)
    ids = {figure.id for figure in found.figures()}
    assert "years.1.strategy" in ids and "years.2.strategy" not in ids
    assert "volatility.whole.strategy" in ids and "volatility.recent.strategy" not in ids


def test_without_a_risk_class_the_document_says_why() -> None:
    whole = context("aggressive")
    early = whole.market.until(np.datetime64("2018-06-29"))
    short = replace(
        whole, market=early, quarter=(date(2018, 4, 1), date(2018, 6, 30)), as_of=date(2018, 6, 29)
    )
    found = ex_post(short, backtest(short.rules, early))
    shipped_words("en").check(found)
    missing = {figure.missing for figure in found.figures() if figure.id == "risk.class"}
    assert missing == {"missing.needs_proxy"}


def test_every_measure_reason_and_finding_has_words() -> None:
    catalogue = shipped_words("en").catalogue
    sources = Path(measures.__file__).parent.glob("*.py")
    reasons = {
        reason for path in sources for reason in re.findall(r'NotAvailable\(\s*"(\w+)"', path.read_text())
    }
    assert {"too_short", "ends_earlier", "starts_later"} <= reasons
    wanted = [f"measure.{row.id}" for row in MEASURES]
    wanted += [f"missing.{reason}" for reason in reasons | {"benchmark_shorter", "risk_free_shorter"}]
    wanted += [f"finding.{code}" for code in SENTENCES]
    assert [key for key in wanted if key not in catalogue] == []


def test_no_sentence_promises() -> None:
    catalogue = shipped_words("en").catalogue
    denied = ("proven", "robust", "optimal", "guarantee", "protect", "outperform", "deployed")
    for key in _keys(document("balanced")):
        message = catalogue.message(key).lower()
        assert not [word for word in denied if word in message], key


def _keys(disclosure: Disclosure) -> set[str]:
    return {text.key for text in texts(disclosure) if isinstance(text, Text) and text.key.startswith("ep.")}


def test_a_price_index_for_orientation_is_labelled_as_one() -> None:
    here = context("conservative")
    ticker = here.profile.benchmark.orientation
    assert ticker
    for whole, expected in ((True, False), (False, True)):
        instruments = {**HOUSE.instruments, ticker: replace(HOUSE.instruments[ticker], total_return=whole)}
        changed = replace(here, house=replace(HOUSE, instruments=instruments))
        (line,) = (each for each in gather(changed, record("conservative")).lines if each.id == "orientation")
        assert ("price index" in shipped_words("en").say(line.label)) is expected
