"""What a literal text means where a key expects it: rates, numbers, days, choices, codes.

Each class is pydantic metadata: `Annotated[float, Rate(0, 1)]` reads a `Scalar` into a float, and
describes itself for the JSON Schema. No text is converted by looks alone.

A rate is a number with a percent sign (`35 %`) or, without one, a decimal (`0.35`).
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from reporting.inputs.codes import COUNTRIES, CURRENCIES, is_isin
from reporting.inputs.yaml_source import Scalar, shorten

Json = dict[str, Any]

_NUMBER = re.compile(r"[-+]?(0|[1-9][0-9]*|(?=\.))(\.[0-9]*)?([eE][-+]?[0-9]{1,4})?")
_PERCENT = re.compile(r"(-?(?:0|[1-9][0-9]{0,8})(?:\.[0-9]{1,15})?) ?%")
_COMMA = r"[-+]?[0-9]+,[0-9]+( ?%)?"
_TRAPS: tuple[tuple[str, str], ...] = (
    (r"(?i)(y|n|yes|no|on|off|true|false)", 'is text here, not a number; write "{}" in quotes where text is meant'),
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


def _scalar(value: object) -> Scalar:
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
            raise fault(f"{name} {message.format(name)}")
    if not _NUMBER.fullmatch(text) or not re.search("[0-9]", text):
        raise fault(f"{name} is not a number")
    value = float(text)
    if not math.isfinite(value):
        raise fault(f"{name} is too large to be a number")
    return value


class _Reader:
    """Metadata that turns a scalar into a value and describes what may stand there."""

    def read(self, value: object) -> object:
        raise NotImplementedError

    def json(self) -> Json:
        raise NotImplementedError

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(self.read)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> Json:
        return self.json()


@dataclass(frozen=True, slots=True)
class Rate(_Reader):
    """A decimal from `low` to `high`, written `35 %` or `0.35`; `positive` shuts zero out."""

    low: float
    high: float
    positive: bool = False

    def read(self, value: object) -> float:
        scalar = _scalar(value)
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

    def json(self) -> Json:
        least = "exclusiveMinimum" if self.positive else "minimum"
        return {
            "anyOf": [
                {"type": "string", "pattern": f"^{_PERCENT.pattern}$"},
                {"type": "number", least: self.low, "maximum": self.high},
            ]
        }


@dataclass(frozen=True, slots=True)
class Number(_Reader):
    """A finite number from `low` to `high`."""

    low: float
    high: float

    def read(self, value: object) -> float:
        number = _number(_scalar(value))
        if not self.low <= number <= self.high:
            raise fault(f"{number:.10g} is out of range; {self.low:g} to {self.high:g} is allowed")
        return number

    def json(self) -> Json:
        return {"type": "number", "minimum": self.low, "maximum": self.high}


@dataclass(frozen=True, slots=True)
class Whole(_Reader):
    """A whole number from `low` to `high`."""

    low: int
    high: int

    def read(self, value: object) -> int:
        scalar = _scalar(value)
        number = _number(scalar)
        if not re.fullmatch(r"[-+]?[0-9]+", scalar.text):
            raise fault(f"{shorten(scalar.text)} is not a whole number")
        if not self.low <= number <= self.high:
            raise fault(f"{shorten(scalar.text)} is out of range; {self.low} to {self.high} is allowed")
        return int(number)

    def json(self) -> Json:
        return {"type": "integer", "minimum": self.low, "maximum": self.high}


@dataclass(frozen=True, slots=True)
class Flag(_Reader):
    """`true` or `false`, nothing else."""

    def read(self, value: object) -> bool:
        scalar = _scalar(value)
        if not scalar.plain or scalar.text not in ("true", "false"):
            raise fault(f"{shorten(scalar.text)} is text here; write true or false")
        return scalar.text == "true"

    def json(self) -> Json:
        return {"type": "boolean"}


@dataclass(frozen=True, slots=True)
class Day(_Reader):
    """A date as YYYY-MM-DD."""

    def read(self, value: object) -> date:
        text = _scalar(value).text
        if re.fullmatch(r"(19|20|21)[0-9]{2}-[0-9]{2}-[0-9]{2}", text):
            try:
                return date.fromisoformat(text)
            except ValueError:
                raise fault(f"there is no day {text} in the calendar") from None
        raise fault(f"{shorten(text)} is not a date; write it like 2026-10-30")

    def json(self) -> Json:
        return {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}


@dataclass(frozen=True, slots=True)
class Prose(_Reader):
    """Text on one line, at most `longest` characters; runs of white space become one space."""

    longest: int = 200

    def read(self, value: object) -> str:
        text = " ".join(_scalar(value).text.split())
        if not text:
            raise fault("has no text; give one or leave the key out")
        if len(text) > self.longest:
            raise fault(f"the text has {len(text)} characters; {self.longest} are allowed")
        return text

    def json(self) -> Json:
        return {"type": ["string", "number", "boolean"], "maxLength": self.longest}


@dataclass(frozen=True, slots=True)
class Word(_Reader):
    """Literal text of a given shape; `shape` says in words what `pattern` asks for."""

    pattern: str
    shape: str

    def read(self, value: object) -> str:
        text = _scalar(value).text
        if not re.fullmatch(self.pattern, text):
            raise fault(f"{shorten(text) or 'an empty text'} does not fit; {self.shape} is expected")
        return text

    def json(self) -> Json:
        return {"type": ["string", "number"], "pattern": f"^{self.pattern}$"}


@dataclass(frozen=True, slots=True)
class Choice(_Reader):
    """One of the values of an enumeration."""

    kind: type[StrEnum]
    but: tuple[str, ...] = ()

    def read(self, value: object) -> StrEnum:
        text, known = _scalar(value).text, self._known()
        if text not in known:
            raise fault(f"{shorten(text)} is not one of {', '.join(known)}{suggestion(text, known)}")
        return self.kind(text)

    def _known(self) -> list[str]:
        return [member.value for member in self.kind if member.value not in self.but]

    def json(self) -> Json:
        return {"enum": self._known()}


@dataclass(frozen=True, slots=True)
class Code(_Reader):
    """A code of a public list."""

    name: str
    test: Callable[[str], bool]
    example: str

    def read(self, value: object) -> str:
        text = _scalar(value).text
        if not self.test(text):
            upper = text.upper() if len(text) <= 12 else text
            hint = f"; did you mean {upper}?" if upper != text and self.test(upper) else ""
            raise fault(f"{shorten(text)} is not {self.name} such as {self.example}{hint}")
        return text

    def json(self) -> Json:
        return {"type": "string", "pattern": f"^[A-Z0-9]{{{len(self.example)}}}$"}


CURRENCY = Code("an ISO 4217 currency code", CURRENCIES.__contains__, "EUR")
COUNTRY = Code("an ISO 3166 country code", COUNTRIES.__contains__, "IE")
ISIN = Code("an ISIN with a right check digit", is_isin, "IE00B4L5Y983")
TICKER = Word(r"[A-Za-z0-9^][A-Za-z0-9.^=_-]{0,19}", "a ticker of letters, digits and . - _ ^ =")
PROFILE_ID = Word(r"[a-z0-9][a-z0-9-]{0,62}", "an id of small letters, digits and hyphens")
LITERAL = Word(r"[A-Za-z0-9][A-Za-z0-9._-]{0,31}", "a short text of letters, digits and . - _")
ASSET_CLASS = Word(r"[a-z][a-z -]{0,30}", "an asset class in small letters such as equity")
