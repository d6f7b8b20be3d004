"""The look of charts: inks, palettes and strokes, chosen to be told apart in grey as well."""

from __future__ import annotations

from dataclasses import dataclass

INK = "#1b2430"
QUIET = "#5a6472"
HAIRLINE = "#dde2e8"
AXIS = "#8a93a0"
NAVY = "#14375e"
ACCENT = "#c2641c"
PAPER = "#ffffff"

TINTS = {
    "#eef2f7": 0.07,
    "#e3e9f0": 0.11,
    "#dbe5ef": 0.15,
    "#b5c9de": 0.32,
    "#a9c0d9": 0.37,
    "#8fabc9": 0.48,
}
"""Paler relatives of the navy on white paper: what share of a firm's own colour stands in for each."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line's colour, width in points and dash pattern (on, off, ... in points; empty is solid)."""

    color: str
    width: float
    dashes: tuple[float, ...] = ()


# Told apart by darkness, by width and by dashes; a reader in grey loses nothing.
STROKES = (
    Stroke(NAVY, 1.4),
    Stroke(ACCENT, 1.1, (4.0, 1.5)),
    Stroke("#5f8fb5", 1.2, (1.3, 1.3)),
    Stroke("#4d545e", 1.1, (6.0, 2.0, 1.2, 2.0)),
    Stroke("#8a3d63", 1.1, (2.5, 1.5)),
    Stroke("#8a93a0", 1.1),
)

LIMIT = Stroke(QUIET, 0.9, (3.0, 2.0))
"""What others are seen against: told from them by its label, from other limits by its height."""

# Neighbours alternate between dark and light.
AREAS = (
    "#14375e", "#a9c0d9", "#2f7391", "#dbe5ef", "#8a4b14", "#ecc693", "#4d545e",
    "#c4c9d0", "#1f6354", "#aed5c9", "#6b3a5b", "#dcbfd2", "#9a7b1c", "#f0e3b4",
)  # fmt: skip

BARS = (NAVY, "#a9c0d9", ACCENT, "#8a93a0")

# From the outermost band of a fan to the innermost.
BANDS = ("#dbe5ef", "#b5c9de", "#8fabc9")


def stroke(position: int) -> Stroke:
    """The stroke of the series at a position, repeating after the last."""
    return STROKES[position % len(STROKES)]


def area(position: int) -> str:
    """The fill of the stacked area at a position, repeating after the last."""
    return AREAS[position % len(AREAS)]


def band(position: int, count: int) -> str:
    """The fill of the fan's band at a position counted from outside, of `count` bands."""
    return BANDS[max(len(BANDS) - count, 0) :][min(position, len(BANDS) - 1)]
