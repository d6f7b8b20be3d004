"""The ex-ante disclosure for a client's own amount, and what of it is the same for all clients of a profile.

Scenarios, costs and shocks are those of the profile's document with another amount: nothing is computed in
two ways. Charts stay with the standard amount, among the pages that clients share.
"""

from __future__ import annotations

from dataclasses import replace

from reporting.disclosures.clients.context import Model
from reporting.disclosures.common import text
from reporting.disclosures.costs import ex_ante_costs
from reporting.disclosures.ex_ante import document_of, estimate_of
from reporting.disclosures.ex_ante.risks import shocks_section
from reporting.disclosures.ex_ante.scenarios import scenarios_section
from reporting.domain.disclosure import Callout, Chart, Paragraph, Section, Text

LEFT_OUT = ("glance", "costs", "shocks")


def personal_sections(model: Model, amount: float, lead: Text) -> tuple[Section, ...]:
    """Scenarios, costs and shocks for an amount in the profile's currency; `lead` says which amount it is.

    Raises `Refused` naming every product cost that is missing.
    """
    context, facts = model.context, replace(model.outlook, amount=amount)
    costs, _ = ex_ante_costs(context, estimate_of(context, facts))
    first, *others = (scenarios_section(context, facts), costs, shocks_section(context, facts))
    opened = replace(first, blocks=(Paragraph(lead), *first.blocks))
    return tuple(_without_charts(each) for each in (opened, *others))


def _without_charts(section: Section) -> Section:
    blocks = tuple(block for block in section.blocks if not isinstance(block, Chart))
    return replace(section, blocks=blocks, new_page=False)


def shared_sections(model: Model) -> tuple[Section, ...]:
    """What the profile's document says to every client alike: the range of outcomes as a chart for the
    standard amount, the chances of losses, today's allocation with reasons, rules, risks, assumptions,
    itemised costs, sources, the firm, and a glossary."""
    document = document_of(model.context, model.outlook)
    kept = (section for section in document.sections if section.id not in LEFT_OUT)
    return tuple(_chart_alone(each) if each.id == "scenarios" else each for each in kept)


def _chart_alone(section: Section) -> Section:
    """The scenario section with its chart and its warning: the table stands in the client's own part."""
    blocks = tuple(block for block in section.blocks if isinstance(block, (Chart, Callout)))
    return replace(section, blocks=(Paragraph(text("pack.shared_lead")), *blocks))
