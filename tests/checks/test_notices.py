"""Notices of every reporting period pass the checks, and their ids are still read."""

from __future__ import annotations

from datetime import date

import pytest

from reporting.checks.check import check
from reporting.clients.period import Cycle, period_of
from reporting.disclosures.lineage import traced
from reporting.domain.verdict import Verdict
from tests.checks import clients
from tests.checks.base import made

DAY = date(2026, 8, 12)


@pytest.mark.parametrize(
    ("cycle", "label"), [(Cycle.MONTHLY, "2026-08"), (Cycle.QUARTERLY, "2026Q3"), (Cycle.YEARLY, "2026")]
)
def test_a_notice_of_every_reporting_period_passes(cycle: Cycle, label: str) -> None:
    written = clients.letter(period_of(cycle, DAY))
    assert written.document_id == f"{'0' * 20}-{label}-notice-10"
    report = check(*made(traced(written, clients.inputs(DAY))), "letter")
    wrong = [each.rule.id for each in report.results if each.finding.verdict is Verdict.NOT_MET]
    assert wrong == []
