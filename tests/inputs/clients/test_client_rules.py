"""Between cells and rows: each breach is said once, at its row and column, and what is sound passes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reporting.domain.errors import Unusable
from reporting.inputs.clients import open_book
from tests.inputs.clients.books import Tables, row_of, sound, write_csv

Slip = Callable[[Tables], object]


def said(tables: Tables, folder: Path) -> list[str]:
    """What is wrong with client A, as `file:line:column: path: message`."""
    book = open_book(write_csv(tables, folder))
    try:
        book.record("A")
    except Unusable as error:
        return [str(fault) for fault in error.faults]
    return []


def put(table: str, nth: int = 0, **cells: str) -> Slip:
    """Writes other cells into the nth row of a table."""
    return lambda tables: tables[table][nth].update(cells)


def again(table: str, nth: int = 0, **cells: str) -> Slip:
    """Adds a row that differs from the nth one by some cells."""
    return lambda tables: tables[table].append({**tables[table][nth], **cells})


def without(table: str, nth: int) -> Slip:
    return lambda tables: tables[table].pop(nth)


def both(first: Slip, second: Slip) -> Slip:
    return lambda tables: (first(tables), second(tables))


def only_the_client(tables: Tables) -> None:
    tables.update({name: [] for name in tables if name != "clients"})


MANDATE, ELSEWHERE = 0, 1
CASES: dict[str, tuple[Slip, str]] = {
    "a person with other persons": (
        put("clients", persons="Persona B"),
        "clients.csv:2:5: persons: a single person answers for itself",
    ),
    "joint holders of one": (
        put("clients", holder="joint", persons="Persona A"),
        "clients.csv:2:5: persons: joint holders are two or more",
    ),
    "an entity for whom nobody answers": (
        put("clients", holder="entity"),
        "clients.csv:2:5: persons: name who answers for the entity",
    ),
    "an end before the beginning": (
        both(put("clients", ended="2025-06-01"), only_the_client),
        "clients.csv:2:11: ended: lies before the day in since",
    ),
    "two answers on one day": (
        again("answers", 0, value="other"),
        "answers.csv:4:2: question: row 2 answers the same question on the same day",
    ),
    "a second mandate": (
        both(put("accounts", ELSEWHERE, kind="mandate", opened="2025-06-02"), without("positions", 1)),
        "accounts.csv:3:3: kind: row 2 is a mandate of the same client",
    ),
    "closed before it was opened": (
        both(put("accounts", ELSEWHERE, closed="2019-01-01"), without("positions", 1)),
        "accounts.csv:3:7: closed: lies before the day in opened",
    ),
    "a mandate older than the relationship": (
        put("clients", since="2025-06-03"),
        "accounts.csv:2:6: opened: lies before the relationship began",
    ),
    "an open mandate after the end": (
        put("clients", ended="2026-01-01"),
        "accounts.csv:2:7: closed: the relationship has ended, so the mandate closed before",
    ),
    "a profile elsewhere": (
        put("accounts", ELSEWHERE, profile="balanced", profile_since="2025-01-01"),
        "accounts.csv:3:8: profile: what is held elsewhere has no profile",
    ),
    "a profile without its day": (
        put("accounts", MANDATE, profile_since=""),
        "accounts.csv:2:9: profile_since: profile and profile_since belong together",
    ),
    "a profile before the account": (
        put("accounts", MANDATE, profile_since="2025-06-01"),
        "accounts.csv:2:9: profile_since: lies outside the life of the account",
    ),
    "a consent withdrawn before it was given": (
        put("consents", withdrawn_on="2025-06-01"),
        "consents.csv:2:4: withdrawn_on: lies before the day in given_on",
    ),
    "a fact withdrawn": (
        put("consents", kind="valuation_access"),
        "consents.csv:2:4: withdrawn_on: an access to a valuation is a fact",
    ),
    "a flow before the account was opened": (
        put("cash_flows", 0, day="2025-06-01"),
        "cash_flows.csv:2:3: day: lies before the account was opened",
    ),
    "a flow after the account was closed": (
        put("accounts", MANDATE, closed="2025-06-29"),
        "lies after the account was closed",
    ),
    "another currency than the account's": (
        put("transactions", 0, currency="USD"),
        "transactions.csv:2:11: currency: is not the account's",
    ),
    "a consideration that is not units times price": (
        put("transactions", 0, consideration="1000.01"),
        "transactions.csv:2:12: consideration: is not units times price to the cent",
    ),
    "an order booked twice": (
        put("transactions", 1, id="T1"),
        "transactions.csv:3:1: id: the id stands in row 2 too",
    ),
    "a row of an order twice, with statements after it": (
        both(again("transactions", 0), again("positions", 0, day="2025-07-31")),
        "transactions.csv:4:1: id: the id stands in row 2 too",
    ),
    "a sale beyond what is held, with sales and statements after it": (
        both(
            again("transactions", 1, id="T3", day="2025-06-04", units="900", consideration="90000.00"),
            again("positions", 0, day="2025-07-31"),
        ),
        "transactions.csv:4:9: units: sells more than the account holds then",
    ),
    "an order that is missing, on all days after it": (
        both(without("transactions", 1), again("positions", 0, day="2025-07-31")),
        "positions.csv:2:4: units: differs from what the transactions leave on this day",
    ),
    "an instrument that is missing, on all days after it": (
        both(
            again("transactions", 0, id="T3", ticker="AGGH"),
            again("positions", 0, day="2025-07-31"),
        ),
        "positions.csv:2:2: day: on this day an instrument is missing that the transactions leave",
    ),
    "a flow booked twice": (
        put("cash_flows", 1, id="F1"),
        "cash_flows.csv:3:1: id: the id stands in row 2 too",
    ),
    "a deposit that goes out": (
        put("cash_flows", 0, amount="-5000"),
        "cash_flows.csv:2:5: amount: is negative, but a deposit comes in",
    ),
    "a fee that comes in": (
        put("cash_flows", 1, amount="2.05"),
        "cash_flows.csv:3:5: amount: is positive, but a service_fee goes out",
    ),
    "nothing that flows": (
        put("cash_flows", 1, amount="0.00"),
        "cash_flows.csv:3:5: amount: is zero",
    ),
    "a distribution of nothing": (
        put("cash_flows", 1, kind="distribution", amount="1"),
        "cash_flows.csv:3:7: ticker: a distribution is one of an instrument",
    ),
    "a deposit of an instrument": (
        put("cash_flows", 0, ticker="CSPX"),
        "cash_flows.csv:2:7: ticker: a deposit belongs to no instrument",
    ),
    "a position stated twice": (
        again("positions", 0, units="7.5"),
        "positions.csv:4:3: ticker: row 2 states the same instrument on the same day",
    ),
    "a position that the orders do not leave": (
        put("positions", 0, units="7.500001"),
        "positions.csv:2:4: units: differs from what the transactions leave on this day",
    ),
    "a position of what was never bought": (
        again("positions", 0, ticker="AGGH", units="1"),
        "positions.csv:4:4: units: differs from what the transactions leave on this day",
    ),
    "a holding that the custodian does not state": (
        put("positions", 0, ticker="AGGH", units="0"),
        "positions.csv:2:2: day: on this day an instrument is missing that the transactions leave",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_each_breach_is_said_once_at_its_place(name: str, tmp_path: Path) -> None:
    slip, sentence = CASES[name]
    tables = sound("A")
    slip(tables)
    if name == "a flow after the account was closed":  # fee and statement of the next day both lie after it
        found = said(tables, tmp_path)
        assert [line.split(": ")[0] for line in found] == ["positions.csv:2:2", "cash_flows.csv:3:3"]
        assert all(sentence in line for line in found)
    else:
        (found_one,) = said(tables, tmp_path)
        assert found_one.startswith(sentence)


def test_a_sale_beyond_what_is_held_then_is_refused_even_if_more_is_bought_later(tmp_path: Path) -> None:
    tables = sound("A")
    row_of(tables, "transactions", "A-M", 0)["day"] = "2025-06-11"
    (fault,) = said(tables, tmp_path)
    assert fault.startswith("transactions.csv:3:9: units: sells more than the account holds then")


def test_at_one_moment_what_is_bought_can_be_sold(tmp_path: Path) -> None:
    tables = sound("A")
    row_of(tables, "transactions", "A-M", 1).update(day="2025-06-03", time="17:35")
    assert said(tables, tmp_path) == []


def test_what_is_held_elsewhere_needs_no_orders(tmp_path: Path) -> None:
    assert said(sound("A"), tmp_path) == []  # 12 units of SPY stand there without any


@pytest.mark.parametrize(
    ("kind", "amount"), [("interest", "-0.01"), ("tax", "-1"), ("tax", "1"), ("third_party", "1")]
)
def test_interest_and_tax_may_go_either_way(kind: str, amount: str, tmp_path: Path) -> None:
    tables = sound("A")
    row_of(tables, "cash_flows", "A-M", 1).update(kind=kind, amount=amount)
    assert said(tables, tmp_path) == []


def test_a_slip_in_one_table_hides_no_slip_in_another(tmp_path: Path) -> None:
    tables = sound("A")
    put("positions", 0, units="-1")(tables)
    put("transactions", 0, consideration="9")(tables)
    assert [line.split(": ")[1] for line in said(tables, tmp_path)] == ["units", "consideration"]


def test_a_flood_of_faults_is_cut_off_with_a_count(tmp_path: Path) -> None:
    tables = sound("A")
    tables["cash_flows"] = [dict(tables["cash_flows"][0], id=f"F{k}", amount="x") for k in range(80)]
    found = said(tables, tmp_path)
    assert len(found) == 51
    assert found[-1].endswith("and 30 more faults like these")


SECRETS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), min_size=6, max_size=60)


@settings(max_examples=60)
@given(secret=SECRETS, data=st.data())
def test_no_message_repeats_a_cell(
    secret: str, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    tables = sound("A")
    table = data.draw(st.sampled_from(sorted(tables)))
    keys = {"clients": "id"}.get(table, "account" if "account" in tables[table][0] else "client")
    column = data.draw(st.sampled_from(sorted(set(tables[table][0]) - {keys})))
    if table == "accounts" and column == "id":
        return  # whose rows then belong to nobody
    value = f"§{secret}"
    tables[table][0][column] = value
    for line in said(tables, tmp_path_factory.mktemp("book")):
        assert secret not in line
        assert line.isprintable()
