"""The ground of a sign is what lies behind its line, not what stands below or beside it."""

from __future__ import annotations

import pytest
import weasyprint

from reporting.checks.drawn import read_pages
from reporting.checks.page import Color, Run

ORANGE, WHITE, PALE = (194, 100, 28), (255, 255, 255), (243, 244, 246)
INK = "color: rgb(27, 36, 48)"
"""On the orange it has a contrast of less than 4.5, on white of 16."""
HEIGHT = 200.0
STYLE = "@page { size: 300pt 200pt; margin: 0 } div { position: absolute } #sign { left: 40pt; top: 40pt }"


def sign(text: str, look: str, *boxes: str) -> Run:
    """The first run of a page with a text on boxes."""
    return signs(text, look, *boxes)[0]


def signs(text: str, look: str, *boxes: str) -> tuple[Run, ...]:
    below = "".join(f'<div style="{each}"></div>' for each in boxes)
    html = f'<style>{STYLE} #sign {{ {look} }}</style>{below}<div id="sign">{text}</div>'
    (page,) = read_pages(weasyprint.HTML(string=html).write_pdf(), "x")
    return page.runs


def bar(left: float, top: float, width: float, height: float, color: Color = ORANGE) -> str:
    rectangle = f"left: {left}pt; top: {top}pt; width: {width}pt; height: {height}pt"
    return f"{rectangle}; background: rgb{color}"


@pytest.mark.parametrize("size", [7.0, 8.0, 9.8, 12.0])
@pytest.mark.parametrize("text", [".", "-", "1", "I"])
def test_a_bar_right_below_a_sign_is_not_its_ground(text: str, size: float) -> None:
    look = f"font-size: {size}pt; {INK}"
    foot = HEIGHT - sign(".", look).box[1]
    assert sign(text, look, bar(20, foot + 0.7, 120, 14)).background == WHITE


@pytest.mark.parametrize("size", [7.0, 8.0, 9.8])
@pytest.mark.parametrize("top", [0.0, 0.3, 0.6])
def test_a_bar_below_a_full_stop_at_the_edge_of_a_watermark_is_not_its_ground(
    top: float, size: float
) -> None:
    look = f"font-size: {size}pt; {INK}"
    alone = sign(".", look)
    edge = (alone.box[0] + alone.box[2]) / 2
    foot = HEIGHT - alone.box[1]
    found = sign(".", look, bar(0, 0, edge, HEIGHT, PALE), bar(20, foot + top, 120, 14))
    assert found.background in (WHITE, PALE)


@pytest.mark.parametrize("size", [7.0, 9.8, 12.0])
@pytest.mark.parametrize("text", [".", "-", "1", "I", "Two words"])
def test_a_sign_on_a_bar_stands_on_the_bar(text: str, size: float) -> None:
    look = f"font-size: {size}pt; color: white"
    found = sign(text, look, bar(20, 30, 120, 40))
    assert found.background == ORANGE and found.contrast < 4.5


@pytest.mark.parametrize("start", [40.0, 40.2, 40.4, 40.6, 40.8])
def test_blurred_stems_of_letters_that_are_drawn_one_by_one_are_no_ground(start: float) -> None:
    letters = "".join(f"<span>{letter}</span>" for letter in "volatility illicit 111")
    found = signs(letters, f"left: {start}pt; font-size: 8pt; font-family: sans-serif; {INK}")
    assert {run.background for run in found} == {WHITE}


@pytest.mark.parametrize("gap", [0.4, 0.8, 1.2])
def test_a_bar_right_above_a_sign_is_not_its_ground(gap: float) -> None:
    look = f"font-size: 8pt; {INK}"
    top = HEIGHT - sign("0", look).box[3]
    assert sign("0", look, bar(20, top - gap - 14, 120, 14)).background == WHITE


def test_a_turned_text_has_a_ground_too() -> None:
    look = "font-size: 30pt; transform: rotate(-55deg)"
    assert sign("Specimen", look, bar(0, 0, 300, 200)).background == ORANGE
