"""The cost blocks: all nine categories, columns that add up and agree, figures by another route."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from reporting.disclosures.context import Context
from reporting.disclosures.costs import Estimate, Estimated, estimated_rates, ex_ante_costs, ex_post_costs
from reporting.disclosures.costs.breakdown import LINES, Basis, breakdown
from reporting.disclosures.definitions import DEFINITIONS
from reporting.disclosures.ex_ante import ex_ante
from reporting.disclosures.ex_post import ex_post
from reporting.disclosures.figures import money
from reporting.domain.disclosure import (
    Answers,
    Disclosure,
    DocumentKind,
    Paragraph,
    Section,
    Table,
    Text,
    figures_in,
)
from reporting.domain.errors import Refused
from reporting.domain.fees import FeeSchedule, FeeTier, PerformanceFee
from reporting.domain.figure import Figure
from reporting.domain.house import CostPeriod, House, Instrument, Sourced
from reporting.domain.market import RateTable
from reporting.domain.profile import Profile
from reporting.domain.units import Nature
from reporting.measures.costs.categories import Category, Costs, costs
from reporting.measures.costs.charges import Trading
from reporting.measures.periods import months_before
from reporting.measures.sample import NotAvailable
from reporting.rendering.formats import Formatter
from reporting.strategy.backtest import Backtest, backtest
from reporting.strategy.decide import rules_of
from tests.disclosures.composed import PROFILES, allocation, ex_ante_document, subject
from tests.disclosures.small import document, said
from tests.inputs.builders import FREE
from tests.tolerances import EXACT

ENGLISH = Formatter("en")
CODES = [each.value for each in Category]


def figures(sections: tuple[Section, ...], kind: DocumentKind = DocumentKind.EX_ANTE) -> dict[str, Figure]:
    context, _ = subject("balanced")
    return {figure.id: figure for figure in document(context, sections, kind).figures()}


def value(found: dict[str, Figure], id: str) -> float:
    number = found[id].value
    assert number is not None, id
    return number


def shown(figure: Figure) -> Decimal:
    """The printed number: digits of the characters, so that printing itself is part of the test."""
    text = ENGLISH.figure(figure).replace("\N{MINUS SIGN}", "-").replace(",", "")
    return Decimal("".join(mark for mark in text if mark.isdigit() or mark in ".-"))


@cache
def ante(profile: str) -> dict[str, Figure]:
    return {figure.id: figure for figure in ex_ante_document(profile).figures()}


def ruled(context: Context, **changes: object) -> Context:
    """The same context under another price list."""
    fees = replace(context.house.firm.fees.value, **changes)  # type: ignore[arg-type]
    return priced(context, fees)


def priced(context: Context, fees: FeeSchedule) -> Context:
    firm = replace(context.house.firm, fees=Sourced(fees, True))
    return replace(context, house=replace(context.house, firm=firm))


def repriced(context: Context, **changes: object) -> Context:
    """The same with the rules made anew, which hold what trading, custody and the service cost."""
    under = ruled(context, **changes)
    house, day = under.house, context.market.sessions[-1]
    return replace(under, rules=rules_of(under.profile, house.instruments, house.firm.fees.value, day))


def estimate(context: Context, amount: float = 10_000.0) -> Estimate:
    weights = {holding.ticker: holding.strategic_weight for holding in context.profile.universe}
    return Estimate(amount, weights, Trading(0.004, 3.0), 1.2, 100)


def columns_add_up(found: dict[str, Figure], prefix: str) -> None:
    for kind in ("money", "share"):
        printed = {line: shown(found[f"{prefix}.{line}.{kind}"]) for line in LINES}
        assert sum(printed[f"S{i}"] for i in range(1, 6)) == printed["service"]
        assert sum(printed[f"P{i}"] for i in range(1, 5)) == printed["instruments"]
        assert printed["service"] + printed["instruments"] == printed["all"]


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("column", ["first", "average"])
def test_every_category_is_shown_adds_up_and_percent_is_money(profile: str, column: str) -> None:
    """On 10,000 a unit of money is a unit of percent, so the printed columns are the same digits."""
    found = ante(profile)
    columns_add_up(found, f"cost.{column}")
    for line in LINES:
        amount, share = found[f"cost.{column}.{line}.money"], found[f"cost.{column}.{line}.share"]
        assert shown(amount) == shown(share) * 100
        assert value(found, share.id) * 10_000 == pytest.approx(value(found, amount.id), abs=1e-9)


@pytest.mark.parametrize("profile", PROFILES)
def test_third_party_payments_stand_apart_and_nothing_is_kept(profile: str) -> None:
    found = ante(profile)
    for kind in ("money", "share"):
        received, passed = found[f"cost.first.received.{kind}"], found[f"cost.first.passed_on.{kind}"]
        assert (received.value, passed.value) == (0.0, 0.0)


def test_the_first_year_by_hand() -> None:
    """E off the amount, then each rate on what is left; the first purchase in S3."""
    found = ante("balanced")
    rates = {code: value(found, f"cost.rate.{code}") for code in CODES}
    entry = value(found, "cost.entry.S3")
    left = 10_000 * (1 - entry)
    assert value(found, "cost.first.S2.money") == pytest.approx(left * 0.006, abs=1e-9)
    assert value(found, "cost.first.S3.money") == pytest.approx(10_000 * entry + left * rates["S3"], abs=1e-9)
    assert value(found, "cost.first.P2.money") == pytest.approx(left * rates["P2"], abs=1e-9)
    assert value(found, "cost.flat.1y.net") == pytest.approx(left * (1 - sum(rates.values())), abs=1e-9)


@pytest.mark.parametrize("profile", PROFILES)
def test_with_all_costs_the_moderate_scenario_is_met(profile: str) -> None:
    found, years = ante(profile), subject(profile)[0].profile.horizon
    moderate = value(found, f"scenario.moderate.{years}y.money")
    assert value(found, f"cost.moderate.{years}y.net") == pytest.approx(moderate, rel=1e-10)
    growth = value(found, "cost.moderate.growth")
    assert value(found, f"cost.moderate.{years}y.gross") == pytest.approx(
        10_000 * (1 + growth) ** years, rel=EXACT
    )
    reduction = growth - ((moderate / 10_000) ** (1 / years) - 1)
    assert value(found, f"cost.moderate.{years}y.reduction") == pytest.approx(reduction, abs=1e-10)


@pytest.mark.parametrize("profile", PROFILES)
def test_printed_effects_are_differences_and_paid_costs_add_up_to_them(profile: str) -> None:
    found, years = ante(profile), subject(profile)[0].profile.horizon
    together = Decimal(0)
    for year in range(1, years + 1):
        for case in ("flat", "moderate"):
            at = f"cost.{case}.{year}y"
            lost = shown(found[f"{at}.gross"]) - shown(found[f"{at}.net"])
            assert shown(found[f"{at}.effect"]) == lost
            assert abs(float(lost) - value(found, f"{at}.effect")) <= 1
        together += shown(found[f"cost.flat.{year}y.paid"])
        assert together == shown(found[f"cost.flat.{year}y.effect"])


def test_a_price_list_lands_in_its_categories() -> None:
    context, _ = subject("balanced")
    fee = PerformanceFee(0.1, 0.0, True)
    charging = ruled(
        context, entry_rate=0.01, entry_amount=20, exit_rate=0.02, custody=0.001, performance=fee
    )
    found = figures(ex_ante_costs(charging, estimate(charging)))
    columns_add_up(found, "cost.first")
    columns_add_up(found, "cost.average")
    assert value(found, "cost.first.S1.money") == pytest.approx(120)
    assert value(found, "cost.first.S4.money") == pytest.approx(0.001 * (10_000 - 120 - 5), abs=0.01)
    assert value(found, "cost.first.S5.money") > 0
    horizon = context.profile.horizon
    middle, last = (value(found, f"cost.flat.{year}y.paid") for year in (horizon - 1, horizon))
    assert last > middle + 150  # the exit fee: 2 % of what is left
    assert value(found, "cost.flat.1y.paid") > middle + 100  # the entry fee


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"custody": 0.001, "performance": PerformanceFee(0.1, 0.0, True), "fx_margin": 0.002}, False),
        ({"entry_rate": 0.01}, True),
        ({"exit_rate": 0.01}, True),
        ({"minimum": 10.0}, True),
        ({"tiers": (FeeTier(0, None, 0.005),)}, True),
    ],
)
def test_charges_that_the_scenarios_do_not_deduct_are_named(changes: dict[str, Any], named: bool) -> None:
    context, _ = subject("balanced")
    sections = ex_ante_costs(ruled(context, **changes), estimate(context))
    texts = [block.text.key for block in sections[0].blocks if isinstance(block, Paragraph)]
    assert ("cost.effect_beyond" in texts) is named


def test_the_estimate_of_a_performance_fee_is_that_of_the_moderate_scenario() -> None:
    """A tenth of each year's gain above what was left the year before; the rate is of the year-end values."""
    context, _ = subject("balanced")
    charging = ruled(context, performance=PerformanceFee(0.1, 0.0, True))
    found = figures(ex_ante_costs(charging, estimate(charging)))
    values = [10_000.0] + [value(found, f"cost.moderate.{year}y.net") for year in range(1, 6)]
    fees = sum((after - before) / 9 for before, after in pairwise(values))  # of 10 gained 1 is paid, 9 stay
    assert value(found, "cost.average.S5.money") == pytest.approx(fees / 5, rel=EXACT)
    assert value(found, "cost.rate.S5") == pytest.approx(fees / sum(values[1:]), rel=EXACT)


@pytest.mark.parametrize("amount", [1_234.56, 25_000.0, 987_654.0])
def test_other_amounts_agree_within_the_units_of_both_columns(amount: float) -> None:
    """Totals of a column are half-up, its parts less than a unit off: half a unit or one of the
    percentage times the base, and one of money."""
    context, _ = subject("balanced")
    found = figures(ex_ante_costs(context, estimate(context, amount)))
    columns_add_up(found, "cost.first")
    for line in LINES:
        gap = abs(
            shown(found[f"cost.first.{line}.share"]) / 100 * Decimal(repr(amount))
            - shown(found[f"cost.first.{line}.money"])
        )
        units_off = Decimal("0.5") if line == "all" else Decimal(1)
        assert gap <= units_off * Decimal("0.0001") * Decimal(repr(amount)) + 1, line


def test_negative_costs_are_shown_and_add_up() -> None:
    base = money("base", 10_000.0, Nature.ASSUMPTION, "amount", "EUR")
    given: Costs = costs({Category.P2: 4.4, Category.P3: -2.6, Category.S2: 60.3})
    printed, _ = breakdown(Basis("x", base, Nature.FORWARD, ()), given)
    assert shown(printed["P3"]) < 0
    columns_add_up({figure.id: figure for pair in breakdown(Basis("x", base, Nature.FORWARD, ()), given)
                    for figure in pair.values()}, "x")  # fmt: skip


def test_a_negative_cost_of_a_product_is_explained_in_both_documents() -> None:
    context, record = subject("balanced")
    lucky = context.house
    for ticker in context.profile.tickers:
        lucky = with_costs(lucky, ticker, transaction_cost=Sourced(-0.001, True))
    for house, explained in ((context.house, False), (lucky, True)):
        known = replace(context, house=house)
        for sections in (ex_ante_costs(known, estimate(known)), ex_post_costs(known, record)):
            notes = [
                note.key for block in sections[0].blocks if isinstance(block, Table) for note in block.notes
            ]
            assert ("cost.negative_note" in notes) is explained


def with_costs(house: House, ticker: str, **changes: object) -> House:
    changed: Instrument = replace(house.instruments[ticker], **changes)  # type: ignore[arg-type]
    return replace(house, instruments=house.instruments | {ticker: changed})


def test_a_missing_cost_blocks_both_blocks_and_names_isin_and_field() -> None:
    context, record = subject("balanced")
    silent = with_costs(context.house, "SPY", missing_costs=("07130_Transaction_Costs (emt.csv)",))
    without = replace(context, house=silent)
    for work in (lambda: ex_ante_costs(without, estimate(without)), lambda: ex_post_costs(without, record)):
        with pytest.raises(Refused, match=r"SPY.*US78462F1030.*07130_Transaction_Costs"):
            work()


def test_the_document_names_all_missing_costs_at_once() -> None:
    context, _ = subject("balanced")
    house = with_costs(context.house, "SPY", missing_costs=("07130 (emt.csv)", "07140 (emt.csv)"))
    house = with_costs(house, "VNQ", missing_costs=("07100 (emt.csv)",))
    with pytest.raises(Refused) as caught:
        ex_ante(replace(context, house=house), allocation("balanced"))
    assert [fault.path for fault in caught.value.faults] == ["SPY", "SPY", "VNQ"]


def test_sources_are_named_and_old_ones_remarked() -> None:
    context, _ = subject("balanced")
    old = Sourced(0.001, False, "EMT V4.3, emt.csv", date(2025, 8, 31))
    new = replace(old, as_of=date(2025, 9, 30))
    house = with_costs(with_costs(context.house, "SPY", ongoing_cost=old), "BND", ongoing_cost=new)
    sections = ex_ante_costs(replace(context, house=house), estimate(context))
    table = next(b for s in sections for b in s.blocks if isinstance(b, Table) and b.id == "cost_sources")
    remarks = {said_or_plain(row.cells[0]): said_or_plain(row.cells[4]) for row in table.rows}
    assert remarks["SPY"] == "older than a year"  # a review was due by the end of August 2026
    assert (remarks["BND"], remarks["VNQ"]) == ("–", "–")


def said_or_plain(cell: object) -> str:
    return said(cell) if isinstance(cell, Text) else str(getattr(cell, "text", cell))


def test_foreign_currencies_are_named_with_their_margin() -> None:
    context, _ = subject("balanced")
    euro = with_costs(context.house, "VNQ", currency=Sourced("EUR", True))
    sections = ex_ante_costs(ruled(replace(context, house=euro), fx_margin=0.002), estimate(context))
    texts = [said(block.text) for block in sections[0].blocks if hasattr(block, "text")]
    assert any("priced in EUR" in text and "0.20%" in text for text in texts)
    assert any("1 EUR cost not available (no exchange rate was given) USD" in text for text in texts)
    day = np.datetime64("2026-09-29")
    fx = RateTable(np.array([day]), ("USD",), np.array([[1.08375]]), "fx.csv", "0" * 64)
    quoted = ex_ante_costs(replace(context, house=euro, fx=fx), estimate(context))
    assert "On 30 September 2026, 1 EUR cost 1.0838 USD." in [
        said(block.text) for block in quoted[0].blocks if hasattr(block, "text")
    ]


def test_the_margin_on_a_conversion_is_part_of_every_trade() -> None:
    """Of a fund in another currency alone: at the first purchase, and in the trading that was simulated."""
    context, _ = subject("balanced")
    euro = with_costs(context.house, "VNQ", currency=Sourced("EUR", True))
    plain, dear = (repriced(replace(context, house=euro), fx_margin=margin) for margin in (0.0, 0.002))
    share = {holding.ticker: holding.strategic_weight for holding in context.profile.universe}["VNQ"]
    entries = [value(figures(ex_ante_costs(each, estimate(each))), "cost.entry.S3") for each in (plain, dear)]
    assert entries[1] - entries[0] == pytest.approx(0.002 * share, abs=EXACT)
    ratio = np.array(dear.rules.trading_costs) - np.array(plain.rules.trading_costs)
    assert dict(zip(context.profile.tickers, ratio, strict=True)) == pytest.approx(
        {"SPY": 0, "IWM": 0, "BND": 0, "VNQ": 0.002}, abs=EXACT
    )


@cache
def post(profile: str) -> dict[str, Figure]:
    context, record = subject(profile)
    rates = estimated_rates(ex_ante_document(profile).figures())
    assert rates is not None
    stated = Estimated(rates, "earlier", date(2026, 6, 30))
    return figures(ex_post_costs(context, record, stated), DocumentKind.EX_POST)


@pytest.mark.parametrize("profile", PROFILES)
def test_incurred_costs_add_up_and_percent_is_money(profile: str) -> None:
    found = post(profile)
    for span in ("quarter", "year"):
        columns_add_up(found, f"cost.{span}")
        for line in LINES:
            pair = found[f"cost.{span}.{line}.money"], found[f"cost.{span}.{line}.share"]
            assert shown(pair[0]) == shown(pair[1]) * 100


@pytest.mark.parametrize("profile", PROFILES)
def test_incurred_costs_by_a_walk_through_the_calendar(profile: str) -> None:
    """Second formulation: one calendar day after the other, in plain Python."""
    context, record = subject(profile)
    last = context.quarter[1]
    day, span = months_before(last, 12) + timedelta(days=1), []
    row_of = {each.item(): i for i, each in enumerate(record.sessions)}
    instruments = [context.house.instruments[ticker] for ticker in context.profile.tickers]
    row = int(np.searchsorted(record.sessions, np.datetime64(day), side="left")) - 1
    ongoing = fees = trades = 0.0
    gross, before = 1.0, record.nav.values[row]
    assert record.record.holdings is not None
    while day <= last:
        cost = 0.0
        if day in row_of:
            row = row_of[day]
            fees += record.record.fees[row, 0]
            trades += record.record.costs[row, 0]
            cost += record.record.fees[row, 0] + record.record.costs[row, 0]
        held = record.record.holdings[row, :, 0]
        ongoing += sum(v * each.ongoing_cost.value / 365 for v, each in zip(held, instruments, strict=True))
        cost += sum(v * each.product_cost / 365 for v, each in zip(held, instruments, strict=True))
        value_now = record.nav.values[row]
        gross *= value_now / before + cost / before
        before = value_now
        span.append(value_now)
        day += timedelta(days=1)
    found, base = post(profile), sum(span) / len(span)
    assert value(found, "cost.year.S2.share") == pytest.approx(fees / base, rel=1e-10)
    assert value(found, "cost.year.S3.share") == pytest.approx(trades / base, rel=1e-10)
    assert value(found, "cost.year.P2.share") == pytest.approx(ongoing / base, rel=1e-10)
    assert value(found, "cost.year.gross") == pytest.approx(gross - 1, abs=1e-10)
    assert shown(found["cost.year.effect"]) == shown(found["cost.year.gross"]) - shown(found["cost.year.net"])


@cache
def charging() -> tuple[Context, Backtest]:
    """A firm with custody and a performance fee, and what its model went through."""
    context, _ = subject("balanced")
    fee = PerformanceFee(0.2, 0.01, True)
    charged = repriced(context, custody=0.001, performance=fee, vat=0.2)
    return charged, backtest(charged.rules, charged.market)


def test_custody_and_performance_fee_are_incurred_as_booked() -> None:
    """S4 is the rate with VAT; S5 what the record accrued from session to session, over the average value."""
    context, record = charging()
    found = figures(ex_post_costs(context, record), DocumentKind.EX_POST)
    assert value(found, "cost.year.S4.share") == pytest.approx(0.001 * 1.2, abs=2e-5)
    start, end = np.datetime64("2025-09-30"), np.datetime64("2026-09-30")
    inside = (record.sessions > start) & (record.sessions <= end)
    days = np.arange(start + 1, end + 1)
    values = record.nav.values[np.searchsorted(record.sessions, days, side="right") - 1]
    accrued = record.record.performance[inside, 0].sum()
    assert accrued != 0
    assert value(found, "cost.year.S5.share") == pytest.approx(accrued / values.mean(), rel=EXACT)
    columns_add_up(found, "cost.year")
    notes = [said(note) for block in ex_post_costs(context, record)[0].blocks
             if isinstance(block, Table) for note in block.notes]  # fmt: skip
    assert any("settled at the end of each calendar year" in note for note in notes)


def test_every_fee_of_the_service_stands_in_the_ex_post_document() -> None:
    """Contributions add up with them, the trading table names them, and gross is before all of them."""
    context, record = charging()
    found = {figure.id: figure for figure in ex_post(context, record).figures()}
    names = [*context.profile.tickers, "cash", "trading_cost", *record.fees]
    assert names[-3:] == ["service_fee", "custody", "performance_fee"]
    together = sum(value(found, f"contribution.{name}") for name in names)
    assert together == pytest.approx(value(found, "quarter.return"), abs=1e-9)
    for name in record.fees:
        taken = -value(found, f"contribution.{name}")
        assert value(found, f"trading.quarter.{name}") == pytest.approx(taken, abs=EXACT)
    free = backtest(replace(context.rules, profile=free_of_fees(context), schedule=FREE), context.market)
    growth = free.nav.values[-1] / value_at(free, "2025-09-30") - 1
    assert value(found, "years.1.gross") == pytest.approx(growth, abs=2e-3)
    assert value(found, "years.1.strategy") < growth - 0.007


def free_of_fees(context: Context) -> Profile:
    return replace(context.profile, fees=replace(context.profile.fees, service=0.0))


def value_at(record: Backtest, day: str) -> float:
    return float(record.nav.values[np.searchsorted(record.sessions, np.datetime64(day), side="right") - 1])


def test_the_service_fee_of_a_year_is_near_its_rate() -> None:
    """0.6 % accrues on the value of the session before, the base is the calendar-day average."""
    assert value(post("balanced"), "cost.year.S2.share") == pytest.approx(0.006, abs=2e-5)


def test_deviations_beyond_the_threshold_are_named() -> None:
    context, record = subject("balanced")
    rates = estimated_rates(ex_ante_document("balanced").figures())
    assert rates is not None
    off = Estimated({**rates, Category.S2: rates[Category.S2] + 0.01}, "earlier", date(2026, 6, 30))
    for tolerance, named in ((0.05, False), (0.002, True)):
        (section,) = ex_post_costs(ruled(context, deviation=tolerance), record, off)
        texts = " ".join(said(block.text) for block in section.blocks if hasattr(block, "text"))
        assert ("S2" in texts) is named


def test_the_document_says_which_estimates_it_compares_with() -> None:
    context, record = subject("balanced")
    rates = estimated_rates(ex_ante_document("balanced").figures())
    assert rates is not None
    stated = Estimated(rates, "balanced-2026Q2-ex-ante-v1", date(2026, 6, 30), ("previous",))
    (section,) = ex_post_costs(context, record, stated)
    table = next(b for b in section.blocks if isinstance(b, Table) and b.id == "cost_reconciliation")
    assert "ex-ante document balanced-2026Q2-ex-ante-v1 of 30 June 2026" in said(table.notes[0])
    found = figures((section,), DocumentKind.EX_POST)
    assert found["cost.reconciliation.S2.estimated"].sources == ("previous",)
    assert "previous" not in found["cost.reconciliation.S2.incurred"].sources


def test_page_1_prints_the_figure_of_the_cost_section() -> None:
    document = ex_ante_document("balanced")
    first = {figure.id for figure in figures_in(document.sections[0])}
    assert "cost.first.instruments.share" in first and "costs.product" not in first


@pytest.mark.parametrize(
    ("changes", "more"),
    [({}, False), ({"custody": 0.001}, True), ({"performance": PerformanceFee(0.1, 0.0, True)}, True)]
    + [({name: 0.01}, True) for name in ("minimum", "entry_rate", "entry_amount", "exit_rate")],
)
def test_page_1_tells_of_all_costs_and_whether_the_price_list_charges_more(
    changes: dict[str, Any], more: bool
) -> None:
    context, _ = subject("balanced")
    first = ex_ante(repriced(context, **changes), allocation("balanced"), 30).sections[0]
    assert "cost.first.all.share" in {figure.id for figure in figures_in(first)}
    (answers,) = (block for block in first.blocks if isinstance(block, Answers))
    keys = {answer.key for _, answer in answers.rows}
    assert ("ea.answer_cost_all" in keys, "ea.answer_cost_sum" in keys) == (more, not more)


def test_estimates_are_read_back_from_the_ex_ante_document() -> None:
    found = estimated_rates(ex_ante_document("balanced").figures())
    assert found is not None
    assert found[Category.S2] == 0.006
    assert estimated_rates(()) is None


def test_rates_of_a_covered_period_are_no_estimates() -> None:
    context, record = subject("balanced")
    period = CostPeriod(date(2025, 1, 1), date(2026, 12, 31), 0.05, 0.0, 0.0, "emt.csv")
    house = context.house
    for ticker in context.profile.tickers:
        house = with_costs(house, ticker, cost_periods=(period,))
    covered = figures(ex_post_costs(replace(context, house=house), record), DocumentKind.EX_POST)
    assert value(covered, "cost.year.P2.share") > 10 * value(post("balanced"), "cost.year.P2.share")
    (section,) = ex_post_costs(replace(context, house=house), record)
    notes = [said(note) for block in section.blocks if isinstance(block, Table) for note in block.notes]
    assert not any("stand in" in note for note in notes)


def test_a_short_record_shows_no_return_and_says_why() -> None:
    context, record = subject("balanced")
    early = replace(context, quarter=(date(2007, 10, 1), date(2007, 12, 31)))
    (section,) = ex_post_costs(early, record)
    found = figures((section,), DocumentKind.EX_POST)
    assert found["cost.year.all.money"].missing == "missing.uncovered_period"
    assert "cost.year.net" not in found


def test_every_figure_has_a_definition() -> None:
    context, record = subject("balanced")
    document: Disclosure = ex_post(context, record, Estimated(costs({}), "earlier", date(2026, 6, 30)))
    used = [*document.figures(), *ex_ante_document("balanced").figures()]
    missing = {figure.definition for figure in used if figure.id.startswith("cost.")} - DEFINITIONS.keys()
    assert missing == set()


def test_nothing_incurred_is_not_available_rather_than_zero() -> None:
    base = money("base", 10_000.0, Nature.CURRENT, "cost_base", "EUR")
    amounts, shares = breakdown(Basis("x", base, Nature.CURRENT, ()), NotAvailable("uncovered_period"))
    assert {figure.value for figure in (*amounts.values(), *shares.values())} == {None}
