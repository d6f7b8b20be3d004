"""What must hold between the parts of a questionnaire: every name leads somewhere, every score ascends."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from reporting.domain.questionnaire import NEEDED, NEEDED_OPTIONS, Kind, Part, Quantity
from reporting.inputs.questionnaire_models import ConditionModel, QuestionModel, QuestionnaireModel
from reporting.inputs.reading import Problem
from reporting.inputs.scalars import suggestion
from reporting.inputs.yaml_source import Location

CHOSEN = (Kind.CHOICE, Kind.CHOICES)
COUNTED = (Kind.MONEY, Kind.PERCENT, Kind.NUMBER)


@dataclass(frozen=True, slots=True)
class Known:
    """The questions by id, and whatever counts as a number."""

    questions: dict[str, QuestionModel]

    @property
    def numbers(self) -> list[str]:
        """Names that a quantity may have."""
        counted = [id for id, each in self.questions.items() if each.kind in COUNTED]
        return [*counted, *(each.value for each in Quantity)]


Rule = Callable[[QuestionnaireModel, Known], Iterator[Problem]]


def problems(model: QuestionnaireModel) -> Iterator[Problem]:
    """Every broken rule, rule by rule."""
    known = Known({each.id: each for each in model.questions})
    for rule in RULES:
        yield from rule(model, known)


def _origin(model: QuestionnaireModel, known: Known) -> Iterator[Problem]:
    if not model.named:
        yield Problem((), "no origin is given; add status: illustrative, or source and as_of", at_key=True)


def _unique(model: QuestionnaireModel, known: Known) -> Iterator[Problem]:
    lists: tuple[tuple[Location, Sequence[str]], ...] = (
        (("questions",), [each.id for each in model.questions]),
        (("contradictions",), [each.id for each in model.contradictions]),
        *(
            (("questions", row, "options"), [option.id for option in each.options])
            for row, each in enumerate(model.questions)
        ),
    )
    for at, ids in lists:
        for row, id in enumerate(ids):
            if id in ids[:row]:
                yield Problem((*at, row, "id"), f"{id} stands twice; rename one")
    classes = [each.asset_class for each in model.instrument_types]
    for row, name in enumerate(classes):
        if name in classes[:row]:
            yield Problem(("instrument_types", row, "asset_class"), f"{name} stands twice; keep one")


def _needed(model: QuestionnaireModel, known: Known) -> Iterator[Problem]:
    for id, kind in NEEDED.items():
        question = known.questions.get(id)
        if question is None:
            yield Problem(("questions",), f"the question {id} ({kind}) is missing; add it", at_key=True)
            continue
        at = ("questions", model.questions.index(question))
        if question.kind is not kind:
            yield Problem((*at, "kind"), f"the assessment needs {kind} here")
            continue
        options = [option.id for option in question.options]
        for option in NEEDED_OPTIONS.get(id, ()):
            if option not in options:
                yield Problem((*at, "options"), f"the option {option} is missing; add it", at_key=True)


def _options(model: QuestionnaireModel, known: Known) -> Iterator[Problem]:
    for row, question in enumerate(model.questions):
        at: Location = ("questions", row)
        if question.kind in CHOSEN and len(question.options) < 2:
            yield Problem((*at, "kind"), f"{question.kind} needs two options or more; add them")
        if question.kind not in CHOSEN and question.options:
            yield Problem((*at, "options"), f"an answer of kind {question.kind} has no options; remove them")
        if question.dimension and question.kind is not Kind.CHOICE:
            yield Problem((*at, "dimension"), "only one chosen option gives points; use a scale")
        for place, option in enumerate(question.options):
            here = (*at, "options", place)
            if question.dimension and option.points is None:
                yield Problem((*here, "points"), "the key is missing; the question counts in a score")
            if not question.dimension and (option.points is not None or option.at_most is not None):
                yield Problem(here, "counts in no score; give the question a dimension", at_key=True)
            if question.id == "goal" and option.order is None:
                yield Problem((*here, "order"), "the key is missing; say which profiles come first")
            if question.id == "switch_class" and option.asset_class is None:
                yield Problem((*here, "asset_class"), "the key is missing; name the class")


def _last(model: QuestionnaireModel, known: Known) -> Iterator[Problem]:
    parts = [each.part for each in model.questions]
    for row, part in enumerate(parts):
        if part is not Part.SUSTAINABILITY and Part.SUSTAINABILITY in parts[:row]:
            message = "comes after questions on sustainability, which must be the last; move it up"
            yield Problem(("questions", row), message)


def _asked(model: QuestionnaireModel, known: Known) -> Iterator[Problem]:
    """What decides whether a question is put was answered before it."""
    for row, question in enumerate(model.questions):
        if question.asked_if is None:
            continue
        at: Location = ("questions", row, "asked_if")
        yield from _condition(question.asked_if, at, known)
        earlier = [each.id for each in model.questions[:row]]
        if question.asked_if.answer is None:
            yield Problem(at, "has to look at the answer of an earlier question")
        elif question.asked_if.answer in known.questions and question.asked_if.answer not in earlier:
            yield Problem((*at, "answer"), f"{question.asked_if.answer} is asked later; move it up")


def _tables(model: QuestionnaireModel, known: Known) -> Iterator[Problem]:
    for name in type(model.dimensions).model_fields:
        rows = getattr(model.dimensions, name)
        at: Location = ("dimensions", name)
        yield from _from_zero(at, [row.points for row in rows])
        yield from _rising(at, "points", [row.points for row in rows])
        yield from _rising(at, "highest", [row.highest for row in rows])
    yield from _from_zero(("levels",), [row.points for row in model.levels])
    yield from _rising(("levels",), "points", [row.points for row in model.levels])
    yield from _rising(("levels",), "level", [row.level.rank for row in model.levels])


def _scales(model: QuestionnaireModel, known: Known) -> Iterator[Problem]:
    for row, scale in enumerate(model.scales):
        at: Location = ("scales", row)
        yield from _number(scale.quantity, (*at, "quantity"), known)
        if not scale.steps:
            yield Problem((*at, "steps"), "has no step; add one", at_key=True)
        yield from _rising((*at, "steps"), "least", [step.least for step in scale.steps])


def _types(model: QuestionnaireModel, known: Known) -> Iterator[Problem]:
    for row, kind in enumerate(model.instrument_types):
        at: Location = ("instrument_types", row)
        yield from _condition(kind.known_by, (*at, "known_by"), known)
        if not kind.tested_by:
            yield Problem((*at, "tested_by"), "names no test; self-assessment alone is not enough")
        for place, id in enumerate(kind.tested_by):
            question = known.questions.get(id)
            if question is None:
                hint = suggestion(id, known.questions, "; add it")
                yield Problem((*at, "tested_by", place), f"{id} is no question{hint}")
            elif not any(option.correct for option in question.options):
                yield Problem((*at, "tested_by", place), f"{id} has no right answer; mark one as correct")


def _contradictions(model: QuestionnaireModel, known: Known) -> Iterator[Problem]:
    for row, each in enumerate(model.contradictions):
        at: Location = ("contradictions", row, "when")
        if not each.when:
            yield Problem(at, "has no condition; add one", at_key=True)
        for place, condition in enumerate(each.when):
            yield from _condition(condition, (*at, place), known)


RULES: tuple[Rule, ...] = (
    _origin,
    _unique,
    _needed,
    _options,
    _last,
    _asked,
    _tables,
    _scales,
    _types,
    _contradictions,
)


def _condition(condition: ConditionModel, at: Location, known: Known) -> Iterator[Problem]:
    compared = [name for name in ("above", "below", "equals") if getattr(condition, name) is not None]
    by_option = condition.answer is not None and condition.one_of and not condition.quantity and not compared
    by_number = condition.quantity is not None and len(compared) == 1 and not condition.answer
    if not (by_option or (by_number and not condition.one_of)):
        message = "give answer with one_of, or quantity with one of above, below and equals"
        yield Problem(at, message)
    elif condition.answer is not None:
        yield from _chosen(condition.answer, condition.one_of, at, known)
    else:
        for key in ("quantity", "above", "below"):
            name = getattr(condition, key)
            if name is not None:
                yield from _number(name, (*at, key), known)


def _chosen(id: str, options: Sequence[str], at: Location, known: Known) -> Iterator[Problem]:
    question = known.questions.get(id)
    if question is None or question.kind not in CHOSEN:
        named = [each.id for each in known.questions.values() if each.kind in CHOSEN]
        yield Problem((*at, "answer"), f"{id} is no question with options{suggestion(id, named)}")
        return
    ids = [option.id for option in question.options]
    for place, option in enumerate(options):
        if option not in ids:
            hint = suggestion(option, ids, f"; {', '.join(ids)} are")
            yield Problem((*at, "one_of", place), f"{option} is no option of {id}{hint}")


def _number(name: str, at: Location, known: Known) -> Iterator[Problem]:
    if name not in known.numbers:
        hint = suggestion(name, known.numbers)
        yield Problem(at, f"{name} is no quantity and no question whose answer is a number{hint}")


def _from_zero(at: Location, points: Sequence[int]) -> Iterator[Problem]:
    if not points or points[0]:
        yield Problem(at, "has to begin with points: 0", at_key=True)


def _rising(at: Location, key: str, values: Iterable[float]) -> Iterator[Problem]:
    found = list(values)
    for row in range(1, len(found)):
        if found[row] <= found[row - 1]:
            yield Problem((*at, row, key), "has to be above that of the row before")
