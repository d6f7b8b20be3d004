"""Short ways to the figures and words of the ex-post document."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import reduce

from reporting.disclosures.ex_post.facts import Facts, Line, Span
from reporting.disclosures.figures import derived, number, percent
from reporting.disclosures.words import origin, text
from reporting.domain.disclosure import Align, Column, Text, Value, Verbatim
from reporting.domain.figure import Figure
from reporting.domain.lineage import Rule
from reporting.domain.units import Nature, Unit
from reporting.measures.sample import Result


def share(
    facts: Facts,
    id: str,
    result: Result,
    definition: str,
    *,
    decimals: int = 1,
    per_year: bool = False,
    signed: bool = False,
) -> Figure:
    """A percentage of the simulated past."""
    return percent(
        id,
        result,
        Nature.SIMULATED_PAST,
        definition,
        decimals=decimals,
        per_year=per_year,
        signed=signed,
        sources=facts.sources,
    )


def count(facts: Facts, id: str, result: Result, definition: str, *, unit: Unit = Unit.COUNT) -> Figure:
    """A count of the simulated past."""
    return number(id, result, unit, Nature.SIMULATED_PAST, definition, sources=facts.sources)


def rule(id: str, value: float, definition: str, decimals: int = 0) -> Figure:
    """A percentage that the profile itself sets."""
    return percent(id, value, Nature.CURRENT, definition, decimals=decimals, sources=("profile",))


def years(span: Span) -> Figure:
    """The length of a span in words."""
    figure = number(
        f"span.{span.id}", span.years, Unit.YEARS, Nature.CURRENT, "period", sources=("prices", "profile")
    )
    return derived(figure, start=span.start.isoformat(), end=span.end.isoformat())


def within(start: date, end: date) -> dict[str, str]:
    """The closes between which a figure lies, as settings of its formula."""
    return {"start": start.isoformat(), "end": end.isoformat()}


def weight(facts: Facts, stem: str, name: str, value: float) -> Figure:
    """The weight of an ETF, or of cash, which is what the ETFs with the same beginning of the id leave."""
    figure = share(facts, f"{stem}.{name}", value, "weight")
    etfs = (f"{stem}.{ticker}" for ticker in facts.market.tickers)
    return derived(figure, *etfs, rule=Rule.REMAINDER) if name == "cash" else figure


def currency(facts: Facts) -> Verbatim:
    """The currency of all figures."""
    return Verbatim(facts.context.profile.base_currency)


def source(facts: Facts) -> Text:
    """Where the simulated figures come from, under every table and chart."""
    label = next(label for role, label in facts.market.sources if role == "prices")
    return text("ep.source", prices=origin(label))


def join(parts: Sequence[Text], key: str = "shared.mix_join") -> Text:
    """Texts in a row; `key` joins `{first}` and `{rest}`."""
    return reduce(lambda first, rest: text(key, first=first, rest=rest), parts)


def names(tickers: Sequence[str]) -> Text:
    """Tickers in a row."""
    return join([text("shared.verbatim", text=Verbatim(ticker)) for ticker in tickers])


def line_columns(first: str, lines: Sequence[Line], width: float | None = None) -> tuple[Column, ...]:
    """A column for what the row is about and one for each record."""
    return (Column(text(first), Align.START, width), *(Column(line.label) for line in lines))


def heads(
    *headers: Text, widths: Sequence[float | None] = (), start: Sequence[int] = (0,)
) -> tuple[Column, ...]:
    """Columns with ready headers; those numbered in `start` are set flush left."""
    wide = widths or (None,) * len(headers)
    return tuple(
        Column(header, Align.START if place in start else Align.END, wide[place])
        for place, header in enumerate(headers)
    )


def day(value: object) -> Value:
    """A date of an array as a date."""
    return value.astype("datetime64[D]").item()  # type: ignore[attr-defined, no-any-return]
