"""Who stands behind a document."""

from __future__ import annotations

from reporting.disclosures.blocks import warning
from reporting.disclosures.context import Context
from reporting.disclosures.words import text, wording
from reporting.domain.disclosure import Facts, Paragraph, Section

STATED = ("clause.no_endorsement", "shared.reports", "shared.assessed_again")
"""What is said below the particulars of the firm."""


def firm_section(context: Context) -> Section:
    """Who stands behind the document (Art 47(1), (3))."""
    firm = context.house.firm
    rows = tuple(
        (text(f"shared.firm_{field}"), wording(getattr(firm, field).value))
        for field in (
            "name",
            "address",
            "email",
            "telephone",
            "website",
            "authority",
            "authority_address",
            "client_assets",
            "conflicts_policy",
            "valuation",
            "delegation",
            "communication",
            "complaints",
        )
    )
    statements = (Paragraph(text(key)) for key in STATED)
    return Section("firm", text("shared.firm"), (Facts(rows), *statements, warning("tax")))
