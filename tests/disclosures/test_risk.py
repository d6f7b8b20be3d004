"""Risk classes in the documents: names, tables in force, history, band check, proxies."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from reporting.disclosures.context import Context
from reporting.disclosures.risk import TERMS, risk_class_of, risk_sections, sri_of
from reporting.domain.disclosure import Callout, Chart, Paragraph, Section, Table
from reporting.domain.figure import Figure
from reporting.domain.profile import RiskBand
from reporting.domain.series import Floats
from reporting.domain.units import Nature
from reporting.measures.risk_class import RiskClass
from reporting.measures.sample import NotAvailable
from reporting.measures.sri import Sri
from tests.disclosures.small import ALL, TARGET, WORDS, context, document, said


def sections(context: Context, target: Floats = TARGET) -> tuple[Section, ...]:
    return risk_sections(context, risk_class_of(context, target), sri_of(context, target))


def blocks(parts: tuple[Section, ...]) -> Iterator[object]:
    for part in parts:
        yield from part.blocks


def table(parts: tuple[Section, ...], id: str) -> Table:
    return next(block for block in blocks(parts) if isinstance(block, Table) and block.id == id)


def test_both_indicators_stand_under_their_own_names_with_their_tables() -> None:
    here = context()
    found = sections(here)
    risk, sri = risk_class_of(here, TARGET), sri_of(here, TARGET)
    assert isinstance(risk, RiskClass) and isinstance(sri, Sri)
    rows = [row.cells for row in table(found, "risk_classes").rows]
    assert [said(row[0]) for row in rows] == [
        "Risk class by the CESR/10-673 volatility method (SRRI scale)",
        "Summary risk indicator by the PRIIPs method (SRI scale)",
    ]
    classes = [row[1].value for row in rows if isinstance(row[1], Figure)]
    volatilities = [row[2].value for row in rows if isinstance(row[2], Figure)]
    assert (classes, volatilities) == ([risk.value, sri.value], [risk.volatility, sri.volatility])
    assert [said(row[3]) for row in rows] == [
        "since 1 July 2010: CESR/10-673, Box 1",
        "since 1 January 2018: Delegated Regulation (EU) 2017/653, Annex II, Part 1",
    ]


def test_every_word_exists_and_no_figure_is_of_the_past_or_the_future() -> None:
    here = context()
    whole = document(here, sections(here))
    WORDS.check(whole)
    assert {figure.nature for figure in whole.figures()} == {Nature.CURRENT}
    for term in TERMS:
        assert f"term.{term}" in WORDS.catalogue and f"term.{term}_definition" in WORDS.catalogue


def test_the_chart_shows_every_volatility_between_the_edges_around_it() -> None:
    here = context()
    risk = risk_class_of(here, TARGET)
    assert isinstance(risk, RiskClass)
    chart = next(block for block in blocks(sections(here)) if isinstance(block, Chart))
    own, *edges = chart.spec.series
    assert own.y == tuple(risk.volatilities) and len(own.y) == len(chart.spec.dates) < 300
    values = [series.y[0] for series in edges if series.y[0] is not None]
    assert values[0] <= min(risk.volatilities) and values[-1] > max(risk.volatilities)
    assert set(values) <= {0.005, 0.02, 0.05, 0.10, 0.15, 0.25}
    assert [said(series.label)[:7] for series in edges] == [
        f"Class {2 + (0.005, 0.02, 0.05, 0.10, 0.15, 0.25).index(value)}" for value in values
    ]


def quieter() -> Floats:
    """Weeks up and down in turn, over the last years a tenth as far: the class migrates downward."""
    count = 2500
    size = np.where(np.arange(count) < 1100, 0.03, 0.003)
    swings = np.where(np.arange(count) % 10 < 5, size, -size / (1 + size))
    path = 100 * np.cumprod(1 + swings)
    return np.column_stack((path, path))


def test_a_migration_is_listed_with_its_week_and_drawn_as_a_step() -> None:
    here = context(quieter(), sessions=2500)
    risk = risk_class_of(here, np.array([1.0, 0.0]))
    assert isinstance(risk, RiskClass)
    turns = [row for row in range(1, len(risk.classes)) if risk.classes[row] != risk.classes[row - 1]]
    assert turns, "the sample is made to change its class"
    found = sections(here, np.array([1.0, 0.0]))
    rows = table(found, "risk_changes").rows
    assert [row.cells[0] for row in rows] == [risk.ends[turn].item() for turn in reversed(turns)][:8]
    steps = next(b for b in blocks(found) if isinstance(b, Chart) and b.spec.id == "risk_class_history")
    cells = [[cell.value for cell in row.cells[1:] if isinstance(cell, Figure)] for row in rows]
    assert cells == [
        [risk.classes[turn - 1], risk.classes[turn], risk.volatilities[turn]] for turn in reversed(turns)
    ]
    assert (steps.spec.dates[0], steps.spec.dates[-1]) == (risk.ends[0].item(), risk.ends[-1].item())
    drawn = dict(zip(steps.spec.dates, steps.spec.series[0].y, strict=True))
    for turn in turns:
        assert drawn[risk.ends[turn - 1].item()] == risk.classes[turn - 1]
        assert drawn[risk.ends[turn].item()] == risk.classes[turn]
    WORDS.check(document(here, found))


def test_a_class_that_never_changed_is_said_in_a_sentence() -> None:
    found = sections(context())
    assert not [block for block in blocks(found) if isinstance(block, Table) and block.id == "risk_changes"]
    assert len([block for block in blocks(found) if isinstance(block, Chart)]) == 1
    risk = risk_class_of(context(), TARGET)
    assert isinstance(risk, RiskClass)
    sentences = [said(block.text) for block in blocks(found) if isinstance(block, Paragraph)]
    shown = [
        WORDS.show(day.item()).replace("\N{NO-BREAK SPACE}", " ") for day in (risk.ends[0], risk.ends[-1])
    ]
    assert f"From {shown[0]} to {shown[1]} the class did not change." in sentences


@pytest.mark.parametrize(("band", "outside"), [(ALL, False), (RiskBand(1, 3), True)])
def test_the_band_check_says_what_follows(band: RiskBand, outside: bool) -> None:
    callouts = [block for block in blocks(sections(context(band=band))) if isinstance(block, Callout)]
    assert len(callouts) == outside
    for callout in callouts:
        assert callout.clause == "risk_band" and "No client copy" in said(callout.text)


def test_without_enough_prices_both_indicators_say_why() -> None:
    short = context(sessions=1000)
    risk, sri = risk_class_of(short, TARGET), sri_of(short, TARGET)
    assert (risk, sri) == (NotAvailable("under_260_weeks"), NotAvailable("under_five_years"))
    found = risk_sections(short, risk, sri)
    WORDS.check(document(short, found))
    callout = next(block for block in blocks(found) if isinstance(block, Callout))
    assert "without this check" in said(callout.text)


def test_a_proxy_is_named() -> None:
    closes = context().market.closes.copy()
    closes[:900, 0] = np.nan
    without, named = context(closes), context(closes, proxy="BBB")
    assert risk_class_of(without, TARGET) == NotAvailable("needs_proxy", "AAA")
    found = sections(named)
    texts = [said(item) for block in blocks(found) for item in getattr(block, "items", ())]
    assert texts == ["AAA: before its first price, the returns of BBB stand in."]


def test_every_part_of_a_figure_stands_in_the_sections() -> None:
    whole = document(here := context(), sections(here))
    ids = {figure.id for figure in whole.figures()} | {
        "risk.class",
        "fees.service",
    }  # on page 1 of both documents
    assert [part for figure in whole.figures() for part in figure.parts if part not in ids] == []


def test_the_share_of_weeks_inside_counts_both_ends_of_the_range() -> None:
    calm = np.array([1.0, 0.0])
    risk = risk_class_of(context(quieter(), sessions=2500), calm)
    assert isinstance(risk, RiskClass)
    for lowest in range(1, risk.value + 1):
        for highest in range(risk.value, 8):
            here = context(quieter(), RiskBand(lowest, highest), sessions=2500)
            figures = {figure.id: figure.value for figure in document(here, sections(here, calm)).figures()}
            inside = sum(risk.classes.count(one) for one in range(lowest, highest + 1))
            assert figures["risk.weeks_inside"] == inside / len(risk.classes)
