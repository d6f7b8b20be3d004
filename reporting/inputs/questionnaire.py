"""Reads `questionnaire.yaml` of the house: the questions of the suitability assessment."""

from __future__ import annotations

from pathlib import Path

from reporting.domain.errors import Fault, Unusable
from reporting.domain.questionnaire import (
    Condition,
    Contradiction,
    Dimension,
    InstrumentType,
    Option,
    Question,
    Questionnaire,
    Scale,
    Step,
)
from reporting.inputs.questionnaire_models import (
    ConditionModel,
    OptionModel,
    QuestionModel,
    QuestionnaireModel,
    ScaleModel,
)
from reporting.inputs.questionnaire_rules import problems
from reporting.inputs.reading import all_faults, check
from reporting.inputs.yaml_source import read_source

QUESTIONNAIRE = "questionnaire.yaml"


def load_questionnaire(folder: Path) -> Questionnaire:
    """The questionnaire in the house folder. Raises `Unusable` with every fault of the file."""
    found, faults = read_questionnaire(folder / QUESTIONNAIRE)
    if found is None:
        raise Unusable(faults)
    return found


def read_questionnaire(path: Path) -> tuple[Questionnaire | None, list[Fault]]:
    """The questionnaire, or None with every fault of the file. Raises nothing."""
    try:
        source = read_source(path)
    except Unusable as error:
        return None, list(error.faults)
    checked = check(QuestionnaireModel, source)
    whole = checked.sound == frozenset(QuestionnaireModel.model_fields)
    faults = all_faults(source, checked, problems(checked.model) if whole else ())
    return (None, faults) if faults else (_questionnaire(checked.model, source.sha256), [])


def _questionnaire(model: QuestionnaireModel, sha256: str) -> Questionnaire:
    tables = model.dimensions
    return Questionnaire(
        version=model.version,
        valid_months=model.valid_months,
        dimensions=tuple(
            (each, tuple((row.points, row.highest) for row in getattr(tables, each.value)))
            for each in Dimension
        ),
        levels=tuple((row.points, row.level) for row in model.levels),
        scales=tuple(map(_scale, model.scales)),
        instrument_types=tuple(
            InstrumentType(each.asset_class, each.name, _condition(each.known_by), tuple(each.tested_by))
            for each in model.instrument_types
        ),
        contradictions=tuple(
            Contradiction(each.id, tuple(map(_condition, each.when)), each.text)
            for each in model.contradictions
        ),
        questions=tuple(map(_question, model.questions)),
        illustrative=model.status is not None,
        sha256=sha256,
        earlier=tuple(model.earlier),
    )


def _question(model: QuestionModel) -> Question:
    return Question(
        id=model.id,
        part=model.part,
        kind=model.kind,
        text=model.text,
        topic=model.topic or "",
        help=model.help or "",
        dimension=model.dimension,
        options=tuple(map(_option, model.options)),
        asked_if=_condition(model.asked_if) if model.asked_if else None,
        asked_of=tuple(model.asked_of),
        optional=model.optional,
    )


def _option(model: OptionModel) -> Option:
    return Option(
        id=model.id,
        text=model.text,
        points=model.points or 0,
        at_most=model.at_most,
        correct=model.correct,
        order=model.order,
        asset_class=model.asset_class or "",
    )


def _condition(model: ConditionModel) -> Condition:
    return Condition(
        answer=model.answer or "",
        one_of=tuple(model.one_of),
        quantity=model.quantity or "",
        above=model.above or "",
        below=model.below or "",
        equals=model.equals,
    )


def _scale(model: ScaleModel) -> Scale:
    steps = tuple(Step(each.least, each.points, each.at_most) for each in model.steps)
    return Scale(model.quantity, model.dimension, steps)
