"""From the answers of a client to facts: which questions were put, which answers can be read.

An answer that cannot be read counts as none. An answer to a question that was not put is left aside: what a
client once said about a wish that it has given up decides nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from reporting.clients.assessment.types import Fact, FactValue
from reporting.domain.client import Category, ClientRecord
from reporting.domain.questionnaire import Condition, Kind, Part, Question, Questionnaire

LARGEST_AMOUNT = Decimal(10) ** 12
LONGEST_YEARS = Decimal(100)

_NUMBER = re.compile(r"[0-9]{1,13}(\.[0-9]{1,8})?")
_PERCENT = re.compile(r"([0-9]{1,3}(?:\.[0-9]{1,6})?) ?%")


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a client has told up to a day. `facts` by question in the order of the questionnaire; `gaps` are
    questions without an answer that can be read. Knowledge is presumed of the `category` professional."""

    facts: Mapping[str, Fact]
    gaps: tuple[str, ...]
    category: Category

    def chosen(self, id: str) -> tuple[str, ...]:
        """The options chosen for a question, none where it was not put or not answered."""
        fact = self.facts.get(id)
        if fact is None:
            return ()
        return fact.value if isinstance(fact.value, tuple) else (str(fact.value),)

    def number(self, id: str) -> float | None:
        """The answer as a number, None where there is none."""
        fact = self.facts.get(id)
        return float(fact.value) if fact is not None and isinstance(fact.value, Decimal) else None

    def of(self, *ids: str) -> tuple[Fact, ...]:
        """The facts of these questions, as far as there are any."""
        return tuple(self.facts[id] for id in ids if id in self.facts)


def sheet_of(record: ClientRecord, questionnaire: Questionnaire, day: date) -> Sheet:
    """The answers that count on `day`: the last to each question that is put to this client."""
    latest = record.latest(day)
    facts: dict[str, Fact] = {}
    gaps: list[str] = []
    for question in _put(record, questionnaire, facts):
        answer = latest.get(question.id)
        value = None if answer is None else read(question, answer.value)
        if answer is not None and value is not None:
            facts[question.id] = Fact(question.id, value, answer.given_on, answer.version)
        elif not question.optional or answer is not None:
            gaps.append(question.id)
    return Sheet(facts, tuple(gaps), record.client.category)


def _put(record: ClientRecord, questionnaire: Questionnaire, facts: Mapping[str, Fact]) -> Iterator[Question]:
    """The questions put to a client, each decided once those before it are answered.

    Knowledge is presumed of professional clients (Art 54(3)), so they are not asked for it.
    """
    client = record.client
    for question in questionnaire.questions:
        if question.asked_of and client.holder not in question.asked_of:
            continue
        if question.part is Part.KNOWLEDGE and client.category is Category.PROFESSIONAL:
            continue
        if question.asked_if is None or _chosen(question.asked_if, facts):
            yield question


def _chosen(condition: Condition, facts: Mapping[str, Fact]) -> bool:
    fact = facts.get(condition.answer)
    if fact is None:
        return False
    chosen = fact.value if isinstance(fact.value, tuple) else (str(fact.value),)
    return any(each in condition.one_of for each in chosen)


def read(question: Question, text: str) -> FactValue | None:
    """What an answer says, None where it cannot be read as the question's kind."""
    text = text.strip()
    if question.kind is Kind.CHOICE:
        return text if text in {option.id for option in question.options} else None
    if question.kind is Kind.CHOICES:
        return _several(question, text)
    if question.kind is Kind.PERCENT:
        return _percent(text)
    if question.kind is Kind.DATE:
        return _day(text)
    largest = LARGEST_AMOUNT if question.kind is Kind.MONEY else LONGEST_YEARS
    value = Decimal(text) if _NUMBER.fullmatch(text) else None
    return value if value is not None and value <= largest else None


def _several(question: Question, text: str) -> tuple[str, ...] | None:
    """The chosen options in the order in which they are offered; None for an unknown one or none at all."""
    chosen = {part.strip() for part in text.split(";") if part.strip()}
    offered = [option.id for option in question.options]
    return tuple(id for id in offered if id in chosen) if chosen and chosen <= set(offered) else None


def _percent(text: str) -> Decimal | None:
    if match := _PERCENT.fullmatch(text):
        value = Decimal(match[1]) / 100
    elif _NUMBER.fullmatch(text):
        value = Decimal(text)
    else:
        return None
    return value if value <= 1 else None


def _day(text: str) -> date | None:
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
