"""What a literal text means where a key expects text, a switch, a date, a choice or a code."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pydantic_core import PydanticCustomError

from reporting.domain.localised import Localised
from reporting.inputs.codes import COUNTRIES, CURRENCIES, is_isin
from reporting.inputs.plain_text import shorten
from reporting.inputs.scalars import Json, Reader, fault, one_scalar, suggestion


@dataclass(frozen=True, slots=True)
class Flag(Reader):
    """`true` or `false`, nothing else."""

    def _read(self, value: object) -> bool:
        scalar = one_scalar(value)
        if not scalar.plain or scalar.text not in ("true", "false"):
            raise fault(f"{shorten(scalar.text)} is text here; write true or false")
        return scalar.text == "true"

    def _json(self) -> Json:
        return {"type": "boolean"}


@dataclass(frozen=True, slots=True)
class Day(Reader):
    """A date as YYYY-MM-DD."""

    def _read(self, value: object) -> date:
        text = one_scalar(value).text
        if re.fullmatch(r"(19|20|21)[0-9]{2}-[0-9]{2}-[0-9]{2}", text):
            try:
                return date.fromisoformat(text)
            except ValueError:
                raise fault(f"there is no day {text} in the calendar") from None
        raise fault(f"{shorten(text)} is not a date; write it like 2026-10-30")

    def _json(self) -> Json:
        return {"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}


@dataclass(frozen=True, slots=True)
class Prose(Reader):
    """Text on one line, at most `longest` characters; runs of white space become one space."""

    longest: int = 200

    def _read(self, value: object) -> str:
        text = " ".join(one_scalar(value).text.split())
        if not text:
            raise fault("has no text; give one or leave the key out")
        if len(text) > self.longest:
            raise fault(f"the text has {len(text)} characters; {self.longest} are allowed")
        return text

    def _json(self) -> Json:
        return {"type": ["string", "number", "boolean"], "maxLength": self.longest}


LANGUAGE_CODE = r"[a-z]{2,3}(_[A-Z]{2})?"


def by_language(value: object) -> bool:
    """True for a mapping whose keys look like codes of languages: `{en: ..., de: ...}`."""
    return isinstance(value, dict) and all(re.fullmatch(LANGUAGE_CODE, str(key)) for key in value)


@dataclass(frozen=True, slots=True)
class Spoken(Reader):
    """A text as `Prose` reads it, for all languages, or a mapping with one for each language."""

    longest: int = 200

    def _read(self, value: object) -> str | Localised:
        prose = Prose(self.longest)
        if not isinstance(value, dict) or not value:
            return prose._read(value)
        if not by_language(value):
            raise fault("the keys must be codes of languages such as en and de, or give one text for all")
        texts = []
        for language, words in value.items():
            try:
                texts.append((language, prose._read(words)))
            except PydanticCustomError as error:
                raise fault(f"{language}: {error.message()}") from None
        return Localised(tuple(texts))

    def _json(self) -> Json:
        text = Prose(self.longest)._json()
        keys = {"pattern": f"^{LANGUAGE_CODE}$"}
        return {"anyOf": [text, {"type": "object", "propertyNames": keys, "additionalProperties": text}]}


@dataclass(frozen=True, slots=True)
class Word(Reader):
    """Literal text of a given shape; `shape` says in words what `pattern` asks for."""

    pattern: str
    shape: str

    def _read(self, value: object) -> str:
        text = one_scalar(value).text
        if not re.fullmatch(self.pattern, text):
            raise fault(f"{shorten(text) or 'an empty text'} does not fit; {self.shape} is expected")
        return text

    def _json(self) -> Json:
        return {"type": ["string", "number"], "pattern": f"^{self.pattern}$"}


@dataclass(frozen=True, slots=True)
class Choice(Reader):
    """One of the values of an enumeration."""

    kind: type[StrEnum]
    but: tuple[str, ...] = ()

    def _read(self, value: object) -> StrEnum:
        text, known = one_scalar(value).text, self._known()
        if text not in known:
            raise fault(f"{shorten(text)} is not one of {', '.join(known)}{suggestion(text, known)}")
        return self.kind(text)

    def _known(self) -> list[str]:
        return [member.value for member in self.kind if member.value not in self.but]

    def _json(self) -> Json:
        return {"enum": self._known()}


@dataclass(frozen=True, slots=True)
class Code(Reader):
    """A code of a public list."""

    name: str
    test: Callable[[str], bool]
    example: str

    def _read(self, value: object) -> str:
        text = one_scalar(value).text
        if not self.test(text):
            upper = text.upper() if len(text) <= 12 else text
            hint = f"; did you mean {upper}?" if upper != text and self.test(upper) else ""
            raise fault(f"{shorten(text)} is not {self.name} such as {self.example}{hint}")
        return text

    def _json(self) -> Json:
        return {"type": "string", "pattern": f"^[A-Z0-9]{{{len(self.example)}}}$"}


CURRENCY = Code("an ISO 4217 currency code", CURRENCIES.__contains__, "EUR")
COUNTRY = Code("an ISO 3166 country code", COUNTRIES.__contains__, "IE")
ISIN = Code("an ISIN with a right check digit", is_isin, "IE00B4L5Y983")
TICKER = Word(r"[A-Za-z0-9^][A-Za-z0-9.^=_-]{0,19}", "a ticker of letters, digits and . - _ ^ =")
PROFILE_ID = Word(r"[a-z0-9][a-z0-9-]{0,62}", "an id of small letters, digits and hyphens")
LITERAL = Word(r"[A-Za-z0-9][A-Za-z0-9._-]{0,31}", "a short text of letters, digits and . - _")
ASSET_CLASS = Word(r"[a-z][a-z -]{0,30}", "an asset class in small letters such as equity")
