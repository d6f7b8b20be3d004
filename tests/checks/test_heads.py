"""Heads of columns are found on every page of a table, broken at syllables or not."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import pytest

from reporting.checks.page import Page, Run
from reporting.checks.rules.layout import _heads
from reporting.checks.subject import Subject
from reporting.checks.twin import HeadCell, TwinTable
from reporting.domain.verdict import Verdict

BLACK, WHITE = (0, 0, 0), (255, 255, 255)


def run(text: str) -> Run:
    return Run(text, 8.4, (0.0, 0.0, 1.0, 1.0), BLACK, WHITE, 1)


def subject(*pages: tuple[str, ...]) -> Subject:
    """A table with the heads `Profil` and `Risikoklasse` on pages of these runs."""
    heads = [HeadCell.model_construct(header=head) for head in ("Profil", "Risikoklasse")]
    table = TwinTable.model_construct(caption="Profile", columns=heads)
    printed = [Page(number, 595.0, 842.0, tuple(map(run, runs))) for number, runs in enumerate(pages, 1)]
    place = SimpleNamespace(block=table, pages=range(1, len(pages) + 1))
    made = SimpleNamespace(
        placement=SimpleNamespace(tables=[place]), printed=SimpleNamespace(pages=tuple(printed))
    )
    return cast(Subject, made)


@pytest.mark.parametrize("second", [("Profil", "Risikoklasse"), ("Profil", "Risiko-", "klasse")])
def test_a_head_that_is_broken_at_a_syllable_is_there(second: tuple[str, ...]) -> None:
    assert _heads(subject(("Profil", "Risiko-", "klasse"), second)).verdict is Verdict.MET


def test_a_head_that_is_missing_on_one_page_is_told() -> None:
    finding = _heads(subject(("Profil", "Risiko-", "klasse"), ("Profil", "Risiko")))
    assert finding.verdict is Verdict.NOT_MET and [each.page for each in finding.evidence] == [2]
