"""Puts the sections of the ex-post document in order."""

from __future__ import annotations

from dataclasses import replace

from reporting.disclosures.context import Context
from reporting.disclosures.costs import Estimated, ex_post_costs
from reporting.disclosures.data import data_section
from reporting.disclosures.ex_post.allocation import allocation_section
from reporting.disclosures.ex_post.chance import seeds_section
from reporting.disclosures.ex_post.conditions import episodes_section, regimes_section
from reporting.disclosures.ex_post.contributions import contribution_section
from reporting.disclosures.ex_post.facts import Facts, gather
from reporting.disclosures.ex_post.method import method_section
from reporting.disclosures.ex_post.metrics import MEASURES, metrics_section
from reporting.disclosures.ex_post.opening import about_section, reading_section, simulated_warning
from reporting.disclosures.ex_post.record import charts_section, record_section
from reporting.disclosures.firm import firm_section
from reporting.disclosures.glossary import glossary
from reporting.disclosures.live_record import live_section
from reporting.disclosures.notes import explained
from reporting.disclosures.risk import NOTES as RISK_NOTES
from reporting.disclosures.risk import TERMS as RISK_TERMS
from reporting.disclosures.risk import risk_sections
from reporting.disclosures.standing import standing
from reporting.disclosures.words import text, wording
from reporting.domain.disclosure import Disclosure, DocumentKind, Section
from reporting.strategy.backtest import Backtest

TERMS = (
    "simulated_past_performance",
    "benchmark",
    "strategic_mix",
    "rebalance",
    "total_weight",
    "turnover",
    "contribution",
    "risk_class",
)
STARTS = {
    "reading": ("simulated_past_performance", "benchmark", "strategic_mix"),
    "metrics": ("annualised_return", "var_95_historical"),
}
"""Terms that are explained where a section starts."""
EXHIBITS = {
    "years": ("total_return",),
    "drawdown": ("max_drawdown",),
    "volatility": ("volatility",),
    "relative": ("tracking_error", "information_ratio", "beta"),
    "trading": ("turnover",),
    "reasons": ("rebalance", "total_weight"),
    "contribution": ("contribution",),
} | RISK_NOTES
"""Terms that are explained beside a table or chart."""


def ex_post(context: Context, backtest: Backtest, estimated: Estimated | None = None) -> Disclosure:
    """The document of one profile and quarter, from a backtest that ends at the as-of date.

    `estimated` are the yearly cost rates of the last ex-ante document, which the costs are compared with.
    """
    facts = gather(context, backtest)
    first, last = context.quarter
    profile = context.profile
    status, reasons = standing(context, facts.risk)
    return Disclosure(
        kind=DocumentKind.EX_POST,
        document_id=f"{profile.id}-{context.period}-ex-post-v{profile.version}",
        profile=profile.id,
        period=context.period,
        as_of=context.as_of,
        language=context.language,
        currency=profile.base_currency,
        title=text("ep.title"),
        subtitle=text(_subtitle(context), profile=wording(profile.name), first=first, last=last),
        firm=context.house.firm.name.value,
        status=status,
        reasons=reasons,
        sections=explained(_sections(facts, backtest, estimated), STARTS, EXHIBITS),
        profile_name=wording(profile.name),
    )


def _sections(facts: Facts, backtest: Backtest, estimated: Estimated | None) -> tuple[Section, ...]:
    """The parts about the simulation stand under its warning, page by page; a live record has its own."""
    context = facts.context
    opening = (about_section(facts), reading_section(facts))
    simulated = (*_simulated(facts), *ex_post_costs(context, backtest, estimated))
    return (
        *(opening if context.live else map(_warned, opening)),
        *_live(facts),
        *map(_warned, simulated),
        *risk_sections(context, facts.risk, facts.sri),
        method_section(facts),
        data_section(context),
        glossary(MEASURES if facts.spans else (), (*TERMS, *RISK_TERMS)),
        firm_section(context),
    )


def _subtitle(context: Context) -> str:
    return "ep.subtitle" if context.live is None else "ep.subtitle_live"


def _live(facts: Facts) -> tuple[Section, ...]:
    """Actual results come first."""
    live = facts.context.live
    return () if live is None else (live_section(facts.context, live, facts.years),)


def _warned(section: Section) -> Section:
    return replace(section, warning=simulated_warning())


def _simulated(facts: Facts) -> tuple[Section, ...]:
    """Everything about returns; without a complete year nothing but what was held (Art 44(4)(b))."""
    if not facts.spans:
        return (allocation_section(facts),)
    return (
        record_section(facts),
        charts_section(facts),
        metrics_section(facts),
        allocation_section(facts),
        contribution_section(facts),
        regimes_section(facts),
        episodes_section(facts),
        seeds_section(facts),
    )
