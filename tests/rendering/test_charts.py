"""Charts: the same bytes, small, in the document's own fonts, with the specs' values in place."""

import dataclasses
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from xml.etree import ElementTree

import matplotlib
import pytest

from reporting.domain.disclosure import ChartKind, ChartSpec, Series, Verbatim
from reporting.rendering import fonts
from reporting.rendering.canvas import TEXT_SIZE
from reporting.rendering.charts import draw
from tests.rendering import sample

SPECS = (sample.lines, sample.drawdown, sample.fan, sample.stack, sample.bars, sample.years)
WORDS = sample.words()


def printed(svg: bytes) -> list[str]:
    return [
        element.text or "" for element in ElementTree.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")
    ]


@pytest.mark.parametrize("spec", SPECS)
def test_the_same_chart_gives_the_same_bytes(spec: Callable[[], ChartSpec]) -> None:
    assert draw(spec(), WORDS) == draw(spec(), WORDS)


@pytest.mark.parametrize("spec", SPECS)
def test_settings_of_another_library_or_file_change_no_byte(spec: Callable[[], ChartSpec]) -> None:
    before = draw(spec(), WORDS)
    foreign = {"lines.linewidth": 9, "font.size": 30, "axes.facecolor": "red", "path.simplify": False}
    with matplotlib.rc_context(foreign | {"lines.solid_capstyle": "round", "patch.linewidth": 4}):
        assert draw(spec(), WORDS) == before


@pytest.mark.parametrize("spec", SPECS)
def test_a_chart_is_small_and_loads_nothing(spec: Callable[[], ChartSpec]) -> None:
    svg = draw(spec(), WORDS)
    assert len(svg) < 40_000
    assert b"href" not in svg and b"<image" not in svg and b"url(" not in svg


@pytest.mark.parametrize("spec", SPECS)
def test_every_series_is_named_in_words(spec: Callable[[], ChartSpec]) -> None:
    chart = spec()
    if len(chart.series) > 1:
        assert {WORDS.say(series.label) for series in chart.series} <= set(printed(draw(chart, WORDS)))


@pytest.mark.parametrize("spec", SPECS)
def test_only_the_shipped_font_is_used(spec: Callable[[], ChartSpec]) -> None:
    families = set(re.findall(rb"font-family: '([^']+)'", draw(spec(), WORDS)))
    assert families == {b"Source Sans 3"}


def test_a_line_stands_where_its_values_are() -> None:
    days = (date(2020, 1, 1), date(2021, 1, 1), date(2022, 1, 1))
    spec = ChartSpec(
        "c", ChartKind.LINES, (Series(sample.say("series.model"), (0.0, 0.5, 1.0)),), "percent", days
    )
    path = re.search(rb'd="([^"]+)" style="fill: none; stroke: #14375e; stroke-width: 1.4', draw(spec, WORDS))
    assert path
    x, y = zip(*[map(float, point.split()) for point in re.split(rb"[ML]", path[1])[1:]], strict=True)
    # 366 of 731 days; SVG counts y downwards, coordinates have two decimals.
    assert (x[1] - x[0]) / (x[2] - x[0]) == pytest.approx(366 / 731, abs=1e-3)
    assert (y[0] - y[1]) / (y[0] - y[2]) == pytest.approx(0.5, abs=1e-3)


def test_a_gap_in_a_series_breaks_its_line() -> None:
    days = tuple(date(2020, month, 1) for month in range(1, 8))
    whole = Series(sample.say("series.model"), (1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0))
    broken = dataclasses.replace(whole, y=(1.0, 2.0, 3.0, None, 5.0, 6.0, 7.0))

    def strokes(series: Series) -> int:
        return draw(ChartSpec("c", ChartKind.LINES, (series,), "index", days), WORDS).count(
            b"stroke-width: 1.4"
        )

    assert strokes(broken) == strokes(whole) + 1


@pytest.mark.parametrize("kind", list(ChartKind))
def test_a_chart_without_values_says_so(kind: ChartKind) -> None:
    series = (Series(sample.say("series.model"), (None, None)),)
    spec = ChartSpec(
        "c",
        kind,
        series,
        "percent",
        (date(2020, 1, 1), date(2021, 1, 1)),
        labels=(Verbatim("a"), Verbatim("b")),
    )
    assert printed(draw(spec, WORDS)) == ["not available"]


@pytest.mark.parametrize("kind", list(ChartKind))
def test_flat_and_single_values_can_be_drawn(kind: ChartKind) -> None:
    for count in (1, 2):
        series = (Series(sample.say("series.model"), (0.0,) * count),)
        days = tuple(date(2020, 1, day + 1) for day in range(count))
        spec = ChartSpec(
            "c", kind, series, "percent", days, labels=(Verbatim("a"),) * count, horizontal=count == 1
        )
        ElementTree.fromstring(draw(spec, WORDS))


@pytest.mark.parametrize("values", [(-0.3, 0.0, None), (0.3, 0.0, None), (-0.2, 0.3, None)])
def test_numbers_beside_horizontal_bars_stay_inside_the_chart(values: tuple[float | None, ...]) -> None:
    series = (Series(sample.say("series.model"), values),)
    labels = (Verbatim("a"), Verbatim("b"), Verbatim("c"))
    svg = draw(ChartSpec("c", ChartKind.BARS, series, "percent", labels=labels, horizontal=True), WORDS)
    drawn = ElementTree.fromstring(svg)
    edge = float(drawn.attrib["viewBox"].split()[2])
    for element in drawn.iter("{http://www.w3.org/2000/svg}text"):
        left = float(element.attrib["x"])
        assert left >= 0 and left + fonts.width(element.text or "", TEXT_SIZE) <= edge, element.text


def test_hostile_names_are_text_in_a_chart() -> None:
    name = "</text><script>$x_1$ & {{7*7}}"
    spec = dataclasses.replace(sample.bars(), labels=(Verbatim(name), *sample.bars().labels[1:]))
    svg = draw(spec, WORDS)
    assert b"<script" not in svg
    assert "".join(printed(svg)).replace(" ", "").startswith("</text><script>$x_1$")


def test_series_of_another_length_than_the_axis_are_refused() -> None:
    with pytest.raises(ValueError, match="another length"):
        draw(dataclasses.replace(sample.lines(), dates=(date(2020, 1, 1),)), WORDS)


def test_pyplot_is_never_imported() -> None:
    code = "import sys, reporting.rendering.charts; sys.exit('matplotlib.pyplot' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
