"""Sustainability preferences against what the profile's instruments state (DR Art 2(7), 54(10)).

Shares of the portfolio are those of its instruments by today's target weights; cash has none. An instrument
that states nothing counts with nothing and makes a share that is not reached one that is not known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from reporting.clients.assessment import rules
from reporting.clients.assessment.profile_rules import Case
from reporting.clients.assessment.types import Finding, Measure, Rule, Verdict
from reporting.domain.target_market import Sustainability

Share = Callable[[Sustainability], float | None]


def sustainability_findings(case: Case) -> Iterator[Finding]:
    """Nothing where the client has no preferences; else a verdict for each wish it set."""
    if "wanted" not in case.sheet.chosen("sustainability"):
        return
    yield from _share(case, rules.TAXONOMY, "taxonomy_share", lambda each: each.taxonomy_share)
    yield from _share(case, rules.SUSTAINABLE, "sfdr_share", lambda each: each.sfdr_share)
    if "wanted" in case.sheet.chosen("pai"):
        yield _impacts(case)


def _share(case: Case, rule: Rule, question: str, of: Share) -> Iterator[Finding]:
    wish = case.sheet.number(question)
    if not wish:
        return
    stated, silent = 0.0, []
    for ticker, weight in _weights(case):
        value = _stated(case, ticker, of)
        if value is None:
            silent.append(ticker)
        else:
            stated += weight * value
    measures = (Measure("share", stated, "share"), Measure("wish", wish, "share"))
    met = stated >= wish - 1e-12
    yield _told(case, rule, question, met, measures, silent)


def _impacts(case: Case) -> Finding:
    """Met where every instrument considers them."""
    told = {ticker: _stated(case, ticker, lambda each: each.pai) for ticker, _ in _weights(case)}
    met = all(value is True for value in told.values())
    silent = [ticker for ticker, value in told.items() if value is None]
    certain = any(value is False for value in told.values())
    return _told(case, rules.ADVERSE_IMPACTS, "pai", met, (), [] if certain else silent)


def _told(
    case: Case, rule: Rule, question: str, met: bool, measures: tuple[Measure, ...], silent: list[str]
) -> Finding:
    """A wish that is not met stops the profile unless the client gives it up then, with its reason."""
    if met:
        return Finding(rule, Verdict.PASSED, case.sheet.of(question), measures)
    gives_up = "give_up" in case.sheet.chosen("if_unmet")
    verdict = Verdict.CAUTION if gives_up else Verdict.STOP
    facts = case.sheet.of(question, "if_unmet", "give_up_reason")
    reason = "not_stated" if silent else "unmet"
    return Finding(rule, verdict, facts, measures, subject=" ".join(silent), reason=reason)


def _weights(case: Case) -> tuple[tuple[str, float], ...]:
    """Today's target weights, else the strategic mix; instruments without weight say nothing."""
    given = case.outcome.weights or tuple(
        (each.ticker, each.strategic_weight) for each in case.profile.universe
    )
    return tuple((ticker, weight) for ticker, weight in given if weight > 0)


def _stated(case: Case, ticker: str, of: Callable[[Sustainability], float | None]) -> float | None:
    block = case.house.instruments[ticker].sustainability
    return None if block is None else of(block.value)
