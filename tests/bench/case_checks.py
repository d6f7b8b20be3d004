"""Checks and validation of a document take less than its rendering."""

from __future__ import annotations

from collections.abc import Iterator

from reporting.checks.check import check
from reporting.checks.rules import RULES
from reporting.delivery.data import load_data
from reporting.delivery.evidence import attachments
from reporting.delivery.job import compose, market_of
from reporting.delivery.plan import Task, make_plan
from reporting.domain.disclosure import Disclosure
from reporting.rendering.pdf import render_pdf
from reporting.rendering.twin import twin
from tests.bench.harness import Row, case, seconds

VALIDATION = tuple(rule for rule in RULES if rule.family == "conformance")


@case
def checks_and_rendering() -> Iterator[Row]:
    """All rules, reading back and both validations against layout and print, for each document."""
    task = make_plan(load_data(), chosen=("balanced",), paths=1000).tasks[0]
    for disclosure in compose(task, market_of(task)):
        yield from _rows(task, disclosure)


def _rows(task: Task, disclosure: Disclosure) -> Iterator[Row]:
    figures = twin(disclosure)
    carried = attachments(task, disclosure, figures)
    pdf = render_pdf(disclosure, carried)
    printing = seconds(lambda: render_pdf(disclosure, carried))
    looking = seconds(lambda: check(pdf, figures, "x"))
    validating = seconds(lambda: check(pdf, figures, "x", VALIDATION))
    name, note = disclosure.kind.value, f"rendering {printing:.2f} s"
    yield Row(f"{name}: time of checks / time of rendering", looking / printing, "", at_most=1, note=note)
    yield Row(f"{name}: of that, reading back and validation", validating / printing, "")
