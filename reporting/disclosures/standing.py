"""Whether a document may reach a client."""

from __future__ import annotations

from reporting.disclosures.context import Context
from reporting.disclosures.words import text
from reporting.domain.disclosure import Status, Text
from reporting.measures.risk_class import RiskClass
from reporting.measures.sample import NotAvailable


def standing(context: Context, risk: RiskClass | NotAvailable) -> tuple[Status, tuple[Text, ...]]:
    """Status and reasons of a document: without a class inside the profile's band it reaches no client."""
    if not isinstance(risk, NotAvailable) and risk.inside(context.profile.risk_band):
        return context.status, context.reasons
    reason = text("draft.no_risk_class" if isinstance(risk, NotAvailable) else "draft.outside_band")
    status = Status.DRAFT if context.status is Status.FINAL else context.status
    return status, (*context.reasons, reason)
