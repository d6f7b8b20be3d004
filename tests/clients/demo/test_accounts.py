"""Mandates of the demo book: the engine's path to the cent, and flows that do what they say."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import numpy as np
import pytest

from reporting.clients.demo.accounts import CENT, Accounts, Payment, kept
from reporting.clients.demo.course import course, replayed
from reporting.clients.demo.personas import OPENING, PERSONAS, Persona
from reporting.domain.client import ClientRecord, FlowKind, Side
from reporting.domain.series import Floats
from reporting.inputs.clients import demo_book
from reporting.inputs.resources import bundled

PROFILES = sorted({profile for each in PERSONAS for profile, _ in each.stages})
DEPOSITS = np.array([2_500_000, 10_000_000, 123_456_700])


def rounding(accounts: Accounts) -> float:
    """How far bookings can take a mandate from the engine: each is rounded by half a cent at most, an order's
    consideration and cost both, and an order may stay half a cent short; all of it grown with the account."""
    moves = 3 * len(accounts.orders) + len(accounts.flows)
    return moves * 0.005 * float(accounts.value.max() / accounts.value[0, -1])


def engine(profile: str, start: date) -> tuple[np.datetime64, Floats]:
    """The day of the first execution and the strategy engine's NAV from it on, 100 before its first costs."""
    _, _, run = replayed(profile, start)
    return run.sessions[0], run.nav.values


@pytest.mark.parametrize("profile", PROFILES)
def test_a_mandate_follows_the_engine_to_within_its_roundings(profile: str) -> None:
    accounts = kept(course(((profile, OPENING),)), DEPOSITS)
    first, nav = engine(profile, OPENING)
    row = int(np.searchsorted(accounts.course.days, first))
    costs = sum(order.cost / CENT for order in accounts.orders if order.row == row)
    start = accounts.value[row] + costs
    expected = nav[1:, None] / 100 * start
    assert len(expected) > 300
    assert np.abs(accounts.value[row + 1 :] - expected).max() < rounding(accounts)


def test_all_eight_profiles_are_followed() -> None:
    assert PROFILES == sorted(path.stem for path in bundled("profiles").glob("*.yaml"))
    assert len(PROFILES) == 8


def plain(persona: Persona) -> bool:
    return len(persona.stages) == 1 and not persona.payments and not persona.closed


def value(record: ClientRecord, day: date, closes: dict[str, Decimal]) -> Decimal:
    """Units times price and cash at the end of a day, from the rows of the book alone."""
    cash, units = Decimal(0), dict.fromkeys(closes, Decimal(0))
    for flow in record.cash_flows:
        cash += flow.amount if flow.day <= day else 0
    for order in record.transactions:
        if order.day <= day:
            sign = 1 if order.side is Side.BUY else -1
            units[order.ticker] += sign * order.units
            cash -= sign * order.consideration + order.cost
    return cash + sum(units[ticker] * close for ticker, close in closes.items())


@pytest.mark.parametrize("persona", [each for each in PERSONAS if plain(each)], ids=lambda each: each.number)
def test_the_shipped_rows_alone_give_the_engines_value_at_each_month_end(persona: Persona) -> None:
    """At a month end nothing is accrued, so that prices, units and cash are all there is."""
    record = demo_book().record(f"P{persona.number:02d}")
    path = course(persona.stages)
    first, nav = engine(*persona.stages[0])
    begun = path.row(first.item())
    closes = [
        {ticker: Decimal(f"{close:.4f}") for ticker, close in zip(path.tickers, row, strict=True)}
        for row in path.closes
    ]
    paid = sum(order.cost for order in record.transactions if order.day == first.item())
    start = value(record, first.item(), closes[begun]) + paid
    ends = [row for row in np.flatnonzero(path.tape.month_ends) if row > begun]
    bound = 0.005 * 3 * (len(record.transactions) + len(record.cash_flows)) * float(nav.max() / 100)
    assert ends
    for row in ends:
        found = float(value(record, path.days[row].item(), closes[row]))
        assert abs(found - float(start) * float(nav[row - begun]) / 100) < bound


def test_a_mandate_comes_out_the_same_alone_and_among_others() -> None:
    path = course((("balanced-ucits", OPENING),))
    together, alone = kept(path, DEPOSITS), kept(path, DEPOSITS[1:2])
    assert (together.value[:, 1] == alone.value[:, 0]).all()
    assert (together.units[:, 1] == alone.units[:, 0]).all()


def flows(accounts: Accounts, kind: FlowKind) -> list[tuple[date, int]]:
    days = accounts.course.days
    return [(days[each.row].item(), int(each.amount[0])) for each in accounts.flows if each.kind is kind]


def test_a_withdrawal_is_paid_at_the_next_execution_out_of_what_is_sold_then() -> None:
    path = course((("balanced-ucits", OPENING),))
    asked = date(2026, 7, 22)
    accounts = kept(path, DEPOSITS[:1], (Payment(asked, -0.2),))
    ((paid_on, amount),) = flows(accounts, FlowKind.WITHDRAWAL)
    row = path.row(paid_on)
    assert paid_on >= asked and row in path.targets and amount == -500_000
    without = kept(path, DEPOSITS[:1])
    # What is left is what there was less the payment, up to the cost of trading another amount.
    assert accounts.value[row, 0] == pytest.approx(without.value[row, 0] - 5_000, abs=0.0005 * 5_000 + 0.1)
    sold = sum(
        int(each.consideration[0]) for each in accounts.orders if each.row == row and each.side is Side.SELL
    )
    assert sold >= 400_000


def test_an_addition_waits_in_cash_until_the_next_execution() -> None:
    path = course((("balanced-ucits", OPENING),))
    accounts = kept(path, DEPOSITS[:1], (Payment(date(2026, 8, 12), 0.25),))
    assert flows(accounts, FlowKind.DEPOSIT) == [(OPENING, 2_500_000), (date(2026, 8, 12), 625_000)]
    added, invested = path.row(date(2026, 8, 12)), path.execution(date(2026, 8, 12))
    assert added < invested
    assert not [each for each in accounts.orders if added <= each.row < invested]


def test_a_closed_mandate_is_empty() -> None:
    accounts = kept(course((("balanced", OPENING),), date(2026, 8, 28)), DEPOSITS, closed=True)
    assert not accounts.units.any()
    assert (accounts.value[-1] == 0).all()
    paid = [each for each in accounts.flows if each.kind is FlowKind.WITHDRAWAL]
    assert [each.row for each in paid] == [len(accounts.course.days) - 1]


def test_a_change_of_profile_sells_what_the_new_one_does_not_hold() -> None:
    path = course((("conservative", OPENING), ("balanced", date(2026, 5, 4))))
    assert path.tickers == ("AGG", "SHY", "VYM", "BIL", "SPY", "IWM", "BND", "VNQ")
    accounts = kept(path, DEPOSITS)
    assert not accounts.units[:4].any() and accounts.units[4:].any()
    assert (path.fee > 0).sum() == len(path.days) - min(path.targets)


SUMMER_2026, SUMMER_2022 = ("2026-07-01", "2026-09-30"), ("2022-07-01", "2022-09-30")
LOSSES = {4: (SUMMER_2026, 1), 9: (SUMMER_2026, 1), 20: (SUMMER_2022, 3)}
"""Quarter and tenths lost in it, by persona."""


@pytest.mark.parametrize("number", LOSSES)
def test_the_losses_that_personas_are_to_show_do_happen(number: int) -> None:
    persona = PERSONAS[number - 1]
    (first, last), tenths = LOSSES[number]
    path = course(persona.stages)
    worth = kept(path, np.array([persona.amount * CENT])).value[:, 0]
    base = worth[path.row(date.fromisoformat(first)) - 1]
    within = worth[path.row(date.fromisoformat(first)) : path.row(date.fromisoformat(last)) + 1]
    assert int((1 - within.min() / base) * 10) == tenths
