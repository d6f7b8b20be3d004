"""A drawing surface measured in points, on a matplotlib figure, saved as small deterministic SVG."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from typing import Literal

import matplotlib
from matplotlib.artist import Artist
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Polygon
from matplotlib.text import Text
from matplotlib.transforms import IdentityTransform

from reporting.rendering import fonts, style

TEXT_SIZE = 8.0
LINE_HEIGHT = 9.6
_METADATA = {"Date": None, "Creator": None, "Format": None, "Type": None}
_COORDINATES = re.compile(r"(?<= d=\")[^\"]+")
_DECIMAL = re.compile(r"-?\d+\.\d+")

Side = Literal["left", "center", "right"]
_BEFORE: dict[Side, float] = {"left": 0.0, "center": 0.5, "right": 1.0}
"""Share of a text that stands before the place it is set at."""
Points = Sequence[tuple[float, float]]


class Canvas:
    """`width` by `height` points, the origin at the lower left; later strokes lie above earlier ones."""

    def __init__(self, width: float, height: float) -> None:
        self.width, self.height = width, height
        self._figure = Figure(figsize=(width / 72, height / 72), dpi=72, facecolor="none")
        self._layer = 1

    def line(self, points: Points, stroke: style.Stroke) -> None:
        """A polyline."""
        artist = Line2D(
            [x for x, _ in points],
            [y for _, y in points],
            color=stroke.color,
            linewidth=stroke.width,
            dash_capstyle="butt",
            solid_joinstyle="round",
        )
        if stroke.dashes:
            artist.set_linestyle((0, stroke.dashes))
        self._add(artist)

    def area(self, points: Points, color: str, edge: float = 0.0) -> None:
        """A filled polygon, with a paper-coloured edge of `edge` points."""
        patch = Polygon(list(points), closed=True, facecolor=color, edgecolor=style.PAPER, linewidth=edge)
        self._add(patch)

    def box(self, x: float, y: float, width: float, height: float, color: str) -> None:
        """A filled rectangle; width and height may be negative."""
        self.area([(x, y), (x + width, y), (x + width, y + height), (x, y + height)], color)

    def text(
        self,
        x: float,
        y: float,
        words: str,
        *,
        side: Side = "left",
        color: str = style.INK,
        weight: int = 400,
    ) -> None:
        """A line of text centred on `y`; `side` names the part of the text that stands at `x`."""
        # Always anchored at its left: an SVG text that is anchored elsewhere becomes a form of its own in the
        # PDF. Centred on the height of the digits, which fits better than the height of the line.
        left = x - _BEFORE[side] * fonts.width(words, TEXT_SIZE, weight)
        self._add(
            Text(
                left,
                y - 0.33 * TEXT_SIZE,
                words,
                color=color,
                horizontalalignment="left",
                verticalalignment="baseline",
                fontproperties=fonts.properties(TEXT_SIZE, weight),
                parse_math=False,
            )
        )

    def svg(self) -> bytes:
        """The drawing; the same strokes give the same bytes."""
        stream = io.StringIO()
        canvas = FigureCanvasSVG(self._figure)
        # Text stays text, set in the document's own fonts; ids depend on content and not on chance.
        with matplotlib.rc_context({"svg.hashsalt": "charts", "svg.fonttype": "none"}):
            canvas.print_svg(stream, metadata=_METADATA)  # type: ignore[no-untyped-call]
        return _small(stream.getvalue()).encode()

    def _add(self, artist: Artist) -> None:
        """Above all others. Without axes, whose ticks would be made and thrown away: at 72 dots per inch a
        dot is a point."""
        self._layer += 1
        artist.set_zorder(self._layer)
        artist.set_transform(IdentityTransform())
        self._figure.add_artist(artist)


def _small(svg: str) -> str:
    """Without prologue, and with path coordinates to a hundredth of a point."""
    body = svg[svg.index("<svg") :]
    return _COORDINATES.sub(
        lambda path: _DECIMAL.sub(lambda number: f"{float(number[0]):.2f}".rstrip("0").rstrip("."), path[0]),
        body,
    )
