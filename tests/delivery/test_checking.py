"""`reporting check` finds the twin beside a PDF, or inside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from reporting.delivery.checking import Checked, check_files
from reporting.delivery.data import load_data
from reporting.delivery.job import make
from reporting.delivery.plan import Document, make_plan
from reporting.domain.disclosure import Disclosure
from reporting.domain.verdict import Verdict
from reporting.inputs.carried import ENTRY, FIGURES, read_carried
from reporting.rendering.pdf import Attachment, render_pdf
from tests.checks.base import ANTE, composed, whole
from tests.delivery.short import authors


@pytest.fixture(scope="module")
def short() -> tuple[Document, ...]:
    """Two small documents with all that a build puts into a PDF."""
    plan = make_plan(load_data(), chosen=("balanced",), period="2021Q4", paths=100)
    return make(plan.tasks[0], authors()).documents


def checked(folder: Path, pdf: bytes, beside: bytes | None = None) -> Checked:
    (folder / "a.pdf").write_bytes(pdf)
    if beside is not None:
        (folder / "a.json").write_bytes(beside)
    return check_files([folder / "a.pdf"])


def carrying(document: Disclosure, **files: bytes) -> bytes:
    """The document with these files in it, named by their last word."""
    names = {"figures": FIGURES, "entry": ENTRY}
    return render_pdf(
        document,
        tuple(Attachment(names[name], content, "application/json", name) for name, content in files.items()),
    )


def test_without_a_twin_beside_it_the_figures_inside_the_pdf_are_used(tmp_path: Path) -> None:
    pdf, twin = whole(ANTE)
    inside = checked(tmp_path, carrying(composed()[ANTE], figures=twin)).reports[0][1]
    alone = checked(tmp_path, pdf).reports[0][1]
    assert inside.twin and not alone.twin
    assert inside.findings["service_costs"].verdict is Verdict.MET
    assert alone.findings["service_costs"].verdict is Verdict.NEEDS_PERSON


def test_a_twin_beside_it_comes_first(tmp_path: Path) -> None:
    pdf = carrying(composed()[ANTE], figures=whole(ANTE)[1])
    done = checked(tmp_path, pdf, b"{}")
    assert not done.reports and "twin" in str(done.faults[0])


def test_figures_that_are_not_those_of_the_entry_are_no_twin(
    tmp_path: Path, short: tuple[Document, ...]
) -> None:
    assert checked(tmp_path, short[0].pdf).reports[0][1].twin
    entry = read_carried(tmp_path / "a.pdf").files[ENTRY]
    done = checked(tmp_path, carrying(composed()[ANTE], figures=whole(ANTE)[1], entry=entry))
    assert not done.reports and str(done.faults[0]).endswith(
        "a.pdf: its figures.json is not the one that its manifest-entry.json names; give the original"
    )


def test_what_is_carried_and_is_no_twin_is_one_sentence(tmp_path: Path) -> None:
    done = checked(tmp_path, carrying(composed()[ANTE], figures=b'{"kind": 1}'))
    assert not done.reports and len(done.faults) == 1 and "twin" in str(done.faults[0])
