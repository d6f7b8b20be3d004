"""Rules on one profile: risk class, loss in money, horizon, knowledge, currency, key information."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reporting.clients.assessment import rules
from reporting.clients.assessment.answers import Sheet
from reporting.clients.assessment.quantities import holds
from reporting.clients.assessment.types import Fact, Finding, Measure, ProfileOutcome, Score, Verdict
from reporting.domain.client import Category, ClientRecord
from reporting.domain.house import House, Instrument
from reporting.domain.profile import Profile
from reporting.domain.questionnaire import Level, Questionnaire


@dataclass(frozen=True, slots=True)
class Case:
    """One client and one profile. `permitted` is the highest class, `level` the kind of investor."""

    record: ClientRecord
    sheet: Sheet
    questionnaire: Questionnaire
    house: House
    scores: tuple[Score, ...]
    permitted: int
    level: Level
    profile: Profile
    outcome: ProfileOutcome

    @property
    def instruments(self) -> tuple[Instrument, ...]:
        """The instruments of the profile in its order."""
        return tuple(self.house.instruments[ticker] for ticker in self.profile.tickers)

    @property
    def category(self) -> Fact:
        """Which protection the client has."""
        return Fact("client.category", self.record.client.category.value)

    @property
    def limiting(self) -> tuple[Fact, ...]:
        """The facts of the scores that limit the class."""
        found = (score for score in self.scores if score.highest == self.permitted)
        return tuple(dict.fromkeys(fact for score in found for fact in score.facts))


def profile_findings(case: Case) -> Iterator[Finding]:
    """Every rule on the profile but target market, sustainability and switch, in a fixed order."""
    yield from _research(case)
    yield from _risk_class(case)
    yield from _loss(case)
    yield from _horizon(case)
    yield from _knowledge(case)
    yield from _currency(case)
    yield from _key_information(case)


def _research(case: Case) -> Iterator[Finding]:
    if case.profile.leverage_allowed:
        yield Finding(rules.RESEARCH, Verdict.STOP)


def _risk_class(case: Case) -> Iterator[Finding]:
    """The class in the client's currency within what is permitted and within the profile's own band."""
    found, band = case.outcome.risk_class, case.profile.risk_band
    limit = Measure("permitted", case.permitted, "class")
    if found is None:
        yield Finding(rules.RISK_CLASS, Verdict.STOP, case.limiting, (limit,), reason="unknown")
        return
    measures = (Measure("class", found, "class"), limit)
    verdict = Verdict.PASSED if found <= case.permitted else Verdict.STOP
    yield Finding(rules.RISK_CLASS, verdict, case.limiting, measures)
    own = tuple(
        Measure(name, value, "class")
        for name, value in (("class", found), ("lowest", band.lowest), ("highest", band.highest))
    )
    inside = band.lowest <= found <= band.highest
    yield Finding(rules.OWN_BAND, Verdict.PASSED if inside else Verdict.STOP, (), own)
    if found <= case.permitted < band.highest:
        highest = (Measure("highest", band.highest, "class"), limit)
        yield Finding(rules.BAND_ABOVE, Verdict.CAUTION, case.limiting, highest)


def _loss(case: Case) -> Iterator[Finding]:
    """What the profile loses in its worst outcome against what the client can bear, in money."""
    amount, bearable = case.sheet.number("amount"), case.sheet.number("tolerable_loss")
    if amount is None or bearable is None:
        return
    loss = amount * case.outcome.worst_loss
    measures = (
        Measure("loss", loss, "money"),
        Measure("bearable", bearable, "money"),
        Measure("share", case.outcome.worst_loss, "share"),
    )
    verdict = Verdict.PASSED if round(loss, 2) <= bearable else Verdict.STOP
    reason = "tail" if case.outcome.tail_loss > case.outcome.stress_loss else "stress"
    facts = case.sheet.of("amount", "tolerable_loss")
    yield Finding(rules.LOSS, verdict, facts, measures, reason=reason)


def _horizon(case: Case) -> Iterator[Finding]:
    years = case.sheet.number("holding_years")
    if years is None:
        return
    facts, held = case.sheet.of("holding_years"), Measure("years", years, "years")
    least = case.outcome.minimum_horizon
    verdict = Verdict.PASSED if years >= least else Verdict.STOP
    yield Finding(rules.HORIZON, verdict, facts, (held, Measure("minimum", least, "years")))
    advised = case.profile.horizon
    if least <= years < advised:
        measures = (held, Measure("recommended", advised, "years"))
        yield Finding(rules.RECOMMENDED_PERIOD, Verdict.CAUTION, facts, measures)


def _knowledge(case: Case) -> Iterator[Finding]:
    """Each type of instrument that the profile uses: what the client says, and what its tests show."""
    classes = dict.fromkeys(each.asset_class.value for each in case.instruments)
    for name in classes:
        if case.record.client.category is Category.PROFESSIONAL:
            yield Finding(rules.KNOWLEDGE, Verdict.PASSED, (case.category,), subject=name, reason="presumed")
            continue
        kind = case.questionnaire.instrument_type(name)
        if kind is None:
            yield Finding(rules.KNOWLEDGE, Verdict.STOP, subject=name, reason="not_asked")
            continue
        facts = case.sheet.of(kind.known_by.answer, *kind.tested_by)
        known, tested = holds(case.sheet, kind.known_by), _tested(case, kind.tested_by)
        reason = "" if known and tested else "not_known" if not known else "test_failed"
        verdict = Verdict.STOP if reason else Verdict.PASSED
        yield Finding(rules.KNOWLEDGE, verdict, facts, subject=name, reason=reason)


def _tested(case: Case, tests: tuple[str, ...]) -> bool:
    """Whether every test was answered rightly."""
    return all(_right(case, id) for id in tests)


def _right(case: Case, id: str) -> bool:
    question, chosen = case.questionnaire.question(id), case.sheet.chosen(id)
    assert question is not None  # the reader has looked
    return bool(chosen) and question.option(chosen[0]).correct


def _currency(case: Case) -> Iterator[Finding]:
    own = case.record.client.currency
    verdict = Verdict.PASSED if own == case.profile.base_currency else Verdict.CAUTION
    yield Finding(rules.CURRENCY, verdict, (Fact("client.currency", own),))


def _key_information(case: Case) -> Iterator[Finding]:
    """Retail clients get a key information document of every fund; said where there is none."""
    if case.record.client.category is not Category.RETAIL:
        return
    without = [each.ticker for each in case.instruments if not each.kid_available.value]
    for ticker in without:
        yield Finding(rules.KEY_INFORMATION, Verdict.CAUTION, (case.category,), subject=ticker)
    if not without:
        yield Finding(rules.KEY_INFORMATION, Verdict.PASSED, (case.category,))
