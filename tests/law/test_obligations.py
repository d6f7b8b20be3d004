"""The catalogue of obligations is complete, and every automatic row has its rule."""

from __future__ import annotations

import pytest

from reporting.checks.rules import RULES
from reporting.law.obligations import Care, Obligation, Part, obligations
from reporting.rendering.words import shipped_words

WORDS = shipped_words("en").catalogue
IDS = {rule.id for rule in RULES}


def test_all_117_rows_are_there_in_order() -> None:
    assert [row.id for row in obligations()] == [f"O{number:02d}" for number in range(1, 118)]


@pytest.mark.parametrize("row", obligations(), ids=lambda row: row.id)
def test_every_row_says_what_it_asks_and_who_sees_to_it(row: Obligation) -> None:
    assert row.basis and row.demand in WORDS and row.documents
    assert set(row.documents) <= {"all", "ex-ante", "ex-post", "suitability", "notice", "cost-statement"}
    assert set(row.rules) <= IDS, f"no such rule: {set(row.rules) - IDS}"
    if row.care is Care.AUTOMATIC:
        assert row.rules and not row.why
    else:
        assert row.why in WORDS
        assert row.care is Care.PROCEDURAL or not row.rules
    assert not row.unverified or row.unverified in WORDS


def test_the_parts_hold_rows_that_follow_one_another() -> None:
    """But for two rows on the firm, which the catalogue lists among the first."""
    parts = [row.part for row in obligations() if row.id not in ("O02", "O03")]
    assert list(dict.fromkeys(parts)) == list(Part)
    assert parts == sorted(parts, key=list(Part).index)


def test_no_message_of_the_catalogue_is_idle() -> None:
    used = {row.why for row in obligations()} | {row.unverified for row in obligations()}
    there = {key for key in WORDS if key.startswith(("why.", "unverified."))}
    assert there == used - {""}


def test_every_rule_serves_an_obligation() -> None:
    served = {rule for row in obligations() for rule in row.rules}
    own = {"clause.not_priips"}  # the house's own caution: products' scenarios may not be confused with these
    assert IDS - served == own


def test_points_that_nobody_has_read_stay_marked() -> None:
    marked = {row.id for row in obligations() if row.unverified}
    assert {"O26", "O78", "O79", "O84", "O114", "O117"} <= marked


def test_rules_have_unique_ids_and_say_what_to_mend() -> None:
    assert len(IDS) == len(RULES)
    for rule in RULES:
        assert rule.article
        assert all(shipped_words("en").say(text).endswith(".") for text in (rule.demand, rule.mend))
