"""Page 1: what this is, for whom, what could happen, what it costs."""

from __future__ import annotations

from collections.abc import Mapping

from reporting.disclosures.blocks import warning
from reporting.disclosures.context import Context
from reporting.disclosures.ex_ante import printed
from reporting.disclosures.ex_ante.facts import ExAnteFacts
from reporting.disclosures.ex_ante.risks import without_kid
from reporting.disclosures.mandate import answered, key_facts, service_fee
from reporting.disclosures.risk_scale import risk_scale
from reporting.disclosures.words import text
from reporting.domain.disclosure import Paragraph, Section, Text
from reporting.domain.figure import Figure


def glance_section(context: Context, facts: ExAnteFacts, costs: Mapping[str, Figure]) -> Section:
    """The answers a reader wants first, each with its risk beside it.

    `costs` are the figures of the section on costs by id.
    """
    years = context.profile.horizon
    shared = {"amount": printed.amount(context, facts), "years": printed.years(years)}
    answers = answered(
        context,
        what=text("ea.purpose"),
        outcome=text(
            "ea.answer_outcome",
            low=printed.wealth(context, facts, "unfavourable", years),
            middle=printed.wealth(context, facts, "moderate", years),
            high=printed.wealth(context, facts, "favourable", years),
            **shared,
        ),
        risks=text(
            "ea.answer_loss",
            loss=printed.loss(context, facts, years),
            fall=printed.median_fall(context, facts),
            years=printed.years(years),
        ),
        costs=_costs(context, facts, costs),
        happened=text("ea.answer_happened"),
    )
    return Section(
        "glance",
        text("ea.glance"),
        (
            warning("capital_at_risk"),
            warning("future_performance"),
            answers,
            *risk_scale(context, facts.risk),
            *(Paragraph(each) for each in without_kid(context)),
            key_facts(context),
            warning("currency", currency=printed.currency(context)),
        ),
        warning=warning("future_performance"),
    )


def _costs(context: Context, facts: ExAnteFacts, costs: Mapping[str, Figure]) -> Text:
    """Fee, products and trading, and what all of it comes to with whatever else the price list charges."""
    answer = text(
        "ea.answer_cost",
        fee=service_fee(context),
        product=costs["cost.first.instruments.share"],
        trading=printed.trading_cost(context, facts),
    )
    key = "ea.answer_cost_sum" if context.house.firm.fees.value.only_yearly else "ea.answer_cost_all"
    return text(key, answer=answer, all=costs["cost.first.all.share"])
