"""Verdicts on many documents, counted."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporting.domain.tally import SIGNS, Tally, signs
from reporting.domain.verdict import Verdict

RULES = ("a", "b", "c")
ROWS = st.lists(st.tuples(*[st.sampled_from(Verdict)] * len(RULES)), min_size=1, max_size=20)
GRAVE = {Verdict.NOT_MET: 3, Verdict.NEEDS_PERSON: 2, Verdict.MET: 1, Verdict.NOT_APPLICABLE: 0}


def tally(rows: list[tuple[Verdict, ...]]) -> Tally:
    return Tally(RULES, Counter(signs(row) for row in rows))


@given(ROWS)
def test_each_rule_is_counted_as_if_documents_were_looked_at_one_by_one(
    rows: list[tuple[Verdict, ...]],
) -> None:
    found = tally(rows)
    assert found.documents == len(rows)
    for place, rule in enumerate(RULES):
        assert found.count(rule) == Counter(row[place] for row in rows)


@given(ROWS)
def test_of_several_rules_the_gravest_verdict_counts_for_each_document(
    rows: list[tuple[Verdict, ...]],
) -> None:
    assert tally(rows).count(*RULES) == Counter(max(row, key=GRAVE.__getitem__) for row in rows)


def test_every_verdict_has_a_sign_of_its_own() -> None:
    assert len(set(SIGNS.values())) == len(Verdict)


def test_an_unknown_rule_is_refused() -> None:
    with pytest.raises(ValueError):
        tally([(Verdict.MET,) * 3]).count("d")
