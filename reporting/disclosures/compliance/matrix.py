"""The trace matrix: obligation, document, page, verdict; all rows of the catalogue, part by part."""

from __future__ import annotations

from reporting.disclosures.common import columns, text
from reporting.disclosures.compliance.judged import Judged, Standing
from reporting.disclosures.compliance.law import cited
from reporting.disclosures.compliance.places import places
from reporting.domain.disclosure import Paragraph, Row, Section, Table, Text, Value, Verbatim
from reporting.law.obligations import Care, Part

WIDTHS = (0.055, 0.135, 0.27, 0.255, 0.175, 0.11)
HEADS = ("obligation", "basis", "demand", "by", "places", "verdict")


def matrix_section(rows: tuple[Judged, ...]) -> Section:
    """One table for each part of the law."""
    tables = tuple(_table(part, tuple(row for row in rows if row.obligation.part is part)) for part in Part)
    return Section("matrix", text("cr.matrix"), (Paragraph(text("cr.matrix_lead")), *tables), new_page=True)


def _table(part: Part, rows: tuple[Judged, ...]) -> Table:
    return Table(
        f"matrix_{part}",
        text(f"cr.part_{part}"),
        columns(*(f"cr.{head}" for head in HEADS), widths=WIDTHS, start=tuple(range(len(HEADS)))),
        tuple(_row(row) for row in rows),
        notes=tuple(_unverified(row) for row in rows if row.obligation.unverified),
        dense=True,
    )


def _row(row: Judged) -> Row:
    obligation = row.obligation
    return Row(
        (
            Verbatim(obligation.id),
            cited(obligation.basis),
            Text(obligation.demand),
            *_seen(row),
            text("cr.mark_not_met" if row.standing is Standing.NOT_MET else f"cr.standing_{row.standing}"),
        )
    )


def _seen(row: Judged) -> tuple[Value, Value]:
    """By whom or which rules, and where; or the reason why nobody looks."""
    if row.reason is not None and row.obligation.care is not Care.AUTOMATIC:
        return row.reason, Verbatim("–")
    rules = Verbatim(", ".join(row.obligation.rules))
    return rules, places(row.pages) if row.reason is None else row.reason


def _unverified(row: Judged) -> Text:
    return text("cr.unverified", id=Verbatim(row.obligation.id), open=Text(row.obligation.unverified))
