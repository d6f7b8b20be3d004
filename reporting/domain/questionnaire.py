"""The questions of the suitability assessment, their scores, and which answers contradict each other.

It is data of the firm (`questionnaire.yaml`) with a version; what is concluded from answers stands in
`clients.assessment`. The ids in `NEEDED` are those that its rules ask for by name.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from reporting.domain.client import Holder
from reporting.domain.localised import Wording


class Kind(StrEnum):
    """What an answer is: ids of options (several with a semicolon between them), or a value."""

    CHOICE = "choice"
    CHOICES = "choices"
    MONEY = "money"
    PERCENT = "percent"
    NUMBER = "number"
    DATE = "date"


class Part(StrEnum):
    """Where a question stands; sustainability comes after the rest (Regulation 2017/565, Art 2(7))."""

    SITUATION = "situation"
    EXISTING = "existing"
    OBJECTIVES = "objectives"
    TOLERANCE = "tolerance"
    KNOWLEDGE = "knowledge"
    SUSTAINABILITY = "sustainability"


class Dimension(StrEnum):
    """The four scores, which are never added or averaged."""

    RISK_TOLERANCE = "risk_tolerance"
    CAPACITY = "capacity"
    HORIZON = "horizon"
    KNOWLEDGE = "knowledge"


class Level(StrEnum):
    """What kind of investor somebody is, as target markets tell them apart (EMT 02010 to 02030)."""

    BASIC = "basic"
    INFORMED = "informed"
    ADVANCED = "advanced"

    @property
    def rank(self) -> int:
        """0 for basic, 2 for advanced."""
        return list(Level).index(self)


class GoalOrder(StrEnum):
    """Which of the suitable profiles a goal looks at first, by risk class."""

    LOWEST = "lowest"
    MIDDLE = "middle"
    HIGHEST = "highest"


class Quantity(StrEnum):
    """What is reckoned from answers; shares are decimals, money is in the client's currency."""

    SURPLUS_SHARE = "surplus_share"
    RESERVE_MONTHS = "reserve_months"
    MANDATE_SHARE = "mandate_share"
    BEARABLE_SHARE = "bearable_share"
    NET_ASSETS = "net_assets"
    FINANCIAL_ASSETS = "financial_assets"
    YEARS_TO_NEED = "years_to_need"


QUANTITIES: dict[Quantity, tuple[str, ...]] = {
    Quantity.SURPLUS_SHARE: ("income", "commitments"),
    Quantity.RESERVE_MONTHS: ("kept_outside", "commitments"),
    Quantity.MANDATE_SHARE: ("amount", "liquid_assets", "investments", "real_property", "debts"),
    Quantity.BEARABLE_SHARE: ("tolerable_loss", "amount"),
    Quantity.NET_ASSETS: ("liquid_assets", "investments", "real_property", "debts"),
    Quantity.FINANCIAL_ASSETS: ("liquid_assets", "investments"),
    Quantity.YEARS_TO_NEED: ("needed_from",),
}
"""The answers from which each quantity is reckoned."""

NEEDED: dict[str, Kind] = {
    **dict.fromkeys(
        ("income", "commitments", "liquid_assets", "investments", "real_property", "debts"), Kind.MONEY
    ),
    **dict.fromkeys(("amount", "tolerable_loss", "liquidity_need", "kept_outside"), Kind.MONEY),
    **dict.fromkeys(("switch_amount", "switch_exit_cost"), Kind.MONEY),
    **dict.fromkeys(("switch_running_cost", "taxonomy_share", "sfdr_share"), Kind.PERCENT),
    **dict.fromkeys(("purpose", "goal", "existing_portfolio", "switch_class"), Kind.CHOICE),
    **dict.fromkeys(("sustainability", "pai", "if_unmet", "give_up_reason"), Kind.CHOICE),
    "holding_years": Kind.NUMBER,
    "needed_from": Kind.DATE,
}
"""Questions that the rules of the assessment ask for by name, with the kind of their answers."""

NEEDED_OPTIONS: dict[str, tuple[str, ...]] = {
    "existing_portfolio": ("switch",),
    "sustainability": ("none", "wanted"),
    "pai": ("wanted",),
    "if_unmet": ("no_recommendation", "give_up"),
}
"""Options that the rules of the assessment know by name."""


@dataclass(frozen=True, slots=True)
class Option:
    """One answer that may be chosen. `points` add to the question's dimension; `at_most` is the highest
    class that the dimension may then reach. `correct` marks the right answer of a test."""

    id: str
    text: Wording
    points: int = 0
    at_most: int | None = None
    correct: bool = False
    order: GoalOrder | None = None
    asset_class: str = ""


@dataclass(frozen=True, slots=True)
class Condition:
    """One comparison: an answer is one of some options, or a quantity (or an answer that is a number)
    is above or below another, or equals a number. It does not hold while an answer is missing."""

    answer: str = ""
    one_of: tuple[str, ...] = ()
    quantity: str = ""
    above: str = ""
    below: str = ""
    equals: float | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """One question. It is put to the `asked_of` (all if empty) and only where `asked_if` holds.

    `topic` says in few words what an answer is about, where answers are listed.
    """

    id: str
    part: Part
    kind: Kind
    text: Wording
    topic: Wording = ""
    help: Wording = ""
    dimension: Dimension | None = None
    options: tuple[Option, ...] = ()
    asked_if: Condition | None = None
    asked_of: tuple[Holder, ...] = ()
    optional: bool = False

    def option(self, id: str) -> Option:
        """The option of an id that it has."""
        return next(each for each in self.options if each.id == id)


@dataclass(frozen=True, slots=True)
class Step:
    """From `least` on (the first step also below), a quantity gives these points and limits the class."""

    least: float
    points: int
    at_most: int | None = None


@dataclass(frozen=True, slots=True)
class Scale:
    """How a quantity, or an answer that is a number, counts in a dimension; steps ascend."""

    quantity: str
    dimension: Dimension
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Answers that cannot all be true: every condition holds at once."""

    id: str
    when: tuple[Condition, ...]
    text: Wording


@dataclass(frozen=True, slots=True)
class InstrumentType:
    """A type of instrument by asset class: who says to know it, and which tests have to be right."""

    asset_class: str
    name: Wording
    known_by: Condition
    tested_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """One version. `dimensions` and `levels` hold ascending pairs of least points and what they give.

    `earlier` are the versions before it, answers to which still count.
    `sha256` is the hash of its file; `illustrative` where it was read from no named source.
    """

    version: str
    valid_months: int
    dimensions: tuple[tuple[Dimension, tuple[tuple[int, int], ...]], ...]
    levels: tuple[tuple[int, Level], ...]
    scales: tuple[Scale, ...]
    instrument_types: tuple[InstrumentType, ...]
    contradictions: tuple[Contradiction, ...]
    questions: tuple[Question, ...]
    illustrative: bool
    sha256: str
    earlier: tuple[str, ...] = ()

    @property
    def versions(self) -> frozenset[str]:
        """All versions answers to which count."""
        return frozenset((self.version, *self.earlier))

    def question(self, id: str) -> Question | None:
        """The question of an id, None where there is none."""
        return next((each for each in self.questions if each.id == id), None)

    def instrument_type(self, asset_class: str) -> InstrumentType | None:
        """The type of an asset class, None where no question asks for it."""
        return next((each for each in self.instrument_types if each.asset_class == asset_class), None)
