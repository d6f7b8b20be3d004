"""Where one printed number comes from: its derivation from a document's twin, down to the inputs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from fnmatch import fnmatchcase
from pathlib import Path

from reporting.delivery.text import Json
from reporting.domain.errors import unusable
from reporting.inputs.plain_text import shorten
from reporting.inputs.resources import shown
from reporting.inputs.twins import Twin, TwinFigure, read_twin

MAX_DEPTH = 30
"""No figure is made from figures that are made from figures any deeper than this."""
CLOSE = 1e-9
"""Relative and absolute: a twin holds 12 significant digits, and scores are rounded to 9 decimals."""


@dataclass(frozen=True, slots=True)
class Step:
    """A figure of a derivation. `again` marks one that stands further up already, with all its parts."""

    id: str
    figure: TwinFigure
    depth: int
    again: bool


@dataclass(frozen=True, slots=True)
class Check:
    """What a figure's rule gives from the values of its parts, and whether that is its value."""

    value: float
    agrees: bool


@dataclass(frozen=True, slots=True)
class Explanation:
    """The derivation of one figure: `steps` begin with it, and parts follow what they make."""

    twin: Twin
    steps: tuple[Step, ...]
    checks: dict[str, Check]

    @property
    def figures(self) -> dict[str, TwinFigure]:
        """Every figure of the derivation once."""
        return {step.id: step.figure for step in self.steps}

    @property
    def definitions(self) -> tuple[str, ...]:
        """Ids of the definitions of all of them."""
        return tuple(sorted({figure.definition for figure in self.figures.values()}))

    @property
    def inputs(self) -> tuple[str, ...]:
        """Keys of the inputs of all of them, in the document's order."""
        used = {key for figure in self.figures.values() for key in figure.sources}
        return (*(key for key in self.twin.inputs if key in used), *sorted(used - self.twin.inputs.keys()))

    @property
    def failed(self) -> tuple[str, ...]:
        """Figures that their parts do not give."""
        return tuple(id for id, check in self.checks.items() if not check.agrees)


def is_pattern(id: str) -> bool:
    """Whether this asks for a list of figures rather than for one."""
    return any(sign in id for sign in "*?[")


def listing(path: Path, pattern: str) -> dict[str, str]:
    """Printed text of every figure whose id matches. Raises Unusable when there is none."""
    twin = read_twin(path)
    found = {id: each.printed for id, each in twin.figures.items() if fnmatchcase(id, pattern)}
    if not found:
        raise unusable(shown(path), f"no figure matches {shorten(pattern)}; leave it out to see all figures")
    return found


def explain(path: Path, id: str) -> Explanation:
    """The derivation of a figure of the twin at `path`.

    Raises Unusable for a file that is no twin, an id that it does not hold, and parts that lead nowhere
    or in a circle.
    """
    twin = read_twin(path)
    if id not in twin.figures:
        close = get_close_matches(id, twin.figures, n=5, cutoff=0.5)
        hint = f"did you mean {', '.join(close)}?" if close else "leave it out to see all figures"
        raise unusable(shown(path), f"there is no figure {shorten(id, 80)}; {hint}")
    steps = tuple(_walk(twin, shown(path), id, (), set()))
    checks = {step.id: check for step in steps if (check := _check(twin, step.figure))}
    return Explanation(twin, steps, checks)


def shape(explanation: Explanation) -> dict[str, Json]:
    """The derivation as JSON: the figure asked for, every figure that it rests on by id, what they name."""
    twin = explanation.twin
    return {
        "figure": explanation.steps[0].id,
        "document_id": twin.document_id,
        "as_of": twin.as_of,
        "status": twin.status,
        "code_version": twin.code_version,
        "figures": {
            id: {**figure.model_dump(mode="json"), **_check_shape(explanation.checks.get(id))}
            for id, figure in explanation.figures.items()
        },
        "definitions": {
            id: twin.definitions[id].model_dump() for id in explanation.definitions if id in twin.definitions
        },
        "inputs": {key: twin.inputs[key].model_dump() for key in explanation.inputs if key in twin.inputs},
    }


def _check_shape(check: Check | None) -> dict[str, Json]:
    return {"recomputed": check.value if check else None, "agrees": check.agrees if check else None}


def _walk(twin: Twin, file: str, id: str, trail: tuple[str, ...], seen: set[str]) -> Iterator[Step]:
    if id in trail:
        raise unusable(file, f"the figure {shorten(id)} is made from itself; this twin is damaged")
    if len(trail) > MAX_DEPTH:
        raise unusable(file, f"the parts of {shorten(trail[0])} lie too deep; this twin is damaged")
    if id not in twin.figures:
        raise unusable(
            file, f"{shorten(trail[-1])} is made from {shorten(id)}, which is not there; this twin is damaged"
        )
    figure, again = twin.figures[id], id in seen
    seen.add(id)
    yield Step(id, figure, len(trail), again)
    if not again:
        for part in figure.parts:
            yield from _walk(twin, file, part, (*trail, id), seen)


def _check(twin: Twin, figure: TwinFigure) -> Check | None:
    """The figure anew from its parts, None without a rule or where a value is missing."""
    values = [twin.figures[part].value for part in figure.parts]
    known = [value for value in values if value is not None]
    if figure.rule is None or figure.value is None or len(known) < len(values):
        return None
    try:
        value = figure.rule.of(known)
    except (ArithmeticError, LookupError, ValueError):
        return None
    return Check(value, abs(value - figure.value) <= CLOSE * max(1.0, abs(figure.value)))
