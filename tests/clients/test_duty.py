"""When a statement is due: every quarter, but for the exceptions of Article 60(3)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from reporting.clients.duty import Ground, cycle_of, statement_duty
from reporting.clients.period import Cycle, period_of
from reporting.domain.client import Consent, ConsentKind
from tests.clients.books import record

Q3, Q4 = (period_of(Cycle.QUARTERLY, date(2026, month, 5)) for month in (7, 12))
EACH = Consent(ConsentKind.EACH_TRANSACTION, date(2026, 1, 2))
ONLINE = Consent(ConsentKind.ONLINE_VALUATION, date(2026, 1, 2))


def looked(day: str) -> Consent:
    return Consent(ConsentKind.VALUATION_ACCESS, date.fromisoformat(day))


def test_a_statement_is_due_every_quarter() -> None:
    duty = statement_duty(record(), False, Q3)
    assert (duty.ground, duty.due, duty.period) == (Ground.QUARTER, True, Q3)


@pytest.mark.parametrize(
    ("consents", "ground"),
    [
        ((ONLINE,), Ground.QUARTER),
        ((looked("2026-08-01"),), Ground.QUARTER),
        ((ONLINE, looked("2026-06-30")), Ground.QUARTER),
        ((ONLINE, looked("2026-07-01")), Ground.ONLINE),
        ((ONLINE, looked("2026-09-30")), Ground.ONLINE),
        ((ONLINE, looked("2026-10-01")), Ground.QUARTER),
        ((replace(ONLINE, withdrawn_on=date(2026, 9, 30)), looked("2026-08-01")), Ground.QUARTER),
    ],
)
def test_a_valuation_online_exempts_only_with_evidence_of_an_access_in_the_quarter(
    consents: tuple[Consent, ...], ground: Ground
) -> None:
    assert statement_duty(record(consents=consents), False, Q3).ground is ground


def test_who_is_told_of_each_transaction_gets_a_statement_of_twelve_months() -> None:
    client = record(consents=(EACH,))
    assert statement_duty(client, False, Q3).ground is Ground.EACH_TRANSACTION
    duty = statement_duty(client, False, Q4)
    assert duty.due and (duty.period.label, duty.period.first) == ("2026", date(2026, 1, 1))


def test_leverage_asks_for_a_statement_each_month_whatever_was_agreed() -> None:
    duty = statement_duty(record(consents=(EACH, ONLINE, looked("2026-08-01"))), True, Q3)
    assert duty.due and duty.period.label == "2026-09"


def test_without_an_account_in_the_quarter_there_is_no_statement() -> None:
    later = record(opened=date(2026, 10, 1))
    closed = record(closed=date(2026, 6, 30))
    none = replace(record(), accounts=())
    assert {statement_duty(each, False, Q3).ground for each in (later, closed, none)} == {Ground.NO_ACCOUNT}
    assert statement_duty(record(closed=date(2026, 7, 1)), False, Q3).due


def test_the_cycle_is_that_of_the_day() -> None:
    assert cycle_of(record(consents=(EACH,)), False, date(2026, 1, 1)) is Cycle.QUARTERLY
    assert cycle_of(record(consents=(EACH,)), False, date(2026, 1, 2)) is Cycle.YEARLY


@pytest.mark.parametrize(
    ("cycle", "label", "first", "last"),
    [
        (Cycle.MONTHLY, "2024-02", "2024-02-01", "2024-02-29"),
        (Cycle.QUARTERLY, "2024Q1", "2024-01-01", "2024-03-31"),
        (Cycle.YEARLY, "2024", "2024-01-01", "2024-12-31"),
    ],
)
def test_periods_are_those_of_the_calendar(cycle: Cycle, label: str, first: str, last: str) -> None:
    found = period_of(cycle, date(2024, 2, 29))
    assert (found.label, str(found.first), str(found.last)) == (label, first, last)
    assert found.start == date.fromordinal(found.first.toordinal() - 1)
