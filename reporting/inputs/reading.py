"""From a YAML source to a pydantic model, with every fault in plain words at its place."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from types import NoneType, UnionType
from typing import Annotated, Any, Generic, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from reporting.domain.errors import Fault
from reporting.inputs.plain_text import MAX_FAULTS
from reporting.inputs.scalars import closest
from reporting.inputs.yaml_source import Location, Node, Scalar, Source, capped


class Strict(BaseModel):
    """Base of the models: immutable, and an unknown key is a fault."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Problem:
    """A broken rule between values: where, and the sentence."""

    location: Location
    message: str
    at_key: bool = False


@dataclass(frozen=True, slots=True)
class Checked(Generic[M]):
    """What could be read: `model` is whole if `faults` is empty, else it has the `sound` fields only.

    So rules between fields still run on the sound ones, and one look shows all faults of a file.
    """

    model: M
    sound: frozenset[str]
    faults: tuple[Fault, ...]
    meant: frozenset[Location] = frozenset()
    """Missing keys that an unknown key most likely stands for; reporting them too would be noise."""


def check(model: type[M], source: Source) -> Checked[M]:
    """`source` as a `model`, with the faults of every single value."""
    try:
        return Checked(model.model_validate(source.tree), frozenset(model.model_fields), ())
    except ValidationError as error:
        details = error.errors(include_url=False, include_input=False)
    strangers = [detail["loc"] for detail in details if detail["type"] == "extra_forbidden"]
    unknown = {path: _suggested(model, path) if i < MAX_FAULTS else "" for i, path in enumerate(strangers)}
    meant = frozenset((*location[:-1], key) for location, key in unknown.items() if key)
    faults = [
        _fault(source, detail, unknown)
        for detail in details
        if detail["type"] != "missing" or detail["loc"] not in meant
    ]
    salvaged = _salvage(model, source.tree, unknown)
    absent = {name for name, field in model.model_fields.items() if not field.is_required()}
    absent -= {*source.tree, *(path[0] for path in meant if len(path) == 1)}
    return Checked(model.model_construct(**salvaged), frozenset({*salvaged, *absent}), tuple(faults), meant)


def place(source: Source, problems: Iterable[Problem]) -> list[Fault]:
    """Problems as faults of `source`."""
    return [source.fault(_real(source, p.location), p.message, at_key=p.at_key) for p in problems]


def all_faults(source: Source, checked: Checked[M], problems: Iterable[Problem]) -> list[Fault]:
    """Every fault of one file in reading order, at most fifty.

    Where a construct is not allowed, nothing is said about the value that it was meant to give.
    """
    spoilt = {(fault.line, fault.column) for fault in source.faults}
    found = [*checked.faults, *place(source, problems)]
    kept = dict.fromkeys(fault for fault in found if (fault.line, fault.column) not in spoilt)
    return capped(sorted([*source.faults, *kept], key=lambda fault: (fault.line or 0, fault.column or 0)))


def _fault(source: Source, detail: ErrorDetails, unknown: Mapping[Location, str]) -> Fault:
    kind, location = detail["type"], detail["loc"]
    if location in unknown:
        hint = f"; did you mean {unknown[location]}?" if unknown[location] else "; remove it"
        return source.fault(location, f"unknown key{hint}", at_key=True)
    if kind == "missing":
        return source.fault(location, "the key is missing; add it", at_key=True)
    location = _real(source, location)
    if kind in ("model_type", "dict_type"):
        return source.fault(location, "a mapping of keys to values is expected here")
    if kind in ("list_type", "tuple_type"):
        return source.fault(location, "a list is expected here, each item on a line with a hyphen")
    return source.fault(location, detail["msg"])


def _real(source: Source, location: Location) -> Location:
    """Without the step `value` that a short form of a house value does not spell out."""
    if location and location[-1] == "value" and location not in source.values:
        return location[:-1]
    return location


def _suggested(model: type[BaseModel], location: Location) -> str:
    """The key that an unknown one most likely stands for, or nothing."""
    owner = _owner(model, location[:-1])
    return closest(str(location[-1]), list(owner.model_fields)) if owner else ""


def _owner(kind: Any, location: Location) -> type[BaseModel] | None:
    """The model that reads the mapping at `location`, seen from the type `kind`."""
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        if not location:
            return kind
        step = kind.model_fields.get(str(location[0]))
        return _owner(step.annotation, location[1:]) if step else None
    arguments = [argument for argument in get_args(kind) if argument is not NoneType]
    origin = get_origin(kind)
    if origin in (Annotated, Union, UnionType):
        return _owner(arguments[0], location)
    if origin in (list, tuple):
        return _owner(arguments[0], location[1:])
    return _owner(arguments[1], location[1:]) if origin is dict else None


def _salvage(model: type[BaseModel], tree: dict[str, Node], unknown: Container[Location]) -> dict[str, Any]:
    """Each field of `model` that is sound by itself once unknown keys are left out."""
    found = {}
    for name, info in model.model_fields.items():
        if name in tree:
            kind: Any = Annotated[(info.annotation, *info.metadata)] if info.metadata else info.annotation
            try:
                found[name] = TypeAdapter(kind).validate_python(_without(tree[name], (name,), unknown))
            except ValidationError:
                continue
    return found


def _without(node: Node, at: Location, unknown: Container[Location]) -> Node:
    if isinstance(node, Scalar):
        return node
    if isinstance(node, list):
        return [_without(item, (*at, index), unknown) for index, item in enumerate(node)]
    here = ((key, (*at, key)) for key in node)
    return {key: _without(node[key], path, unknown) for key, path in here if path not in unknown}
