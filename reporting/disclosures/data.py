"""Where the prices come from and what was noticed in them."""

from __future__ import annotations

from dataclasses import replace

from reporting.disclosures.blocks import columns
from reporting.disclosures.context import Context
from reporting.disclosures.figures import number
from reporting.disclosures.words import origin, text
from reporting.domain.disclosure import Block, Paragraph, Row, Section, Table, Value, Verbatim
from reporting.domain.market import Severity
from reporting.domain.units import Nature, Unit


def data_section(context: Context) -> Section:
    """Where the prices come from and what the checks noticed in them."""
    market = context.market
    sources = tuple(Row((text(f"shared.source_{role}"), origin(label))) for role, label in market.sources)
    table = Table(
        "sources",
        text("shared.sources_caption"),
        columns("shared.input", "shared.origin", start=(0, 1)),
        sources,
    )
    span = text(
        "shared.span",
        first=market.sessions[0].astype(object),
        last=market.sessions[-1].astype(object),
        sessions=number(
            "data.sessions", len(market.sessions), Unit.COUNT, Nature.CURRENT, "session", sources=("prices",)
        ),
    )
    return Section("data", text("shared.data"), (Paragraph(span), table, *_findings(context)))


def _findings(context: Context) -> tuple[Block, ...]:
    noticed = [finding for finding in context.market.findings if finding.severity is not Severity.NOTE]
    if not noticed:
        return (Paragraph(text("shared.no_findings")),)
    most = 12
    rows = tuple(
        Row(
            (
                finding.day or Verbatim("–"),
                Verbatim(finding.ticker or "–"),
                text(f"finding.{finding.code}"),
                _detail(place, finding.detail),
            )
        )
        for place, finding in enumerate(noticed[:most])
    )
    count = number("data.findings", len(noticed), Unit.COUNT, Nature.CURRENT, "finding", sources=("prices",))
    headers = columns("shared.date", "shared.etf", "shared.finding", "shared.detail", start=(0, 1, 2, 3))
    return (Table("findings", text("shared.findings_caption", count=count), headers, rows),)


def _detail(place: int, detail: str) -> Value:
    """The detail of a finding: a number is printed as one, all else as it is."""
    try:
        value = float(detail)
    except ValueError:
        return Verbatim(detail or "–")
    decimals = len(detail.partition(".")[2])
    id = f"data.finding.{place + 1}"
    figure = number(id, value, Unit.RATIO, Nature.CURRENT, "finding", sources=("prices",))
    return replace(figure, decimals=decimals)
