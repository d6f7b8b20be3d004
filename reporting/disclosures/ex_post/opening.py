"""Page 1: what this is, what it is not, and the risk class; no figure of performance stands here."""

from __future__ import annotations

from reporting.disclosures.blocks import warning
from reporting.disclosures.ex_post import printed
from reporting.disclosures.ex_post.facts import Facts
from reporting.disclosures.mandate import answered, key_facts, service_fee
from reporting.disclosures.risk_scale import risk_scale
from reporting.disclosures.words import text
from reporting.domain.disclosure import Block, Bullets, Callout, Section


def about_section(facts: Facts) -> Section:
    """What the document reports, under which warning, of what risk."""
    first, last = facts.context.quarter
    key = "ep.purpose" if facts.context.live is None else "ep.purpose_live"
    answers = answered(
        facts.context,
        what=text(key, first=first, last=last),
        risks=text("clause.capital_at_risk"),
        costs=text("ep.answer_costs", fee=service_fee(facts.context)),
        happened=text("ep.answer_happened"),
    )
    blocks = (simulated_warning(), answers, *risk_scale(facts.context, facts.risk), key_facts(facts.context))
    return Section("about", text("ep.about"), blocks)


def reading_section(facts: Facts) -> Section:
    """What a reader must know before the figures."""
    first, last = printed.day(facts.sessions[0]), facts.context.as_of
    blocks: list[Block] = [
        Bullets(
            (
                text("ep.about_record", first=first, last=last),
                text("ep.about_rules"),
                text("clause.net_of_costs"),
                text("clause.comparison"),
            )
        ),
        warning("currency", currency=printed.currency(facts)),
    ]
    if not facts.spans:
        blocks.append(warning("short_record"))
    return Section("reading", text("ep.reading"), tuple(blocks))


def simulated_warning() -> Callout:
    """The warning that stands beside every figure of the simulated past (Art 44(5)(c))."""
    return warning("simulated_past_performance")
