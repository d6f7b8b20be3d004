"""PDF/A-3a and PDF/UA-1 in one file, by a validator."""

from __future__ import annotations

import page as validator

from reporting.checks.rule import Rule
from reporting.checks.subject import Subject
from reporting.checks.verdict import Evidence, Finding, broken_by

FAMILY = "conformance"


def _conforms(subject: Subject, profile: str) -> Finding:
    try:
        report = validator.validate_pdf_bytes(subject.printed.content, profile=profile)
    except validator.PageError as error:
        return broken_by([Evidence(f"the validator gives up: {error}")])
    faults = [Evidence(f"{failure.rule_id}: {failure.message}") for failure in report.failures]
    if not report.is_compliant and not faults:
        faults = [Evidence("the validator finds the file not compliant")]
    return broken_by(faults)


RULES = (
    Rule(
        "pdf_a",
        FAMILY,
        "Directive 2014/65/EU Art 4(1)(62)",
        "The file conforms to PDF/A-3a, so that it stays readable unchanged.",
        "Print the document anew with the program's own renderer.",
        lambda subject: _conforms(subject, "3a"),
    ),
    Rule(
        "pdf_ua",
        FAMILY,
        "Directive (EU) 2019/882",
        "The file conforms to PDF/UA-1, so that assistive technology can read it.",
        "Print the document anew with the program's own renderer.",
        lambda subject: _conforms(subject, "ua1"),
    ),
)
