"""Page 1: what this is, what it is not, and the risk class; no figure of performance stands here."""

from __future__ import annotations

from reporting.disclosures.common import key_facts, risk_scale, text, warning
from reporting.disclosures.ex_post import printed
from reporting.disclosures.ex_post.facts import Facts
from reporting.domain.disclosure import Block, Bullets, Callout, Paragraph, Section


def about_section(facts: Facts) -> Section:
    """What the document reports, under which warnings."""
    first, last = facts.context.quarter
    blocks: list[Block] = [
        Paragraph(text("ep.purpose", first=first, last=last)),
        simulated_warning(),
        key_facts(facts.context),
        Bullets(
            (
                text("ep.about_record", first=printed.day(facts.sessions[0]), last=facts.context.as_of),
                text("ep.about_rules"),
                text("clause.net_of_costs"),
                text("clause.comparison"),
                text("clause.currency", currency=printed.currency(facts)),
            )
        ),
    ]
    if not facts.spans:
        blocks.append(warning("short_record"))
    return Section("about", text("ep.about"), tuple(blocks))


def risk_section(facts: Facts) -> Section:
    """The risk class on its scale."""
    return Section("risk", text("ep.risk"), risk_scale(facts.context, facts.risk))


def simulated_warning() -> Callout:
    """The warning that stands beside every figure of the simulated past (Art 44(5)(c))."""
    return warning("simulated_past_performance")
