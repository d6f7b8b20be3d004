"""The ex-ante disclosure for a client's own amount, and what of it is the same for all clients of a profile.

Scenarios, costs and shocks are those of the profile's document with another amount: nothing is computed in
two ways. Charts stay with the standard amount, among the pages that clients share.
"""

from __future__ import annotations

from dataclasses import replace

from reporting.disclosures.blocks import warning
from reporting.disclosures.clients.chapter import Chapter
from reporting.disclosures.clients.context import Model
from reporting.disclosures.costs import ex_ante_costs
from reporting.disclosures.ex_ante import document_of, estimate_of, printed
from reporting.disclosures.ex_ante.risks import shocks_section
from reporting.disclosures.ex_ante.scenarios import scenarios_section
from reporting.disclosures.words import text
from reporting.domain.disclosure import (
    Callout,
    Chart,
    DocumentKind,
    Paragraph,
    Section,
    Text,
    figures_in,
)

LEFT_OUT = ("glance", "costs", "shocks")
LOW = 0.36
"""The height of the chart among the shared pages, as a share of its width."""


def personal_chapter(model: Model, amount: float, held: bool) -> Chapter:
    """Scenarios, costs and shocks for an amount in the profile's currency, with risks and costs in a sentence
    each for the cover. `held`: it is what the account is worth, else what the client wants to invest.

    Raises `Refused` naming every product cost that is missing.
    """
    context, facts = model.context, replace(model.outlook, amount=amount)
    costs, _ = ex_ante_costs(context, estimate_of(context, facts))
    invested, years = printed.amount(context, facts), context.profile.horizon
    lead = (
        text("pack.own_amount", amount=invested, as_of=context.as_of)
        if held
        else text("pack.own_plan", amount=invested)
    )
    first, *others = (scenarios_section(context, facts), costs, shocks_section(context, facts))
    foreign = warning("currency", currency=printed.currency(context))
    opened = replace(first, blocks=(Paragraph(lead), foreign, *first.blocks))
    risks = text(
        "pack.risks",
        amount=invested,
        low=printed.wealth(context, facts, "unfavourable", years),
        stress=printed.wealth(context, facts, "stress", years),
        years=text("shared.years_one" if years == 1 else "shared.years", years=printed.years(years)),
    )
    spent = {figure.id: figure for figure in figures_in(costs)}
    told = text(
        "pack.costs",
        amount=invested,
        first=spent["cost.first.all.money"],
        share=spent["cost.first.all.share"],
    )
    sections = tuple(_without_charts(each) for each in (opened, *others))
    return Chapter(DocumentKind.PERSONAL, sections, (("risks", risks), ("costs", told)))


def _without_charts(section: Section) -> Section:
    blocks = tuple(block for block in section.blocks if not isinstance(block, Chart))
    return replace(section, blocks=blocks, new_page=False)


def shared_sections(model: Model) -> tuple[Section, ...]:
    """What the profile's document says to every client alike: the range of outcomes as a chart for the
    standard amount, the chances of losses, today's allocation with reasons, rules, risks, assumptions,
    itemised costs, sources, the firm, and a glossary."""
    document = document_of(model.context, model.outlook)
    kept = (_warned(section) for section in document.sections if section.id not in LEFT_OUT)
    lead = text("pack.shared_lead", amount=printed.amount(model.context, model.outlook))
    return tuple(_chart_alone(each, lead) if each.id == "scenarios" else each for each in kept)


def _warned(section: Section) -> Section:
    """A section that says its warning itself: what stands at the head of shared pages is the reader's own."""
    if section.warning is None:
        return section
    return replace(section, blocks=(section.warning, *section.blocks), warning=None)


def _chart_alone(section: Section, lead: Text) -> Section:
    """The scenario section with its chart and its warning: the table stands in the client's own part."""
    blocks = tuple(_low(block) for block in section.blocks if isinstance(block, (Chart, Callout)))
    return replace(section, blocks=(Paragraph(lead), *blocks))


def _low(block: Chart | Callout) -> Chart | Callout:
    """A chart a little lower, so that the chances of losses stand below it on the same page."""
    if isinstance(block, Callout):
        return block
    return replace(block, spec=replace(block.spec, height=LOW))
