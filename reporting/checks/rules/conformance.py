"""PDF/A-3a and PDF/UA-1 in one file, by a validator."""

from __future__ import annotations

import page as validator

from reporting.checks.rule import Rule
from reporting.checks.subject import Subject
from reporting.checks.verdict import broken_by, seen
from reporting.domain.verdict import Finding

FAMILY = "conformance"


def _conforms(subject: Subject, profile: str) -> Finding:
    try:
        report = validator.validate_pdf_bytes(subject.printed.content, profile=profile)
    except validator.PageError as error:
        return broken_by([seen("validator_stops", error=str(error))])
    faults = [seen("validator", rule=failure.rule_id, message=failure.message) for failure in report.failures]
    if not report.is_compliant and not faults:
        faults = [seen("not_compliant")]
    return broken_by(faults)


RULES = (
    Rule("pdf_a", FAMILY, "Directive 2014/65/EU Art 4(1)(62)", lambda subject: _conforms(subject, "3a")),
    Rule("pdf_ua", FAMILY, "Directive (EU) 2019/882", lambda subject: _conforms(subject, "ua1")),
)
