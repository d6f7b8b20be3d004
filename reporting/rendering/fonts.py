"""The fonts of every document: those in templates/fonts and no others."""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import cache

from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from matplotlib.font_manager import FontProperties
from matplotlib.ft2font import FT2Font

from reporting.inputs.resources import bundled

FOLDER = bundled("templates") / "fonts"
SANS = "Source Sans 3"
FAMILIES = frozenset({SANS, "Source Serif 4 Display"})
_FILES = {400: FOLDER / "SourceSans3-Regular.otf", 600: FOLDER / "SourceSans3-Semibold.otf"}
_WHITE_SPACE = frozenset("\n\t\r")


def close_fontconfig() -> None:
    """Lets fontconfig see the shipped fonts alone; to be called before WeasyPrint is imported."""
    os.environ["FONTCONFIG_FILE"] = str(FOLDER / "fonts.conf")


@cache
def properties(size: float, weight: int = 400) -> FontProperties:
    """The sans-serif for charts, `size` in points, weight 400 or 600."""
    return FontProperties(family=[SANS], weight=weight, size=size, fname=str(_FILES[weight]))


@cache
def _face(weight: int) -> FT2Font:
    return FT2Font(str(_FILES[weight]))


@cache
def width(text: str, size: float, weight: int = 400) -> float:
    """Width of a line of text in points."""
    face = _face(weight)
    # Measured large and scaled down, so that hinting to whole pixels does not matter.
    face.set_size(100, 72)
    face.set_text(text, 0.0)
    return float(face.get_width_height()[0]) / 64 * size / 100


@cache
def _characters() -> frozenset[int]:
    """Code points that every sans-serif file can draw."""
    files = sorted(FOLDER.glob("SourceSans3-*.otf"))
    return frozenset.intersection(*(frozenset(TTFont(path, lazy=True).getBestCmap()) for path in files))


@cache
def drawable() -> frozenset[str]:
    """Every character that a document can print, white space included."""
    return frozenset(map(chr, _characters())) | _WHITE_SPACE


def undrawable(texts: Iterable[str]) -> list[str]:
    """Characters for which the fonts have no glyph, sorted; they would print as empty boxes."""
    used = frozenset().union(*map(frozenset, texts)) - _WHITE_SPACE
    return sorted(character for character in used if ord(character) not in _characters())
