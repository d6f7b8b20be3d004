"""What the checks know of a language: common and denied words, subjects to mention, how to measure ease."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from reporting.law.source import load


@dataclass(frozen=True, slots=True)
class DeniedWords:
    """Words that may not stand in a document, but for some phrases that hold them."""

    pattern: re.Pattern[str]
    exceptions: re.Pattern[str] | None

    def without_exceptions(self, text: str) -> str:
        """The text with every allowed phrase taken out."""
        return self.exceptions.sub(" ", text) if self.exceptions else text


@dataclass(frozen=True, slots=True)
class Readability:
    """A formula: a linear sum of words a sentence, syllables a word and long words in percent."""

    name: str
    words: float
    syllables_factor: float
    long_words: float
    constant: float
    limit: float

    def score(self, words: int, sentences: int, syllables: int, long_words: int) -> float:
        """The score of a text; higher is harder."""
        return (
            self.words * words / sentences
            + self.syllables_factor * syllables / words
            + self.long_words * 100 * long_words / words
            + self.constant
        )

    def within(self, score: float) -> bool:
        """Whether a score is easy enough."""
        return score <= self.limit

    def syllables(self, word: str) -> int:
        """Groups of vowels in a lower-case word, a final mute e left out; at least one."""
        groups = len(re.findall(r"[aeiouyáéíóúàèìòùâêîôûäëïöü]+", word))
        mute = word.endswith("e") and not word.endswith("le") and groups > 1
        return max(groups - mute, 1)


@cache
def stop_words() -> dict[str, frozenset[str]]:
    """Common words by language, none of them in two."""
    return {id: frozenset(row["common"].split()) for id, row in load("language").items()}


@cache
def readability() -> dict[str, Readability]:
    """The formula of each language."""
    return {
        id: Readability(
            row["readability"]["name"],
            row["readability"].get("words_a_sentence", 0.0),
            row["readability"].get("syllables_a_word", 0.0),
            row["readability"].get("long_words_percent", 0.0),
            row["readability"].get("constant", 0.0),
            row["readability"]["limit"],
        )
        for id, row in load("language").items()
    }


@cache
def mentions(language: str) -> dict[str, re.Pattern[str]]:
    """By clause, the words that mention its subject; empty for an unknown language."""
    rows = load("language").get(language, {}).get("mentions", {})
    return {id: re.compile(pattern, re.IGNORECASE) for id, pattern in rows.items()}


@cache
def denied_words() -> dict[str, dict[str, DeniedWords]]:
    """Lists by language and group (promises, endorsement, marketing)."""
    return {
        language: {group: _denied(row) for group, row in groups.items()}
        for language, groups in load("denied_words").items()
    }


def _denied(row: dict[str, list[str]]) -> DeniedWords:
    exceptions = row.get("except")
    return DeniedWords(_any(row["words"]), _any(exceptions) if exceptions else None)


def _any(phrases: list[str]) -> re.Pattern[str]:
    """Any of the phrases as whole words; `*` stands for any letters, an apostrophe for both its signs."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(_phrase, phrases))})", re.IGNORECASE)


def _phrase(phrase: str) -> str:
    """The pattern of a phrase; after a final apostrophe the next word follows without a space."""
    pattern = re.escape(phrase).replace(r"\*", r"\w*").replace(r"\ ", r"\s+").replace("'", "['’]")
    return pattern if phrase.endswith("'") else rf"{pattern}(?!\w)"
