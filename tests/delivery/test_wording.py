from datetime import date

import pytest

from reporting.delivery import wording
from reporting.domain.decision import EtfDecision, Reason, Signals
from reporting.domain.market import Finding, Severity
from reporting.measures.sample import NotAvailable


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_is_a_sentence_about_its_etf(reason: Reason) -> None:
    etf = EtfDecision("SPY", Signals(0, 0, 0, 0), 0.1, 0.2, 0.125, 0.1, reason)
    words = wording.reason(wording.speaker(), etf)
    assert words.startswith("SPY ") and words.endswith(".")
    assert ("12.50%" in words) == (reason in (Reason.CAP, Reason.DOWNTREND_CAP))


def test_a_missing_value_names_what_it_is_about() -> None:
    assert wording.missing(wording.speaker(), NotAvailable("no_such_code")) == "no such code"
    assert wording.missing(wording.speaker(), NotAvailable("needs_proxy", "ARKK")).endswith("(ARKK)")


def test_findings_that_are_mere_notes_are_left_out() -> None:
    findings = [
        Finding("stale", Severity.NOTE, "BIL", detail="9"),
        Finding("stale", Severity.WARN, "SPY", date(2021, 12, 31), "9"),
        Finding("risk_free_looks_annual", Severity.WARN, detail="80% a year"),
    ]
    told = wording.warnings(wording.speaker(), findings)
    assert len(told) == 2
    assert told[0].startswith("SPY 2021-12-31: ") and told[0].endswith(": 9")
    assert told[1].endswith(": 80% a year")


def test_a_flood_of_findings_is_counted() -> None:
    told = wording.warnings(wording.speaker(), [Finding("gap", Severity.WARN)] * 100)
    assert len(told) == wording.MOST + 1 and str(100 - wording.MOST) in told[-1]
