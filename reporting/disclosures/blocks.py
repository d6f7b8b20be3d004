"""Boxes and columns as every document sets them."""

from __future__ import annotations

from reporting.domain.disclosure import Align, Callout, Column, Emphasis, Text, Value
from reporting.law.clauses import clause


def warning(id: str, /, **values: Value) -> Callout:
    """A clause of the register as a boxed warning."""
    return Callout(Text(clause(id).text, values), Emphasis.WARNING, id)


def note(key: str, **values: Value) -> Callout:
    """A boxed note that is no clause."""
    return Callout(Text(key, values), Emphasis.NOTE)


def columns(
    *keys: str, widths: tuple[float | None, ...] = (), start: tuple[int, ...] = (0,)
) -> tuple[Column, ...]:
    """Columns with these headers; those numbered in `start` are set flush left."""
    wide = widths or (None,) * len(keys)
    return tuple(
        Column(Text(key), Align.START if i in start else Align.END, wide[i]) for i, key in enumerate(keys)
    )
