"""Languages: the one that texts are written in, and texts of a firm's own files that differ by language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

SOURCE = "en"
"""The language in which texts are written; every other one is a translation of it."""


@dataclass(frozen=True, slots=True)
class Localised:
    """One text in several languages: pairs of a language's code and its words, in the order of the file."""

    texts: tuple[tuple[str, str], ...]

    def words(self, language: str) -> str | None:
        """The text in a language, None where the file does not give it."""
        return dict(self.texts).get(language)


Wording: TypeAlias = str | Localised
"""A text that is the same in every language, or one for each."""
