"""What the checks take for text, for labels of charts, and for head and foot of a page."""

from functools import cache

from reporting.checks.page import Run
from reporting.checks.reader import read_printed
from reporting.domain.disclosure import Callout, Emphasis, Section, Text, Verbatim
from reporting.rendering.pdf import render_pdf
from tests.rendering import sample

WORDS = "An ordinary sentence."


@cache
def runs() -> list[Run]:
    said = Callout(Text("sample.series.name", {"name": Verbatim(WORDS)}), Emphasis.NOTE)
    section = Section("x", sample.say("section.past"), (said, sample.chart(sample.years())))
    content = render_pdf(sample.disclosure(sections=(section,)), words=sample.words())
    return [run for page in read_printed(content, "x").pages for run in page.runs]


def joined(drawing: bool, artifact: bool) -> str:
    """SVG text is drawn letter by letter."""
    return "".join(run.text for run in runs() if (run.drawing, run.artifact) == (drawing, artifact))


def test_labels_of_a_chart_are_drawing_and_the_text_around_it_is_not() -> None:
    labels, text = joined(drawing=True, artifact=False), joined(drawing=False, artifact=False)
    title = sample.words().say(sample.say("chart.years"))
    assert all(label in labels and label not in text for label in ("2017 ", "2021 ", "−10%", "15%"))
    assert all(words in text and words not in labels for words in (WORDS, title))


def test_head_foot_and_watermark_are_no_content() -> None:
    margins = joined(drawing=False, artifact=True)
    assert "Page 1 of 1" in margins and "SPECIMEN – not for clients" in margins
    assert joined(drawing=True, artifact=True) == "SPECIMEN"
