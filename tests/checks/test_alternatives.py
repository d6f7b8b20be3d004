"""Other profiles are compared; a firm that has none says so in words, and nothing else passes."""

from __future__ import annotations

from reporting.checks.check import Report, check
from reporting.domain.disclosure import Table
from reporting.domain.verdict import Verdict
from reporting.rendering.words import shipped_words
from tests.checks import clients
from tests.checks.base import SUITABILITY, made, reworded

RULE = "alternatives_compared"


def verdict(report: Report) -> Verdict:
    (found,) = (each.finding for each in report.results if each.rule.id == RULE)
    return found.verdict


def test_a_firm_with_one_profile_says_so_and_passes_every_check() -> None:
    written = clients.report_alone(clients.context(profiles=(clients.PROFILE,)))
    (section,) = (each for each in written.sections if each.id == "alternatives")
    assert not any(isinstance(block, Table) for block in section.blocks)
    report = check(*made(written), "report")
    assert [each.rule.id for each in report.results if each.finding.verdict is Verdict.NOT_MET] == []
    (found,) = (each.finding for each in report.results if each.rule.id == RULE)
    assert found.verdict is Verdict.MET and found.evidence


def test_the_words_beside_other_profiles_do_not_pass() -> None:
    words = shipped_words("en").catalogue.message("suitability.only_profile")
    assert verdict(check(*reworded(SUITABILITY, {"suitability.alternatives_lead": words}), "report")) is (
        Verdict.NOT_MET
    )
