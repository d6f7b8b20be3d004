"""Findings in words: what stops a profile or the client, and what speaks against a profile.

Every sentence that rests on an answer quotes it with its mark, so that it changes with the answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from reporting.clients.assessment import rules
from reporting.clients.assessment.types import Candidate, Finding, Verdict
from reporting.disclosures.clients.account import BOOK
from reporting.disclosures.clients.advice.amounts import band_of, loss, risk_class, share_lost, years
from reporting.disclosures.clients.advice.cited import (
    PERMITTED,
    Advice,
    answered,
    cited,
    listed,
    result,
    told,
)
from reporting.disclosures.figures import money, number, percent
from reporting.disclosures.words import text, wording
from reporting.domain.disclosure import Text, Verbatim
from reporting.domain.figure import Figure
from reporting.domain.questionnaire import Dimension
from reporting.domain.units import Nature, Unit

Speaker = Callable[[Advice, Candidate, Finding], Text]

WISHES = {
    rules.TAXONOMY.id: "taxonomy_share",
    rules.SUSTAINABLE.id: "sfdr_share",
    rules.ADVERSE_IMPACTS.id: "pai",
}
TARGETS = (
    rules.TARGET_CLIENT.id,
    rules.TARGET_KNOWLEDGE.id,
    rules.TARGET_LOSS.id,
)
AT_LEAST = (rules.TARGET_RISK.id, rules.TARGET_PERIOD.id)


def stopped(advice: Advice, candidate: Candidate) -> list[Text]:
    """Why a profile does not suit: a text for each finding, those on target markets together by rule."""
    words = [
        _STOPS[each.rule.id](advice, candidate, each)
        for each in candidate.stops
        if each.rule.id not in TARGETS
    ]
    for rule in TARGETS:
        if found := [each for each in candidate.stops if each.rule.id == rule]:
            values = _client_side(advice, found[0])
            words.append(text(f"advice.stop_{rule}", instruments=_tickers(found), **values))
    return words


def _risk_class(advice: Advice, candidate: Candidate, finding: Finding) -> Text:
    limit = result(advice, PERMITTED)
    if finding.reason == "unknown":
        return text("advice.stop_no_class", permitted=limit)
    return text("advice.stop_risk_class", found=risk_class(advice, candidate), permitted=limit)


def _own_band(advice: Advice, candidate: Candidate, finding: Finding) -> Text:
    return text("advice.stop_own_band", found=risk_class(advice, candidate), band=band_of(advice, candidate))


def _loss(advice: Advice, candidate: Candidate, finding: Finding) -> Text:
    return text(
        "advice.stop_loss",
        share=share_lost(advice, candidate, "worst"),
        loss=loss(advice, candidate),
        amount=told(advice, "amount"),
        bearable=told(advice, "tolerable_loss"),
    )


def _horizon(advice: Advice, candidate: Candidate, finding: Finding) -> Text:
    return text(
        "advice.stop_horizon",
        least=years(advice, candidate, "minimum"),
        held=told(advice, "holding_years"),
    )


def type_name(advice: Advice, asset_class: str) -> Text:
    """A type of instrument as the questionnaire names it."""
    kind = advice.questionnaire.instrument_type(asset_class)
    return text("advice.words", words=Verbatim(asset_class) if kind is None else wording(kind.name))


def _knowledge(advice: Advice, candidate: Candidate, finding: Finding) -> Text:
    name = type_name(advice, finding.subject)
    if finding.reason == "not_asked":
        return text("advice.stop_not_asked", type=name)
    known, *tests = finding.facts
    if finding.reason == "not_known":
        return text("advice.stop_not_known", type=name, known=cited(advice, known))
    return text("advice.stop_test_failed", type=name, test=answered(advice, tests))


def _client_side(advice: Advice, finding: Finding) -> dict[str, Text]:
    """Which criterion of the target market is meant, as facts of the client."""
    if finding.rule.id == rules.TARGET_CLIENT.id:
        return {"client": cited(advice, finding.facts[0])}
    if finding.rule.id == rules.TARGET_KNOWLEDGE.id:
        return {"level": result(advice, "level")}
    return {"bearable": told(advice, "tolerable_loss"), "amount": told(advice, "amount")}


def _wish(advice: Advice, candidate: Candidate, finding: Finding) -> Text:
    return text(f"advice.stop_{finding.rule.id}", **wish(advice, candidate, finding))


def wish(advice: Advice, candidate: Candidate, finding: Finding) -> dict[str, Text | Figure]:
    """A wish and what the profile's instruments state of it."""
    wanted = told(advice, WISHES[finding.rule.id])
    if finding.rule.id == rules.ADVERSE_IMPACTS.id:
        return {"wish": wanted}
    share = percent(
        f"profile.{candidate.profile}.{finding.rule.id}",
        finding.measure("share"),
        Nature.CURRENT,
        "sustainable_share",
        sources=("instruments", "profile"),
    )
    return {"wish": wanted, "share": share}


def _switch(advice: Advice, candidate: Candidate, finding: Finding) -> Text:
    facts = listed(advice, finding.facts)
    if candidate.switch is None:
        return text("advice.stop_switch_unknown", facts=facts)
    net = money(
        f"profile.{candidate.profile}.switch.net",
        candidate.switch.net,
        Nature.FORWARD,
        "switch",
        advice.currency,
        sources=(BOOK, "assumptions"),
    )
    return text("advice.stop_switch", net=net, facts=facts)


def _research(advice: Advice, candidate: Candidate, finding: Finding) -> Text:
    return text("advice.stop_research")


_STOPS: dict[str, Speaker] = {
    rules.RISK_CLASS.id: _risk_class,
    rules.OWN_BAND.id: _own_band,
    rules.LOSS.id: _loss,
    rules.HORIZON.id: _horizon,
    rules.KNOWLEDGE.id: _knowledge,
    **dict.fromkeys(WISHES, _wish),
    rules.SWITCH.id: _switch,
    rules.RESEARCH.id: _research,
}


def cautions(advice: Advice, candidate: Candidate) -> Iterator[Text]:
    """What speaks against a profile that suits, a sentence for each rule and kind of fit."""
    groups: dict[tuple[str, Verdict], list[Finding]] = {}
    for finding in candidate.against:
        groups.setdefault((finding.rule.id, finding.verdict), []).append(finding)
    silent = [
        each for (_, verdict), found in groups.items() if verdict is Verdict.NOT_STATED for each in found
    ]
    for (rule, verdict), found in groups.items():
        if verdict is Verdict.CAUTION:
            yield _caution(advice, candidate, rule, found)
    if silent:
        yield text("advice.not_stated", instruments=_tickers(silent))


def set_back(advice: Advice, candidate: Candidate) -> list[Text]:
    """Another currency, and funds without key information documents: what sets a profile behind others."""
    base = Verbatim(advice.client.models[candidate.profile].context.profile.base_currency)
    found = {each.rule.id: each for each in candidate.against}
    words = []
    if currency := found.get(rules.CURRENCY.id):
        words.append(text("advice.behind_currency", base=base, own=cited(advice, currency.facts[0])))
    if lacking := [each for each in candidate.against if each.rule == rules.KEY_INFORMATION]:
        client = cited(advice, lacking[0].facts[0])
        words.append(text("advice.behind_documents", instruments=_tickers(lacking), client=client))
    return words


def _caution(advice: Advice, candidate: Candidate, rule: str, found: list[Finding]) -> Text:
    first = found[0]
    if rule in TARGETS:
        return text(f"advice.against_{rule}", instruments=_tickers(found), **_client_side(advice, first))
    if rule in AT_LEAST:
        asked = max(found, key=lambda each: each.measure("least"))
        return text(f"advice.against_{rule}", instruments=_tickers(found), **_asked(advice, rule, asked))
    if rule in WISHES:
        reason = "_not_stated" if first.reason == "not_stated" else ""
        given_up = told(advice, "give_up_reason")
        values = wish(advice, candidate, first)
        return text(f"advice.against_{rule}{reason}", given_up=given_up, **values)
    if rule == rules.KEY_INFORMATION.id:
        return text(
            "advice.against_key_information",
            instruments=_tickers(found),
            client=cited(advice, first.facts[0]),
        )
    if rule == rules.CURRENCY.id:
        base = Verbatim(advice.client.models[candidate.profile].context.profile.base_currency)
        return text("advice.against_currency", base=base, own=cited(advice, first.facts[0]))
    if rule == rules.BAND_ABOVE.id:
        return text(
            "advice.against_band_above", band=band_of(advice, candidate), permitted=result(advice, PERMITTED)
        )
    assert rule == rules.RECOMMENDED_PERIOD.id
    advised = years(advice, candidate, "recommended")
    return text("advice.against_recommended_period", advised=advised, held=told(advice, "holding_years"))


def _asked(advice: Advice, rule: str, finding: Finding) -> dict[str, Text | Figure]:
    """The most that one of the instruments asks for, and what the client has."""
    most = finding.measure("least")
    if rule == rules.TARGET_PERIOD.id:
        return {"most": _period(most), "held": told(advice, "holding_years")}
    figure = number(
        "target.risk", most, Unit.RISK_CLASS, Nature.CURRENT, "risk_class", sources=("instruments",)
    )
    return {"most": figure, "tolerance": result(advice, Dimension.RISK_TOLERANCE.value)}


def _tickers(found: Iterable[Finding]) -> Verbatim:
    return Verbatim(", ".join(dict.fromkeys(each.subject for each in found)))


def _period(value: float) -> Figure:
    decimals = 0 if value == int(value) else 1
    sources = ("instruments",)
    return number(
        "target.period", value, Unit.YEARS, Nature.CURRENT, "horizon", decimals=decimals, sources=sources
    )
