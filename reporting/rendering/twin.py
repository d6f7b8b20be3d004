"""The machine-readable twin: the same figures, texts and series as the PDF, in full precision."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import TypeAlias

from reporting.domain.disclosure import Block, Disclosure, Number, Text, Verbatim
from reporting.domain.figure import Figure
from reporting.domain.lineage import Input
from reporting.domain.localised import Localised
from reporting.rendering.html import kind
from reporting.rendering.words import Words, shipped_words

Json: TypeAlias = "None | bool | int | float | str | list[Json] | dict[str, Json]"

SIGNIFICANT = 12
_OPEN_LEVELS = 5
"""Levels of nesting that are written one entry a line."""


def twin(disclosure: Disclosure, words: Words | None = None) -> bytes:
    """UTF-8 JSON: metadata, status, `sections` with their blocks, and `figures` by id.

    A figure stands in a block as `{"figure": id}` and whole under `figures`, with the ids of its parts,
    the keys of its `inputs` and the id of its definition, which stand there once. Numbers have 12
    significant digits; percentages are decimals. Raises `Unusable` when the catalogue lacks words.
    """
    words = words or shipped_words(disclosure.language)
    words.check(disclosure)
    content: dict[str, Json] = {
        "kind": disclosure.kind.value,
        "document_id": disclosure.document_id,
        "profile": disclosure.profile,
        "period": disclosure.period,
        "as_of": disclosure.as_of.isoformat(),
        "language": disclosure.language,
        "currency": disclosure.currency,
        "firm": disclosure.firm,
        "title": words.say(disclosure.title),
        "subtitle": words.say(disclosure.subtitle),
        "status": disclosure.status.value,
        "reasons": [words.say(reason) for reason in disclosure.reasons],
        "quoted": list(disclosure.quoted),
        "code_version": disclosure.code_version,
        "inputs": {each.key: _input(each) for each in disclosure.inputs},
        "definitions": {
            each.id: {"sentence": words.say(each.sentence), "reference": each.reference}
            for each in disclosure.definitions
        },
        "sections": [
            {
                "id": section.id,
                "title": words.say(section.title),
                **({"opens": words.say(section.opens)} if section.opens else {}),
                **({"warning": _plain(section.warning, words)} if section.warning else {}),
                **({"beside": _plain(section.beside, words)} if section.beside.rows else {}),
                "blocks": [_block(block, words) for block in section.blocks],
            }
            for section in disclosure.sections
        ],
        "figures": figures(disclosure, words),
    }
    return (_write(content, 0) + "\n").encode()


def figures(disclosure: Disclosure, words: Words) -> dict[str, Json]:
    """Every figure by id, sorted, with what was printed for it in tables."""
    return {figure.id: _figure(figure, words) for figure in sorted(disclosure.figures(), key=lambda f: f.id)}


def _input(each: Input) -> Json:
    return {
        "label": each.label,
        "sha256": each.sha256,
        "first": each.first.isoformat() if each.first else None,
        "last": each.last.isoformat() if each.last else None,
    }


def number(value: float | None) -> float | None:
    """A number to 12 significant digits; a negative zero loses its sign."""
    return None if value is None else float(f"{value:.{SIGNIFICANT}g}") + 0.0


def _figure(figure: Figure, words: Words) -> Json:
    return {
        "value": number(figure.value),
        "unit": figure.unit.value,
        "nature": figure.nature.value,
        "definition": figure.definition,
        "decimals": figure.decimals,
        "currency": figure.currency or None,
        "sources": list(figure.sources),
        "parts": list(figure.parts),
        "rule": figure.rule.value if figure.rule else None,
        "parameters": {
            name: number(value) if isinstance(value, float) else value for name, value in figure.parameters
        },
        "missing": words.say(Text(figure.missing)) if figure.missing else None,
        "printed": words.cell(figure),
    }


def _block(block: Block, words: Words) -> Json:
    content = _plain(block, words)
    return {"block": kind(block), **content} if isinstance(content, dict) else content


def _plain(part: object, words: Words) -> Json:
    """Any part of a block: texts in words, figures by reference, dates as ISO days."""
    if isinstance(part, Text):
        return words.say(part)
    if isinstance(part, (Verbatim, Localised, Number)):
        return words.show(part)
    if isinstance(part, Figure):
        return {"figure": part.id}
    if isinstance(part, date):
        return part.isoformat()
    if isinstance(part, Enum):
        return str(part.value)
    if isinstance(part, float):
        return number(part)
    if isinstance(part, tuple):
        return [_plain(item, words) for item in part]
    if is_dataclass(part):
        return {each.name: _plain(getattr(part, each.name), words) for each in fields(part)}
    if part is None or isinstance(part, (bool, int, str)):
        return part
    raise TypeError(f"a twin cannot hold {type(part).__name__}")


def _write(value: Json, level: int) -> str:
    """JSON with the outer levels on lines of their own and the inner ones compact."""
    if level == _OPEN_LEVELS or not value or not isinstance(value, (dict, list)):
        return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(", ", ": "))
    indent = " " * (level + 1)
    if isinstance(value, dict):
        entries = [f"{json.dumps(key)}: {_write(part, level + 1)}" for key, part in value.items()]
        left, right = "{", "}"
    else:
        entries = [_write(part, level + 1) for part in value]
        left, right = "[", "]"
    return f"{left}\n{indent}" + f",\n{indent}".join(entries) + f"\n{' ' * level}{right}"
