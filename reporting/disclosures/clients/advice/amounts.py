"""Figures on profiles in an advice: classes, costs, losses, remainders; one id each, whoever prints it."""

from __future__ import annotations

from reporting.clients.assessment.types import Candidate
from reporting.disclosures.clients.account import BOOK
from reporting.disclosures.clients.advice.cited import Advice
from reporting.disclosures.figures import derived, money, number, percent
from reporting.disclosures.words import text
from reporting.domain.disclosure import Text
from reporting.domain.figure import Figure
from reporting.domain.lineage import Rule
from reporting.domain.units import Nature, Unit
from reporting.measures.sample import NotAvailable

PROFILES = "profiles"
"""Manifest key of all profiles together."""


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


def years(advice: Advice, candidate: Candidate, name: str) -> Figure:
    """A profile's `minimum` holding period, or the one that it is `recommended` for."""
    profile = advice.client.models[candidate.profile].context.profile
    value = candidate.outcome.minimum_horizon if name == "minimum" else profile.horizon
    id = f"profile.{candidate.profile}.{name}"
    return number(id, value, Unit.YEARS, Nature.CURRENT, "horizon", sources=_file(advice, candidate.profile))


def band_of(advice: Advice, candidate: Candidate) -> Text:
    """The range of classes in which a profile stays."""
    permitted = advice.client.models[candidate.profile].context.profile.risk_band
    lowest, highest = (
        number(
            f"profile.{candidate.profile}.band.{name}",
            value,
            Unit.RISK_CLASS,
            Nature.CURRENT,
            "risk_class",
            sources=_file(advice, candidate.profile),
        )
        for name, value in (("lowest", permitted.lowest), ("highest", permitted.highest))
    )
    return text("shared.band_value", lowest=lowest, highest=highest)


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
    market = advice.client.models[profile].context.market_inputs
    return (*market, *_file(advice, profile), "instruments", "assumptions")


def _file(advice: Advice, profile: str) -> tuple[str, ...]:
    """The file of the chosen profile is an input of its own, those of all others are one together."""
    chosen = advice.assessment.chosen
    return ("profile",) if chosen is not None and chosen.profile == profile else (PROFILES,)
