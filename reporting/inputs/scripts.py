"""Names of the scripts that letters belong to, for messages that must not quote a text."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

OTHERS = "other signs"


def scripts_of(signs: Iterable[str]) -> str:
    """The scripts of these characters one behind the other, as `Arabic, Hebrew, other signs`; what is no
    letter is counted among the others."""
    names = {_script(sign) for sign in signs}
    return ", ".join((*sorted(names - {OTHERS}), *([OTHERS] if OTHERS in names else [])))


def _script(sign: str) -> str:
    """The first word of a letter's name in Unicode; its abbreviations stay in capitals."""
    if not unicodedata.category(sign).startswith("L"):
        return OTHERS
    first = unicodedata.name(sign, OTHERS).split("-")[0].split()[0]
    return OTHERS if first == "other" else first if first == "CJK" else first.capitalize()
