"""Refusals of incomplete answers where there is a mandate: alone and in a pack, every check passes."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from reporting.checks.check import check
from reporting.clients.assessment.types import Assessment
from reporting.disclosures.clients.account import account_facts
from reporting.disclosures.clients.context import ClientContext
from reporting.disclosures.clients.pack import Pack, pack
from reporting.disclosures.clients.refusal import refusal_chapter
from reporting.disclosures.clients.statement import statement_chapter
from reporting.disclosures.clients.suitability import suitability_update
from reporting.disclosures.lineage import traced
from reporting.domain.disclosure import Disclosure
from reporting.domain.verdict import Verdict
from tests.checks import clients
from tests.checks.base import made


def incomplete(missing: int) -> tuple[ClientContext, Assessment]:
    """The persona with a mandate, whose first answers are missing."""
    known = clients.record()
    gone = [question.id for question in clients.questionnaire().questions][:missing]
    left = tuple(each for each in known.answers if each.question not in gone)
    client = replace(clients.context(), record=replace(known, answers=left))
    return client, clients.assessment(client)


@cache
def bound(missing: int) -> Pack:
    """Its refusal and its statement."""
    client, found = incomplete(missing)
    account = account_facts(client)
    assert account is not None and found.refused and found.mandate
    updated = suitability_update(client, found, clients.questionnaire())
    chapters = (refusal_chapter(client, found, clients.questionnaire()), statement_chapter(account, updated))
    return pack(client, chapters, None)


@pytest.mark.parametrize("missing", [1, 24])
@pytest.mark.parametrize("whole", [False, True], ids=["by itself", "in a pack"])
def test_a_refusal_of_a_client_with_a_mandate_says_what_people_and_the_program_do(
    whole: bool, missing: int
) -> None:
    document: Disclosure = bound(missing).whole if whole else bound(missing).alone[0]
    report = check(*made(traced(document, clients.inputs(document.as_of))), "refusal")
    verdicts = {each.rule.id: each.finding.verdict for each in report.results}
    assert verdicts["statement.human_and_program"] is Verdict.MET
    assert [rule for rule, verdict in verdicts.items() if verdict is Verdict.NOT_MET] == []
