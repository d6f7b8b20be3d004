"""Facts of a client as documents cite them: `EUR 30,000 [F22]`, `“I wait” [F23]`.

F is the number of the question in the questionnaire, so that it stays when an answer changes; B is what the
book itself states; R is what the assessment concludes from answers. Each is listed in the document.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from reporting.clients.assessment.types import Assessment, Candidate, Fact, Score
from reporting.disclosures.clients.account import BOOK
from reporting.disclosures.clients.context import ClientContext, Model
from reporting.disclosures.figures import derived, money, number, percent
from reporting.disclosures.words import text, wording
from reporting.domain.disclosure import Text, Value, Verbatim
from reporting.domain.figure import Figure
from reporting.domain.localised import Wording
from reporting.domain.questionnaire import Dimension, Kind, Question, Questionnaire
from reporting.domain.units import Nature, Unit

QUESTIONNAIRE = "questionnaire"
"""Manifest key of the questionnaire."""
FROM_BOOK = (
    "client.category",
    "client.holder",
    "client.currency",
    "client.since",
    "client.ended",
    "mandate.profile",
)
PERMITTED, LEVEL = "permitted", "level"
RESULTS = (*(each.value for each in Dimension), PERMITTED, LEVEL)


@dataclass(frozen=True, slots=True, eq=False)
class Advice:
    """One client, its assessment, and the questions it answered."""

    client: ClientContext
    assessment: Assessment
    questionnaire: Questionnaire

    @property
    def chosen(self) -> Candidate:
        """The profile that suits; there is one unless nothing is recommended."""
        assert self.assessment.chosen is not None
        return self.assessment.chosen

    @property
    def model(self) -> Model:
        """What is known of it."""
        return self.client.models[self.chosen.profile]

    @property
    def currency(self) -> str:
        """The currency of the client's answers."""
        return self.client.record.client.currency

    def profile(self, id: str) -> Value:
        """A profile's name."""
        model = self.client.models.get(id)
        return Verbatim(id) if model is None else wording(model.context.profile.name)

    def question(self, id: str) -> Question:
        """The question of a fact."""
        found = self.questionnaire.question(id)
        assert found is not None
        return found

    def fact(self, id: str) -> Fact:
        """A fact that is known."""
        found = self.assessment.fact(id)
        assert found is not None
        return found

    def known(self, id: str) -> float:
        """An answer as a number."""
        value = self.fact(id).value
        assert isinstance(value, Decimal)
        return float(value)

    def score(self, dimension: Dimension) -> Score:
        """One of the four scores."""
        return next(each for each in self.assessment.scores if each.dimension is dimension)


def reference(advice: Advice, id: str) -> Verbatim:
    """The mark of a fact or result."""
    if id in RESULTS:
        return Verbatim(f"R{RESULTS.index(id) + 1}")
    if id in FROM_BOOK:
        return Verbatim(f"B{FROM_BOOK.index(id) + 1}")
    ids = [question.id for question in advice.questionnaire.questions]
    return Verbatim(f"F{ids.index(id) + 1}")


def cited(advice: Advice, fact: Fact) -> Text:
    """A fact with its mark, words in quotation marks."""
    value, mark = answer(advice, fact), reference(advice, fact.id)
    spoken = isinstance(value, Text) and fact.id not in FROM_BOOK
    return text("advice.quoted" if spoken else "advice.cited", answer=value, mark=mark)


def told(advice: Advice, id: str) -> Text:
    """The answer to a question with its mark."""
    return cited(advice, advice.fact(id))


def listed(advice: Advice, facts: Iterable[Fact]) -> Text:
    """Several facts with what they are about and their marks, one behind the other."""
    return joined([_about(advice, fact) for fact in facts])


def answered(advice: Advice, facts: Iterable[Fact]) -> Text:
    """The same without what they are about, where the sentence says it."""
    return joined([cited(advice, fact) for fact in facts])


def _about(advice: Advice, fact: Fact) -> Text:
    question = advice.questionnaire.question(fact.id)
    told_as = cited(advice, fact)
    if question is None or not question.topic:
        return told_as
    return text("advice.about", topic=wording(question.topic), fact=told_as)


def joined(parts: list[Text], key: str = "advice.join") -> Text:
    """Texts one behind the other."""
    first, *others = parts
    for each in others:
        first = text(key, first=first, rest=each)
    return first


def answer(advice: Advice, fact: Fact) -> Value:
    """What was answered: a figure, a day, or words."""
    if fact.id in FROM_BOOK:
        return _from_book(advice, fact)
    question, value = advice.question(fact.id), fact.value
    if isinstance(value, Decimal):
        return _figure(advice, question, float(value))
    if isinstance(value, date):
        return value
    chosen = value if isinstance(value, tuple) else (value,)
    return joined([_option(question.option(id).text) for id in chosen])


def _option(words: Wording) -> Text:
    return text("advice.words", words=wording(words))


def _from_book(advice: Advice, fact: Fact) -> Value:
    if isinstance(fact.value, date):
        return fact.value
    value = str(fact.value)
    if fact.id == "mandate.profile":
        return advice.profile(value)
    return (
        Verbatim(value) if fact.id == "client.currency" else text(f"advice.{fact.id.split('.')[1]}_{value}")
    )


def _figure(advice: Advice, question: Question, value: float) -> Figure:
    id, sources = f"answer.{question.id}", (BOOK,)
    if question.kind is Kind.MONEY:
        decimals = 0 if value == int(value) else 2
        return money(id, value, Nature.CURRENT, "answer", advice.currency, decimals=decimals, sources=sources)
    if question.kind is Kind.PERCENT:
        return percent(id, value, Nature.CURRENT, "answer", decimals=1, sources=sources)
    decimals = 0 if value == int(value) else 1
    unit = Unit.YEARS if question.id == "holding_years" else Unit.COUNT
    return number(id, value, unit, Nature.CURRENT, "answer", decimals=decimals, sources=sources)


def result(advice: Advice, id: str) -> Text:
    """What the assessment concludes, with its mark."""
    return text("advice.cited", answer=concluded(advice, id), mark=reference(advice, id))


def concluded(advice: Advice, id: str) -> Value:
    """The value of a conclusion: a risk class, or the kind of investor."""
    if id == LEVEL:
        level = advice.assessment.level
        assert level is not None
        return text(f"advice.level_{level.value}")
    if id == PERMITTED:
        assert advice.assessment.permitted is not None
        figure = _class(f"result.{id}", advice.assessment.permitted, "permitted_class")
        return derived(figure, *(f"result.{each.value}" for each in Dimension))
    return _class(f"result.{id}", advice.score(Dimension(id)).highest, "score_class")


def _class(id: str, value: int, definition: str) -> Figure:
    return number(id, value, Unit.RISK_CLASS, Nature.CURRENT, definition, sources=(BOOK, QUESTIONNAIRE))
