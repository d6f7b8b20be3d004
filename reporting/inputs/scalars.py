"""What a literal text means where a key expects a rate or a number; `words.py` has the rest.

Each class is pydantic metadata: `Annotated[float, Rate(0, 1)]` reads a `Scalar` into a float, and
describes itself for the JSON Schema. No text is converted by looks alone.

A rate is a number with a percent sign (`35 %`) or, without one, a decimal (`0.35`).
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from reporting.inputs.plain_text import shorten
from reporting.inputs.yaml_source import Scalar

Json = dict[str, Any]

_NUMBER = re.compile(r"[-+]?(0|[1-9][0-9]*|(?=\.))(\.[0-9]*)?([eE][-+]?[0-9]{1,4})?")
_PERCENT = re.compile(r"(-?(?:0|[1-9][0-9]{0,8})(?:\.[0-9]{1,15})?) ?%")
_COMMA = r"[-+]?[0-9]+,[0-9]+( ?%)?"
_TRAPS: tuple[tuple[str, str], ...] = (
    (r"(?i)(y|n|yes|no|on|off|true|false)", 'is a word, not a number; old YAML read it as true or false'),
    (r"[-+]?[0-9]+(:[0-9]+)+(\.[0-9]*)?", "is a base-60 number in old YAML; write the number out"),
    (r"[-+]?0[oxb][0-9a-fA-F_]+", "is not a decimal number; write it with the digits 0 to 9"),
    (r"[-+]?0[0-9]+(\.[0-9]*)?", "starts with a zero, octal in old YAML; write it without the zero"),
    (r"[-+]?[0-9][0-9_]*_[0-9_]*(\.[0-9_]*)?", "has an underscore; write the digits alone"),
    (_COMMA, "has a comma; write a point before the decimals"),
    (r"(?i)[-+]?\.?(inf|infinity|nan)", "is not a finite number; write one"),
    (r"[0-9]{4}-[0-9]{2}-[0-9]{2}.*", "is a date; a number is expected"),
)  # fmt: skip


def fault(message: str) -> PydanticCustomError:
    """A finished sentence as pydantic carries it."""
    return PydanticCustomError("fault", "{message}", {"message": message})


def percent(value: float) -> str:
    """A decimal as people write it, for messages: 0.35 as `35 %`."""
    return f"{value * 100:.10g} %"


def closest(word: str, known: Iterable[str]) -> str:
    """The name in `known` that `word` most likely stands for, or nothing."""
    by_looks = {_plain(name): name for name in known}
    close = get_close_matches(_plain(word[:64]), by_looks, 1, 0.6)
    return by_looks[close[0]] if close else ""


def suggestion(word: str, known: Iterable[str], otherwise: str = "") -> str:
    """`; did you mean ...?` where one of `known` is close, else the words `otherwise`."""
    close = closest(word, known)
    return f"; did you mean {close}?" if close else otherwise


def _plain(name: str) -> str:
    return name.lower().replace("-", "_").replace(" ", "_")


def one_scalar(value: object) -> Scalar:
    """The scalar in `value`. Raises where a mapping, a list or nothing stands instead."""
    if isinstance(value, (dict, list)):
        kind = "mapping" if isinstance(value, dict) else "list"
        raise fault(f"one value is expected here, not a {kind}")
    assert isinstance(value, Scalar)
    if value.empty:
        raise fault("has no value; give one or leave the key out")
    return value


def _number(scalar: Scalar) -> float:
    text, name = scalar.text, shorten(scalar.text)
    if not scalar.plain:
        raise fault(f'"{name}" is text because of its quotes; write a number without quotes')
    if len(text) > 400:
        raise fault(f"{name} is not a number")
    for pattern, message in _TRAPS:
        if re.fullmatch(pattern, text):
            raise fault(f"{name} {message}")
    if not _NUMBER.fullmatch(text) or not re.search("[0-9]", text):
        raise fault(f"{name} is not a number")
    value = float(text)
    if not math.isfinite(value):
        raise fault(f"{name} is too large to be a number")
    return value


class Reader:
    """Metadata that turns a scalar into a value and describes what may stand there."""

    def _read(self, value: object) -> object:
        raise NotImplementedError

    def _json(self) -> Json:
        raise NotImplementedError

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(self._read)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> Json:
        return self._json()


@dataclass(frozen=True, slots=True)
class Rate(Reader):
    """A decimal from `low` to `high`, written `35 %` or `0.35`; `positive` shuts zero out."""

    low: float
    high: float
    positive: bool = False

    def _read(self, value: object) -> float:
        scalar = one_scalar(value)
        match = _PERCENT.fullmatch(scalar.text)
        rate = float(f"{match[1]}e-2") if match else self._decimal(scalar)
        if self._holds(rate):
            return rate
        hint = f"; did you mean {percent(rate / 100)}?" if self._holds(rate / 100) and rate else ""
        least = "more than 0 %" if self.positive else percent(self.low)
        raise fault(
            f"{shorten(scalar.text)} means {percent(rate)}; {least} to {percent(self.high)} is allowed{hint}"
        )

    def _decimal(self, scalar: Scalar) -> float:
        if "%" in scalar.text and not re.fullmatch(_COMMA, scalar.text):
            raise fault(f"{shorten(scalar.text)} is not a rate; write it like 35 % or 0.5 %")
        return _number(scalar)

    def _holds(self, rate: float) -> bool:
        return self.low <= rate <= self.high and not (self.positive and rate <= 0)

    def _json(self) -> Json:
        least = "exclusiveMinimum" if self.positive else "minimum"
        return {
            "anyOf": [
                {"type": "string", "pattern": f"^{_PERCENT.pattern}$"},
                {"type": "number", least: self.low, "maximum": self.high},
            ]
        }


@dataclass(frozen=True, slots=True)
class Number(Reader):
    """A finite number from `low` to `high`."""

    low: float
    high: float

    def _read(self, value: object) -> float:
        number = _number(one_scalar(value))
        if not self.low <= number <= self.high:
            raise fault(f"{number:.10g} is out of range; {self.low:g} to {self.high:g} is allowed")
        return number

    def _json(self) -> Json:
        return {"type": "number", "minimum": self.low, "maximum": self.high}


@dataclass(frozen=True, slots=True)
class Whole(Reader):
    """A whole number from `low` to `high`."""

    low: int
    high: int

    def _read(self, value: object) -> int:
        scalar = one_scalar(value)
        number = _number(scalar)
        if not re.fullmatch(r"[-+]?[0-9]+", scalar.text):
            raise fault(f"{shorten(scalar.text)} is not a whole number")
        if not self.low <= number <= self.high:
            raise fault(f"{shorten(scalar.text)} is out of range; {self.low} to {self.high} is allowed")
        return int(number)

    def _json(self) -> Json:
        return {"type": "integer", "minimum": self.low, "maximum": self.high}
