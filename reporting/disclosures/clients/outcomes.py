"""What a profile's own documents say, as the assessment of a client needs it."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import numpy as np

from reporting.clients.assessment.types import ProfileOutcome
from reporting.disclosures.clients.context import Model
from reporting.disclosures.costs.estimate import projected
from reporting.disclosures.ex_ante import estimate_of
from reporting.disclosures.ex_ante.facts import STRESS
from reporting.disclosures.risk import risk_class_of
from reporting.domain.errors import Refusal, Unusable
from reporting.inputs.conversion import converted
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


def seen_from(model: Model, outcome: ProfileOutcome, currency: str) -> ProfileOutcome:
    """The outcome for a client who counts in a currency: the risk class is that of the profile in it
    (docs/method.md section 8), shares and rates stay those in the profile's own. Raises Unusable where an
    exchange rate is missing."""
    if currency == model.context.profile.base_currency:
        return outcome
    return replace(outcome, risk_class=_class_in(model, currency))


@lru_cache(maxsize=64)
def _class_in(model: Model, currency: str) -> int | None:
    """The class from prices in another currency, without the live record, which is in the profile's own.

    Raises Unusable, naming the rate, where an exchange rate is missing.
    """
    context, market = model.context, model.context.market
    own = (market.currency,)
    try:
        closes = converted(market.closes, market.sessions, own * len(market.tickers), currency, context.fx)
        others = {
            name: converted(values[:, None], market.sessions, own, currency, context.fx)[:, 0]
            for name, values in market.others.items()
        }
    except Refusal as refusal:
        or_else = f"or correct the currency of the client ({currency})"
        faults = [replace(each, message=f"{each.message}, {or_else}") for each in refusal.faults]
        raise Unusable(faults) from None
    abroad = replace(market, currency=currency, closes=closes, others=others)
    target = np.array([etf.weight for etf in model.outlook.allocation.decision.etfs])
    found = risk_class_of(replace(context, market=abroad, live=None), target)
    return None if isinstance(found, NotAvailable) else found.value
