"""Arithmetic of chart layout: ticks, thinning of points, labels that keep their distance."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from matplotlib.ticker import MaxNLocator

from reporting.rendering import fonts

Points = list[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Scale:
    """Maps values from `low` to `high` onto points from `start` to `end`."""

    low: float
    high: float
    start: float
    end: float
    log: bool = False

    def __call__(self, value: float) -> float:
        """Points of a value."""
        if self.log:
            share = math.log(value / self.low) / math.log(self.high / self.low)
        else:
            share = (value - self.low) / (self.high - self.low)
        return self.start + share * (self.end - self.start)


def ticks(low: float, high: float, count: int = 5) -> list[float]:
    """Round values from at or below `low` to at or above `high`."""
    if low == high:
        low, high = low - abs(low or 1) / 10, high + abs(high or 1) / 10
    locator = MaxNLocator(nbins=count, steps=[1, 2, 2.5, 5, 10])
    # Values of a locator carry binary dust; nine digits are more than an axis shows.
    return [float(f"{value:.9g}") for value in locator.tick_values(low, high)]


def log_ticks(low: float, high: float) -> list[float]:
    """Round positive values that enclose `low` to `high`, about evenly spaced by ratio."""
    span = math.log10(high / low)
    if span < 0.5:
        return [tick for tick in ticks(low, high) if tick > 0]
    steps = (1, 1.5, 2, 3, 5, 7) if span < 1 else (1, 2, 5) if span < 2 else (1, 3) if span < 3 else (1,)
    start, stop = math.floor(math.log10(low)), math.ceil(math.log10(high))
    candidates = [float(f"{step * 10.0**power:.9g}") for power in range(start, stop + 1) for step in steps]
    below = max(tick for tick in candidates if tick <= low * (1 + 1e-9))
    above = min((tick for tick in candidates if tick >= high), default=candidates[-1])
    return [tick for tick in candidates if below <= tick <= above]


def tick_decimals(values: Sequence[float], shift: int = 0) -> int:
    """Decimals that all ticks need (`shift` 2 for percentages of decimals)."""
    for decimals in range(4):
        if all(math.isclose(round(v * 10**shift, decimals), v * 10**shift, abs_tol=1e-9) for v in values):
            return decimals
    return 4


def date_ticks(first: date, last: date, most: int = 9) -> tuple[list[date], bool]:
    """Beginnings of years or months between two dates, at most `most`; True if they are years."""
    years = [date(year, 1, 1) for year in range(first.year, last.year + 2)]
    years = [day for day in years if first <= day <= last]
    if len(years) >= 3:
        step = next(step for step in (1, 2, 5, 10, 20, 50) if len(years) <= most * step)
        return [day for day in years if day.year % step == 0], True
    months = [date(year, month, 1) for year in range(first.year, last.year + 1) for month in range(1, 13)]
    months = [day for day in months if first <= day <= last]
    step = next(step for step in (1, 2, 3, 6, 12) if len(months) <= most * step)
    return [day for day in months if (day.month - 1) % step == 0], False


def thin(points: Points, buckets: int = 120) -> Points:
    """Fewer points for the same picture: of each bucket the lowest and the highest, and both ends.

    Extremes stay, so that thinning hides no fall.
    """
    if len(points) <= 2 * buckets + 2:
        return points
    kept = [points[0]]
    inner = points[1:-1]
    for bucket in range(buckets):
        part = inner[bucket * len(inner) // buckets : (bucket + 1) * len(inner) // buckets]
        lowest = min(part, key=lambda point: point[1])
        highest = max(part, key=lambda point: point[1])
        kept += sorted({lowest, highest})
    return [*kept, points[-1]]


def stride(count: int, most: int) -> list[int]:
    """At most `most` indices of `count`, evenly spread, the first and the last among them."""
    if count <= most:
        return list(range(count))
    return sorted({round(step * (count - 1) / (most - 1)) for step in range(most)})


def spread(wanted: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Positions close to `wanted`, at least `gap` apart where there is room, between the bounds.

    Least squares: neighbours that are too close share the mean of what they want.
    """
    order = sorted(range(len(wanted)), key=lambda index: wanted[index])
    gap = min(gap, (high - low) / max(len(wanted) - 1, 1))
    blocks: list[tuple[float, int]] = []
    for rank, index in enumerate(order):
        mean, size = wanted[index] - rank * gap, 1
        while blocks and blocks[-1][0] > mean:
            before, count = blocks.pop()
            mean, size = (before * count + mean * size) / (count + size), count + size
        blocks.append((mean, size))
    flat = [mean for mean, size in blocks for _ in range(size)]
    ceiling = high - (len(wanted) - 1) * gap
    placed = {index: min(max(flat[rank], low), ceiling) + rank * gap for rank, index in enumerate(order)}
    return [placed[index] for index in range(len(wanted))]


def wrap(words: str, size: float, limit: float, most: int = 2, weight: int = 400) -> list[str]:
    """Lines of at most `limit` points, `most` lines, the last one cut with an ellipsis if need be."""
    lines: list[str] = []
    for word in words.split(" "):
        if lines and fonts.width(f"{lines[-1]} {word}", size, weight) <= limit:
            lines[-1] = f"{lines[-1]} {word}"
        else:
            lines.append(word)
    shown = lines[:most]
    if len(lines) > most:
        shown[-1] += "…"
    while shown and fonts.width(shown[-1], size, weight) > limit and len(shown[-1]) > 2:
        shown[-1] = shown[-1].removesuffix("…")[:-1].rstrip() + "…"
    return shown
