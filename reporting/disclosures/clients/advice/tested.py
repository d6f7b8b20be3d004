"""Each hard test that the chosen profile passed, with what was compared. A new test is a new row."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from reporting.clients.assessment import rules
from reporting.clients.assessment.types import Verdict
from reporting.disclosures.blocks import columns
from reporting.disclosures.citation import citation
from reporting.disclosures.clients.account import BOOK
from reporting.disclosures.clients.advice.amounts import band_of, loss, risk_class, years
from reporting.disclosures.clients.advice.cited import PERMITTED, QUESTIONNAIRE, Advice, result, told
from reporting.disclosures.clients.advice.rulewords import WISHES, wish
from reporting.disclosures.clients.advice.suits import presumed_knowledge
from reporting.disclosures.figures import number
from reporting.disclosures.words import text
from reporting.domain.disclosure import Row, Section, Table, Text
from reporting.domain.figure import Figure
from reporting.domain.units import Nature, Unit


def tests_section(advice: Advice) -> Section:
    """Name, what was compared, article: a profile that fails one test is not recommended."""
    heads = columns(
        "suitability.test",
        "suitability.compared",
        "suitability.article",
        widths=(0.22, 0.54, 0.24),
        start=(0, 1, 2),
    )
    rows = [
        Row((text(f"suitability.test_{id}"), speaker(advice), citation(article)))
        for id, article, speaker in TESTS
    ]
    note = text("suitability.tests_note")
    table = Table("tests", text("suitability.tests_caption"), heads, (*rows, *_wishes(advice)), notes=(note,))
    return Section("tests", text("suitability.tests"), (table,))


def _complete(advice: Advice) -> Text:
    return text("suitability.passed_complete", count=_count("answers", len(advice.assessment.facts)))


def _contradiction(advice: Advice) -> Text:
    count = _count("contradictions", len(advice.questionnaire.contradictions))
    return text("suitability.passed_contradiction", count=count)


def _age(advice: Advice) -> Text:
    (finding,) = (each for each in advice.assessment.findings if each.rule == rules.AGE)
    oldest, until = finding.facts[0].given_on, advice.assessment.valid_until
    assert oldest is not None and until is not None
    return text("suitability.passed_age", oldest=oldest, until=until)


def _liquidity(advice: Advice) -> Text:
    need, kept = told(advice, "liquidity_need"), told(advice, "kept_outside")
    return text("suitability.passed_liquidity", need=need, kept=kept)


def _risk_class(advice: Advice) -> Text:
    found, limit = risk_class(advice, advice.chosen), result(advice, PERMITTED)
    return text("suitability.passed_risk_class", found=found, permitted=limit)


def _own_band(advice: Advice) -> Text:
    found = risk_class(advice, advice.chosen)
    return text("suitability.passed_own_band", found=found, band=band_of(advice, advice.chosen))


def _loss(advice: Advice) -> Text:
    return text(
        "suitability.passed_loss",
        loss=loss(advice, advice.chosen),
        amount=told(advice, "amount"),
        bearable=told(advice, "tolerable_loss"),
    )


def _horizon(advice: Advice) -> Text:
    least = years(advice, advice.chosen, "minimum")
    return text("suitability.passed_horizon", held=told(advice, "holding_years"), least=least)


def _knowledge(advice: Advice) -> Text:
    types = [each for each in advice.chosen.findings if each.rule == rules.KNOWLEDGE]
    if presumed := presumed_knowledge(advice, types[0]):
        return presumed
    return text("suitability.passed_knowledge", count=_count("types", len(types)))


def _target(advice: Advice) -> Text:
    count = _count("instruments", len(advice.model.context.profile.universe))
    return text("suitability.passed_target", count=count)


def _switch(advice: Advice) -> Text:
    return text("suitability.passed_switch" if advice.chosen.switch else "suitability.passed_no_switch")


Speaker = Callable[[Advice], Text]

TESTS: tuple[tuple[str, str, Speaker], ...] = (
    ("complete", "Article 54(8)", _complete),
    ("contradiction", "Article 54(7)", _contradiction),
    ("age", "Article 54(7)", _age),
    ("liquidity", "Article 54(4)", _liquidity),
    ("risk_class", "Article 54(2)(a)", _risk_class),
    ("loss", "Article 54(2)(b)", _loss),
    ("knowledge", "Article 54(2)(c)", _knowledge),
    ("horizon", "Article 54(5)", _horizon),
    ("own_band", "Article 54(9)", _own_band),
    ("target", "Article 54(9)", _target),
    ("switch", "Article 54(11)", _switch),
)
"""Id, article of Delegated Regulation (EU) 2017/565, and the words."""


def _wishes(advice: Advice) -> Iterator[Row]:
    """Wishes on sustainability that are met; those given up stand among what speaks against."""
    for each in advice.chosen.findings:
        if each.rule.id in WISHES and each.verdict is Verdict.PASSED:
            words = text(f"suitability.passed_{each.rule.id}", **wish(advice, advice.chosen, each))
            yield Row((text(f"suitability.test_{each.rule.id}"), words, citation("Article 2(7)")))


def _count(name: str, value: int) -> Figure:
    sources = (BOOK, QUESTIONNAIRE)
    return number(f"tests.{name}", value, Unit.COUNT, Nature.CURRENT, "test_count", sources=sources)
