"""What a cell of the client book means where a column expects a text, a day, an amount or a code.

Each class is pydantic metadata, as in `inputs.scalars`, but reads plain text: every source hands over text,
so that a CSV file and a database are judged by the same rules. No message shows a cell: it is personal data.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from enum import StrEnum

from babel.localedata import exists as language_exists

from reporting.inputs.codes import COUNTRIES, CURRENCIES
from reporting.inputs.scalars import Json, Reader, closest, fault
from reporting.inputs.words import LANGUAGE_CODE, PROFILE_ID, TICKER

HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Unicode categories that print nothing or turn the reading direction, so that a name can pose as another."""
JOINERS = "\u200c\u200d"
"""Format characters that the spelling of some languages needs."""
FORMULA = tuple("=+-@＝＋－＠")
MOST_DIGITS = 12
"""Digits before the point: amounts and units stay below 10^12, sums of them exact to the cent as floats."""
SHARES = 6
"""Decimals of units and prices."""

_SHAPE = re.compile(r"(-?)(\d+)(?:\.(\d+))?", re.ASCII)
_DAY = re.compile(r"(19|20|21)\d{2}-\d{2}-\d{2}", re.ASCII)
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?", re.ASCII)


LOST = "\ufffd"
"""What stands for bytes that were no UTF-8."""


def hidden(text: str) -> str:
    """The first character of a text that may not stand in it, as U+202E, or nothing."""
    for mark in text:
        if mark not in JOINERS and unicodedata.category(mark) in HIDDEN:
            return f"U+{ord(mark):04X}"
    return ""


@dataclass(frozen=True, slots=True)
class Words(Reader):
    """Free text on one line, as it is: markup and template syntax are letters like any others.

    Refused: control and format characters, the first sign of a formula, more than `longest` characters.
    """

    longest: int

    def _read(self, value: object) -> str:
        return self.judged(_given(value))

    def judged(self, text: str) -> str:
        """The text with single spaces, or a fault."""
        if len(text) > self.longest:
            raise fault(f"has {len(text):,} characters; {self.longest} are allowed")
        if LOST in text:
            raise fault("holds bytes that are not UTF-8; save it as UTF-8")
        if mark := hidden(text):
            raise fault(f"holds the character {mark}, which is not allowed; remove it")
        text = " ".join(text.split())
        if not text:
            raise fault("is empty; give a text")
        if text.startswith(FORMULA):
            raise fault("begins like a formula (= + - @); begin with a letter or a digit")
        return text

    def _json(self) -> Json:
        return {"type": "string", "maxLength": self.longest, "pattern": "^[^=+@-]"}


@dataclass(frozen=True, slots=True)
class Names(Reader):
    """Several names, separated by semicolons."""

    longest: int
    most: int

    def _read(self, value: object) -> tuple[str, ...]:
        parts = _given(value).split(";")
        if len(parts) > self.most:
            raise fault(f"holds {len(parts)} names; {self.most} are allowed")
        names = tuple(Words(self.longest).judged(part) for part in parts)
        if len(set(names)) < len(names):
            raise fault("holds a name twice; give each person once")
        return names

    def _json(self) -> Json:
        return {"type": "string", "maxLength": self.most * (self.longest + 1)}


@dataclass(frozen=True, slots=True)
class Key(Reader):
    """Text of a given shape; `shape` says in words what `pattern` asks for."""

    pattern: str
    shape: str

    def _read(self, value: object) -> str:
        text = _given(value)
        if not re.fullmatch(self.pattern, text, re.ASCII):
            raise fault(f"is not {self.shape}")
        return text

    def _json(self) -> Json:
        return {"type": "string", "pattern": f"^{self.pattern}$"}


@dataclass(frozen=True, slots=True)
class Language(Reader):
    """A code of a language that the Unicode locale data know."""

    def _read(self, value: object) -> str:
        text = _given(value)
        if not re.fullmatch(LANGUAGE_CODE, text, re.ASCII) or not language_exists(text):
            raise fault("is not the code of a language such as en or de")
        return text

    def _json(self) -> Json:
        return {"type": "string", "pattern": f"^{LANGUAGE_CODE}$"}


@dataclass(frozen=True, slots=True)
class OneOf(Reader):
    """A code of a public list."""

    codes: frozenset[str]
    name: str

    def _read(self, value: object) -> str:
        text = _given(value)
        if text not in self.codes:
            raise fault(f"is not {self.name}")
        return text

    def _json(self) -> Json:
        return {"type": "string", "pattern": f"^[A-Z]{{{len(min(self.codes))}}}$"}


@dataclass(frozen=True, slots=True)
class Of(Reader):
    """One of the values of an enumeration."""

    kind: type[StrEnum]

    def _read(self, value: object) -> StrEnum:
        text, known = _given(value), [member.value for member in self.kind]
        if text not in known:
            meant = closest(text, known)
            hint = f"; did you mean {meant}?" if meant else ""
            raise fault(f"is not one of {', '.join(known)}{hint}")
        return self.kind(text)

    def _json(self) -> Json:
        return {"enum": [member.value for member in self.kind]}


@dataclass(frozen=True, slots=True)
class On(Reader):
    """A day as YYYY-MM-DD."""

    def _read(self, value: object) -> date:
        text = _given(value)
        if not _DAY.fullmatch(text):
            raise fault("is not a day; write it like 2026-09-30, without a time")
        try:
            return date.fromisoformat(text)
        except ValueError:
            raise fault("is a day that the calendar does not have") from None

    def _json(self) -> Json:
        return {"type": "string", "format": "date"}


@dataclass(frozen=True, slots=True)
class At(Reader):
    """A time of day as HH:MM or HH:MM:SS, in the venue's own zone."""

    def _read(self, value: object) -> time:
        text = _given(value)
        if not _TIME.fullmatch(text):
            raise fault("is not a time of day; write it like 15:45 or 15:45:30")
        return time.fromisoformat(text)

    def _json(self) -> Json:
        return {"type": "string", "pattern": f"^{_TIME.pattern}$"}


@dataclass(frozen=True, slots=True)
class Number(Reader):
    """An exact decimal with at most `decimals`; `least` says whether it may be negative, zero or neither."""

    decimals: int
    least: str = "any"

    def _read(self, value: object) -> Decimal:
        text = _given(value)
        match = _SHAPE.fullmatch(text) if len(text) <= 400 else None
        if not match:
            raise fault("is not a number; write digits and a decimal point only, such as 1234.50")
        sign, whole, part = match[1], match[2].lstrip("0"), (match[3] or "").rstrip("0")
        if len(whole) > MOST_DIGITS:
            raise fault(f"is too large; at most {MOST_DIGITS} digits may stand before the point")
        if len(part) > self.decimals:
            raise fault(f"has more than {self.decimals} decimals; round it where it is booked")
        number = Decimal(f"{sign}{whole or 0}.{part:0<{self.decimals}}") + 0  # the sum has no negative zero
        if number < 0 and self.least != "any":
            raise fault("is negative; give a positive number (the column side or kind tells the direction)")
        if not number and self.least == "positive":
            raise fault("is zero; remove the row or give the number")
        return number

    def _json(self) -> Json:
        sign = "-?" if self.least == "any" else ""
        pattern = rf"^{sign}\d{{1,{MOST_DIGITS}}}(\.\d{{1,{self.decimals}}}0*)?$"
        return {"type": ["string", "number"], "pattern": pattern}


def _given(value: object) -> str:
    """The text of a cell. Empty cells do not come here: their columns count as missing."""
    assert isinstance(value, str)
    return value


ID = Key(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}", "an id of at most 64 letters, digits and . _ -")
QUESTION = Key(r"[a-z][a-z0-9_.-]{0,63}", "the id of a question in small letters, digits and _ . -")
VERSION = Key(r"[A-Za-z0-9][A-Za-z0-9._-]{0,31}", "a version of letters, digits and . _ -")
INSTRUMENT = Key(TICKER.pattern, TICKER.shape)
PROFILE = Key(PROFILE_ID.pattern, "the id of a profile in small letters, digits and hyphens")
CURRENCY = OneOf(CURRENCIES, "an ISO 4217 currency code such as EUR")
COUNTRY = OneOf(COUNTRIES, "an ISO 3166 country code such as IE")
CENTS = Number(2)
