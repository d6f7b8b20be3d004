"""A derivation as text for people: a tree of figures, then their definitions and inputs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from textwrap import wrap

from reporting.delivery.explain import Explanation, Step
from reporting.delivery.text import on_screen
from reporting.domain.units import Unit
from reporting.inputs.twins import Twin, TwinFigure
from reporting.rendering.words import Words

WIDTH = 110


def derivation(explanation: Explanation, words: Words) -> str:
    """The figure asked for first, then what it is made from, then what all of that means and rests on."""
    top, *rest = explanation.steps
    lines = [
        f"{top.id}  {top.figure.printed}",
        *_head(explanation, top, words),
        *(["", "made from", *_tree(explanation, rest, words)] if rest else []),
        "",
        "definitions",
        *_definitions(explanation),
        "",
        "inputs",
        *_inputs(explanation),
    ]
    return "".join(f"{on_screen(line).rstrip()}\n" for line in lines)


def overview(found: Mapping[str, str]) -> str:
    """Ids of figures with what was printed for them."""
    width = min(max(len(id) for id in found), 60)
    return "".join(f"{on_screen(f'{id:<{width}}  {printed}')}\n" for id, printed in sorted(found.items()))


def _head(explanation: Explanation, top: Step, words: Words) -> Iterator[str]:
    twin, figure = explanation.twin, top.figure
    document = f"{twin.document_id} ({twin.status}), as of {twin.as_of}, made by version {twin.code_version}"
    rows = {
        "document": document,
        "value": _value(figure),
        "unit": _unit(figure),
        "nature": words.own(f"nature.{figure.nature.value}"),
        "definition": _meaning(twin, figure.definition),
        **_details(explanation, top, words),
    }
    for name, row in rows.items():
        yield from _row(f"  {name:<12}", row)


def _details(explanation: Explanation, step: Step, words: Words) -> dict[str, str]:
    """What belongs to a figure and not to its parts, without what it has not."""
    figure, check = step.figure, explanation.checks.get(step.id)
    rule = words.own(f"rule.{figure.rule.value}") if figure.rule else ""
    if check:
        verdict = "agrees" if check.agrees else "DOES NOT AGREE with the figure"
        rule = f"{rule}; the parts give {check.value:.12g}, which {verdict}"
    rows = {
        "rule": rule,
        "parameters": ", ".join(f"{name} {value}" for name, value in figure.parameters.items()),
        "inputs": ", ".join(figure.sources) or ("" if figure.parts else "none: a setting of the program"),
    }
    return {name: row for name, row in rows.items() if row}


def _tree(explanation: Explanation, steps: Iterable[Step], words: Words) -> Iterator[str]:
    for step in steps:
        figure, indent = step.figure, "  " * step.depth
        nature = words.own(f"nature.{figure.nature.value}")
        line = f"{step.id}  {figure.printed}  ({_value(figure)}; {nature}; {figure.definition})"
        yield from _row(indent, f"{line}  see above" if step.again else line)
        if not step.again:
            for name, row in _details(explanation, step, words).items():
                yield from _row(f"{indent}    {name}: ", row)


def _definitions(explanation: Explanation) -> Iterator[str]:
    width = max(len(id) for id in explanation.definitions)
    for id in explanation.definitions:
        yield from _row(f"  {id:<{min(width, 30)}}  ", _meaning(explanation.twin, id))


def _inputs(explanation: Explanation) -> Iterator[str]:
    if not explanation.inputs:
        yield "  none"
    for key in explanation.inputs:
        each = explanation.twin.inputs.get(key)
        if each is None:
            yield f"  {key:<12}  not described in this document"
            continue
        dates = f", {each.first} to {each.last}" if each.first and each.last else ""
        yield f"  {key:<12}  {each.label}{dates}"
        yield f"  {'':<12}  SHA-256 {each.sha256}"


def _unit(figure: TwinFigure) -> str:
    name = figure.unit.value.replace("_", " ")
    share = figure.unit in (Unit.PERCENT, Unit.PERCENT_PER_YEAR)
    return f"{name}, as a decimal" if share else " ".join(filter(None, (name, figure.currency)))


def _meaning(twin: Twin, id: str) -> str:
    known = twin.definitions.get(id)
    return f"{known.sentence} [{known.reference}]" if known else f"{id}: not described in this document"


def _value(figure: TwinFigure) -> str:
    return f"not available: {figure.missing}" if figure.value is None else f"{figure.value:.12g}"


def _row(lead: str, text: str) -> list[str]:
    """`text` behind `lead`, wrapped under its own beginning."""
    room = max(WIDTH - len(lead), 40)
    first, *more = wrap(text, room, break_on_hyphens=False) or [""]
    return [f"{lead}{first}", *(f"{' ' * len(lead)}{line}" for line in more)]
