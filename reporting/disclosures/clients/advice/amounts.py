"""Figures on profiles in an advice: classes, costs, losses, remainders; one id each, whoever prints it."""

from __future__ import annotations

from reporting.clients.assessment.types import Candidate
from reporting.disclosures.clients.account import BOOK
from reporting.disclosures.clients.advice.cited import Advice
from reporting.disclosures.figures import derived, money, number, percent
from reporting.domain.figure import Figure
from reporting.domain.lineage import Rule
from reporting.domain.units import Nature, Unit
from reporting.measures.sample import NotAvailable


def risk_class(advice: Advice, candidate: Candidate) -> Figure:
    """The class of a profile."""
    found = candidate.outcome.risk_class
    value = NotAvailable("under_260_weeks") if found is None else found
    return number(
        f"profile.{candidate.profile}.class",
        value,
        Unit.RISK_CLASS,
        Nature.CURRENT,
        "risk_class",
        sources=_of_model(advice, candidate.profile),
    )


def yearly_cost(advice: Advice, candidate: Candidate) -> Figure:
    """All costs of a profile a year, of the amount."""
    return percent(
        f"profile.{candidate.profile}.cost",
        candidate.outcome.yearly_cost,
        Nature.FORWARD,
        "cost_share",
        decimals=2,
        sources=_of_model(advice, candidate.profile),
    )


def years(id: str, value: float, source: str = "profile") -> Figure:
    """A number of years; a whole one, or with one decimal."""
    decimals = 0 if value == int(value) else 1
    return number(id, value, Unit.YEARS, Nature.CURRENT, "horizon", decimals=decimals, sources=(source,))


def share_lost(advice: Advice, candidate: Candidate, name: str) -> Figure:
    """The share that a profile loses: `worst`, `stress` or `tail`."""
    value = {
        "worst": candidate.outcome.worst_loss,
        "stress": candidate.outcome.stress_loss,
        "tail": candidate.outcome.tail_loss,
    }[name]
    return percent(
        f"profile.{candidate.profile}.loss.{name}",
        value,
        Nature.FORWARD,
        "loss_share",
        sources=_of_model(advice, candidate.profile),
    )


def loss(advice: Advice, candidate: Candidate, name: str = "worst") -> Figure:
    """The same as money of the amount that the client told."""
    part = share_lost(advice, candidate, name)
    assert part.value is not None
    figure = money(
        f"profile.{candidate.profile}.loss.{name}.money",
        part.value * advice.known("amount"),
        Nature.FORWARD,
        "loss_money",
        advice.currency,
        sources=(BOOK, *part.sources),
    )
    return derived(figure, "answer.amount", part.id, rule=Rule.PRODUCT)


def difference(advice: Advice, id: str, value: float, *parts: str, nature: Nature = Nature.CURRENT) -> Figure:
    """What remains of one amount after another."""
    figure = money(id, value, nature, "remainder", advice.currency, sources=(BOOK,))
    return derived(figure, *parts, rule=Rule.DIFFERENCE)


def _of_model(advice: Advice, profile: str) -> tuple[str, ...]:
    """Manifest keys behind what a profile does."""
    context = advice.client.models[profile].context
    return (*context.market_inputs, "profile", "instruments", "assumptions")
