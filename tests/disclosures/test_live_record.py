"""The live record in a document: actual and simulated apart, warnings, the view in euro."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from reporting.disclosures.context import Context
from reporting.disclosures.live_record import euro_view, live_section, years_rows
from reporting.domain.disclosure import Callout, DocumentKind, Paragraph, Section, Table
from reporting.domain.errors import Unusable
from reporting.domain.figure import Figure
from reporting.domain.market import RateTable
from reporting.domain.series import ActualPast, NavPath, SimulatedPast
from reporting.domain.units import Nature
from reporting.inputs.records import LiveRecord
from reporting.measures.records import YearReturn, simulated_years, year_returns
from tests.disclosures.small import WORDS, context, document, said
from tests.measures.samples import fat_tailed, nav_of
from tests.tolerances import EXACT

END = date(2021, 12, 31)
RULES = SimulatedPast(nav_of(fat_tailed(1, 2400), "2012-10-22"))
MARKET: NavPath = nav_of(fat_tailed(2, 2400), "2012-10-22")
RATES = RateTable(
    np.array([f"{year}-12-31" for year in range(2014, 2022)], dtype="datetime64[D]"),
    ("USD",),
    np.linspace(1.3, 1.0, 8)[:, None],
    "fx.csv",
    "0" * 64,
)


def live(count: int) -> LiveRecord:
    """The last `count` days of a record whose gross value loses no fee."""
    nav = nav_of(fat_tailed(3, 2400), "2012-10-22")
    days, values = nav.dates[-count:], nav.values[-count:]
    before_fees = values * 1.00002 ** np.arange(count)
    return LiveRecord(
        ActualPast(NavPath(days, values)), ActualPast(NavPath(days, before_fees)), "balanced.csv", "f" * 64
    )


def rows_of(record: LiveRecord) -> tuple[YearReturn, ...]:
    return year_returns(record, RULES, MARKET, END, 5)


def with_fx(fx: RateTable = RATES) -> Context:
    return replace(context(), fx=fx)


def tables(section: Section) -> dict[str, Table]:
    return {block.id: block for block in section.blocks if isinstance(block, Table)}


def numbers(table: Table) -> list[list[float | None]]:
    return [[cell.value for cell in row.cells if isinstance(cell, Figure)] for row in table.rows]


def test_the_live_table_holds_actual_periods_alone_under_the_warning_of_the_past() -> None:
    record = live(600)
    section = live_section(with_fx(), record, rows_of(record))
    table = tables(section)["live_years"]
    assert len(table.rows) == 2, "600 weekdays are two complete years and a part of a third"
    natures = {figure.nature for figure in document(context(), (section,), DocumentKind.EX_POST).figures()}
    assert natures == {Nature.ACTUAL_PAST}
    assert section.warning is not None and section.warning.clause == "past_performance"
    assert [block.clause for block in section.blocks if isinstance(block, Callout)] == ["currency"]
    nav = record.net.nav
    for row, years in zip(numbers(table), ((2020, 2021), (2019, 2020)), strict=True):
        first, last = (nav.between(nav.dates[0], np.datetime64(f"{y}-12-31")).values[-1] for y in years)
        assert row[0] == pytest.approx(last / first - 1, rel=EXACT)
        assert row[1] is not None and row[0] is not None and row[1] > row[0]
    WORDS.check(document(context(), (section,), DocumentKind.EX_POST))


def test_earlier_periods_stay_simulated_and_are_said_to() -> None:
    record = live(600)
    section = live_section(with_fx(), record, rows_of(record))
    sentence = next(s for s in (said(b.text) for b in section.blocks if hasattr(b, "text")) if "Before" in s)
    assert sentence.startswith("Before 31 December 2019")
    assert len(simulated_years(rows_of(record))) == 3


def test_under_a_year_there_is_a_sentence_and_no_figure() -> None:
    record = live(200)
    section = live_section(context(), record, rows_of(record))
    shown = document(context(), (section,), DocumentKind.EX_POST)
    assert list(shown.figures()) == [] and tables(section) == {}
    assert "less than one complete year" in said(section.blocks[-1].text)  # type: ignore[union-attr]


def test_the_euro_table_is_the_same_periods_converted() -> None:
    record = live(600)
    section = live_section(with_fx(), record, rows_of(record))
    own, euro = (numbers(tables(section)[id]) for id in ("live_years", "live_years_eur"))
    rates = RATES.values[-3:, 0]
    for place, (before, after) in enumerate(zip(own, euro, strict=True)):
        factor = rates[1 - place] / rates[2 - place]
        expected = [None if value is None else (1 + value) * factor - 1 for value in before]
        assert after == pytest.approx(expected, rel=EXACT)


def test_a_euro_profile_has_no_second_table_and_needs_no_rates() -> None:
    here = context()
    own = replace(here, profile=replace(here.profile, base_currency="EUR"))
    record = live(600)
    assert list(tables(live_section(own, record, rows_of(record)))) == ["live_years"]


@pytest.mark.parametrize("fx", [None, replace(RATES, names=("CHF",))])
def test_without_an_exchange_rate_a_sentence_says_so(fx: RateTable | None) -> None:
    record = live(600)
    section = live_section(replace(context(), fx=fx), record, rows_of(record))
    assert list(tables(section)) == ["live_years"]
    last = section.blocks[-1]
    assert isinstance(last, Paragraph) and "no exchange rate of USD per euro was given" in said(last.text)


def test_an_exchange_rate_with_a_hole_is_refused_in_words() -> None:
    kept = RATES.dates != np.datetime64("2020-12-31")
    fx = replace(RATES, dates=RATES.dates[kept], values=RATES.values[kept])
    record = live(600)
    with pytest.raises(Unusable, match="2020-12-31"):
        live_section(with_fx(fx), record, rows_of(record))


def test_simulated_periods_have_a_euro_view_of_their_own() -> None:
    rows = simulated_years(rows_of(live(600)))
    (table,) = euro_view(with_fx(), rows, "years_eur", ("prices",))
    assert isinstance(table, Table)
    assert "simulated returns" in said(table.caption)
    figures = [cell for row in table.rows for cell in row.cells if isinstance(cell, Figure)]
    assert {figure.nature for figure in figures} == {Nature.SIMULATED_PAST}


def test_periods_of_two_natures_never_share_a_table() -> None:
    with pytest.raises(ValueError, match="never share a table"):
        years_rows(rows_of(live(600)), "x", (), ())
