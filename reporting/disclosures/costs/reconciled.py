"""Costs estimated beside costs incurred, category by category and all together (Q&A 1816, 1827)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from reporting.disclosures.blocks import columns
from reporting.disclosures.context import Context
from reporting.disclosures.costs.breakdown import ALL
from reporting.disclosures.costs.estimate import schedule_of
from reporting.disclosures.costs.rates import Estimated
from reporting.disclosures.figures import derived, percent
from reporting.disclosures.words import text
from reporting.domain.disclosure import Block, Paragraph, Row, Table, Text, Verbatim
from reporting.domain.figure import Figure
from reporting.domain.lineage import Rule
from reporting.domain.rounding import apportioned, units
from reporting.domain.units import Nature
from reporting.measures.costs.incurred import Incurred
from reporting.measures.costs.reconciliation import Deviation, deviations

WIDTHS = (0.35, 0.14, 0.13, 0.14, 0.24)


def reconciliation(
    context: Context,
    span: str,
    estimated: Estimated,
    incurred: Incurred,
    start: date,
    sources: tuple[str, ...],
) -> tuple[Block, ...]:
    """The table with a verdict on each line, and in words what is beyond the firm's tolerance.

    `incurred` is what a `span` cost that began on `start`. An estimate from after it was no forecast, and the
    note says so.
    """
    tolerance = schedule_of(context).deviation
    threshold = percent(
        "cost.deviation", tolerance, Nature.CURRENT, "price_list", decimals=2, sources=("firm",)
    )
    compared = deviations(estimated.rates, incurred.yearly, tolerance)
    shown = tuple(_units([getattr(each, which) for each in compared]) for which in ("estimated", "incurred"))
    rows = tuple(
        _row(each, printed, _Origin(span, incurred.days, estimated, sources))
        for each, printed in zip(compared, zip(*shown, strict=True), strict=True)
    )
    heads = ("category", "estimated", "incurred", "difference", "verdict")
    table = Table(
        "cost_reconciliation",
        text(f"cost.reconciliation_{span}"),
        columns(*(f"cost.{head}" for head in heads), widths=WIDTHS, start=(0, 4)),
        rows,
        notes=(_compared_with(estimated, threshold), *_not_a_forecast(estimated, start)),
    )
    beyond = [each for each in compared if each.beyond]
    if not beyond:
        return table, Paragraph(text("cost.within_all", threshold=threshold))
    names = _named(beyond)
    return table, Paragraph(text("cost.beyond_some", categories=names, threshold=threshold))


def _units(values: Sequence[float]) -> tuple[int, ...]:
    """Hundredths of a percent: the total, which comes last, half-up, the lines so that they add up to it."""
    total = units(values[-1], 2, 2)
    return (*apportioned(values[:-1], total, 2, 2), total)


def _named(beyond: Sequence[Deviation]) -> Text:
    """The lines in a row, each by its name in the table."""
    first, *others = (text(f"cost.line_{_line(each)}") for each in beyond)
    for other in others:
        first = text("shared.mix_join", first=first, rest=other)
    return first


def _line(each: Deviation) -> str:
    return each.category.value if each.category else ALL


def _compared_with(estimated: Estimated, threshold: Figure) -> Text:
    document = Verbatim(estimated.document_id)
    return text("cost.reconciliation_note", document=document, date=estimated.as_of, threshold=threshold)


def _not_a_forecast(estimated: Estimated, start: date) -> tuple[Text, ...]:
    late = estimated.as_of >= start
    return (text("cost.reconciliation_late", date=estimated.as_of, start=start),) if late else ()


@dataclass(frozen=True, slots=True)
class _Origin:
    """Where the two columns come from: a document, and the cost table of a span of some days."""

    span: str
    days: int
    estimated: Estimated
    sources: tuple[str, ...]


def _row(each: Deviation, printed: tuple[int, int], origin: _Origin) -> Row:
    """One line; `printed` are units of the estimate and of what was incurred."""
    line = _line(each)

    def rate(id: str, value: float, nature: Nature, shown: int, signed: bool = False) -> Figure:
        figure = percent(
            f"cost.reconciliation.{line}.{id}",
            value,
            nature,
            "cost_rate",
            decimals=2,
            signed=signed,
            sources=origin.sources,
        )
        return replace(figure, printed_units=shown)

    before, after = printed
    expected = rate("estimated", each.estimated, Nature.FORWARD, before)
    expected = derived(expected, document=origin.estimated.document_id)
    expected = replace(expected, sources=origin.estimated.sources or origin.sources)
    past = rate("incurred", each.incurred, Nature.SIMULATED_PAST, after)
    past = derived(past, f"cost.{origin.span}.{line}.share", days=origin.days)
    difference = rate("difference", each.difference, Nature.SIMULATED_PAST, after - before, signed=True)
    difference = derived(difference, past.id, expected.id, rule=Rule.DIFFERENCE)
    verdict = text("cost.beyond" if each.beyond else "cost.within")
    total = each.category is None
    return Row((text(f"cost.line_{line}"), expected, past, difference, verdict), total)
