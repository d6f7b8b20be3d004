"""What was printed, read back as numbers, days and the values of a message."""

from __future__ import annotations

import re
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


@cache
def fields(message: str) -> re.Pattern[str]:
    """A pattern for a message in a plain text; each `{name}` is a group of that name.

    No value holds the words with which the message begins: of two that follow each other both are found.
    """
    pieces = [(literal(words, " "), name) for words, name, _, _ in Messages().parse(message)]
    sign = f"(?:(?!{pieces[0][0]}).)" if pieces and pieces[0][0] else "."
    parts: list[str] = []
    known: set[str] = set()
    for words, name in pieces:
        parts.append(words)
        if name:
            parts.append(f"(?P={name})" if name in known else f"(?P<{name}>{sign}*?)")
            known.add(name)
    return re.compile("".join(parts))


def values(message: str, text: str) -> dict[str, str] | None:
    """The values of a message's placeholders; None where the text is not this message."""
    found = fields(message).fullmatch(plain(text))
    return found.groupdict() if found else None


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
    except ValueError:
        return None


@cache
def _months(language: str) -> tuple[tuple[str, int], ...]:
    """Names of months in lower case, the longest first, so that no short one hides a long one."""
    names = Formatter(language).locale.months["format"]
    known = {name.lower().rstrip("."): month for width in names.values() for month, name in width.items()}
    return tuple(sorted((each for each in known.items() if len(each[0]) > 1), key=lambda each: -len(each[0])))
