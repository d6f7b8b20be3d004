"""Shocks, regimes and episodes stand in a table and in a chart, which shows what the table prints."""

from __future__ import annotations

import pytest

from reporting.disclosures.bars import bars_of
from reporting.disclosures.ex_post import ex_post
from reporting.disclosures.figures import percent
from reporting.domain.disclosure import (
    Chart,
    ChartKind,
    Disclosure,
    Row,
    Section,
    Table,
    Text,
    Verbatim,
    figures_in,
)
from reporting.domain.units import Nature
from reporting.measures.sample import NotAvailable
from tests.disclosures.composed import ex_ante_document, subject
from tests.disclosures.small import said

PROFILES = ("balanced", "conservative", "aggressive-ucits")
DRAWN = {"shocks": (".effect", ".mix"), "regimes": (".return",), "episodes": (".fall",)}
"""How the ids end whose figures are drawn, the first ones of a row."""


def documents(profile: str) -> dict[str, Section]:
    made: tuple[Disclosure, ...] = (ex_ante_document(profile), ex_post(*subject(profile)))
    return {section.id: section for document in made for section in document.sections}


def parts(section: Section) -> tuple[Table, Chart]:
    (table,) = (block for block in section.blocks if isinstance(block, Table))
    (chart,) = (block for block in section.blocks if isinstance(block, Chart))
    return table, chart


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("id", DRAWN)
def test_the_bars_are_figures_of_the_table(profile: str, id: str) -> None:
    table, chart = parts(documents(profile)[id])
    spec = chart.spec
    assert spec.kind is ChartKind.BARS and len(spec.labels) == len(table.rows)
    for place, row in enumerate(table.rows):
        own = [figure.value for figure in figures_in(row) if figure.id.endswith(DRAWN[id])]
        assert [series.y[place] for series in spec.series] == own[: len(spec.series)]


@pytest.mark.parametrize("id", DRAWN)
def test_the_words_behind_a_chart_read_every_bar_out(id: str) -> None:
    table, chart = parts(documents("balanced")[id])
    words = said(chart.alternative)
    told = {figure.id for figure in figures_in(chart.alternative)}
    assert len(told) == len(table.rows) * len(chart.spec.series)
    for series in chart.spec.series:
        assert words.count(said(series.label)) >= len(table.rows)


def test_what_is_not_available_has_no_bar() -> None:
    known, lacking = (
        percent(id, value, Nature.CURRENT, "weight") for id, value in (("a", 0.1), ("b", NotAvailable("x")))
    )
    rows = [Row((Verbatim("A"), known)), Row((Verbatim("B"), lacking))]
    chart = bars_of(rows, [Verbatim("A"), Verbatim("B")], {1: Text("ea.shock_effect")}, "c", "ea.shocks")
    assert [series.y for series in chart.spec.series] == [(0.1, None)]
