"""The four scores and the risk class that they permit together: the lowest of them, never an average."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reporting.clients.assessment.answers import Sheet
from reporting.clients.assessment.quantities import facts_of, value_of
from reporting.clients.assessment.types import Fact, Score
from reporting.domain.client import Category
from reporting.domain.questionnaire import Dimension, Level, Questionnaire, Scale, Step

HIGHEST = 7

Mark = tuple[int, int | None, str, tuple[Fact, ...]]
"""Points, the highest class that they allow, what gave them, and the facts behind it."""


def scores(sheet: Sheet, questionnaire: Questionnaire) -> tuple[Score, ...]:
    """Each of the four; a missing answer gives no points, and the assessment is then not complete."""
    return tuple(_score(sheet, questionnaire, dimension) for dimension in Dimension)


def permitted(found: Iterable[Score]) -> int:
    """The highest risk class (1 to 7) that every score permits (docs/method.md section 13)."""
    return min(score.highest for score in found)


def level_of(score: Score, questionnaire: Questionnaire) -> Level:
    """What kind of investor the points of knowledge make; advanced where the law presumes it."""
    if score.presumed:
        return Level.ADVANCED
    return [level for least, level in questionnaire.levels if least <= score.points][-1]


def _score(sheet: Sheet, questionnaire: Questionnaire, dimension: Dimension) -> Score:
    if dimension is Dimension.KNOWLEDGE and sheet.category is Category.PROFESSIONAL:
        return Score(dimension, 0, HIGHEST, (), presumed=True)
    marks = [*_answered(sheet, questionnaire, dimension), *_scaled(sheet, questionnaire, dimension)]
    points = sum(mark[0] for mark in marks)
    table = dict(questionnaire.dimensions)[dimension]
    by_points = [highest for least, highest in table if least <= points][-1]
    limits = [(limit, name) for _, limit, name, _ in marks if limit is not None]
    lowest, name = min(limits, default=(HIGHEST, ""))
    facts = tuple(dict.fromkeys(fact for mark in marks for fact in mark[3]))
    return Score(dimension, points, min(by_points, lowest), facts, name if lowest < by_points else "")


def _answered(sheet: Sheet, questionnaire: Questionnaire, dimension: Dimension) -> Iterator[Mark]:
    for question in questionnaire.questions:
        if question.dimension is dimension and question.id in sheet.facts:
            option = question.option(sheet.chosen(question.id)[0])
            yield option.points, option.at_most, question.id, sheet.of(question.id)


def _scaled(sheet: Sheet, questionnaire: Questionnaire, dimension: Dimension) -> Iterator[Mark]:
    for scale in questionnaire.scales:
        value = value_of(sheet, scale.quantity) if scale.dimension is dimension else None
        if value is not None:
            step = step_at(scale, value)
            yield step.points, step.at_most, scale.quantity, facts_of(sheet, scale.quantity)


def step_at(scale: Scale, value: float) -> Step:
    """The step in which a value lies; the first one also holds below its beginning."""
    reached = [step for step in scale.steps if step.least <= value]
    return reached[-1] if reached else scale.steps[0]
