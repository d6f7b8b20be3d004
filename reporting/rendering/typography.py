"""The small signs of a language, put into messages when they are read: nobody has to type them."""

from __future__ import annotations

import re
from collections.abc import Mapping

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
_ITALIAN = re.compile(r"\b(il|[Aa]l|[Dd]al|[Dd]el|[Nn]el|[Ss]ul) \{(\w+)\}")
_VOWEL = re.compile(r"8|11(?!\d)|1(?![\d.º])")
"""Italian numbers that begin with a vowel: otto, ottanta, undici, uno; not mille, not primo."""


def typeset(message: str, formatter: Formatter) -> str:
    """A message with the apostrophe, the space before a percent sign and the French spaces of its language.

    Words of a catalogue are typeset before values are filled in, and so are texts that the firm's files give
    in each language; any other value stays as it is.
    """
    message = message.replace("'", "’")
    message = re.sub(rf"(?<=\d){_SPACE}?%", f"{formatter.percent_gap}%", message)
    if formatter.locale.language == "fr":
        for pattern, replacement in _FRENCH:
            message = pattern.sub(replacement, message)
    return message


def inflected(message: str, values: Mapping[str, str], language: str) -> str:
    """A message whose articles suit the numbers after them: Italian `del {x}` is `dello 0,5%`, `dell’8%`."""
    if language != "it":
        return message
    return _ITALIAN.sub(lambda match: _article(match[1], values[match[2]]) + f"{{{match[2]}}}", message)


def _article(article: str, value: str) -> str:
    """The article with the space or apostrophe before a number."""
    stem = article.removesuffix("il")
    if value.startswith("0"):
        return f"{stem}lo "
    return f"{stem}l’" if _VOWEL.match(value) else f"{article} "
