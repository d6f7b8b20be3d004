"""The small signs of a language, put into messages when they are read: nobody has to type them."""

from __future__ import annotations

import re

from reporting.rendering.formats import Formatter

THIN = "\N{NARROW NO-BREAK SPACE}"
WIDE = "\N{NO-BREAK SPACE}"

QUOTES = {"de": "„“‚‘", "fr": "«»“”", "it": "«»“”", "es": "«»“”", "nl": "“”‘"}
"""The quotation marks of a language, outer and inner ones; English has “” and ‘."""

_SPACE = f"[ {WIDE}{THIN}]"
_FRENCH = (
    (re.compile(rf"(?<=[^\s;!?]){_SPACE}*([;!?])(?=[\s;!?»)]|$)"), rf"{THIN}\1"),
    (re.compile(rf"(?<=\S){_SPACE}*:(?=\s|$)"), f"{WIDE}:"),
    (re.compile(rf"«{_SPACE}*"), f"«{THIN}"),
    (re.compile(rf"{_SPACE}*»"), f"{THIN}»"),
)


def typeset(message: str, formatter: Formatter) -> str:
    """A message with the apostrophe, the space before a percent sign and the French spaces of its language.

    Only words of a catalogue are typeset, before values are filled in: a value stays as it is.
    """
    message = message.replace("'", "’")
    message = re.sub(rf"(?<=\d){_SPACE}?%", f"{formatter.percent_gap}%", message)
    if formatter.locale.language == "fr":
        for pattern, replacement in _FRENCH:
            message = pattern.sub(replacement, message)
    return message
