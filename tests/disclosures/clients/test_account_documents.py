"""Statement and yearly costs of every kind of persona of the demo book: figures that hold together."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import cache

import numpy as np
import pytest

from reporting.clients.duty import Ground
from reporting.clients.incurred import ClientCosts
from reporting.disclosures.clients.account import account_facts
from reporting.disclosures.clients.annual_costs import annual_costs_chapter
from reporting.disclosures.clients.chapter import Chapter
from reporting.disclosures.clients.statement import statement_chapter
from reporting.disclosures.definitions import DEFINITIONS
from reporting.domain.disclosure import Callout, Paragraph, Section, Table, Text, figures_in
from reporting.domain.errors import Refusal
from reporting.domain.figure import Figure
from reporting.domain.lineage import Rule
from reporting.domain.units import Nature
from reporting.inputs.clients import demo_book
from reporting.measures.costs.categories import Category
from reporting.measures.periods import return_between
from reporting.measures.sample import NotAvailable
from reporting.rendering.words import shipped_words, worded
from tests.disclosures.clients.accounts import QUARTER, context_of, facts, models

MANAGED = ("P01", "P03", "P09", "P13", "P18", "P19", "P20", "P21", "P22", "P24")
"""Conservative with groups, weekly in euro, professional, told each transaction, switched, new within the
quarter, four years, with a withdrawal, with an addition, closed."""
CASES = [(id, what) for id in MANAGED for what in ("statement", "costs")]
CENT = 0.005


@cache
def chapter(id: str, what: str) -> Chapter:
    made = statement_chapter(facts(id)) if what == "statement" else annual_costs_chapter(facts(id))
    assert isinstance(made, Chapter)
    return made


@cache
def printed(id: str, what: str) -> dict[str, Figure]:
    found: dict[str, Figure] = {}
    for figure in figures_in((chapter(id, what).sections, chapter(id, what).answers)):
        assert found.setdefault(figure.id, figure) == figure, figure.id
    return found


def value(id: str, what: str, name: str) -> float:
    found = printed(id, what)[name].value
    assert found is not None
    return found


def section(id: str, what: str, name: str) -> Section:
    return next(each for each in chapter(id, what).sections if each.id == name)


def table(id: str, what: str, name: str) -> Table:
    blocks = (block for each in chapter(id, what).sections for block in each.blocks)
    return next(block for block in blocks if isinstance(block, Table) and block.id == name)


@pytest.mark.parametrize(("id", "what"), CASES)
def test_every_figure_is_defined_and_made_from_figures_of_the_same_document(id: str, what: str) -> None:
    figures = printed(id, what)
    for figure in figures.values():
        assert figure.definition in DEFINITIONS, figure.definition
        assert set(figure.parts) <= figures.keys(), figure.id
        assert figure.sources or figure.parts or figure.id.startswith("mix."), figure.id
        if figure.rule and figure.value is not None:
            parts = [figures[part].value for part in figure.parts]
            made = figure.rule.of([part for part in parts if part is not None])
            assert made == pytest.approx(figure.value, rel=1e-9, abs=1e-9), figure.id
    assert sum(figure.rule is not None for figure in figures.values()) >= 5


@pytest.mark.parametrize(("id", "what"), CASES)
def test_every_text_has_words(id: str, what: str) -> None:
    catalogue = shipped_words("en").catalogue
    texts = [each for each in worded(chapter(id, what).sections) if isinstance(each, Text)]
    assert [str(fault) for each in texts for fault in catalogue.faults(each)] == []


@pytest.mark.parametrize(("id", "what"), CASES)
def test_the_warning_about_the_past_stands_before_every_figure_of_the_past(id: str, what: str) -> None:
    for each in chapter(id, what).sections:
        warned = False
        for block in each.blocks:
            warned |= isinstance(block, Callout) and block.clause == "past_performance"
            past = any(figure.nature is Nature.ACTUAL_PAST for figure in figures_in(block))
            assert warned or not past, each.id


@pytest.mark.parametrize("id", MANAGED)
def test_values_and_cash_add_up_to_the_account(id: str) -> None:
    found, shown = facts(id), printed(id, "statement")
    worth = [
        figure.value or 0.0
        for name, figure in shown.items()
        if name.startswith("closing.") and name.endswith(".value")
    ]
    assert sum(worth) + value(id, "statement", "closing.cash") == pytest.approx(
        value(id, "statement", "closing.total"), abs=1e-6
    )
    assert float(found.closing.total) == value(id, "statement", "closing.total")
    assert len(worth) == len(found.closing.holdings)


@pytest.mark.parametrize("id", MANAGED)
def test_the_value_rolls_forward_from_beginning_to_end(id: str) -> None:
    """Value at the beginning, own payments, income, price gains, costs and fees make the value at the end."""
    found = facts(id)
    moved = found.ledger.movement(found.period.first, found.period.last)
    parts = found.result
    gains = sum((each.price + each.income + each.costs for each in parts.instruments), Decimal(0))
    others = sum(parts.others.values(), Decimal(0))
    begun, ended = found.performance.opening, found.performance.closing
    assert begun + found.performance.flows + gains + others == ended == found.closing.total
    assert moved.opening + sum(moved.posts.values(), Decimal(0)) == moved.closing == found.closing.cash


@pytest.mark.parametrize("id", MANAGED)
def test_every_order_of_the_period_has_its_ten_fields(id: str) -> None:
    found = facts(id)
    orders = [
        each
        for each in found.client.record.transactions
        if found.period.first <= each.day <= found.period.last and each.account == f"{id}-M"
    ]
    rows = table(id, "statement", "statement_orders").rows
    assert len(rows) == len(orders) > 0
    words = shipped_words("en")
    assert all(len(row.cells) == 10 and all(words.cell(cell) for cell in row.cells) for row in rows)


def test_an_account_grows_as_its_profile_did_but_for_rounded_units_and_the_day_of_fees() -> None:
    """The book's ledgers were made from the strategy's decisions; its own record is another computation."""
    for id, profile in (("P03", "balanced-ucits"), ("P01", "conservative"), ("P09", "aggressive")):
        model = return_between(models()[profile].backtest.nav, QUARTER.start, QUARTER.last)
        net = facts(id).performance.net
        assert isinstance(model, float) and isinstance(net, float)
        assert net == pytest.approx(model, abs=5e-4)


def test_the_benchmark_counts_over_the_days_of_the_account() -> None:
    found = facts("P19")
    path, first = found.benchmark, found.performance.start
    row = int(np.searchsorted(path.dates, np.datetime64(first), side="right")) - 1
    assert found.performance.benchmark == pytest.approx(path.values[-1] / path.values[row] - 1, abs=1e-15)
    assert first > QUARTER.start


def test_an_account_younger_than_a_year_shows_no_year_and_says_so() -> None:
    texts = (
        each for each in worded(section("P19", "statement", "statement_earned")) if isinstance(each, Text)
    )
    assert "statement.short_record" in {each.key for each in texts}
    assert not any(name.startswith("account_years") for name in printed("P19", "statement"))
    assert "costs.gross" not in printed("P19", "costs") and "costs.reduction" in printed("P19", "costs")


def test_an_account_of_four_years_shows_four_complete_periods() -> None:
    rows = table("P20", "statement", "account_years").rows
    assert len(rows) == 4
    assert [value("P20", "statement", f"account_years.{place}.net") for place in range(1, 5)] == [
        each.value for each in facts("P20").years
    ]


def test_winners_and_losers_are_told_alike() -> None:
    keys = [
        block.text.key
        for block in section("P03", "statement", "statement_activity").blocks
        if hasattr(block, "text") and isinstance(block.text, Text)
    ]
    assert "statement.winners" in keys and "statement.losers" in keys
    nets = [value("P03", "statement", f"part.{each.ticker}.net") for each in facts("P03").result.instruments]
    assert value("P03", "statement", f"part.{facts('P03').result.losers[0].ticker}.net") == min(nets)


def test_each_rebalance_traded_for_the_client_names_the_rules_behind_it() -> None:
    rows = table("P03", "statement", "statement_rebalances").rows
    days = {each.day for each in facts("P03").ledger.trades(QUARTER.first, QUARTER.last)}
    assert {row.cells[1] for row in rows} == days
    words = shipped_words("en")
    assert all(words.cell(row.cells[3]) for row in rows)


def test_fees_are_those_booked_and_split_by_the_vat_that_they_contain() -> None:
    context = context_of(demo_book().record("P03"))
    model = context.models["balanced-ucits"]
    profile = replace(model.context.profile, fees=replace(model.context.profile.fees, vat=0.19))
    taxed = replace(model, context=replace(model.context, profile=profile))
    found = account_facts(replace(context, models={**context.models, "balanced-ucits": taxed}))
    assert found is not None
    shown = {figure.id: figure.value for figure in figures_in(statement_chapter(found).sections)}
    booked = -sum(
        each.amount
        for each in found.client.record.cash_flows
        if each.kind == "service_fee" and found.period.first <= each.day <= found.period.last
    )
    assert shown["fee.service_fee.total"] == float(booked)
    net = (booked / Decimal("1.19")).quantize(Decimal("0.01"))
    assert shown["fee.service_fee.net"] == float(net) and shown["fee.service_fee.vat"] == float(booked - net)
    executed = sum(
        (each.cost for each in found.ledger.trades(found.period.first, found.period.last)), Decimal(0)
    )
    assert shown["fee.execution_cost.total"] == float(executed) and shown["fee.execution_cost.vat"] == 0
    assert shown["fee.all.total"] == float(booked + executed)


@pytest.mark.parametrize("id", MANAGED)
def test_printed_costs_add_up_to_the_cent_and_percent_times_base_is_the_money(id: str) -> None:
    found, shown = facts(id).yearly, printed(id, "costs")
    assert isinstance(found, ClientCosts)
    units = {name: figure.printed_units or 0 for name, figure in shown.items()}
    for what in ("money", "share"):
        service = sum(units[f"costs.S{k}.{what}"] for k in range(1, 6))
        instruments = sum(units[f"costs.P{k}.{what}"] for k in range(1, 5))
        assert service == units[f"costs.service.{what}"]
        assert instruments == units[f"costs.instruments.{what}"]
        assert service + instruments == units[f"costs.all.{what}"]
    base = found.incurred.base
    for line in (*Category, "service", "instruments", "all"):
        money, share = units[f"costs.{line}.money"] / 100, units[f"costs.{line}.share"] / 10_000
        # a unit of the largest remainder and half a unit of rounding, of either column
        assert abs(money - share * base) <= 1e-4 * base + 0.01 + CENT
    booked = Decimal(0)
    for each in facts(id).ledger.trades(found.first, found.last):
        booked += each.cost
    assert units["costs.S3.money"] == int(booked * 100)


@pytest.mark.parametrize("id", MANAGED)
def test_months_add_up_to_all_costs(id: str) -> None:
    found, shown = facts(id).yearly, printed(id, "costs")
    assert isinstance(found, ClientCosts)
    months = sum(shown[f"costs.{each.first:%Y-%m}.all"].value or 0.0 for each in found.months)
    assert months == pytest.approx(shown["costs.all.money"].value, abs=1e-9)
    for each in found.months:
        parts = (shown[f"costs.{each.first:%Y-%m}.{what}"] for what in ("service", "instruments", "all"))
        service, instruments, whole = parts
        assert service.value is not None and whole.value is not None
        assert instruments.printed_units == round(whole.value * 100) - round(service.value * 100)


def test_the_effect_of_costs_is_gross_less_net() -> None:
    shown = printed("P03", "costs")
    assert shown["costs.reduction"].rule is Rule.DIFFERENCE
    assert value("P03", "costs", "costs.gross") > value("P03", "costs", "costs.net")


def test_a_closed_account_counts_to_its_closing() -> None:
    found = facts("P24").yearly
    assert isinstance(found, ClientCosts)
    assert str(found.last) == "2026-08-28" and value("P24", "costs", "costs.closing") == 0
    earned = facts("P24").performance
    path = facts("P24").benchmark
    assert earned.end == found.last and earned.closing == 0
    assert earned.benchmark == pytest.approx(return_between(path, earned.start, earned.end), abs=1e-15)
    assert [str(each.end) for each in facts("P24").years] == ["2026-08-28"]


def test_who_has_no_mandate_has_no_account() -> None:
    assert account_facts(context_of(demo_book().record("P14"))) is None


def test_a_mandate_by_a_profile_that_the_firm_does_not_have_is_refused_not_passed_over() -> None:
    client = context_of(demo_book().record("P03"))
    others = {id: model for id, model in client.models.items() if id != client.account.profile}
    with pytest.raises(Refusal, match="profile .* of the mandate is none of the firm's"):
        account_facts(replace(client, models=others))


def test_what_is_due_follows_from_consents() -> None:
    grounds = {id: facts(id).duty.ground for id in ("P03", "P12", "P13")}
    assert grounds == {"P03": Ground.QUARTER, "P12": Ground.ONLINE, "P13": Ground.EACH_TRANSACTION}
    words = shipped_words("en")
    for ground in Ground:
        assert words.own(f"statement.due_{ground.value}")


def test_who_is_told_of_each_transaction_gets_no_list_of_them() -> None:
    yearly = replace(facts("P13"), duty=replace(facts("P13").duty, ground=Ground.YEAR))
    sections = {each.id: each for each in statement_chapter(yearly).sections}
    words, paper = sections["statement_orders"].blocks
    assert isinstance(words, Paragraph) and words.text.key == "statement.orders_told"
    assert isinstance(paper, Paragraph) and paper.text.key == "statement.paper"


def test_a_change_of_profile_is_said_beside_the_benchmark() -> None:
    def keys(id: str) -> set[str]:
        part = section(id, "statement", "statement_earned")
        return {each.key for each in worded(part) if isinstance(each, Text)}

    assert "statement.switched_words" in keys("P18")
    assert "statement.switched_words" not in keys("P03") | keys("P19")


def test_funds_in_another_currency_are_named_with_the_costs() -> None:
    def keys(id: str) -> set[str]:
        return {each.key for each in worded(chapter(id, "costs").sections) if isinstance(each, Text)}

    funds = {ticker: facts("P03").fund(ticker).currency.value for ticker in facts("P03").ledger.tickers}
    assert ("annual_costs.currency_words" in keys("P03")) == any(each != "EUR" for each in funds.values())
    assert "annual_costs.currency_words" not in keys("P01")


def test_an_account_without_money_in_the_year_has_no_costs_to_state() -> None:
    early = replace(facts("P03"), yearly=NotAvailable("no_value"))
    assert annual_costs_chapter(early) == NotAvailable("no_value")


def test_an_account_without_a_booking_gets_a_statement_of_nothing() -> None:
    record = demo_book().record("P03")
    empty = replace(record, transactions=(), cash_flows=(), positions=())
    found = account_facts(context_of(empty))
    assert found is not None and found.closing.total == 0
    shown = {figure.id: figure for figure in figures_in(statement_chapter(found).sections)}
    assert shown["closing.total"].value == 0 and shown["fee.all.total"].value == 0
    assert shown["period.return"].value is None and shown["period.return"].missing == "missing.no_value"
    assert annual_costs_chapter(found) == NotAvailable("no_value")
