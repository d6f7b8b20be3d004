"""The trace matrix: obligation, document, page, verdict; all rows of the catalogue, part by part."""

from __future__ import annotations

from reporting.disclosures.blocks import columns
from reporting.disclosures.compliance.counts import count
from reporting.disclosures.compliance.documents import VERDICT_WIDTHS
from reporting.disclosures.compliance.judged import Judged, Standing
from reporting.disclosures.compliance.law import cited
from reporting.disclosures.compliance.places import places
from reporting.disclosures.words import text
from reporting.domain.disclosure import Paragraph, Row, Section, Table, Text, Value, Verbatim
from reporting.domain.verdict import Verdict
from reporting.law.obligations import Care, Part

SHOWN = (Verdict.MET, Verdict.NOT_MET, Verdict.NEEDS_PERSON)
HEADS = ("obligation", "basis", "demand", "by", "places", "verdict")
WIDTHS = (0.055, 0.135, 0.27, 0.255, 0.175, 0.11)
COUNTED_WIDTHS = (0.05, 0.1, 0.18, 0.22, 0.12, *VERDICT_WIDTHS[:3], 0.098)


def matrix_section(rows: tuple[Judged, ...], *, counted: bool = False) -> Section:
    """One table for each part of the law; `counted` where documents are too many to be listed one by one."""
    tables = tuple(
        _table(part, tuple(row for row in rows if row.obligation.part is part), counted) for part in Part
    )
    lead = Paragraph(text("cr.matrix_lead_counted" if counted else "cr.matrix_lead"))
    return Section("matrix", text("cr.matrix"), (lead, *tables))


def _table(part: Part, rows: tuple[Judged, ...], counted: bool) -> Table:
    numbers = tuple(f"verdict_{verdict}" for verdict in SHOWN) if counted else ()
    heads = (*HEADS[:-1], *numbers, HEADS[-1])
    words = tuple(place for place, head in enumerate(heads) if head in HEADS)
    widths = COUNTED_WIDTHS if counted else WIDTHS
    return Table(
        f"matrix_{part}",
        text(f"cr.part_{part}"),
        columns(*(f"cr.{head}" for head in heads), widths=widths, start=words),
        tuple(_row(row, counted) for row in rows),
        notes=tuple(_unverified(row) for row in rows if row.obligation.unverified),
        dense=True,
    )


def _row(row: Judged, counted: bool) -> Row:
    obligation = row.obligation
    return Row(
        (
            Verbatim(obligation.id),
            cited(obligation.basis),
            Text(obligation.demand),
            *_seen(row),
            *(_numbers(row) if counted else ()),
            text("cr.mark_not_met" if row.standing is Standing.NOT_MET else f"cr.standing_{row.standing}"),
        )
    )


def _numbers(row: Judged) -> tuple[Value, ...]:
    """How many documents meet the obligation, do not, or wait for a person."""
    id = row.obligation.id
    return tuple(
        count(f"obligation.{id}.{verdict}", row.counts[verdict], "judged_documents") for verdict in SHOWN
    )


def _seen(row: Judged) -> tuple[Value, Value]:
    """By whom or which rules, and where; or the reason why nobody looks."""
    if row.reason is not None and row.obligation.care is not Care.AUTOMATIC:
        return row.reason, Verbatim("–")
    rules = Verbatim(", ".join(row.obligation.rules))
    return rules, places(row.pages) if row.reason is None else row.reason


def _unverified(row: Judged) -> Text:
    return text("cr.unverified", id=Verbatim(row.obligation.id), open=Text(row.obligation.unverified))
