"""What is at stake in money for the client's amount: losses, costs, the switch."""

from __future__ import annotations

from reporting.disclosures.blocks import columns, warning
from reporting.disclosures.clients.account import BOOK
from reporting.disclosures.clients.advice.amounts import difference, loss, share_lost, yearly_cost, years
from reporting.disclosures.clients.advice.cited import Advice, told
from reporting.disclosures.ex_ante.facts import STRESS
from reporting.disclosures.figures import derived, money, percent
from reporting.disclosures.words import text
from reporting.domain.disclosure import Block, Paragraph, Row, Section, Table, Text
from reporting.domain.figure import Figure
from reporting.domain.lineage import Rule
from reporting.domain.units import Nature
from reporting.measures.sample import NotAvailable


def risks_section(advice: Advice) -> Section:
    """Losses in money: stress, the worst outcomes, an unfavourable course, the fall on the way."""
    profile, outlook, chosen = advice.model.context.profile, advice.model.outlook, advice.chosen
    horizon = years(advice, chosen, "recommended")
    rows = [
        _row(
            text("suitability.outcome_tail", years=horizon),
            share_lost(advice, chosen, "tail"),
            loss(advice, chosen, "tail"),
        )
    ]
    if not isinstance(outlook.scenarios[STRESS, profile.horizon].wealth, NotAvailable):
        stress = text("suitability.outcome_stress", years=horizon)
        rows.insert(0, _row(stress, share_lost(advice, chosen, "stress"), loss(advice, chosen, "stress")))
    for name, value in (("fall", -outlook.median_fall), ("deep", -outlook.worst_fall)):
        share = percent(
            f"outlook.{name}",
            value,
            Nature.FORWARD,
            "path_share",
            decimals=0,
            sources=("prices", "profile", "assumptions"),
        )
        rows.append(_row(text(f"suitability.outcome_{name}", years=horizon), share, _scaled(advice, share)))
    heads = columns("suitability.outcome", "suitability.share", "suitability.money", widths=(0.56, 0.2, 0.24))
    caption = text("suitability.risks_caption", amount=told(advice, "amount"))
    table = Table("stakes", caption, heads, tuple(rows), notes=(text("suitability.risks_note"),))
    lead = text("suitability.risks_lead")
    return Section(
        "stakes", text("suitability.risks"), (warning("future_performance"), Paragraph(lead), table)
    )


def _row(words: Text, share: Figure, amount: Figure) -> Row:
    return Row((words, share, amount))


def _scaled(advice: Advice, share: Figure) -> Figure:
    """A share of the amount that the client told, as money."""
    assert share.value is not None
    figure = money(
        f"{share.id}.money",
        share.value * advice.known("amount"),
        Nature.FORWARD,
        "loss_money",
        advice.currency,
        sources=(BOOK, *share.sources),
    )
    return derived(figure, "answer.amount", share.id, rule=Rule.PRODUCT)


def costs_section(advice: Advice) -> Section:
    """Costs a year in money for the amount; the itemised ones stand in the personal part."""
    share = yearly_cost(advice, advice.chosen)
    assert share.value is not None
    figure = money(
        "stakes.cost",
        share.value * advice.known("amount"),
        Nature.FORWARD,
        "cost",
        advice.currency,
        sources=(BOOK, *share.sources),
    )
    cost = derived(figure, "answer.amount", share.id, rule=Rule.PRODUCT)
    words = text("suitability.costs_words", cost=cost, share=share, amount=told(advice, "amount"))
    return Section("advised_costs", text("suitability.costs"), (Paragraph(words), *_switch(advice)))


def _switch(advice: Advice) -> tuple[Block, ...]:
    """The switch test of Art 54(11), or that nothing is switched."""
    switch = advice.chosen.switch
    rebalancing = Paragraph(text("suitability.rebalancing"))
    if switch is None:
        return Paragraph(
            text("suitability.no_switch", answer=told(advice, "existing_portfolio"))
        ), rebalancing
    gain, saving = _part(advice, "gain", switch.gain), _part(advice, "saving", switch.saving)
    leaving = told(advice, "switch_exit_cost")
    net = difference(
        advice, "switch.net", switch.net, gain.id, saving.id, "answer.switch_exit_cost", nature=Nature.FORWARD
    )
    words = text(
        "suitability.switch_words",
        amount=told(advice, "switch_amount"),
        held=told(advice, "switch_class"),
        cost=told(advice, "switch_running_cost"),
        years=told(advice, "holding_years"),
        gain=gain,
        saving=saving,
        leaving=leaving,
        net=net,
    )
    return Paragraph(words), Paragraph(text("suitability.switch_basis")), rebalancing


def _part(advice: Advice, name: str, value: float) -> Figure:
    return money(
        f"switch.{name}",
        value,
        Nature.FORWARD,
        "switch",
        advice.currency,
        signed=True,
        sources=(BOOK, "assumptions"),
    )
