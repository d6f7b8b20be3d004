"""The fonts hold what the documents need."""

import pytest
from fontTools.ttLib import TTFont

from reporting.rendering import fonts

FILES = sorted(fonts.FOLDER.glob("*.otf"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_font_has_the_signs_of_european_typography(path) -> None:  # type: ignore[no-untyped-def]
    characters = TTFont(path).getBestCmap()
    needed = "\N{NARROW NO-BREAK SPACE}\N{NO-BREAK SPACE}\N{MINUS SIGN}’–…€≤≥·äöüßéèàçñøåłžőșÆ"
    assert [sign for sign in needed if ord(sign) not in characters] == []


@pytest.mark.parametrize("path", [path for path in FILES if "Sans" in path.stem], ids=lambda path: path.stem)
def test_digits_and_signs_have_one_width(path) -> None:  # type: ignore[no-untyped-def]
    font = TTFont(path)
    characters, widths = font.getBestCmap(), font["hmtx"]
    assert len({widths[characters[ord(sign)]][0] for sign in "0123456789+\N{MINUS SIGN}"}) == 1


def test_width_agrees_with_the_advances_in_the_file() -> None:
    font = TTFont(fonts.FOLDER / "SourceSans3-Regular.otf")
    characters, widths = font.getBestCmap(), font["hmtx"]
    text = "0123456789"
    advances = sum(widths[characters[ord(sign)]][0] for sign in text) / 1000 * 8
    # The last digit's right bearing and hinting are left: less than half a point at 8 points.
    assert fonts.width(text, 8) == pytest.approx(advances, abs=0.5)


def test_characters_without_glyph_are_found() -> None:
    assert fonts.undrawable(["plain\n", "中x\N{MINUS SIGN}", "\x07"]) == ["\x07", "中"]
