"""Texts and values to words: the catalogue's messages filled with printed figures and dates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache

from reporting.domain.disclosure import Disclosure, Number, Text, Value, Verbatim
from reporting.domain.errors import Fault, Unusable
from reporting.domain.figure import Figure
from reporting.domain.localised import Localised
from reporting.domain.units import Unit
from reporting.rendering.catalogue import Catalogue
from reporting.rendering.formats import Formatter
from reporting.rendering.languages import shipped_catalogue
from reporting.rendering.typography import typeset

# Keys that the renderer itself speaks; they stand in common.yaml.
NOT_AVAILABLE = "figure.not_available"
NOT_AVAILABLE_BECAUSE = "figure.not_available_because"
PER_YEAR = "figure.per_year"


class Words:
    """Says texts and values in one language; plain text, never markup."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self.formatter = Formatter(catalogue.language)

    def say(self, text: Text) -> str:
        """A text in words. Raises `Unusable` when the catalogue lacks it or a value."""
        if faults := self.catalogue.faults(text):
            raise Unusable(faults)
        return self.catalogue.fill(text.key, {name: self.show(value) for name, value in text.values.items()})

    def own(self, key: str, **values: str) -> str:
        """One of the renderer's own messages."""
        return self.catalogue.fill(key, values)

    def show(self, value: Value) -> str:
        """A value inside a sentence or beside a label."""
        if isinstance(value, Figure):
            return self.figure(value)
        if isinstance(value, date):
            return self.formatter.day(value)
        if isinstance(value, Localised):
            return self._chosen(value)
        if isinstance(value, Number):
            printed = self.formatter.percent if value.percent else self.formatter.number
            return printed(value.value, value.decimals)
        return value.text if isinstance(value, Verbatim) else self.say(value)

    def cell(self, value: Value) -> str:
        """A value in a table cell: short dates, no unit that the column's head states anyway."""
        if isinstance(value, Figure):
            return self.own(NOT_AVAILABLE) if value.value is None else self.formatter.figure(value)
        return self.formatter.day(value, brief=True) if isinstance(value, date) else self.show(value)

    def figure(self, figure: Figure) -> str:
        """A figure in a sentence, with the reason when there is no value."""
        if figure.value is None:
            return self.own(NOT_AVAILABLE_BECAUSE, reason=self.say(Text(figure.missing)))
        number = self.formatter.figure(figure)
        return self.own(PER_YEAR, number=number) if figure.unit is Unit.PERCENT_PER_YEAR else number

    def check(self, disclosure: Disclosure) -> None:
        """Raises `Unusable` with the faults of all texts of a document at once."""
        faults = (fault for part in worded(disclosure) for fault in self._faults(part))
        if unique := tuple(dict.fromkeys(faults)):
            raise Unusable(unique)

    def _chosen(self, text: Localised) -> str:
        words = text.words(self.catalogue.language)
        if words is None:
            raise Unusable(self._faults(text))
        return typeset(words, self.formatter)

    def _faults(self, part: Text | Localised) -> list[Fault]:
        language = self.catalogue.language
        if isinstance(part, Text):
            return self.catalogue.faults(part)
        if part.words(language) is not None:
            return []
        code, words = part.texts[0]
        message = f"the text that begins in `{code}` with “{words[:40]}” is not given in `{language}`; add it"
        return [Fault("profile and house files", message)]


def texts(part: object) -> Iterator[Text]:
    """Every text inside a part of a document, the reasons of missing figures included."""
    return (each for each in worded(part) if isinstance(each, Text))


def worded(part: object) -> Iterator[Text | Localised]:
    """All that a language must put into words inside a part of a document."""
    if isinstance(part, Localised):
        yield part
    elif isinstance(part, Text):
        yield part
        for value in part.values.values():
            yield from worded(value)
    elif isinstance(part, Figure):
        if part.missing:
            yield Text(part.missing)
    elif isinstance(part, tuple):
        for item in part:
            yield from worded(item)
    elif is_dataclass(part):
        for each in fields(part):
            yield from worded(getattr(part, each.name))


@cache
def shipped_words(language: str) -> Words:
    """The words of a language that travels with the package."""
    return Words(shipped_catalogue(language))
