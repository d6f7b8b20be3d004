"""Accounts of the demo book at the end of the last complete demo quarter, with the models that they need."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

from reporting.clients.period import Cycle, period_of
from reporting.disclosures.clients.account import AccountFacts, account_facts
from reporting.disclosures.clients.context import ClientContext, Model
from reporting.domain.client import ClientRecord
from reporting.domain.disclosure import Status, Text
from reporting.inputs.clients import demo_book
from tests.disclosures.composed import PERIOD, PROFILES, house, subject

OUTLOOK: Any = None
"""Documents about the past look at no scenario."""
QUARTER = period_of(Cycle.QUARTERLY, date(2026, 9, 30))


@cache
def models() -> dict[str, Model]:
    """Every shipped profile with its past alone."""
    found = {}
    for each in PROFILES:
        context, record = subject(each)
        found[each] = Model(context, OUTLOOK, record)
    return found


def context_of(record: ClientRecord) -> ClientContext:
    return ClientContext(
        record=record,
        reference=f"{'0' * 16}{record.client.id}",
        house=house(),
        models=models(),
        period=PERIOD,
        quarter=(QUARTER.first, QUARTER.last),
        as_of=QUARTER.last,
        status=Status.SPECIMEN,
        reasons=(Text("specimen.synthetic_market"),),
    )


@cache
def facts(id: str) -> AccountFacts:
    """The account of a persona of the demo book."""
    found = account_facts(context_of(demo_book().record(id)))
    assert found is not None
    return found
