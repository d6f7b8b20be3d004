"""Statements of orders whose natures need many words: told once, in full, and every check passes."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import pytest

from reporting.checks.check import Report, check
from reporting.disclosures.clients.account import account_facts
from reporting.disclosures.clients.pack import pack
from reporting.disclosures.clients.statement import statement_chapter
from reporting.disclosures.clients.suitability import suitability_update
from reporting.disclosures.lineage import traced
from reporting.domain.disclosure import Disclosure
from reporting.domain.verdict import Verdict
from tests.checks import clients
from tests.checks.base import made

LONG = ("In consequence of a corporate action of the issuer " * 4)[:200].strip()
OTHER = "Exchange into another share class of the same fund"


def statement(nature: Callable[[int], str]) -> Disclosure:
    """That of the persona, whose orders in the order of time have these natures."""
    known = clients.record()
    orders = tuple(replace(each, nature=nature(place)) for place, each in enumerate(known.transactions))
    client = replace(clients.context(), record=replace(known, transactions=orders))
    account = account_facts(client)
    assert account is not None
    updated = suitability_update(client, clients.assessment(client), clients.questionnaire())
    (alone,) = pack(client, (statement_chapter(account, updated),), None).alone
    return traced(alone, clients.inputs(alone.as_of))


def not_met(report: Report) -> list[str]:
    return [each.rule.id for each in report.results if each.finding.verdict is Verdict.NOT_MET]


def test_long_natures_are_told_once_in_full_and_every_check_passes() -> None:
    pdf, twin = made(statement(lambda place: (LONG, OTHER, "")[place % 3]))
    assert not_met(report := check(pdf, twin, "statement")) == []
    assert report.pages < 9, "a column of single words makes a page for every other order"
    text = twin.decode()
    assert text.count(LONG) == 2 and text.count(OTHER) == 2, "once where it stands, once among what is quoted"
    assert {"see N1", "see N2", "plain"} <= set(_natures(twin))


@pytest.mark.parametrize("nature", ["see N1", "see N7", "{note}", "–"])
def test_what_a_client_calls_an_order_is_no_mark(nature: str) -> None:
    found = not_met(check(*made(statement(lambda _: nature)), "statement"))
    assert found == (["ten_fields"] if nature == "–" else [])


def _natures(twin: bytes) -> list[str]:
    content = json.loads(twin)
    blocks = (block for section in content["sections"] for block in section["blocks"])
    (table,) = (block for block in blocks if block.get("id") == "statement_orders")
    return [row["cells"][6] for row in table["rows"]]
