"""Messages with their values, and the words that have no message of their own."""

from __future__ import annotations

from reporting.disclosures.figures import number
from reporting.domain.disclosure import Text, Value, Verbatim
from reporting.domain.localised import Wording
from reporting.domain.units import Frequency, Nature, Unit
from reporting.inputs.demo import SOURCE


def text(key: str, /, **values: Value) -> Text:
    """A message with its values."""
    return Text(key, values)


def name(words: str) -> Text:
    """A proper name or code where a text is asked for."""
    return Text("shared.verbatim", {"text": Verbatim(words)})


def wording(words: Wording) -> Value:
    """A text of the profile or of the house files."""
    return Verbatim(words) if isinstance(words, str) else words


def origin(label: str) -> Value:
    """Where an input comes from: the file's name, or that it is the demo market, with its hash."""
    if not label.startswith(SOURCE):
        return Verbatim(label)
    return text("shared.demo_market", hash=Verbatim(label[label.index("(") :]))


def slug(words: str) -> str:
    """A name of the house files as part of a message key or figure id."""
    return words.replace(" ", "_").replace("-", "_")


def asset_class(words: str) -> Text:
    """An asset class in the document's language."""
    return Text(f"asset_class.{slug(words)}")


def years(id: str, count: int) -> Text:
    """A number of years in words."""
    figure = number(id, count, Unit.COUNT, Nature.CURRENT, "horizon", sources=("profile",))
    return text("shared.years_one" if count == 1 else "shared.years", years=figure)


def schedule_word(frequency: Frequency) -> Text:
    """`week` or `month`."""
    return text(f"shared.every_{frequency.value}")
