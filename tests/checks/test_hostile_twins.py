"""Twins of another shape than ours, beside a sound PDF: every rule comes to a verdict."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import pytest

from reporting.checks.check import judge
from reporting.checks.reader import Printed, read_printed
from reporting.checks.rules import RULES
from reporting.checks.twin import parse_twin
from reporting.domain.disclosure import DocumentKind
from reporting.domain.verdict import Verdict
from tests.checks import base
from tests.checks.base import COSTS, NOTICE, REFUSAL, STATEMENT, SUITABILITY, Json

NOISE = "to the of {a} [F1] 12 %; " * 400


@cache
def printed(kind: DocumentKind) -> Printed:
    return read_printed(base.whole(kind)[0], "x")


def blocks(content: Json, *kinds: str) -> Iterator[Json]:
    return (
        block for section in content["sections"] for block in section["blocks"] if block["block"] in kinds
    )


def one_cell(content: Json) -> None:
    for table in blocks(content, "table"):
        for row in table["rows"]:
            row["cells"] = row["cells"][:1]


def no_rows(content: Json) -> None:
    for table in blocks(content, "table"):
        table["rows"], table["columns"] = [], []


def no_figures(content: Json) -> None:
    for table in blocks(content, "table"):
        for row in table["rows"]:
            row["cells"] = ["?" for _ in row["cells"]]


def no_values(content: Json) -> None:
    for figure in content["figures"].values():
        figure["value"], figure["printed"] = None, "not available"


def other_numbers(content: Json) -> None:
    for figure in content["figures"].values():
        figure["printed"], figure["decimals"] = "1", 300


def empty_facts(content: Json) -> None:
    for facts in blocks(content, "facts"):
        facts["rows"] = [[label, ""] for label, _ in facts["rows"]]


def no_sections(content: Json) -> None:
    content["sections"] = []


def noise(content: Json) -> None:
    for block in blocks(content, "paragraph", "bullets", "callout"):
        block["text"] = NOISE
        block["items"] = [NOISE for _ in block.get("items", [])]
    for facts in blocks(content, "facts"):
        facts["rows"] = [[label, NOISE] for label, _ in facts["rows"]]


def odd_days(content: Json) -> None:
    content["as_of"], content["period"] = "2024-02-29", "2026Q9"


CHANGES: tuple[Callable[[Json], Any], ...] = (
    one_cell, no_rows, no_figures, no_values, other_numbers, empty_facts, no_sections, noise, odd_days
)  # fmt: skip


@pytest.mark.parametrize("kind", [SUITABILITY, REFUSAL, STATEMENT, COSTS, NOTICE])
@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_every_rule_comes_to_a_verdict(kind: DocumentKind, change: Callable[[Json], Any]) -> None:
    content = json.loads(base.whole(kind)[1])
    change(content)
    report = judge(printed(kind), parse_twin(json.dumps(content).encode(), "x"))
    assert len(report.results) == len(RULES)
    assert all(result.finding.evidence or result.finding.verdict is Verdict.MET for result in report.results)


def test_a_shape_that_is_none_of_ours_is_a_fault_of_the_document() -> None:
    content = json.loads(base.whole(STATEMENT)[1])
    one_cell(content)
    findings = judge(printed(STATEMENT), parse_twin(json.dumps(content).encode(), "x")).findings
    assert findings["contents_add_up"].verdict is Verdict.NOT_MET
    assert findings["contents_add_up"].evidence[0].text.key == "seen.unreadable"
