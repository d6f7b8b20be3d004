"""The page on the client book names every table, column and choice."""

import re
from enum import StrEnum
from pathlib import Path

import pytest

from reporting.clients.demo.personas import PERSONAS
from reporting.domain.client import AccountKind, Category, ConsentKind, FlowKind, Holder, Side
from reporting.inputs.clients.models import TABLES

PAGE = (Path(__file__).parents[3] / "docs" / "client-book.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^\| `(\w+)` \|[^\n]*\n\|---\|---\|\n((?:\|[^\n]*\n)+)", PAGE, re.MULTILINE))


@pytest.mark.parametrize("table", TABLES)
def test_every_column_is_named_and_marked_where_it_may_be_empty(table: str) -> None:
    first = [row.split("|")[1] for row in SECTIONS[table].splitlines()]
    named = dict(re.findall(r"`(\w+)`( \*)?", " ".join(first)))
    spec = TABLES[table]
    assert set(named) == set(spec.columns)
    assert {name for name, mark in named.items() if not mark} == set(spec.required)


@pytest.mark.parametrize("kind", [Category, Holder, AccountKind, Side, FlowKind, ConsentKind])
def test_every_choice_is_named(kind: type[StrEnum]) -> None:
    assert all(f"`{member.value}`" in PAGE for member in kind)


def test_every_persona_is_named() -> None:
    assert set(re.findall(r"\bP(\d\d)\b", PAGE)) == {f"{each.number:02d}" for each in PERSONAS}
