"""Puts the sections of the ex-ante document in order."""

from __future__ import annotations

from dataclasses import replace

from reporting.disclosures.context import Context
from reporting.disclosures.costs import Estimate, ex_ante_costs
from reporting.disclosures.data import data_section
from reporting.disclosures.ex_ante.allocation import allocation_section
from reporting.disclosures.ex_ante.assumptions import assumptions_section
from reporting.disclosures.ex_ante.facts import ExAnteFacts, gather
from reporting.disclosures.ex_ante.glance import glance_section
from reporting.disclosures.ex_ante.risks import risks_section, shocks_section
from reporting.disclosures.ex_ante.rules import rules_section
from reporting.disclosures.ex_ante.scenarios import falls_section, scenarios_section
from reporting.disclosures.firm import firm_section
from reporting.disclosures.glossary import glossary
from reporting.disclosures.notes import explained
from reporting.disclosures.risk import NOTES as RISK_NOTES
from reporting.disclosures.risk import TERMS as RISK_TERMS
from reporting.disclosures.risk import risk_sections
from reporting.disclosures.standing import standing
from reporting.disclosures.words import text, wording, years
from reporting.domain.decision import Allocation
from reporting.domain.disclosure import Disclosure, DocumentKind, figures_in
from reporting.measures.costs.charges import Trading, refuse_missing
from reporting.measures.scenarios.simulation import PATHS

MEASURES = ("annualised_return", "volatility", "max_drawdown")
TERMS = (
    "risk_class",
    "scenario",
    "stress",
    "percentile",
    "relative_strength",
    "trend",
    "mean_reversion",
    "calendar",
    "score",
    "total_weight",
    "strategic_mix",
    "turnover",
    "notice",
    "reduction_in_yield",
)
EXHIBITS = {
    "scenarios": ("scenario", "stress"),
    "fan": ("percentile",),
    "falls": ("max_drawdown", "notice"),
    "cost_effect_flat": ("reduction_in_yield",),
    "shocks": ("strategic_mix",),
    "holdings": ("total_weight",),
    "weights": ("relative_strength", "trend", "mean_reversion"),
    "signal_weights": ("score", "calendar"),
    "assumed_returns": ("annualised_return",),
} | RISK_NOTES
"""Terms that are explained beside a table or chart."""


def ex_ante(context: Context, allocation: Allocation, paths: int = PATHS) -> Disclosure:
    """The document of one profile and period, from `paths` simulated paths.

    Raises `Refused` naming every product cost that is missing, before anything is simulated.
    """
    document = document_of(context, outlook(context, allocation, paths))
    return replace(document, sections=explained(document.sections, {}, EXHIBITS))


def outlook(context: Context, allocation: Allocation, paths: int = PATHS) -> ExAnteFacts:
    """What the document says in numbers. Raises `Refused` naming every product cost that is missing."""
    held = context.profile.tickers
    refuse_missing({ticker: context.house.instruments[ticker] for ticker in held})
    return gather(context, allocation, paths)


def document_of(context: Context, facts: ExAnteFacts) -> Disclosure:
    """The document that says these facts."""
    costs, costs_itemised = ex_ante_costs(context, estimate_of(context, facts))
    sections = (
        glance_section(context, facts, {figure.id: figure for figure in figures_in(costs)}),
        scenarios_section(context, facts),
        falls_section(context, facts),
        costs,
        shocks_section(context, facts),
        allocation_section(context, facts),
        rules_section(context),
        *risk_sections(context, facts.risk, facts.sri),
        risks_section(context),
        assumptions_section(context, facts),
        costs_itemised,
        data_section(context),
        glossary(MEASURES, (*TERMS, *RISK_TERMS)),
        firm_section(context),
    )
    profile = context.profile
    status, reasons = standing(context, facts.risk)
    return Disclosure(
        kind=DocumentKind.EX_ANTE,
        document_id=f"{profile.id}-{context.period}-ex-ante-v{profile.version}",
        profile=profile.id,
        period=context.period,
        as_of=context.as_of,
        language=context.language,
        currency=profile.base_currency,
        title=text("ea.title"),
        subtitle=text(
            "ea.subtitle", profile=wording(profile.name), horizon=years("profile.horizon", profile.horizon)
        ),
        firm=context.house.firm.name.value,
        status=status,
        reasons=reasons,
        sections=sections,
        profile_name=wording(profile.name),
    )


def estimate_of(context: Context, facts: ExAnteFacts) -> Estimate:
    """What the cost tables rest on: today's target, trading on the paths, the moderate scenario."""
    moderate = facts.scenarios["moderate", context.profile.horizon].wealth
    assert isinstance(moderate, float)
    target = {etf.ticker: etf.weight for etf in facts.allocation.decision.etfs}
    return Estimate(facts.amount, target, Trading(facts.trading_cost, facts.turnover), moderate, facts.paths)
