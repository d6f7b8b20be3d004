"""What an assessment says: facts, rules applied to them, findings, and what follows for each profile.

Every finding keeps the facts it used with the dates of the answers, and the rule with its version, so that
each decision can be defended from the record alone. Shares are decimals, money is in the client's currency,
costs and returns are decimals a year. `None` stands for what is not known; it is never taken as zero or met.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from reporting.domain.questionnaire import Dimension, Level

FactValue = str | Decimal | date | tuple[str, ...]
"""An option's id, several of them, an amount or number (percentages as decimals), a day."""


@dataclass(frozen=True, slots=True)
class Fact:
    """Something known of the client. `id` is the question's id, or a name such as `client.category`.

    `given_on` is the day of the answer and `version` that of the questionnaire it answered; None and empty
    for what the book itself states.
    """

    id: str
    value: FactValue
    given_on: date | None = None
    version: str = ""


class Verdict(StrEnum):
    """STOP: no recommendation (of that profile). CAUTION: said to the client, stops nothing.
    NOT_STATED: the data that would show it are missing; said, and never taken as met."""

    PASSED = "passed"
    STOP = "stop"
    CAUTION = "caution"
    NOT_STATED = "not_stated"


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the assessment: its id, where it comes from, the version of its wording here."""

    id: str
    reference: str
    version: str = "1"


@dataclass(frozen=True, slots=True)
class Measure:
    """A value that a rule compared: `loss` against `limit`. `unit` is money, share, years, class, points,
    months or count."""

    id: str
    value: float
    unit: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule applied. `subject` is what it was applied to: a profile, an instrument, an asset class, a
    contradiction, a question; empty for the client. `reason` tells apart the ways in which a rule ends."""

    rule: Rule
    verdict: Verdict
    facts: tuple[Fact, ...] = ()
    measures: tuple[Measure, ...] = ()
    subject: str = ""
    reason: str = ""

    @property
    def stops(self) -> bool:
        """Whether it rules out a recommendation."""
        return self.verdict is Verdict.STOP

    def measure(self, id: str) -> float:
        """The value of one of its measures; KeyError for a name that it has not."""
        return {each.id: each.value for each in self.measures}[id]


@dataclass(frozen=True, slots=True)
class Score:
    """One of the four scores. `highest` is the highest risk class (1 to 7) that it permits: what the points
    give, or the lowest `at_most` of an answer. `presumed` where the law presumes it (Art 54(3))."""

    dimension: Dimension
    points: int
    highest: int
    facts: tuple[Fact, ...]
    capped_by: str = ""
    presumed: bool = False


@dataclass(frozen=True, slots=True)
class ProfileOutcome:
    """What a profile does, computed elsewhere, in the client's currency.

    `risk_class` is the SRRI class, None where there is none. `stress_loss` and `tail_loss` are the shares of
    the amount lost in the stress scenario and in the worst 2.5 % of outcomes, at the recommended holding
    period, after costs (0 where nothing is lost). `minimum_horizon` is in years. `yearly_cost` are all costs,
    `expected_return` is before costs. `weights` are today's target weights by ticker.
    """

    profile: str
    risk_class: int | None
    stress_loss: float
    tail_loss: float
    minimum_horizon: int
    yearly_cost: float
    expected_return: float
    weights: tuple[tuple[str, float], ...] = ()

    @property
    def worst_loss(self) -> float:
        """The larger of the two losses: what the client must be able to bear."""
        return max(self.stress_loss, self.tail_loss, 0.0)


@dataclass(frozen=True, slots=True)
class Switch:
    """The test of Art 54(11) for one profile: what is gained until the horizon, less what it costs to leave.

    `gain` is the difference of expected returns and `saving` that of running costs, both times amount and
    years; `net` is their sum less `costs`. Money in the client's currency.
    """

    amount: float
    years: float
    gain: float
    saving: float
    costs: float

    @property
    def net(self) -> float:
        """What remains."""
        return self.gain + self.saving - self.costs

    @property
    def justified(self) -> bool:
        """Whether a cent or more remains."""
        return round(self.net, 2) > 0


@dataclass(frozen=True, slots=True)
class Candidate:
    """One profile, judged. `findings` are all rules applied to it, passed ones included."""

    profile: str
    version: str
    outcome: ProfileOutcome
    findings: tuple[Finding, ...]
    switch: Switch | None = None

    @property
    def suitable(self) -> bool:
        """Whether nothing stops it."""
        return not self.stops

    @property
    def stops(self) -> tuple[Finding, ...]:
        """What rules it out."""
        return tuple(each for each in self.findings if each.stops)

    @property
    def against(self) -> tuple[Finding, ...]:
        """What speaks against it without ruling it out, missing data included."""
        told = (Verdict.CAUTION, Verdict.NOT_STATED)
        return tuple(each for each in self.findings if each.verdict in told)

    @property
    def passed(self) -> tuple[Finding, ...]:
        """The tests that it passed."""
        return tuple(each for each in self.findings if each.verdict is Verdict.PASSED)


class Outcome(StrEnum):
    """CONFIRMED: the profile of the mandate suits. RECOMMENDED: no mandate yet, and a profile suits.
    UNSUITABLE: the profile of the mandate does not suit any more. REFUSED: no profile suits, or the
    information does not allow a recommendation (Art 54(8) and (10))."""

    CONFIRMED = "confirmed"
    RECOMMENDED = "recommended"
    UNSUITABLE = "unsuitable"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Versions:
    """What the assessment rests on: versions and hashes that a file may be compared with."""

    questionnaire: str
    questionnaire_sha256: str
    rules: str
    profiles: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Assessment:
    """The whole assessment of one client on one day.

    `facts` are all answers that count, in the order of the questions; `gaps` the ids of questions that were
    put and not answered in a way that can be read. `permitted` is the highest risk class that all four
    scores permit, None where answers are missing. `findings` concern the client, whatever the profile.
    `candidates` are the suitable profiles in the order of the client's goal, `rejected` the others by id.
    `chosen` is the confirmed or recommended one, None if refused. `valid_until` is the last day on which the
    answers hold, None without answers.
    """

    client: str
    day: date
    versions: Versions
    facts: tuple[Fact, ...]
    gaps: tuple[str, ...]
    scores: tuple[Score, ...]
    level: Level | None
    permitted: int | None
    findings: tuple[Finding, ...]
    candidates: tuple[Candidate, ...]
    rejected: tuple[Candidate, ...]
    outcome: Outcome
    mandate: str
    chosen: Candidate | None
    valid_until: date | None

    @property
    def refused(self) -> bool:
        """Whether nothing may be recommended, so that a refusal takes the place of the report."""
        return self.outcome in (Outcome.REFUSED, Outcome.UNSUITABLE)

    @property
    def reasons(self) -> tuple[Finding, ...]:
        """Why nothing is recommended: what stops the client, else what stops the mandate's profile, else
        what stops each profile. Empty where something is."""
        if not self.refused:
            return ()
        own = tuple(each for each in self.findings if each.stops)
        judged = [each for each in self.rejected if not self.mandate or each.profile == self.mandate]
        return own or tuple(stop for each in judged for stop in each.stops)

    def fact(self, id: str) -> Fact | None:
        """The fact of an id, None where it is not known."""
        return next((each for each in self.facts if each.id == id), None)

    def judged(self, profile: str) -> Candidate | None:
        """What was found of a profile, suitable or not."""
        return next((each for each in (*self.candidates, *self.rejected) if each.profile == profile), None)
