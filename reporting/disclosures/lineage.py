"""What a finished document says about the origin of its figures: in its twin, and on paper if asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from reporting import __version__
from reporting.disclosures.blocks import columns
from reporting.disclosures.citation import citation
from reporting.disclosures.definitions import definitions_of
from reporting.disclosures.words import name, origin, text
from reporting.domain.disclosure import (
    Block,
    Disclosure,
    Paragraph,
    Row,
    Section,
    Table,
    Value,
    Verbatim,
    figures_in,
)
from reporting.domain.figure import Figure
from reporting.domain.lineage import Input
from reporting.inputs.demo import SOURCE

PROFILE, PREVIOUS = "profile", "previous"
"""Inputs whose labels say more than the name of a file."""


def traced(disclosure: Disclosure, inputs: tuple[Input, ...], annex: bool = False) -> Disclosure:
    """The document with the inputs and definitions that its figures name, and the version of the code.

    `annex` adds the section that lists every figure by id: for the copy that compliance keeps.
    """
    figures = tuple(disclosure.figures())
    named = {source for figure in figures for source in figure.sources}
    told = replace(
        disclosure,
        inputs=tuple(each for each in inputs if each.key in named),
        definitions=definitions_of(figures),
        code_version=__version__,
    )
    return replace(told, sections=(*told.sections, annex_section(told))) if annex else told


def annex_section(disclosure: Disclosure) -> Section:
    """Inputs, figures by section in the order of their first appearance, and definitions."""
    lead = text(
        "annex.lead", document=Verbatim(disclosure.document_id), version=Verbatim(disclosure.code_version)
    )
    blocks: tuple[Block, ...] = (
        Paragraph(lead),
        _inputs(disclosure),
        *_figures(disclosure),
        _definitions(disclosure),
    )
    return Section("annex", text("annex.title"), blocks, new_page=True)


def _inputs(disclosure: Disclosure) -> Table:
    rows = tuple(
        Row((name(each.key), _origin(each), *_dates(each), Verbatim(each.sha256)))
        for each in disclosure.inputs
    )
    heads = ("annex.key", "annex.label", "annex.first", "annex.last", "annex.sha256")
    return Table(
        "annex_inputs",
        text("annex.inputs"),
        columns(*heads, widths=(0.11, 0.3, 0.12, 0.12, 0.35), start=(0, 1, 2, 3, 4)),
        rows,
        dense=True,
    )


def _origin(each: Input) -> Value:
    """Where it comes from, its label in the words of the document's language."""
    if each.key == PROFILE:
        file, _, version = each.label.partition(", version ")
        return text("shared.profile_value", name=Verbatim(file), version=Verbatim(version))
    if each.key == PREVIOUS:
        file, _, document = each.label.partition(" of ")
        return text("annex.part_of", file=Verbatim(file), document=Verbatim(document))
    demo = each.label.startswith(SOURCE)
    return origin(f"{SOURCE} (SHA-256 {each.sha256[:12]})") if demo else Verbatim(each.label)


def _dates(each: Input) -> tuple[Value, Value]:
    none = Verbatim("–")
    return each.first or none, each.last or none


def _figures(disclosure: Disclosure) -> Iterator[Table]:
    """One table for each section with the figures that no earlier one has; the head's come last."""
    seen: set[str] = set()
    head = Section("head", disclosure.title, ())
    for section in (*disclosure.sections, head):
        figures = disclosure.figures() if section is head else figures_in(section)
        new = {figure.id: figure for figure in figures if figure.id not in seen}
        seen |= new.keys()
        if new:
            yield Table(
                f"annex_{section.id}",
                text("annex.figures", section=section.title),
                columns(
                    "annex.id",
                    "annex.printed",
                    "annex.nature",
                    "annex.definition",
                    widths=(0.4, 0.2, 0.2, 0.2),
                    start=(0, 2, 3),
                ),
                tuple(_row(figure) for figure in new.values()),
                dense=True,
            )


def _row(figure: Figure) -> Row:
    nature = text(f"nature.{figure.nature.value}")
    return Row((Verbatim(figure.id), figure, nature, Verbatim(figure.definition)))


def _definitions(disclosure: Disclosure) -> Table:
    rows = tuple(
        Row((Verbatim(each.id), each.sentence, citation(each.reference))) for each in disclosure.definitions
    )
    return Table(
        "annex_definitions",
        text("annex.definitions"),
        columns(
            "annex.definition",
            "annex.meaning",
            "annex.reference",
            widths=(0.19, 0.59, 0.22),
            start=(0, 1, 2),
        ),
        rows,
        dense=True,
    )
