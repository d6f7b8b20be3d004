"""When we look again, what would make the profile unsuitable, and who can be asked."""

from __future__ import annotations

from reporting.disclosures.blocks import note
from reporting.disclosures.clients.advice.amounts import loss, years
from reporting.disclosures.clients.advice.cited import PERMITTED, Advice, result, told
from reporting.disclosures.words import text, wording
from reporting.domain.disclosure import Bullets, Facts, Paragraph, Section, Text, Verbatim


def review_section(advice: Advice) -> Section:
    """Periodic review with its next date, prominent; then the limits at which the profile ceases to suit."""
    until = advice.assessment.valid_until
    assert until is not None
    chosen = advice.chosen
    bullets = (
        text(
            "suitability.ends_loss",
            loss=loss(advice, chosen),
            amount=told(advice, "amount"),
            bearable=told(advice, "tolerable_loss"),
        ),
        text(
            "suitability.ends_term",
            least=years(advice, chosen, "minimum"),
            held=told(advice, "holding_years"),
        ),
        text(
            "suitability.ends_liquidity",
            need=told(advice, "liquidity_need"),
            kept=told(advice, "kept_outside"),
        ),
        text("suitability.ends_class", permitted=result(advice, PERMITTED)),
        text("suitability.ends_other"),
    )
    blocks = (
        note("suitability.review_words", until=until),
        Paragraph(text("suitability.review_scope")),
        Paragraph(text("suitability.ends_lead")),
        Bullets(bullets),
    )
    return Section("review", text("suitability.review"), blocks)


def contact_section(advice: Advice) -> Section:
    """What the program does, what people do, who the firm is, and how to reach a person."""
    firm = advice.client.house.firm
    rows = tuple(
        (text(f"shared.firm_{field}"), wording(getattr(firm, field).value))
        for field in ("name", "address", "email", "telephone")
    )
    blocks = (Paragraph(text("suitability.automation")), Paragraph(human(advice)), Facts(rows))
    return Section("contact", text("suitability.contact"), blocks)


def human(advice: Advice) -> Text:
    """How to reach a person of the firm."""
    firm = advice.client.house.firm
    return text(
        "suitability.human", telephone=Verbatim(firm.telephone.value), email=Verbatim(firm.email.value)
    )
