"""Why the chosen profile suits, under the headings of Art 54(12), and what speaks against it."""

from __future__ import annotations

from reporting.clients.assessment import rules
from reporting.clients.assessment.types import Fact, Finding, Verdict
from reporting.disclosures.clients.advice.amounts import difference, loss, risk_class, share_lost, years
from reporting.disclosures.clients.advice.cited import (
    PERMITTED,
    Advice,
    answered,
    cited,
    joined,
    listed,
    result,
    told,
)
from reporting.disclosures.clients.advice.rulewords import WISHES, cautions, type_name, wish
from reporting.disclosures.figures import percent
from reporting.disclosures.words import text
from reporting.domain.disclosure import Bullets, Facts, Paragraph, Section, Text, Value
from reporting.domain.questionnaire import Dimension, Part, Question
from reporting.domain.units import Nature


def suits_section(advice: Advice) -> Section:
    """Goal, term, risk, losses, knowledge, liquidity, sustainability: each with the client's own facts."""
    return Section(
        "suits", text("suitability.suits"), (Paragraph(text("suitability.suits_lead")), suits(advice))
    )


def suits(advice: Advice) -> Facts:
    """The rows of the section."""
    rows: list[tuple[Text, Value]] = [
        (text("suitability.goal"), goal(advice)),
        (text("suitability.term"), term(advice)),
        (text("suitability.risk"), risk(advice)),
        (text("suitability.capacity"), capacity(advice)),
        (text("suitability.means"), means(advice)),
        (text("suitability.knowledge"), knowledge(advice)),
        (text("suitability.liquidity"), liquidity(advice)),
        (text("suitability.sustainability"), sustainability(advice)),
    ]
    return Facts(tuple(rows))


def in_short(advice: Advice) -> Facts:
    """Preferences, objectives and other characteristics alone, for the periodic statement."""
    return Facts(
        (
            (text("suitability.goal"), goal(advice)),
            (text("suitability.term"), term(advice)),
            (text("suitability.risk"), risk(advice)),
            (text("suitability.capacity"), capacity(advice)),
            (text("suitability.sustainability"), sustainability(advice)),
        )
    )


def goal(advice: Advice) -> Text:
    """What the money is for, and which profiles the goal looks at first."""
    order = advice.question("goal").option(str(advice.fact("goal").value)).order
    assert order is not None
    return text(f"suitability.goal_{order.value}", purpose=told(advice, "purpose"), goal=told(advice, "goal"))


def term(advice: Advice) -> Text:
    """How long the money stays against what the profile needs and is meant for."""
    return text(
        "suitability.term_words",
        held=told(advice, "holding_years"),
        least=years(advice, advice.chosen, "minimum"),
        advised=years(advice, advice.chosen, "recommended"),
    )


def risk(advice: Advice) -> Text:
    """The profile's class against the lowest of the four scores, and what was said about losses."""
    words = text(
        "suitability.risk_words",
        found=risk_class(advice, advice.chosen),
        permitted=result(advice, PERMITTED),
        tolerance=result(advice, Dimension.RISK_TOLERANCE.value),
    )
    return _with(advice, words, "suitability.risk_told", _of(advice, Part.TOLERANCE))


def capacity(advice: Advice) -> Text:
    """The worst outcome in money against the loss that the client can bear."""
    chosen = advice.chosen
    lost = loss(advice, chosen)
    assert lost.value is not None
    rest = difference(
        advice,
        "capacity.rest",
        advice.known("tolerable_loss") - lost.value,
        "answer.tolerable_loss",
        lost.id,
        nature=Nature.FORWARD,
    )
    kind = "tail" if chosen.outcome.tail_loss > chosen.outcome.stress_loss else "stress"
    return text(
        f"suitability.capacity_{kind}",
        years=years(advice, chosen, "recommended"),
        share=share_lost(advice, chosen, "worst"),
        loss=lost,
        amount=told(advice, "amount"),
        bearable=told(advice, "tolerable_loss"),
        rest=rest,
    )


MEANS = ("income", "commitments", "liquid_assets", "investments", "real_property", "debts")


def means(advice: Advice) -> Text:
    """Income, commitments and assets behind the amount (Art 54(4))."""
    words = text("suitability.means_words", **{id: told(advice, id) for id in MEANS})
    others = [fact for fact in _of(advice, Part.SITUATION) if fact.id not in MEANS]
    return _with(advice, words, "suitability.means_told", others)


def knowledge(advice: Advice) -> Text:
    """Each type of instrument: what the client says to know, and the test."""
    found = [each for each in advice.chosen.findings if each.rule == rules.KNOWLEDGE]
    if presumed := presumed_knowledge(advice, found[0]):
        return presumed
    words = joined([_known(advice, each) for each in found], "advice.then")
    types = advice.questionnaire.instrument_types
    asked = {id for each in types for id in (each.known_by.answer, *each.tested_by)}
    tests = {question.id for question in advice.questionnaire.questions if _tests(question)}
    others = [fact for fact in _of(advice, Part.KNOWLEDGE) if fact.id not in asked | tests]
    return _with(advice, words, "suitability.knowledge_told", others)


def presumed_knowledge(advice: Advice, finding: Finding) -> Text | None:
    """That the law presumes the knowledge, None where the client has to show it (Art 54(3))."""
    if finding.reason != "presumed":
        return None
    return text("suitability.knowledge_presumed", client=cited(advice, finding.facts[0]))


def _tests(question: Question) -> bool:
    return any(option.correct for option in question.options)


def _of(advice: Advice, part: Part) -> list[Fact]:
    """The facts of one part of the questionnaire."""
    return [fact for fact in advice.assessment.facts if advice.question(fact.id).part is part]


def _with(advice: Advice, words: Text, key: str, facts: list[Fact]) -> Text:
    """Words, and behind them what else was answered."""
    if not facts:
        return words
    return text("advice.then", first=words, rest=text(key, answers=listed(advice, facts)))


def _known(advice: Advice, finding: Finding) -> Text:
    known, *tests = finding.facts
    return text(
        "suitability.knowledge_words",
        type=type_name(advice, finding.subject),
        known=cited(advice, known),
        test=answered(advice, tests),
    )


def liquidity(advice: Advice) -> Text:
    """What may be needed soon against what is kept outside the mandate."""
    rest = difference(
        advice,
        "liquidity.rest",
        advice.known("kept_outside") - advice.known("liquidity_need"),
        "answer.kept_outside",
        "answer.liquidity_need",
    )
    return text(
        "suitability.liquidity_words",
        need=told(advice, "liquidity_need"),
        kept=told(advice, "kept_outside"),
        rest=rest,
    )


def sustainability(advice: Advice) -> Text:
    """None, or each wish with what the profile's instruments state of it."""
    if "none" in str(advice.fact("sustainability").value):
        return text("suitability.sustainability_none", answer=told(advice, "sustainability"))
    found = [each for each in advice.chosen.findings if each.rule.id in WISHES]
    words = [_met(advice, each) for each in found]
    opening = text("suitability.sustainability_wanted", answer=told(advice, "sustainability"))
    return joined([opening, *words], "advice.then")


def _met(advice: Advice, finding: Finding) -> Text:
    if finding.verdict is not Verdict.PASSED:
        return text("suitability.wish_unmet", wish=told(advice, WISHES[finding.rule.id]))
    values = wish(advice, advice.chosen, finding)
    if finding.rule == rules.ADVERSE_IMPACTS:
        values["topics"] = told(advice, "pai_topics")
    return text(f"suitability.met_{finding.rule.id}", **values)


def against_section(advice: Advice) -> Section:
    """What speaks against the profile: what every client of it may lose, then what concerns this one."""
    profile, outlook = advice.model.context.profile, advice.model.outlook
    horizon = years(advice, advice.chosen, "recommended")
    common = text(
        "suitability.against_losses",
        chance=_forward("chance", outlook.loss[profile.horizon]),
        years=horizon,
        fall=_forward("fall", -outlook.median_fall),
        deep=_forward("deep", -outlook.worst_fall),
    )
    own = tuple(cautions(advice, advice.chosen))
    earlier = [each for each in advice.assessment.findings if each.rule == rules.VERSION_OF_ANSWERS]
    said = tuple(text("suitability.against_version") for each in earlier if each.verdict is Verdict.CAUTION)
    lead = text("suitability.against_lead")
    return Section("against", text("suitability.against"), (Paragraph(lead), Bullets((common, *own, *said))))


def _forward(name: str, value: float) -> Value:
    """A share from the simulated outcomes."""
    return percent(
        f"outlook.{name}",
        value,
        Nature.FORWARD,
        "path_share",
        decimals=0,
        sources=("prices", "profile", "assumptions"),
    )
