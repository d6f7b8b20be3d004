"""What a profile's own documents say, as the assessment of a client needs it."""

from __future__ import annotations

from reporting.clients.assessment.types import ProfileOutcome
from reporting.disclosures.clients.context import Model
from reporting.disclosures.costs.estimate import projected
from reporting.disclosures.ex_ante import estimate_of
from reporting.disclosures.ex_ante.facts import STRESS
from reporting.measures.costs.categories import total
from reporting.measures.sample import NotAvailable


def outcome_of(model: Model) -> ProfileOutcome:
    """Risk class, losses, costs and expected return of a profile over its recommended holding period.

    The expected return is the growth a year before costs that leads to the moderate scenario. A stress
    scenario that is not available leaves the loss of the worst 2.5 % of outcomes alone.
    """
    context, facts = model.context, model.outlook
    profile = context.profile
    found = projected(context, estimate_of(context, facts))
    stress = facts.scenarios[STRESS, profile.horizon].wealth
    return ProfileOutcome(
        profile=profile.id,
        risk_class=None if isinstance(facts.risk, NotAvailable) else facts.risk.value,
        stress_loss=0.0 if isinstance(stress, NotAvailable) else max(1 - stress, 0.0),
        tail_loss=max(1 - facts.tail, 0.0),
        minimum_horizon=profile.minimum_horizon,
        yearly_cost=total(found.average) / facts.amount,
        expected_return=found.moderate.growth,
        weights=tuple((etf.ticker, etf.weight) for etf in facts.allocation.decision.etfs),
    )
