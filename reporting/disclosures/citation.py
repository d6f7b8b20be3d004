"""References of the law in the language of the document: `CESR/10-673, Box 1` is `Kasten 1` in German."""

from __future__ import annotations

import re
from functools import reduce

from reporting.domain.disclosure import Text, Verbatim

PARTS: tuple[tuple[str, str], ...] = (
    (r"Delegated Regulation (?P<number>\(EU\) \S+)", "delegated_regulation"),
    (r"as amended by (?P<number>\(EU\) \S+)", "amended"),
    (r"Articles? (?P<number>\d+)\((?P<paragraph>\d+)\)\((?P<letter>[a-z])\)", "article_letter"),
    (r"Articles? (?P<number>\d+)\((?P<paragraph>\d+)\)", "article_paragraph"),
    (r"Articles? (?P<number>.+)", "article"),
    (r"Annex (?P<number>[IVX]+)", "annex"),
    (r"Part (?P<number>\d+)", "part"),
    (r"point (?P<number>\d+\S*)", "point"),
    (r"Box (?P<number>\d+)", "box"),
    (r"docs/method\.md section (?P<number>\d+)", "method"),
)
"""What the parts of a reference look like in the law's data, and their messages `citation.*`."""


def citation(reference: str) -> Text:
    """A reference whose parts are separated by commas; what is no part of the law's own stays as it is."""
    parts = [_part(part) for part in reference.split(", ")]
    return reduce(lambda first, rest: Text("citation.join", {"first": first, "rest": rest}), parts)


def _part(words: str) -> Text:
    for pattern, name in PARTS:
        if found := re.fullmatch(pattern, words):
            numbers = {
                part: Verbatim(words.replace("(EU) ", "")) for part, words in found.groupdict().items()
            }
            return Text(f"citation.{name}", numbers)
    return Text("shared.verbatim", {"text": Verbatim(words)})
