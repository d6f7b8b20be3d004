"""The clause register."""

from __future__ import annotations

import pytest

from reporting.domain.disclosure import DocumentKind
from reporting.law.clauses import Prominence, clause, clauses


@pytest.mark.parametrize("id", list(clauses()))
def test_every_clause_names_rule_document_occasion_and_text(id: str) -> None:
    row = clause(id)
    assert row.basis and row.applies and row.documents
    assert row.text == f"clause.{id}"


def test_the_three_kinds_of_performance_each_have_their_own_warning() -> None:
    rows = [clause(f"{kind}_performance") for kind in ("past", "simulated_past", "future")]
    assert len({row.text for row in rows}) == 3
    assert {row.prominence for row in rows} == {Prominence.WARNING}


def test_no_clause_about_a_record_stands_in_the_ex_ante_document() -> None:
    ex_ante = {id for id, row in clauses().items() if DocumentKind.EX_ANTE in row.documents}
    assert not ex_ante & {
        "past_performance",
        "simulated_past_performance",
        "short_record",
        "reference_period",
    }
    assert "future_performance" in ex_ante
