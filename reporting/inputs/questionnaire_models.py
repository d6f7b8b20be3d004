"""questionnaire.yaml as pydantic sees it. Descriptions go into the JSON Schema that editors show."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from reporting.domain.client import Holder
from reporting.domain.localised import Wording
from reporting.domain.questionnaire import Dimension, GoalOrder, Kind, Level, Part
from reporting.inputs.provenance import Provenance
from reporting.inputs.reading import Strict
from reporting.inputs.scalars import Number, Whole
from reporting.inputs.words import ASSET_CLASS, LITERAL, Choice, Flag, Spoken, Word

ID = Word(r"[a-z][a-z0-9_]{0,47}", "an id of small letters, digits and underscores")

Id = Annotated[str, ID]
Class = Annotated[int, Whole(1, 7)]
Points = Annotated[int, Whole(0, 100)]
Text = Annotated[Wording, Spoken(400)]


class ConditionModel(Strict):
    """One comparison: `answer` with `one_of`, or `quantity` with `above`, `below` or `equals`."""

    answer: Id | None = Field(None, description="A question whose answer is an option")
    one_of: list[Id] = Field([], description="Options of that question, one of which was chosen")
    quantity: Id | None = Field(None, description="A question whose answer is a number, or a quantity")
    above: Id | None = Field(None, description="Question or quantity that it exceeds")
    below: Id | None = Field(None, description="Question or quantity that it falls short of")
    equals: Annotated[float, Number(-1e12, 1e12)] | None = Field(None, description="Number that it is")


class OptionModel(Strict):
    """One answer that may be chosen."""

    id: Id = Field(description="Id as written in the client book")
    text: Text = Field(description="Words as shown, or for each language")
    points: Points | None = Field(None, description="What it adds to the score of the question's dimension")
    at_most: Class | None = Field(None, description="Highest class that the score may then reach")
    correct: Annotated[bool, Flag()] = Field(False, description="true: the right answer of a test")
    order: Annotated[GoalOrder, Choice(GoalOrder)] | None = Field(
        None, description="Question `goal`: which profiles are looked at first, by risk class"
    )
    asset_class: Annotated[str, ASSET_CLASS] | None = Field(
        None, description="Question `switch_class`: class as in market-assumptions.yaml"
    )


class QuestionModel(Strict):
    """One question."""

    id: Id = Field(description="Id as written in the client book")
    part: Annotated[Part, Choice(Part)] = Field(description="Where it stands; sustainability comes last")
    kind: Annotated[Kind, Choice(Kind)] = Field(description="What an answer is")
    text: Text = Field(description="Words as shown, or for each language")
    topic: Annotated[Wording, Spoken(80)] | None = Field(
        None, description="What an answer is about, before it where answers are listed"
    )
    help: Text | None = Field(None, description="Neutral explanation beside the question")
    dimension: Annotated[Dimension, Choice(Dimension)] | None = Field(
        None, description="The one score in which the answer counts"
    )
    options: list[OptionModel] = Field([], description="What may be chosen")
    asked_if: ConditionModel | None = Field(None, description="Put only after this earlier answer")
    asked_of: list[Annotated[Holder, Choice(Holder)]] = Field([], description="Put only to these clients")
    optional: Annotated[bool, Flag()] = Field(False, description="true: complete without an answer")


class RowModel(Strict):
    """Points and the highest class that they give."""

    points: Points = Field(description="Least number of points")
    highest: Class = Field(description="Highest risk class")


class DimensionsModel(Strict):
    """A table of classes for each of the four scores."""

    risk_tolerance: list[RowModel] = Field(description="How the client sees risk")
    capacity: list[RowModel] = Field(description="What losses the client can bear")
    horizon: list[RowModel] = Field(description="How long the money stays invested")
    knowledge: list[RowModel] = Field(description="What the client knows and has done")


class LevelModel(Strict):
    """Points of knowledge and the kind of investor that they make."""

    points: Points = Field(description="Least number of points")
    level: Annotated[Level, Choice(Level)] = Field(description="Kind of investor, as in target markets")


class StepModel(Strict):
    """One step of a scale."""

    least: Annotated[float, Number(-1e12, 1e12)] = Field(description="Where the step begins (included)")
    points: Points = Field(description="What it adds to the score")
    at_most: Class | None = Field(None, description="Highest class that the score may then reach")


class ScaleModel(Strict):
    """How a quantity counts in a score."""

    quantity: Id = Field(description="A question whose answer is a number, or a quantity")
    dimension: Annotated[Dimension, Choice(Dimension)] = Field(description="The score in which it counts")
    steps: list[StepModel] = Field(description="Ascending; the first also holds below its beginning")


class InstrumentTypeModel(Strict):
    """A type of instrument that clients are asked about."""

    asset_class: Annotated[str, ASSET_CLASS] = Field(description="Class as in instruments.yaml")
    name: Text = Field(description="Name as printed, or for each language")
    known_by: ConditionModel = Field(description="Answer of a client who says to know it")
    tested_by: list[Id] = Field(description="Test questions that have to be answered rightly")


class ContradictionModel(Strict):
    """Answers that cannot all be true."""

    id: Id = Field(description="Name of the contradiction")
    when: list[ConditionModel] = Field(description="Conditions that hold at once")
    text: Text = Field(description="What is told to the client, or for each language")


class QuestionnaireModel(Provenance):
    """questionnaire.yaml: questions, scores, contradictions."""

    version: Annotated[str, LITERAL] = Field(description="Version; a new one for every change")
    earlier: list[Annotated[str, LITERAL]] = Field([], description="Versions before it whose answers count")
    valid_months: Annotated[int, Whole(1, 12)] = Field(description="Months for which answers hold")
    dimensions: DimensionsModel
    levels: list[LevelModel] = Field(description="Kinds of investor by points of knowledge")
    scales: list[ScaleModel] = Field(description="Quantities that score in steps")
    instrument_types: list[InstrumentTypeModel] = Field(description="Types of instruments asked about")
    contradictions: list[ContradictionModel] = Field(description="Answers that cannot all be true")
    questions: list[QuestionModel] = Field(description="In the order in which they are put")
