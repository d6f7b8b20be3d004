"""The HTML: everything escaped, tables that a screen reader can follow, marks on every page."""

import dataclasses
import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporting.domain.disclosure import Facts, Paragraph, Row, Section, Status, Text, Verbatim
from reporting.domain.localised import Localised
from reporting.rendering.html import render_html
from reporting.rendering.pages import css_string
from reporting.rendering.tables import facts_whole, table_view
from tests.rendering import sample

WORDS = sample.words()
HOSTILE = "{{7*7}}<img src=file:///etc/hostname>\"'</style></title>&amp;"


def test_hostile_text_is_text_wherever_it_stands() -> None:
    text = Text("sample.series.name", {"name": Verbatim(HOSTILE)})
    section = Section("x", text, (Paragraph(text),))
    document = sample.disclosure(
        firm=HOSTILE, profile=HOSTILE, title=text, subtitle=text, sections=(section,)
    )
    html = render_html(document, WORDS)
    assert "<img" not in html and "49" not in html.replace("\\0", "")
    assert html.count("</style>") == 1 and html.count("</title>") == 1


def test_readers_see_the_name_of_the_profile_and_else_its_id() -> None:
    cell = re.compile(r'<table class="identity">.*?<td>(.*?)</td>', re.DOTALL)
    for name, shown in ((None, "balanced"), (Localised((("en", "Steady & slow"),)), "Steady &amp; slow")):
        document = sample.disclosure(profile="balanced", profile_name=name)
        html = render_html(document, WORDS)
        found = cell.search(html)
        assert found is not None and found[1] == shown
        assert f"– {shown} –" in html and css_string(f" · {unescape(shown)}\n")[1:-1] in html


@given(st.text())
def test_a_css_string_gives_back_its_text(text: str) -> None:
    css = css_string(text)
    assert re.fullmatch(r'"(?:[A-Za-z0-9]|\\[0-9a-f]{6})*"', css)
    assert re.sub(r"\\([0-9a-f]{6})", lambda code: chr(int(code[1], 16)), css[1:-1]) == text


def test_a_missing_value_has_one_note_for_each_reason() -> None:
    view = table_view(sample.scenarios(), WORDS)
    marked = [cell.text for _, cells in view.rows for cell in cells if cell.mark]
    assert marked == ["not available", "not available"]
    assert view.missing == (("a", "a fall of this depth has no average over five years"),)


def test_a_short_table_stays_on_one_page_and_one_whose_cells_take_many_lines_goes_on() -> None:
    short = dataclasses.replace(sample.scenarios(), rows=sample.scenarios().rows[:4])
    (name, *numbers) = short.rows[0].cells
    long = dataclasses.replace(short, rows=(Row((Verbatim("word " * 80), *numbers)),) * 4)
    assert name and table_view(short, WORDS).whole and not table_view(long, WORDS).whole
    assert table_view(dataclasses.replace(long, whole=True), WORDS).whole
    many = dataclasses.replace(short, rows=short.rows[:1] * 9)
    assert not table_view(many, WORDS).whole


def test_short_facts_stay_on_one_page_and_facts_of_many_lines_go_on() -> None:
    label = sample.say("fact.objective")
    assert facts_whole(sample.facts(), WORDS)
    assert not facts_whole(Facts(((label, Verbatim("word " * 80)),) * 4), WORDS)
    assert not facts_whole(Facts(((label, Verbatim("word")),) * 11), WORDS)


def test_tables_have_scopes_and_no_spans() -> None:
    html = render_html(sample.disclosure(), WORDS)
    assert "colspan" not in html and "rowspan" not in html
    assert all("scope=" in head for head in re.findall(r"<th\b[^>]*>", html))


@pytest.mark.parametrize("status", list(Status))
def test_the_mark_of_a_status_stands_only_where_it_belongs(status: Status) -> None:
    html = render_html(sample.disclosure(status), WORDS)
    assert ("chart:watermark" in html) is (status is not Status.FINAL)
    assert ("the prices come from a synthetic market" in html) is (status is not Status.FINAL)


def test_every_image_has_an_alternative() -> None:
    html = render_html(sample.disclosure(), WORDS)
    assert len(re.findall(r'<img src="chart:[a-z]+" alt="[^"]+">', html)) == html.count("<img") == 6


def test_the_document_says_its_language_and_dates() -> None:
    html = render_html(dataclasses.replace(sample.disclosure()), WORDS)
    assert '<html lang="en-GB">' in html
    assert html.count("2026-09-30T00:00:00Z") == 2
