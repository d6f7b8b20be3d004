"""A printed page as the checks see it: runs of text with place, size and colours, and their text joined."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from string import Formatter

from reporting.domain.verdict import Box

Color = tuple[int, int, int]
"""Red, green and blue from 0 to 255."""

WHITE: Color = (255, 255, 255)
SPACE = re.compile(r"\s+")
_ARTICLE = re.compile(r"\b(il|[Aa]l|[Dd]al|[Dd]el|[Nn]el|[Ss]ul)\s$")


@dataclass(frozen=True, slots=True)
class Run:
    """Characters drawn at once. `size` in points as printed, `mark` the number that ties the run to the
    structure (-1 without); `drawing` is inside a chart, `artifact` no content (footer, watermark)."""

    text: str
    size: float
    box: Box
    color: Color
    background: Color
    page: int
    mark: int = -1
    artifact: bool = False
    drawing: bool = False
    visible: bool = True

    @property
    def contrast(self) -> float:
        """Contrast ratio of text and background by WCAG 2, from 1 to 21."""
        one, other = sorted((_luminance(self.color), _luminance(self.background)))
        return (other + 0.05) / (one + 0.05)


def _luminance(color: Color) -> float:
    red, green, blue = (_linear(part / 255) for part in color)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


class Joined:
    """Texts joined without spaces, so that line ends and no-break spaces do not hide a sentence."""

    def __init__(self, runs: tuple[Run, ...]) -> None:
        self._runs = runs
        self._starts: list[int] = []
        parts: list[str] = []
        length = 0
        for run in runs:
            self._starts.append(length)
            parts.append(SPACE.sub("", run.text))
            length += len(parts[-1])
        self.text = "".join(parts)

    def find(self, pattern: re.Pattern[str]) -> Iterator[tuple[Run, ...]]:
        """The runs that hold each match of a pattern made by `without_spaces`."""
        for found in pattern.finditer(self.text):
            first = bisect_right(self._starts, found.start()) - 1
            last = bisect_right(self._starts, max(found.end() - 1, found.start())) - 1
            yield self._runs[first : last + 1]


def without_spaces(message: str, gap: int = 400) -> re.Pattern[str]:
    """A pattern for a message in joined text; each `{placeholder}` matches up to `gap` signs."""
    pieces = [(literal(words, ""), name) for words, name, _, _ in Formatter().parse(message)]
    return re.compile("".join(f"{words}.{{0,{gap}}}?" if name else words for words, name in pieces))


def literal(words: str, space: str) -> str:
    """A pattern for the words of a message before a value, with `space` for each of their spaces.

    An Italian article changes with the number after it (`rendering.typography`): `del`, `dello`, `dell’`.
    """
    found = _ARTICLE.search(words)
    if not found:
        return re.escape(SPACE.sub(space, words))
    stem = found[1].removesuffix("il")
    plain = found[1].removeprefix(stem)
    before = re.escape(SPACE.sub(space, words[: found.start()]))
    return f"{before}{stem}(?:{plain}{space}|lo{space}|l’)"


@dataclass(frozen=True)
class Page:
    """One page; `number` counts from 1, sizes in points."""

    number: int
    width: float
    height: float
    runs: tuple[Run, ...]

    @cached_property
    def body(self) -> tuple[Run, ...]:
        """Runs of the running text and tables: no artifacts, nothing inside charts."""
        return tuple(run for run in self.runs if not run.artifact and not run.drawing)

    @cached_property
    def joined(self) -> Joined:
        """All text of the page."""
        return Joined(self.runs)

    @cached_property
    def joined_body(self) -> Joined:
        """The text of the body."""
        return Joined(self.body)
