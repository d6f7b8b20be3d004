"""The assessment of one client of the book: what its profiles do is computed anew, in processes."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from itertools import repeat
from multiprocessing import get_context
from pathlib import Path

from reporting.clients.assessment.assess import assess
from reporting.clients.assessment.types import Assessment, ProfileOutcome
from reporting.delivery.job import gather, market_of
from reporting.delivery.plan import Plan, Task
from reporting.delivery.processes import begin, one_thread_each
from reporting.delivery.subject import house_beside
from reporting.disclosures.clients.context import Model
from reporting.disclosures.clients.outcomes import outcome_of, seen_from
from reporting.disclosures.ex_ante.facts import gather as outlook_of
from reporting.domain.profile import Profile
from reporting.inputs.clients.book import Book
from reporting.inputs.clients.known import Known
from reporting.inputs.questionnaire import load_questionnaire
from reporting.inputs.resources import bundled

Told = Callable[[str], None]


def run_assessment(
    book: Book, client: str, plan: Plan, day: date, house: Path | None, jobs: int, told: Told
) -> Assessment:
    """The client on `day` against the profiles of the plan, as they stand at the end of its quarter.

    `told` gets the id of each profile once it is reckoned. Raises Unusable for a questionnaire or a record
    that can't be used, and what a profile is refused for.
    """
    questionnaire = load_questionnaire(house or house_beside(bundled("profiles")))
    record = book.record(client, Known(questionnaire.versions, frozenset(plan.house.instruments)))
    profiles: dict[str, Profile] = {task.profile.id: task.profile for task in plan.tasks}
    outcomes: dict[str, ProfileOutcome] = {}
    with (
        one_thread_each(),
        ProcessPoolExecutor(min(jobs, len(plan.tasks)), get_context("spawn"), begin) as pool,
    ):
        currency = repeat(record.client.currency)
        for outcome in pool.map(outcome_for, plan.tasks, currency):
            outcomes[outcome.profile] = outcome
            told(outcome.profile)
    return assess(record, plan.house, questionnaire, profiles, outcomes, day)


def outcome_for(task: Task, currency: str) -> ProfileOutcome:
    """What the profile of a task does to a client who counts in a currency. Raises Refused and Unusable."""
    material = gather(task, market_of(task))
    outlook = outlook_of(material.context, material.allocation, task.paths)
    model = Model(material.context, outlook, material.backtest)
    return seen_from(model, outcome_of(model), currency)
