"""The compliance report as it is printed: legible, in one language, the same bytes twice, itself checked."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import date
from functools import cache

import pypdf
import pytest

from reporting.checks.reader import read_printed
from reporting.checks.verdict import broken_by, seen
from reporting.delivery.compliance import compliance_report
from reporting.delivery.data import load_data
from reporting.delivery.plan import Document, Outcome, Plan, make_plan
from reporting.disclosures.compliance.documents import VERDICTS
from reporting.domain.disclosure import PROFILE_KINDS, DocumentKind, Status
from reporting.domain.errors import Fault
from reporting.domain.verdict import Finding, Verdict
from reporting.inputs.carried import FIGURES
from reporting.law.obligations import obligations
from reporting.rendering.languages import COMPLIANCE, speaking
from tests.checks import base
from tests.checks.base import ANTE, POST

CHECKED = b'{"documents": []}'
SLACK = 1.0
"""Points by which the boxes of two lines may meet."""
HIGHEST_END = 400.0
"""Points above the foot at which a page that goes on ends at the latest: nearly half of what it can hold."""
HOSTILE = "\x00\ufffd\ue000漢 <b>{x}</b> None NaN guaranteed"


@cache
def plan(language: str = "en") -> Plan:
    return make_plan(load_data(), chosen=("balanced",), period="2021Q4", language=language)


def document(kind: DocumentKind, findings: dict[str, Finding], *barred: str) -> Document:
    return Document(kind, Status.SPECIMEN, 9, kind.value.encode(), b"{}", barred=barred, findings=findings)


def outcomes(**more: Finding) -> list[Outcome]:
    """Two profiles with the findings of real documents, and one that was refused."""
    made = tuple(document(kind, base.report(kind).findings | more) for kind in PROFILE_KINDS)
    done = [Outcome(name, date(2021, 12, 31), made) for name in ("growth", "balanced")]
    return [*done, Outcome("income", faults=(Fault("income", "no prices"),))]


@cache
def report(language: str = "en") -> Document:
    return compliance_report(plan(language), outcomes(), CHECKED, "checks.json")


def verdicts(made: Document) -> dict[str, Verdict]:
    return {rule: finding.verdict for rule, finding in made.findings.items()}


@pytest.mark.parametrize("language", speaking(COMPLIANCE))
def test_it_passes_the_checks_that_concern_it_in_every_language(language: str) -> None:
    made = report(language)
    assert made.barred == () and made.language == language
    assert {rule for rule, found in verdicts(made).items() if found is Verdict.NOT_MET} == set()
    wanted = (
        *("firm_name", "every_page", "same_as_twin", "smallest_text", "contrast", "inside_page"),
        *("one_language", "language_declared", "heads_repeated", "no_orphan", "all_glyphs"),
        *("parts_agree", "figures_defined", "figures_sourced", "pdf_a", "pdf_ua", "as_of_in_period"),
    )
    for rule in wanted:
        assert verdicts(made)[rule] is Verdict.MET, made.findings[rule]
    for rule in (
        "readability",
        "past_not_first",
        "service_costs",
        "risk_in_band",
        "clause.tax",
        "no_promise",
    ):
        assert verdicts(made)[rule] is Verdict.NOT_APPLICABLE


def test_the_same_outcomes_in_another_order_give_the_same_bytes() -> None:
    again = compliance_report(plan(), outcomes()[::-1], CHECKED, "checks.json")
    assert again.pdf == report().pdf and again.twin == report().twin


def test_its_twin_holds_every_obligation_and_every_verdict() -> None:
    content = json.loads(report().twin)
    tables = {block["id"]: block for section in content["sections"] for block in section["blocks"]
              if block["block"] == "table"}  # fmt: skip
    matrix = [
        row["cells"] for id, table in tables.items() if id.startswith("matrix_") for row in table["rows"]
    ]
    assert sorted(cells[0] for cells in matrix) == sorted(row.id for row in obligations())
    assert [row["cells"][1] for row in tables["documents"]["rows"][:-1]] == ["balanced", "growth"] * 2
    found = [each.verdict for kind in (ANTE, POST) for each in base.report(kind).findings.values()]
    for verdict in VERDICTS:
        assert content["figures"][f"documents.{verdict.value}"]["value"] == 2 * found.count(verdict)


def test_it_carries_its_figures_and_the_findings() -> None:
    files = {each.name: each.content for each in pypdf.PdfReader(io.BytesIO(report().pdf)).attachment_list}
    assert files == {FIGURES: report().twin, "checks.json": CHECKED}


def test_what_it_quotes_from_a_broken_document_breaks_nothing() -> None:
    bad = broken_by([seen("value", 3, value=HOSTILE), seen("value", 4, value="x" * 3000)])
    made = compliance_report(plan(), outcomes(no_promise=bad), CHECKED, "checks.json")
    assert made.barred == ()
    assert "??" in made.twin.decode() and "\\u0000" not in made.twin.decode()


def test_it_quotes_documents_in_their_own_language() -> None:
    quoted = broken_by(
        [seen("value", 3, value="Il rendimento che si è ottenuto non è quello della strategia. " * 3)]
    )
    made = compliance_report(plan(), outcomes(kid_available=quoted), CHECKED, "checks.json")
    assert made.barred == () and verdicts(made)["one_language"] is Verdict.MET


def test_a_language_without_these_texts_gets_the_report_in_english() -> None:
    lacking = replace(plan(), languages=("xx", "en"))
    assert compliance_report(lacking, [], CHECKED, "checks.json").language == "en"


def test_a_period_in_which_every_profile_was_refused_has_a_report_that_anyone_can_read() -> None:
    refused = [Outcome(name, faults=(Fault(name, "no prices"),)) for name in ("growth", "income")]
    made = compliance_report(plan(), refused, CHECKED, "checks.json")
    assert made.barred == () and verdicts(made)["pdf_ua"] is Verdict.MET
    assert {id for id, found in verdicts(made).items() if found is Verdict.NOT_MET} == set()


@pytest.mark.parametrize("language", speaking(COMPLIANCE))
def test_no_text_stands_on_another_and_no_page_but_the_last_is_nearly_half_empty(language: str) -> None:
    pages = read_printed(report(language).pdf, "compliance.pdf").pages
    for page in pages:
        runs = sorted(page.body, key=lambda run: run.box[1])
        for place, one in enumerate(runs):
            for other in runs[place + 1 :]:
                if other.box[1] > one.box[3] - SLACK:
                    break
                beside = min(one.box[2], other.box[2]) - max(one.box[0], other.box[0]) <= SLACK
                assert beside, (page.number, one.text, other.text)
        lowest = min(run.box[1] for run in runs)
        assert page is pages[-1] or lowest <= HIGHEST_END, (page.number, lowest)
