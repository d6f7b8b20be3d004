"""Past performance: the complete 12-month periods of a live record, and the same in euro (Art 44(4)).

Actual and simulated periods never share a table; what the live record does not cover yet stays in the
simulated part of the document, under its own warning.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from reporting.disclosures.blocks import columns, warning
from reporting.disclosures.context import RECORDS, Context
from reporting.disclosures.figures import derived, percent, settings
from reporting.disclosures.words import text
from reporting.domain.disclosure import Block, Column, Paragraph, Row, Section, Table, Verbatim
from reporting.domain.figure import Figure
from reporting.domain.units import Nature
from reporting.inputs.records import LiveRecord
from reporting.measures.records import YearReturn, actual_years, in_euro, per_euro, simulated_years
from reporting.measures.sample import NotAvailable, Result

EURO = "EUR"


def live_section(context: Context, live: LiveRecord, rows: Sequence[YearReturn]) -> Section:
    """The live record of a profile. `rows` are all its 12-month periods, actual and simulated.

    Without a complete year there is no figure, only the sentence that says so. Raises Unusable where
    the exchange rates of the context have a hole.
    """
    actual, simulated = actual_years(rows), simulated_years(rows)
    first = live.net.nav.dates[0].astype("datetime64[D]").item()
    begun = Paragraph(text("live.begun", first=first))
    if not actual:
        return Section("live_record", text("live.title"), (begun, warning("short_record")))
    currency = context.profile.base_currency
    blocks: list[Block] = []
    if currency != EURO:
        blocks.append(warning("currency", currency=Verbatim(currency)))
    blocks.append(begun)
    if simulated:
        blocks.append(Paragraph(text("live.before", start=actual[-1].start)))
    blocks.append(_actual_table(context, live, actual, currency, "live_years"))
    blocks += euro_view(context, actual, "live_years_eur", (RECORDS,))
    head = warning("past_performance")
    return Section("live_record", text("live.title"), tuple(blocks), warning=head)


def euro_view(
    context: Context, rows: Sequence[YearReturn], id: str, sources: tuple[str, ...]
) -> tuple[Block, ...]:
    """The periods of one nature as they look in euro; nothing for a euro profile or without periods.

    A sentence says so where there is no exchange rate of the profile's currency. `sources` are those of
    the returns before they are converted, the benchmark apart.
    """
    currency, fx = context.profile.base_currency, context.fx
    if currency == EURO or not rows:
        return ()
    if fx is None or currency not in fx.names:
        return (Paragraph(text("live.no_euro", currency=Verbatim(currency))),)
    nature = _nature(rows)
    caption = text(f"live.euro_caption_{nature.value}", currency=Verbatim(currency))
    note = text("live.euro_note", currency=Verbatim(currency))
    own, other = (tuple(dict.fromkeys((*each, "fx"))) for each in (sources, _benchmark_inputs(context)))
    body = years_rows(in_euro(rows, currency, fx), id, own, other, per_euro(rows, currency, fx))
    return (Table(id, caption, _heads(), body, notes=(note,)),)


def years_rows(
    rows: Sequence[YearReturn],
    id: str,
    sources: tuple[str, ...],
    benchmark: tuple[str, ...],
    rates: Mapping[date, float] | None = None,
) -> tuple[Row, ...]:
    """A row for each period: net, gross, benchmark. Raises ValueError for periods of two natures.

    `sources` are those of the record, `benchmark` those of what it is compared to; `rates` per euro are
    those by which the periods were converted, None where they were not.
    """
    nature = _nature(rows)

    def change(place: int, what: str, value: Result, row: YearReturn) -> Figure:
        origin = benchmark if what == "benchmark" else sources
        figure = percent(f"{id}.{place}.{what}", value, nature, "total_return", signed=True, sources=origin)
        figure = derived(figure, start=row.start.isoformat(), end=row.end.isoformat())
        if rates is None:
            return figure
        return settings(figure, {"rate_at_start": rates[row.start], "rate_at_end": rates[row.end]})

    return tuple(
        Row(
            (
                text("live.period_row", start=row.start, end=row.end),
                change(place, "net", row.net, row),
                change(place, "gross", row.gross, row),
                change(place, "benchmark", row.benchmark, row),
            )
        )
        for place, row in enumerate(rows, 1)
    )


def _benchmark_inputs(context: Context) -> tuple[str, ...]:
    return (*context.market_inputs, "profile", "instruments")


def _nature(rows: Sequence[YearReturn]) -> Nature:
    natures = {row.nature for row in rows}
    if len(natures) != 1:
        raise ValueError("actual and simulated periods never share a table")
    return natures.pop()


def _actual_table(
    context: Context, live: LiveRecord, rows: Sequence[YearReturn], currency: str, id: str
) -> Table:
    body = years_rows(rows, id, (RECORDS,), _benchmark_inputs(context))
    source = text("live.source", file=Verbatim(live.source), digits=Verbatim(live.sha256[:12]))
    notes = [
        text("clause.reference_period", start=rows[-1].start, end=rows[0].end, source=text("live.reference")),
        text("live.gross_note"),
    ]
    if any(isinstance(row.benchmark, NotAvailable) for row in rows):
        notes.append(text("live.benchmark_note"))
    caption = text("live.caption", currency=Verbatim(currency))
    return Table(id, caption, _heads(), body, source, tuple(notes))


def _heads() -> tuple[Column, ...]:
    return columns("live.period", "live.net", "live.gross", "live.benchmark", widths=(0.46, 0.18, 0.18, 0.18))
