"""What was printed, read back as numbers, days and the values of a message."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from string import Formatter as Messages

from reporting.checks.page import SPACE, literal
from reporting.inputs.twins import TwinFigure
from reporting.rendering.formats import Formatter

MINUS = "\N{MINUS SIGN}"
MARK = re.compile(r"\[([FBR]\d+)\]")
"""The mark of a fact: F of an answer, B of the client book, R of a conclusion."""


def plain(text: str) -> str:
    """A text with single spaces of one kind."""
    return SPACE.sub(" ", text).strip()


def number(figure: TwinFigure | None) -> Decimal | None:
    """The number that is printed, percentages in percent; None where none is available."""
    if figure is None or figure.value is None:
        return None
    return _number(figure.printed, max(figure.decimals, 0))


def amount(text: str, decimals: int) -> Decimal | None:
    """The number in a text that was printed with so many decimals; None where there is no digit."""
    return _number(text, decimals) if any(sign.isdigit() for sign in text) else None


def _number(text: str, decimals: int) -> Decimal:
    digits = "".join(sign for sign in text if sign.isdigit())
    value = Decimal(digits).scaleb(-decimals)
    return -value if MINUS in text else value


@dataclass(frozen=True, slots=True)
class Template:
    """A message: what stands before its first value, then each value's name with the words behind it.

    Words are looked for from left to right and never anew, so that no text, however made, takes long.
    """

    opening: re.Pattern[str]
    rest: tuple[tuple[str, re.Pattern[str]], ...]

    def read(self, text: str) -> dict[str, str] | None:
        """The values; None where the text is not this message from its beginning to its end."""
        if not self.rest:
            return {} if self.opening.fullmatch(text) else None
        begun = self.opening.match(text)
        *inner, (last, closing) = self.rest
        found = self._through(text, begun.end(), inner) if begun else None
        if found is None:
            return None
        given, place = found
        ends = re.compile(f"(?:{closing.pattern})$").search(text, place)
        return {**given, last: text[place : ends.start()]} if ends else None

    def find(self, text: str) -> Iterator[dict[str, str]]:
        """The values of each place where a text holds the message."""
        place = 0
        while begun := self.opening.search(text, place):
            found = self._through(text, begun.end(), self.rest)
            if found is None:
                return
            given, end = found
            if again := self._opened_again(text, begun.end(), end):
                place = again
                continue
            yield given
            place = end if end > begun.start() else end + 1

    def _opened_again(self, text: str, start: int, end: int) -> int | None:
        """Where the opening words stand last between two places: the message begins there."""
        if not self.opening.pattern:
            return None
        places = [each.start() for each in self.opening.finditer(text, start, end)]
        return places[-1] if places else None

    @staticmethod
    def _through(
        text: str, place: int, rest: Sequence[tuple[str, re.Pattern[str]]]
    ) -> tuple[dict[str, str], int] | None:
        """The values from a place on, each to the next words, and where the last words end."""
        given: dict[str, str] = {}
        for name, words in rest:
            ends = words.search(text, place)
            if ends is None:
                return None
            given[name] = text[place : ends.start()]
            place = ends.end()
        return given, place


@cache
def template(message: str) -> Template:
    """How a message is read back."""
    pieces = list(Messages().parse(message))
    names = [name for _, name, _, _ in pieces if name]
    words = [literal(said, " ") for said, _, _, _ in pieces]
    closing = words[len(names) :] or [""]
    patterns = [re.compile(each) for each in (*words[: len(names)], *closing)]
    return Template(patterns[0], tuple(zip(names, patterns[1:], strict=True)))


def day(text: str, language: str) -> date | None:
    """The day in a text, as `2027-06-15`, `15 June 2027` or `15.06.2027`; None where there is none."""
    numbers = [int(each) for each in re.findall(r"\d+", text)]
    named = next((month for name, month in _months(language) if name in text.lower()), None)
    if named is not None and len(numbers) == 2:
        numbers.insert(1, named)
    if re.search(r"\d{4}-\d{2}-\d{2}", text):
        numbers.reverse()
    if len(numbers) != 3:
        return None
    try:
        return date(numbers[2], numbers[1], numbers[0])
    except (ValueError, OverflowError):
        return None


@cache
def _months(language: str) -> tuple[tuple[str, int], ...]:
    """Names of months in lower case, the longest first, so that no short one hides a long one."""
    names = Formatter(language).locale.months["format"]
    known = {name.lower().rstrip("."): month for width in names.values() for month, name in width.items()}
    return tuple(sorted((each for each in known.items() if len(each[0]) > 1), key=lambda each: -len(each[0])))
