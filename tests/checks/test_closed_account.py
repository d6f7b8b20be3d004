"""The last statement of a closed account passes the checks, and does not ask what is over."""

from __future__ import annotations

from reporting.checks.check import check
from reporting.disclosures.clients.account import account_facts
from reporting.disclosures.clients.pack import pack
from reporting.disclosures.clients.statement import statement_chapter
from reporting.disclosures.clients.suitability import suitability_update
from reporting.disclosures.lineage import traced
from reporting.domain.disclosure import Disclosure
from reporting.domain.verdict import Verdict
from tests.checks import clients
from tests.checks.base import made


def statement() -> Disclosure:
    """That of the persona whose relationship ended in the quarter."""
    client = clients.context(clients.ENDED)
    account = account_facts(client)
    assert account is not None
    updated = suitability_update(client, clients.assessment(client), clients.questionnaire())
    (alone,) = pack(client, (statement_chapter(account, updated),), None).alone
    return traced(alone, clients.inputs(alone.as_of))


def test_the_last_statement_of_a_closed_account_passes_every_check() -> None:
    report = check(*made(statement()), "statement")
    assert [each.rule.id for each in report.results if each.finding.verdict is Verdict.NOT_MET] == []
    (updated,) = (each.finding for each in report.results if each.rule.id == "suitability_updated")
    assert updated.verdict is Verdict.MET
